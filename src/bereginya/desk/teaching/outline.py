"""The outline of a seminar, as it lies in seminar.yaml: steps with their minutes, words and sheets."""

from dataclasses import dataclass
from functools import cache
from importlib import resources

from bereginya.desk.teaching.guides import Guide, Said, guides
from bereginya.rights import RuleFileError
from bereginya.rights.lined import Mark, read_yaml
from bereginya.rights.saying import LANGUAGES


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a seminar."""

    minutes: int
    title: Said
    say: Said
    sheets: tuple[Guide, ...]


@cache
def outline() -> tuple[Step, ...]:
    """Return the steps in their order. Raises RuleFileError for a sheet that there is none of, or a missing text."""
    name = "seminar.yaml"
    told = read_yaml(resources.files("bereginya.desk.teaching").joinpath(name).read_text("utf-8"), name)
    known = {one.number: one for one in guides()}
    for one in told["steps"]:
        complete = all(one[part].get(language) for part in ("title", "say") for language in LANGUAGES)
        if not complete or not set(one["sheets"]) <= set(known):
            raise RuleFileError(name, one[Mark], "a text is missing, or there is no such sheet")
    return tuple(
        Step(one["minutes"], one["title"], one["say"], tuple(known[number] for number in one["sheets"]))
        for one in told["steps"]
    )


def handouts() -> tuple[Guide, ...]:
    """Return the sheets that are handed out, each once, in the order of the steps."""
    return tuple({sheet.number: sheet for step in outline() for sheet in step.sheets}.values())
