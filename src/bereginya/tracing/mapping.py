"""Which column of a list says what: guessed from names and contents, shown, corrected by a person, kept as a file.

>>> print(guess(("№", "ПІБ", "Р.н.")).to_toml().splitlines()[3])
id = ["№"]

A guess is never silent: each field says whether a name or the contents decided. Columns that nobody asked for are
listed as left out; nothing is read from them.
"""

import json
import re
import tomllib
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Mapping as Table
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Literal

from bereginya import names
from bereginya.tracing import birth_texts
from bereginya.tracing.errors import MappingError
from bereginya.tracing.people import COLUMNS

ROLES = (*COLUMNS, "born_year", "born_month", "born_day", "age", "age_on")
"""What a column may be: a canonical column, or a part of a date of birth, an age, the day on which the age was told."""

By = Literal["name", "contents", "person"]
_ORDER = ("id", "surname", "given_name", "patronymic", "full_name", "born", "age_on", "age", *ROLES)
_MANY = frozenset({"text", "place", "unit"})
_SHARE = 0.6
_MOST_COLUMNS = 500  # that are looked at for a guess; no list of people has more
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Field:
    """One canonical column and the headers it is read from, in order; who decided it."""

    role: str
    headers: tuple[str, ...]
    by: By = "name"


@dataclass(frozen=True, slots=True)
class Mapping:
    """How a list is read. `days_first` tells which of 02/04/1991 is the day; None: the column decides."""

    fields: tuple[Field, ...]
    left_out: tuple[str, ...] = ()
    days_first: bool | None = None
    age_on: date | None = None

    def headers(self, role: str) -> tuple[str, ...]:
        """Return the headers from which a column is read; none if the list does not say it."""
        return next((field.headers for field in self.fields if field.role == role), ())

    def names_people(self) -> bool:
        """Tell whether a person can be found with what is read: a surname, a given name or a full name."""
        return any(self.headers(role) for role in ("surname", "given_name", "full_name"))

    def to_toml(self) -> str:
        """Return the mapping as a small file to be corrected by hand and read again."""
        lines = ["# Left: what is meant. Right: the columns of the list, in order.", f"format = {_FORMAT}", "[columns]"]
        lines += [f"{field.role} = [{', '.join(map(_quoted, field.headers))}]" for field in self.fields]
        lines += ["[dates]"] if self.days_first is not None or self.age_on else []
        lines += [f"days_first = {str(self.days_first).lower()}"] if self.days_first is not None else []
        lines += [f"age_on = {self.age_on.isoformat()}"] if self.age_on else []
        lines += [f"# left out: {_quoted(header)}" for header in self.left_out]
        return "\n".join(lines) + "\n"


def from_toml(text: str, headers: Sequence[str]) -> Mapping:
    """Return the mapping that a person wrote, for a list with these headers.

    Raises MappingError for what is no mapping, a role we do not know, or a column that the list does not have.
    """
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise MappingError(f"not a mapping: {error}") from error
    if told.get("format") != _FORMAT or not isinstance(told.get("columns"), dict):
        raise MappingError(f"a mapping has `format = {_FORMAT}` and a table [columns]")
    fields = tuple(_field(role, value, headers) for role, value in told["columns"].items())
    used = {header for field in fields for header in field.headers}
    dates = told.get("dates", {})
    days_first, age_on = dates.get("days_first"), dates.get("age_on")
    if not isinstance(days_first, bool | None) or not isinstance(age_on, date | None):
        raise MappingError("days_first is true or false, age_on a day")
    return Mapping(fields, tuple(header for header in headers if header not in used), days_first, age_on)


def guess(headers: Sequence[str], values: Callable[[str], Sequence[str]] = lambda _: ()) -> Mapping:
    """Return what the columns most likely are, by their names first, then by what `values` shows under a header."""
    taken: dict[str, Field] = {}
    open_ = list(headers[:_MOST_COLUMNS])
    for exact in (True, False):
        for header in list(open_):
            role = _role_of(header, exact=exact)
            if role is not None and (role in _MANY or role not in taken):
                before = taken[role].headers if role in taken else ()
                taken[role] = Field(role, (*before, header))
                open_.remove(header)
    _mend(taken, open_, values)
    for header in list(open_):
        role = _contents(values(header), taken, headed=not re.fullmatch(r"column \d+", header), header=header)
        if role is not None:
            taken[role] = Field(role, (header,), "contents")
            open_.remove(header)
    fields = tuple(taken[role] for role in ROLES if role in taken)
    dates = [one for role in ("born", "age_on") if role in taken for one in values(taken[role].headers[0])]
    return Mapping(fields, (*open_, *headers[_MOST_COLUMNS:]), birth_texts.day_first(dates))


def knows(header: str) -> bool:
    """Tell whether a header is one that lists have: a row of such cells is the header row."""
    return _role_of(header, exact=True) is not None or _is_other(header)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _field(role: str, value: object, headers: Sequence[str]) -> Field:
    told = [value] if isinstance(value, str) else value
    if role not in ROLES:
        raise MappingError(f"no such column: {role}; there are {', '.join(ROLES)}")
    if not isinstance(told, list) or not all(isinstance(one, str) for one in told):
        raise MappingError(f"{role}: a list of column names is needed")
    missing = [one for one in told if one not in headers]
    if missing:
        raise MappingError(f"{role}: the list has no column {', '.join(map(_quoted, missing))}")
    return Field(role, tuple(told), "person")


# ---- by name


def plain(header: str) -> str:
    """Return a header without what differs from list to list: case, signs, ё."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", header).casefold().replace("ё", "е")
    return " ".join(re.findall(r"[^\W_]+|№", spaced.replace("'", "").replace("’", "").replace("ʼ", "")))


@cache
def _words() -> Table[str, Table[str, Sequence[str]]]:
    text = files("bereginya.tracing").joinpath("words", "headers.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def _known() -> dict[str, str]:
    roles = _words()["roles"]
    return {plain(header): role for role in reversed(ROLES) for header in roles.get(role, ())}


def _role_of(header: str, *, exact: bool) -> str | None:
    """Return the role a header has by its name; inexactly also by the longest known name it begins with or contains."""
    said = plain(header)
    if exact or not said:
        return _known().get(said) or _known().get(plain(header.rpartition(".")[2]))  # person.name.last, of nested JSON
    padded = f" {said} "
    fitting = [known for known in _known() if len(known) > 2 and f" {known} " in padded]
    if (
        not fitting
        or _is_other_day(said)
        or any(f" {word} " in padded for word in map(plain, _words()["other"]["words"]))
    ):
        longest = max(fitting, key=len, default="")
        return _known()[longest] if _known().get(longest) == "born" and not _is_other_day(said) else None
    role = _known()[max(fitting, key=lambda known: (len(known), known))]
    return None if role == "id" and said.split()[0] != "id" else role


def _is_other(header: str) -> bool:
    return plain(header) in map(plain, _words()["other"]["words"]) or _is_other_day(plain(header))


def _is_other_day(said: str) -> bool:
    return any(word.replace("'", "") in said for word in _words()["not_born"]["words"])


def _mend(taken: dict[str, Field], open_: list[str], values: Callable[[str], Sequence[str]]) -> None:
    """Settle what one name means beside others: "name" beside a surname is the given one, alone it is all of it."""
    surname, given, full = (role in taken for role in ("surname", "given_name", "full_name"))
    if full and surname and not given and plain(taken["full_name"].headers[0]) in ("name", "names"):
        taken["given_name"] = Field("given_name", taken.pop("full_name").headers)
    elif given and not surname and not full and _share(values(taken["given_name"].headers[0]), _several) > _SHARE:
        taken["full_name"] = Field("full_name", taken.pop("given_name").headers)
    elif surname and not given and not full and _share(values(taken["surname"].headers[0]), _several) > _SHARE:
        taken["full_name"] = Field("full_name", taken.pop("surname").headers)
    for part in ("born_year", "born_month", "born_day"):
        if part in taken and "born" in taken and not (part != "born_year" and _only_years(taken, values)):
            open_.extend(taken.pop(part).headers)
    if "born" in taken and ("born_month" in taken or "born_day" in taken):
        taken["born_year"] = Field("born_year", taken.pop("born").headers)
    if "id" in taken and _repeats(values(taken["id"].headers[0])):
        open_.extend(taken.pop("id").headers)


def _only_years(taken: Table[str, Field], values: Callable[[str], Sequence[str]]) -> bool:
    return (
        _share(values(taken["born"].headers[0]), lambda text: re.fullmatch(r"\d{4}(\.0)?", text) is not None) > _SHARE
    )


def _repeats(seen: Sequence[str]) -> bool:
    """Tell whether a column is no id after all: the same value again and again."""
    return len(seen) > 20 and len(set(seen)) < len(seen) / 2


# ---- by contents


def _contents(seen: Sequence[str], taken: Table[str, Field], *, headed: bool, header: str) -> str | None:
    """Return the role that the values under a header have, if none has it yet."""
    if len(seen) < 1 or (headed and _is_other(header)):
        return None
    nameless = not any(role in taken for role in ("surname", "full_name"))
    tests: Iterable[tuple[str, Callable[[str], bool], bool]] = (
        ("full_name", _is_full, nameless and "given_name" not in taken),
        ("patronymic", _is_patronymic, "patronymic" not in taken and "full_name" not in taken),
        ("given_name", _is_given, "given_name" not in taken and "full_name" not in taken),
        ("born", _is_birth, not {"born", "born_year", "age"} & set(taken)),
        ("unit", _is_unit, "unit" not in taken and not headed),
        ("surname", _is_surname, nameless),
    )
    for role, test, free in tests:
        if free and _share(seen, test) >= _SHARE:
            return role
    unique = len(set(seen)) == len(seen) and "id" not in taken and not headed
    return (
        "id"
        if unique and _share(seen, lambda text: re.fullmatch(r"[\w-]*\d[\w-]*", text) is not None) > _SHARE
        else None
    )


def _share(seen: Sequence[str], test: Callable[[str], bool]) -> float:
    return sum(map(test, seen)) / len(seen) if seen else 0.0


def _several(text: str) -> bool:
    return len(text.split()) > 1


def _is_full(text: str) -> bool:
    if not 2 <= len(text.split()) <= 6 or any(letter.isdigit() for letter in text.split(maxsplit=1)[0]):
        return False
    parsed = names.parse(text)
    return bool(parsed.surname and (parsed.patronymic or _known_given(parsed.given) or parsed.initials))


def _is_patronymic(text: str) -> bool:
    return (
        re.fullmatch(
            r"\w{2,}(?:ович|евич|йович|ич|овна|евна|івна|ївна|инична|ovich|evich|yovych|ovych|ivna|ovna)", text.lower()
        )
        is not None
    )


def _is_given(text: str) -> bool:
    return len(text.split()) == 1 and _known_given(text)


def _known_given(text: str | None) -> bool:
    return text is not None and names.parse(text).given is not None


def _is_surname(text: str) -> bool:
    return re.fullmatch(r"[^\W\d_]{3,}(?:-[^\W\d_]{3,})?", text) is not None


def _is_birth(text: str) -> bool:
    year = re.match(r"(?:about )?(\d{4})", birth_texts.canonical(text))
    return year is not None and 1930 <= int(year[1]) <= 2012 and len(text) < 40


def _is_unit(text: str) -> bool:
    return re.fullmatch(r"(?:в\s*/?\s*ч|A|А)?\s*№?\s*\d{4,5}", text, re.IGNORECASE) is not None
