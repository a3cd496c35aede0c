"""Reads the dates and ages that people type, in Russian, Ukrainian and English, and never guesses.

Days come before months, as both countries write them; with a slash or a dash, which others write the other way round,
a date with two readings is asked back. The words are data: words/dates.toml.
"""

import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cache
from importlib.resources import files

from bereginya.facts.dates import AgeOn, PartialDate, SaidDate
from bereginya.facts.errors import BereginyaError

_LONGEST = 120
_YEARS = range(1850, 2101)
_OLDEST = 120


class DateProblem(Enum):
    """Why a text was not understood as a date; the desk has a sentence for each."""

    EMPTY = "empty"
    UNCLEAR = "unclear"
    NO_SUCH_DAY = "no-such-day"
    NO_FULL_YEAR = "no-full-year"
    DAY_OR_MONTH = "day-or-month"
    AGE_OR_YEAR = "age-or-year"
    AGE_NEEDS_DAY = "age-needs-day"
    WHICH_WINTER = "which-winter"


class DateError(BereginyaError):
    """A text is no date that can be understood without guessing. Ask again, or keep `SaidDate(words=text)`."""

    code = "facts.date"

    def __init__(self, problem: DateProblem) -> None:
        super().__init__(problem.value)
        self.problem = problem


def parse_date(text: str, on: date | None = None) -> SaidDate:
    """Return the date that somebody typed, her words included; raise DateError for what has two readings or none.

    Understood, with words in three languages: 1991; 04.1991; 2.4.1991; 1991-04-02; 2 апреля 1991 г.; апрель 1991;
    весной 1991; 1990-1992; с 2 по 5 апреля 1991; each also with "около" and the like. Where `on` is given, the day on
    which it was told, also ages: 19 лет; 19-20 лет; лет 30 (which is: about).
    """
    read = _read_told(_symbols(text), on)
    return SaidDate(text, read.meant, read.until, about=read.about, age=read.age)


def parse_age(text: str, on: date) -> SaidDate:
    """Return the age that somebody typed into a field for ages, as of the day `on`: what `parse_date` knows, and 19."""
    bare = re.fullmatch(r"\s*([0-9]{1,3})\s*", text)
    told = parse_date(f"{bare[1]} лет" if bare else text, on)
    if told.age is None:
        raise DateError(DateProblem.UNCLEAR)
    return SaidDate(text, about=told.about, age=told.age)


# ---- from words to symbols: numbers, M04 a month, S0305 a season, W winter, Y years, G a year, F from, T to, ~ about


def _symbols(text: str) -> str:
    """Return what counts in a text, one symbol a word; raise DateError for a word that is not in the table."""
    if not text.strip():
        raise DateError(DateProblem.EMPTY)
    if len(text) > _LONGEST:
        raise DateError(DateProblem.UNCLEAR)
    plain = unicodedata.normalize("NFKC", text).casefold().replace("ё", "е")
    plain = re.sub(r"[‐-―−]", "-", plain)
    plain = re.sub(r"([0-9])-?(?:го|ого|ое|е|й|ый|ти|st|nd|rd|th)\b", r"\1", plain)
    parts = re.findall(r"[0-9]+|[^\W\d_]+(?:-[^\W\d_]+)*\.?|\S", plain)
    line = " ".join(filter(None, (_symbol(part.rstrip(".") or part) for part in parts)))
    line = re.sub(r"([0-9]{4})((?: [YG])+)", r"\1", re.sub(r" ?([./-]) ?", r"\1", line))
    return re.sub(r"Y(?: Y)+", "Y", line).strip(" .")


def _symbol(part: str) -> str:
    if part.isdecimal() or part in "./-":
        return part
    symbol = _table().get(part)
    if symbol is None:
        raise DateError(DateProblem.UNCLEAR)
    return symbol


@cache
def _table() -> dict[str, str]:
    words = tomllib.loads(files("bereginya.facts").joinpath("words", "dates.toml").read_text("utf-8"))
    table = {"~": "~", "≈": "~", "?": "~", ",": "", "(": "", ")": ""}
    for number, forms in words["months"].items():
        table |= dict.fromkeys(forms, f"M{int(number):02}")
    for season in words["seasons"].values():
        months = season.get("months")
        table |= dict.fromkeys(season["forms"], f"S{months[0]:02}{months[1]:02}" if months else "W")
    meanings = {"about": "~", "years": "Y", "in_year": "G", "from": "F", "to": "T", "around": ""}
    for name, symbol in meanings.items():
        table |= dict.fromkeys(words["words"][name], symbol)
    return table


# ---- from symbols to dates


@dataclass(frozen=True, slots=True)
class _Told:
    meant: PartialDate | None = None
    until: PartialDate | None = None
    about: bool = False
    age: AgeOn | None = None


def _read_told(line: str, on: date | None) -> _Told:
    inner = re.sub(r"^(?:~ )+|(?: ?~)+$", "", line)
    about = inner != line
    if (age := _age(inner)) is not None:
        years, to, roughly = age
        return _Told(about=about or roughly, age=_age_on(years, to, on))
    if (season := _season(inner)) is not None:
        return _Told(*season, about=True)
    _refuse_half_told(inner)
    try:
        return _Told(_one_date(inner), about=about)
    except DateError as error:
        if error.problem is not DateProblem.UNCLEAR:
            raise
    return _Told(*_span(inner), about=about)


def _age(line: str) -> tuple[int, int | None, bool] | None:
    """Return years, the upper end, and whether it is rough: "лет 30" means about thirty."""
    match = re.fullmatch(r"(?:F )?([0-9]{1,3})(?:(?:-| T )([0-9]{1,3}))? Y", line)
    if match is not None:
        return int(match[1]), int(match[2]) if match[2] else None, False
    match = re.fullmatch(r"Y (?:~ )?([0-9]{1,3})", line)
    return None if match is None else (int(match[1]), None, True)


def _age_on(years: int, to: int | None, on: date | None) -> AgeOn:
    if on is None:
        raise DateError(DateProblem.AGE_NEEDS_DAY)
    if max(years, to or 0) > _OLDEST or (to is not None and to < years) or on.year <= _OLDEST + 1:
        raise DateError(DateProblem.UNCLEAR)
    return AgeOn(years, on, to)


def _season(line: str) -> tuple[PartialDate, PartialDate] | None:
    if re.search(r"\bW\b", line):
        raise DateError(DateProblem.WHICH_WINTER)
    match = re.fullmatch(r"S(..)(..) ([0-9]{4})", re.sub(r"^([0-9]{4}) (S....)$", r"\2 \1", line))
    if match is None:
        return None
    return _date(match[3], match[1]), _date(match[3], match[2])


_HALF_TOLD = (
    (r"[0-9]{1,3}", DateProblem.AGE_OR_YEAR),
    (r"[0-9]{1,2} G", DateProblem.NO_FULL_YEAR),
    (r"[0-9]{1,2}[./-][0-9]{1,2}([./-][0-9]{1,3})?", DateProblem.NO_FULL_YEAR),
    (r"([0-9]{1,2}[. -])?M..([. -][0-9]{1,3})?( [YG])*", DateProblem.NO_FULL_YEAR),
    (r"S....( [0-9]{1,3}( [YG])*)?", DateProblem.NO_FULL_YEAR),
)


def _refuse_half_told(line: str) -> None:
    for pattern, problem in _HALF_TOLD:
        if re.fullmatch(pattern, line):
            raise DateError(problem)


_Y, _N = "([0-9]{4})", "([0-9]{1,2})"
_DATES: tuple[tuple[str, Callable[[tuple[str, ...]], PartialDate]], ...] = (
    (_Y, lambda told: _date(told[0])),
    (rf"{_Y}[-./]{_N}", lambda told: _date(told[0], told[1])),
    (rf"{_Y}([-./ ]){_N}\2{_N}", lambda told: _date(told[0], told[2], told[3])),
    (rf"{_N}[-./ ]{_Y}", lambda told: _date(told[1], told[0])),
    (rf"{_N}([. ]){_N}\2{_Y}", lambda told: _date(told[3], told[2], told[0])),
    (rf"{_N}([-/]){_N}\2{_Y}", lambda told: _either_order(told[0], told[2], told[3])),
    (rf"{_N}[-. ]M(..)[-. ]{_Y}", lambda told: _date(told[2], told[1], told[0])),
    (rf"M(..) {_N} {_Y}", lambda told: _date(told[2], told[0], told[1])),
    (rf"M(..)[-. ]{_Y}", lambda told: _date(told[1], told[0])),
    (rf"{_Y}[-. ]M(..)", lambda told: _date(told[0], told[1])),
    (rf"{_Y}[-. ]M(..)[-. ]{_N}", lambda told: _date(told[0], told[1], told[2])),
)


def _one_date(line: str) -> PartialDate:
    for pattern, made in _DATES:
        match = re.fullmatch(pattern, line)
        if match is not None:
            return made(match.groups())
    raise DateError(DateProblem.UNCLEAR)


def _either_order(one: str, other: str, year: str) -> PartialDate:
    """Return the date of 25/12/1991 and of 12/25/1991; raise DateError for 02/04/1991."""
    if int(one) > 12 or one == other:
        return _date(year, other, one)
    if int(other) > 12:
        return _date(year, one, other)
    raise DateError(DateProblem.DAY_OR_MONTH)


def _date(year: str, month: str | None = None, day: str | None = None) -> PartialDate:
    if int(year) in _YEARS:
        try:
            return PartialDate(int(year), int(month) if month else None, int(day) if day else None)
        except ValueError:
            pass
    raise DateError(DateProblem.NO_SUCH_DAY)


def _span(line: str) -> tuple[PartialDate, PartialDate]:
    for begin, end in _halves(line):
        try:
            last = _one_date(end)
            first = _begin(begin, last)
        except DateError:
            continue
        if first.first <= last.first:
            return first, last
    raise DateError(DateProblem.UNCLEAR)


def _halves(line: str) -> Iterator[tuple[str, str]]:
    told = re.fullmatch(r"(?:F )?(.+) T (.+)", line)
    if told is not None:
        yield told[1], told[2]
    for dash in re.finditer("-", line):
        yield line[: dash.start()].strip(), line[dash.end() :].strip()


def _begin(line: str, last: PartialDate) -> PartialDate:
    """Return where a span begins; "с 2 по 5 апреля 1991" and "с марта по май 1991" name the rest once, at the end."""
    if re.fullmatch(_N, line) and last.day is not None:
        return _date(str(last.year), str(last.month), line)
    if re.fullmatch(rf"(?:{_N} )?M..", line):
        return _one_date(f"{line} {last.year:04}")
    return _one_date(line)
