"""Between what is sealed of a letter's fields and the facts that the library typesets."""

from collections.abc import Iterable, Mapping
from datetime import date

from bereginya.desk.cases.folds import Case as CaseState
from bereginya.desk.cases.folds import Folder
from bereginya.desk.post.records import Filled, NamedForm, OfficeIn, PersonIn
from bereginya.facts.people import Name, Person, Sex
from bereginya.letters import Case, Fact, Field, FieldKind, NamedPerson, Office, Template, relation_in_letter
from bereginya.names import parse
from bereginya.rights import Version
from bereginya.rights.saying import words

_ASKER = frozenset({"applicant", "claimant", "author"})
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


def known_of(template: Template, case: CaseState, held: Folder, committee: str = "") -> tuple[Filled, ...]:
    """Return what the folder knows already of a template's fields; a person may change all of it before it is kept."""
    told = held.person.record.person if held.person else case.person
    known = _known_about(told) if told else {}
    if committee:
        known["committee"] = Filled("committee", committee)
    found = (_known(field, case, told, known) for field in template.fields)
    return tuple(one for one in found if one is not None)


def found_by_law(version: Version) -> tuple[Filled, ...]:
    """Return what a provision gives, as a letter to a Russian office says it: the article and what follows from it."""
    said = words("ru")
    return (Filled("breach", f"{said.article(version)}: {said.gives(version)}"),)


def _known(field: Field, case: CaseState, told: Person | None, known: Mapping[str, Filled]) -> Filled | None:
    if field.kind is FieldKind.PERSON:
        if field.name in _ASKER:
            return Filled(field.name, person=_named(case.asker, None)) if case.asker else None
        return Filled(field.name, person=_named(told.name, told.sex)) if told else None
    if field.kind is FieldKind.RELATION:
        key = relation_in_letter(case.relation, told.sex if told else None) if case.relation else None
        return Filled(field.name, key) if key else None
    return known.get(field.name)


def _named(name: Name, sex: Sex | None) -> PersonIn:
    """Return a name told apart, as somebody told it or as the library of names reads it."""
    if name.surname:
        return PersonIn(name.surname, name.given, name.patronymic, sex)
    read = parse(name.raw)
    return PersonIn(read.surname or name.raw, read.given if read.surname else None, read.patronymic, sex)


def _known_about(told: Person) -> dict[str, Filled]:
    texts = {
        "soldier_rank": told.rank,
        "soldier_number": told.personal_number,
        "soldier_unit": told.unit,
        "soldier_birth_place": told.birth_place.raw if told.birth_place else None,
    }
    found = {name: Filled(name, text) for name, text in texts.items() if text}
    born = told.born.meant if told.born else None
    if told.born and born and born.month and born.day and not (told.born.about or told.born.until):
        found["soldier_born"] = Filled("soldier_born", day=date(born.year, born.month, born.day))
    return found


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
