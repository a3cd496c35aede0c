"""The shelf of templates: those that came with the program, and the committee's own beside or instead of them."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import cache
from importlib.resources import files

from bereginya.letters.errors import UnknownTemplateError
from bereginya.letters.reading import read_template
from bereginya.letters.templates import LANGUAGES, Template


def templates(own: Iterable[Template] = ()) -> Mapping[str, Template]:
    """Return every template by its id, the committee's own after ours; one of theirs with our id takes its place."""
    return {**_shipped(), **{one.id: one for one in own}}


def find_template(template: str, own: Iterable[Template] = ()) -> Template:
    """Return the template with this id. Raises UnknownTemplateError with ids that are near it."""
    known = templates(own)
    if template not in known:
        raise UnknownTemplateError(template, tuple(get_close_matches(template, known, n=3, cutoff=0.4)))
    return known[template]


@cache
def _shipped() -> Mapping[str, Template]:
    home = files("bereginya.letters") / "templates"
    found = {}
    for language in LANGUAGES:
        for one in sorted((home / language).iterdir(), key=lambda path: path.name):
            if one.name.endswith(".toml"):
                key = f"{language}/{one.name.removesuffix('.toml')}"
                found[key] = read_template(one.read_text("utf-8"), key)
    return found
