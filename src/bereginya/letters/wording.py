"""The words of letters in each language: months, relations, "Attachments". Data beside the code, in words/."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from bereginya.letters.values import Case

_TIES = re.compile(
    r"(?<=№) |(?<=[Сс]т\.) |(?<=\b[чпгд]\.) |(?<=\bв/ч) |(?<=\bул\.) |(?<=\bвул\.) |(?<=\d) (?=г\.|р\.|статьи|статті)"
)


@dataclass(frozen=True, slots=True)
class Wording:
    """What letters of one language say on their own account. `relations` holds forms by key and case."""

    months: tuple[str, ...]
    day_form: str
    attachment: str
    attachments: str
    relations: Mapping[str, Mapping[Case, str]]

    def day(self, day: date) -> str:
        """Return a day in words, its parts tied together: `23 ноября 2026 г.`."""
        said = self.day_form.format(day=day.day, month=self.months[day.month - 1], year=day.year)
        return said.replace(" ", "\u00a0")


@cache
def wording(language: str) -> Wording:
    """Return the words of letters in this language (`ru`, `uk`, `en`)."""
    raw = tomllib.loads((files("bereginya.letters") / "words" / f"{language}.toml").read_text("utf-8"))
    return Wording(
        months=tuple(raw["months"]),
        day_form=raw["day"],
        attachment=raw["attachment"],
        attachments=raw["attachments"],
        relations={key: {Case(case): form for case, form in forms.items()} for key, forms in raw["relation"].items()},
    )


def tied(text: str) -> str:
    """Put spaces that no line may break at behind `ст.`, `№`, `в/ч` and the like."""
    return _TIES.sub("\u00a0", text)
