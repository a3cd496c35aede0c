"""Between what is sealed of a letter's fields and the facts that the library typesets."""

from collections.abc import Iterable, Mapping

from bereginya.desk.cases.folds import Case as CaseState
from bereginya.desk.cases.folds import Folder
from bereginya.desk.post.records import Filled, NamedForm, OfficeIn, PersonIn
from bereginya.facts.people import Name, Person
from bereginya.letters import Case, Fact, Field, FieldKind, NamedPerson, Office, Template

_OURS = frozenset({"applicant", "claimant", "author", "asker"})
"""Names of fields that mean the one who asks; every other person of a letter is the one it is about."""


def facts_of(filled: Iterable[Filled]) -> dict[str, Fact]:
    """Return the facts of a letter by field; a field that holds nothing is left out."""
    found = ((one.field, _fact(one)) for one in filled)
    return {name: fact for name, fact in found if fact is not None}


def _fact(one: Filled) -> Fact | None:  # noqa: PLR0911 - one line a kind of field
    if one.person is not None:
        return person_of(one.person)
    if one.office is not None:
        return Office(one.office.name, one.office.to or "", one.office.address or "")
    if one.rows:
        return one.rows
    if one.lines:
        return one.lines
    if one.day is not None:
        return one.day
    if one.number is not None:
        return one.number
    return one.text


def person_of(person: PersonIn) -> NamedPerson:
    """Return a person as the library names them."""
    forms = tuple((Case(one.case), one.form) for one in person.forms)
    return NamedPerson(person.surname, person.given or "", person.patronymic or "", person.sex, forms)


def known_of(template: Template, case: CaseState, held: Folder) -> tuple[Filled, ...]:
    """Return what the folder knows already of a template's fields; a person may change all of it before it is kept."""
    told = held.person.record.person if held.person else case.person
    plain = _words_of(told) if told else {}
    found = (_known(field, case, told, plain) for field in template.fields)
    return tuple(one for one in found if one is not None)


def _known(field: Field, case: CaseState, told: Person | None, plain: Mapping[str, str | None]) -> Filled | None:
    if field.kind is FieldKind.PERSON:
        name = case.asker if field.name in _OURS else told and told.name
        return Filled(field.name, person=_named(name, told, field)) if name else None
    if field.kind is FieldKind.RELATION:
        return Filled(field.name, case.relation.value) if case.relation else None
    text = plain.get(field.name)
    return Filled(field.name, text) if text and field.kind in {FieldKind.TEXT, FieldKind.LONG} else None


def _named(name: Name, told: Person | None, field: Field) -> PersonIn:
    """Return a name told apart; what nobody told apart is split as papers write it: surname, name, father's name."""
    words = name.raw.split()
    parts = (name.surname, name.given, name.patronymic) if name.surname else (*words[:3], None, None, None)[:3]
    sex = told.sex if told and field.name not in _OURS else None
    surname, given, patronymic = parts
    return PersonIn(surname or name.raw, given, patronymic, sex)


def _words_of(told: Person) -> Mapping[str, str | None]:
    born = told.born.text() if told.born else None
    return {
        "born": born,
        "soldier_born": born,
        "unit": told.unit,
        "rank": told.rank,
        "personal_number": told.personal_number,
        "soldier_home": told.home.raw if told.home else None,
        "birth_place": told.birth_place.raw if told.birth_place else None,
        "citizenship": told.citizenship,
    }


def person_in(named: Mapping[str, object], forms: Mapping[Case, str]) -> PersonIn | None:
    """Return a person from a form's four fields, or None when no surname was given."""
    surname = named.get("surname")
    if not isinstance(surname, str):
        return None
    given, patronymic, sex = (named.get(part) for part in ("given", "patronymic", "sex"))
    kept = tuple(NamedForm(case.value, form) for case, form in sorted(forms.items(), key=lambda one: one[0].value))
    return PersonIn(surname, given, patronymic, sex, kept)  # type: ignore[arg-type]  # the form has read them


def office_in(named: Mapping[str, object]) -> OfficeIn | None:
    """Return an office from a form's fields, or None when nothing was said of it."""
    name, office, to, address = (named.get(part) for part in ("name", "office", "to", "address"))
    return OfficeIn(name, office, to, address) if isinstance(name, str) else None  # type: ignore[arg-type]  # see above
