"""Oblasts and countries in three languages."""

from collections.abc import Mapping
from functools import cache
from importlib import resources

LANGUAGES = ("ru", "uk", "en")


@cache
def regions() -> Mapping[tuple[str, str], tuple[str, ...]]:
    """Return the names by country and code, Russian, Ukrainian, English; without a code, those of the country."""
    text = resources.files("bereginya.places").joinpath("data/regions.txt").read_text("utf-8")
    told = [line.split("|") for line in text.splitlines() if not line.startswith("#")]
    return {(one[0], one[1]): tuple(one[2:]) for one in told}


def region_name(country: str, code: str, language: str) -> str:
    """Return what an oblast or a country is called; English for a language that is none of the three."""
    return regions()[country, code][LANGUAGES.index(language) if language in LANGUAGES else -1]
