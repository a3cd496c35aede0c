"""Who is sought, as the tracing library asks: one row of canonical columns, made of what the folder says.

What only the family knows is never in it: it is kept back to recognise who asks.
"""

from collections.abc import Mapping

from bereginya.desk.registers.records import FactKind
from bereginya.facts.dates import PartialDate, SaidDate
from bereginya.facts.people import Name, Person


def row_of(person: Person) -> dict[str, str | None]:
    """Return what is asked about a person, by canonical column; None is unknown and counts against nobody."""
    place = person.birth_place or person.home
    return {
        **name_of(person.name),
        "born": None if person.born is None else born(person.born),
        "place": None if place is None else place.raw,
        "unit": person.unit,
        "rank": person.rank,
    }


def said_of(person: Person) -> dict[str, str | None]:
    """Return the same in the words in which it was told, to be shown beside a row."""
    return {
        **row_of(person),
        **dict.fromkeys(("surname", "given_name", "patronymic")),
        "full_name": person.name.raw,
        "born": None if person.born is None else person.born.text(),
    }


def name_of(name: Name) -> dict[str, str | None]:
    """Return the columns of a name: its parts where somebody told them apart, else all of it to be taken apart."""
    parts: dict[str, str | None] = {
        "surname": name.surname,
        "given_name": name.given,
        "patronymic": name.patronymic,
    }
    return parts if name.surname or name.given else {**parts, "full_name": name.raw}


def born(said: SaidDate) -> str | None:
    """Return a day of birth in the tracing library's words; None for what is only words, or a time between two."""
    if said.age is not None:
        return f"aged {said.age.years} on {said.age.on.isoformat()}" if said.age.to is None else None
    if said.meant is None or said.until is not None:
        return None
    return f"~{said.meant.year}" if said.about else _iso(said.meant)


def known(person: Person) -> frozenset[FactKind]:
    """Return what the inquiry says already: none of it can make a candidate the same man once more."""
    said: Mapping[FactKind, object] = {
        FactKind.SURNAME: person.name.surname or person.name.raw,
        FactKind.GIVEN_NAME: person.name.given,
        FactKind.PATRONYMIC: person.name.patronymic,
        FactKind.BORN: person.born and person.born.meant and person.born.meant.day,
        FactKind.PLACE: person.birth_place or person.home,
        FactKind.UNIT: person.unit,
        FactKind.RANK: person.rank,
        FactKind.MARKS: person.marks,
    }
    return frozenset(kind for kind, value in said.items() if value)


def _iso(day: PartialDate) -> str:
    month = "" if day.month is None else f"-{day.month:02}"
    return f"{day.year:04}{month}" + ("" if day.day is None else f"-{day.day:02}")
