"""The words in which counting speaks to people, in three languages: they stand in `words/*.{ru,uk,en}.toml`."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from math import isfinite

LANGUAGES = ("ru", "uk", "en")
_SPACE = "\u00a0"


@cache
def words(language: str, what: str = "said") -> Mapping[str, "str | Mapping[str, str]"]:
    """Return the sentences of a language; `what` is `said` for a terminal, `report` for the report, `wrong` for errors.

    Raises ValueError for a language that is not of ru, uk, en.
    """
    if language not in LANGUAGES:
        raise ValueError(f"no such language: {language}")
    text = files("bereginya.counting").joinpath("words", f"{what}.{language}.toml").read_text("utf-8")
    return tomllib.loads(text)


def sentence(language: str, *path: str, **values: object) -> str:
    """Return one sentence for a terminal by its place, its braces filled. Raises ValueError where there is none."""
    return _found(words(language), path).format(**values)


def wrong(language: str, *path: str, **values: object) -> str:
    """Return one sentence about what is wrong with what was given. Raises ValueError where there is none."""
    return _found(words(language, "wrong"), path).format(**values)


def told(language: str, *path: str, **values: object) -> str:
    """Return one sentence of the report. Raises ValueError where there is none."""
    return _found(words(language, "report"), path).format(**values)


def _found(table: object, path: tuple[str, ...]) -> str:
    for key in path:
        table = table.get(key) if isinstance(table, Mapping) else None
    if not isinstance(table, str):
        raise ValueError(f"no such sentence: {'.'.join(path)}")
    return table


def number(value: float, language: str) -> str:
    """Return a whole number as a reader of the language writes it.

    >>> number(10356.5, "en"), number(999, "en")
    ('10,356', '999')
    """
    if not isfinite(value):
        return "∞"
    grouped = f"{round(value):,}".replace("-", "\u2212")
    return grouped if language == "en" else grouped.replace(",", _SPACE)


def decimal(value: float, language: str, places: int = 1) -> str:
    """Return a number with decimals as a reader of the language writes it."""
    told = f"{value:.{places}f}".replace("-", "\u2212")
    return told if language == "en" else told.replace(".", ",")


def span(lo: float | None, hi: float | None, language: str) -> str:
    """Return a range, or a dash where there is none."""
    if lo is None or hi is None:
        return "—"
    return f"{number(lo, language)} {'–' if lo >= 0 else '…'} {number(hi, language)}"
