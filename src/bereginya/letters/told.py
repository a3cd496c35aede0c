"""Facts as they come from a file (YAML, JSON) become the facts of a template; what does not fit is listed at once.

office: {name: "…", to: "Военному прокурору …", address: "…", holder: {surname: …, given: …, sex: male}}
applicant: {surname: Иванова, given: Мария, patronymic: Петровна, sex: female, forms: {genitive: …}}
learned: 2026-11-05
requests: ["…", "…"]
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime

from bereginya.facts.people import Sex
from bereginya.letters.errors import UnfinishedError
from bereginya.letters.templates import Field, FieldKind, Template
from bereginya.letters.values import Case, Fact, NamedPerson, Office, Problem, Trouble

_SEXES = {one.value: one for one in Sex}
_CASES = {one.value: one for one in Case}


_ISO = re.compile(r"\d{4}-\d\d-\d\d")


class _OddError(Exception):
    """A value that is not of its kind; what was expected."""


def facts_from(template: Template, told: Mapping[str, object]) -> dict[str, Fact]:
    """Return the facts for a template from plain values. Empty ones are left out, as not told.

    Raises UnfinishedError with every value that is of another kind, and every key that the template has no field for.
    """
    fields = {one.name: one for one in template.fields}
    problems = [Problem(str(key), Trouble.NOT_DECLARED) for key in told if key not in fields]
    facts: dict[str, Fact] = {}
    for name, field in fields.items():
        value = told.get(name)
        if value in (None, "", [], {}):
            continue
        try:
            facts[name] = _READERS[field.kind](field, value)
        except _OddError as error:
            problems.append(Problem(name, Trouble.WRONG_KIND, str(error)))
    if problems:
        missing = (one for one in template.needed if one.name not in told)
        problems += [Problem(one.name, Trouble.MISSING, one.kind.value) for one in missing]
        raise UnfinishedError(template.id, tuple(problems), ())
    return facts


def _text(_field: Field, value: object) -> str:
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return str(value)
    raise _OddError("text")


def _day(_field: Field, value: object) -> date | str:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        if not _ISO.fullmatch(value.strip()):
            return value  # a day as somebody told it: it is printed as it was said
        try:
            return date.fromisoformat(value.strip())
        except ValueError:
            raise _OddError("day that a calendar has, 2026-11-23") from None
    raise _OddError("day, 2026-11-23")


def _number(_field: Field, value: object) -> int | str:
    if isinstance(value, int | str) and not isinstance(value, bool):
        return value
    raise _OddError("number")


def _items(_field: Field, value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list) and all(isinstance(one, str | int) for one in value):
        return tuple(map(str, value))
    raise _OddError("list of texts")


def _rows(field: Field, value: object) -> tuple[tuple[str, ...], ...]:
    wide = len(field.columns)
    if not isinstance(value, list) or not all(isinstance(row, list) and len(row) == wide for row in value):
        raise _OddError(f"list of rows: {', '.join(field.columns)}")
    if not all(cell is None or isinstance(cell, str | int) for row in value for cell in row):
        raise _OddError("text or number in each cell")
    return tuple(tuple("" if cell is None else str(cell) for cell in row) for row in value)


def _person(_field: Field, value: object) -> NamedPerson:
    wanted = "person: surname, given, patronymic, sex, forms"
    if not isinstance(value, dict) or value.keys() - {"surname", "given", "patronymic", "sex", "forms"}:
        raise _OddError(wanted)
    parts = [value.get(key) or "" for key in ("surname", "given", "patronymic")]
    forms, sex = value.get("forms") or {}, value.get("sex")
    if not all(isinstance(part, str) for part in parts) or not isinstance(forms, dict):
        raise _OddError(wanted)
    if not all(isinstance(form, str) for form in forms.values()):
        raise _OddError(wanted)
    if (sex is not None and sex not in _SEXES) or forms.keys() - _CASES.keys():
        raise _OddError(f"sex: {', '.join(_SEXES)}; forms: {', '.join(_CASES)}")
    surname, given, patronymic = map(str, parts)
    return NamedPerson(
        surname,
        given,
        patronymic,
        sex=None if sex is None else _SEXES[sex],
        forms=tuple((_CASES[case], str(form)) for case, form in forms.items()),
    )


def _office(field: Field, value: object) -> Office:
    if isinstance(value, str):
        return Office(value)
    keys = {"name", "to", "address", "holder"}
    if not isinstance(value, dict) or value.keys() - keys:
        raise _OddError(f"office: {', '.join(sorted(keys))}")
    holder = value.get("holder")
    return Office(
        name=_text(field, value.get("name") or ""),
        to=_text(field, value.get("to") or ""),
        address=_text(field, value.get("address") or ""),
        holder=None if holder is None else _person(field, holder),
    )


_READERS: Mapping[FieldKind, Callable[[Field, object], Fact]] = {
    FieldKind.TEXT: _text,
    FieldKind.LONG: _text,
    FieldKind.RELATION: _text,
    FieldKind.CHOICE: _text,
    FieldKind.DAY: _day,
    FieldKind.NUMBER: _number,
    FieldKind.ITEMS: _items,
    FieldKind.ROWS: _rows,
    FieldKind.PERSON: _person,
    FieldKind.OFFICE: _office,
}
