"""The words in which the library speaks to people, in three languages: they stand in `words/{ru,uk,en}.toml`."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Literal

Language = Literal["ru", "uk", "en"]
LANGUAGES: tuple[Language, ...] = ("ru", "uk", "en")


@cache
def words(language: Language) -> Mapping[str, Mapping[str, str]]:
    """Return the sentences of a language: reasons, verdicts, parts of a name, cases, errors."""
    text = resources.files("bereginya.names").joinpath("words", f"{language}.toml").read_text("utf-8")
    return tomllib.loads(text)
