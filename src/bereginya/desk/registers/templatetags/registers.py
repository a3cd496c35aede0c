"""How lists, chances and reasons are said on a page: words first, then the number, never 0 and never 100 percent."""

import tomllib
from collections.abc import Container, Mapping
from enum import Enum
from functools import cache
from importlib.resources import files

from babel.numbers import format_decimal
from django import template
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bereginya.desk.registers import words
from bereginya.desk.registers.folds import Register
from bereginya.desk.registers.records import Candidate, Fit, Reason

register = template.Library()


@register.filter
def name_of(value: Enum | None) -> str:
    """Return the words for a member of one of this room's closed sets."""
    return words.word(value)


@register.filter
def chance(fit: Fit) -> str:
    """Return how likely a candidate is, in words, with how many others fit as well."""
    from bereginya.tracing.review import chance_words  # noqa: PLC0415 - compiled code, only where somebody was found

    return chance_words(fit.probability, fit.namesakes, get_language() or "ru")


@register.filter
def percent(probability: float) -> str:
    """Return a chance in whole percent; nobody can know that it is 0 or 100."""
    if probability < 0.005:
        return "< 1 %"
    return "> 99 %" if probability >= 0.995 else f"{100 * probability:.0f} %"


@register.filter
def counted(number: int) -> str:
    """Return a number as people write it, its thousands apart."""
    return str(format_decimal(number, locale=get_language() or "ru"))


@register.filter
def roughly(number: int) -> str:
    """Return an estimate as one says it: two digits of it, since more is not known."""
    unknown = 10 ** max(0, len(str(number)) - 2)
    return counted((number + unknown // 2) // unknown * unknown)


@register.filter
def thousands(number: int) -> str:
    """Return a number of people as one says it, in whole hundred thousands: more exact is not known."""
    return format_decimal(number // 100_000 * 100_000, locale=get_language() or "ru")


@register.filter
def reason(said: Reason) -> str:
    """Return what one field says, without what stands in it: “surname: heard alike”."""
    known = _tracing_words(get_language() or "ru")
    field, level = known["fields"].get(said.field, said.field), known["levels"].get(said.level, said.level)
    return f"{field}: {level}"


@register.filter
def aside_reason(code: str) -> str:
    """Return why a row could not be read."""
    return _review_words(get_language() or "ru")["aside_why"].get(code, code)


@register.filter
def full_name(row: Mapping[str, str | None]) -> str:
    """Return the name in a row, as it stands there."""
    parts = [row.get(part) for part in ("surname", "given_name", "patronymic")]
    return " ".join(part for part in parts if part) or row.get("full_name") or _("without a name")


@register.filter
def is_read(held: Register, now: Container[str]) -> bool:
    """Tell whether one of a register's files is being read."""
    return any(one.id in now for one in held.waiting)


@register.filter
def mark(candidate: Candidate) -> str:
    """Return the name of a row for an address."""
    return candidate.row.row.hex() if candidate.row else ""


@register.filter
def lookup(table: Mapping[str, object], key: str) -> object:
    """Return what stands under a key, or None."""
    return table.get(key)


@register.filter
def hexed(value: bytes) -> str:
    """Return bytes in hex digits."""
    return value.hex()


@register.filter
def minutes(seconds: float) -> str:
    """Return a place in a recording: 1:02:03."""
    whole = int(seconds)
    hours, rest = divmod(whole, 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"


@cache
def _tracing_words(language: str) -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(files("bereginya.tracing").joinpath("words", f"{language}.toml").read_text("utf-8"))


@cache
def _review_words(language: str) -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(files("bereginya.tracing").joinpath("words", f"review.{language}.toml").read_text("utf-8"))
