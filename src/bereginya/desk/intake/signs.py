"""Words that may show a danger. A machine points at them; a person reads and decides.

The lists are data (`signs/*.toml`), one file a language, to be read and corrected by whoever answers calls.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from bereginya.desk.intake.records import Danger

_SAME = str.maketrans("ё", "е", "'’ʼ`")


def dangers_in(*texts: str | None) -> Mapping[Danger, tuple[str, ...]]:
    """Return which dangers the texts may speak of, each with the words that point at it, in the order of the list."""
    told = " " + " ".join(_words(" . ".join(text for text in texts if text))) + " "
    found = {danger: tuple(_matches(told, danger)) for danger in Danger}
    return {danger: words for danger, words in found.items() if words}


def _matches(told: str, danger: Danger) -> list[str]:
    found = (shown for shown, begins in _list()[danger] if f" {begins}" in told)
    return list(dict.fromkeys(found))


def _words(text: str) -> list[str]:
    return re.findall(r"[\w.]+", text.casefold().translate(_SAME))


@cache
def _list() -> Mapping[Danger, tuple[tuple[str, str], ...]]:
    """Return for each danger the beginnings as they are written and as they are compared, of all languages together."""
    folder = files("bereginya.desk.intake").joinpath("signs")
    read = [tomllib.loads(file.read_text("utf-8")) for file in sorted(folder.iterdir(), key=lambda one: one.name)]
    return {
        danger: tuple((one, " ".join(_words(one))) for language in read for one in language[danger.value])
        for danger in Danger
    }
