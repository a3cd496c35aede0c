"""How a list is read, between the tracing library's mapping and the page on which a person corrects it."""

from collections.abc import Sequence
from datetime import date

from bereginya.tracing import reading
from bereginya.tracing.mapping import Field, Mapping


def columns(source: reading.Source, mapping: Mapping) -> list[tuple[str, str]]:
    """Return each column of a list with what it is taken for; an empty word for what is not read."""
    roles = {header: field.role for field in mapping.fields for header in field.headers}
    return [(header, roles.get(header, "")) for header in source.headers]


def by(source: reading.Source, mapping: Mapping) -> list[str]:
    """Return who decided each column: its name, its contents, a person; an empty word for what is not read."""
    deciders = {header: field.by for field in mapping.fields for header in field.headers}
    return [str(deciders.get(header, "")) for header in source.headers]


def samples(source: reading.Source, most: int) -> list[list[str]]:
    """Return the first words that stand under each header."""
    return [source.values(header)[:most] for header in source.headers]


def initial(mapping: Mapping) -> dict[str, object]:
    """Return what the fields about the whole list show."""
    return {
        "days_first": "" if mapping.days_first is None else "yes" if mapping.days_first else "no",
        "age_on": mapping.age_on,
    }


def told(
    roles: Sequence[tuple[str, str]], headers: Sequence[str], *, days_first: bool | None, age_on: date | None
) -> Mapping:
    """Return the mapping a person said: each column that is read, with what it is."""
    fields: dict[str, Field] = {}
    for header, role in roles:
        before = fields[role].headers if role in fields else ()
        fields[role] = Field(role, (*before, header), "person")
    used = {header for header, _ in roles}
    return Mapping(tuple(fields.values()), tuple(one for one in headers if one not in used), days_first, age_on)
