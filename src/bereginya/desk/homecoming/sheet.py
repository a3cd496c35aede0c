"""The sheet with the data of article 122, from what a folder knows: for the family to take along, in its own hand.

His unit is left out: article 122 does not ask for it, and it is what a search looks for first. A line that nobody
knows stays empty, to be filled in by hand.
"""

from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext as _

from bereginya.desk.cases.folds import Case
from bereginya.facts.dates import SaidDate
from bereginya.facts.people import Name, Person, Place


@dataclass(frozen=True, slots=True, repr=False)
class Line:
    """A line of the sheet: what it asks, the same in English beside it, and what is known."""

    label: str
    english: str
    text: str


def lines(case: Case) -> tuple[Line, ...]:
    """Return the lines in the order of article 122, in the language of the page and in English."""
    person = case.person or Person(Name(""))
    known = _known(person, case.asker)
    here, english = _labels(), _in_english()
    return tuple(
        Line(label, "" if label == other else other, text)
        for label, other, text in zip(here, english, known, strict=True)
    )


def _labels() -> tuple[str, ...]:
    return (
        _("Full name, as it was told"),
        _("Surname"),
        _("First names"),
        _("Father's first name"),
        _("Mother's maiden name"),
        _("Date of birth"),
        _("Place of birth"),
        _("Rank"),
        _("Army or personal number"),
        _("Power on which he depends"),
        _("Citizenship"),
        _("Marks by which he is known"),
        _("Person to be informed"),
        _("Address for letters to the family"),
    )


def _in_english() -> tuple[str, ...]:
    with translation.override("en"):
        return _labels()


def _known(person: Person, asker: Name | None) -> tuple[str, ...]:
    given = " ".join(filter(None, (person.name.given, person.name.patronymic)))
    return (
        person.name.raw,
        person.name.surname or "",
        given,
        person.father_name or "",
        person.mother_maiden_name or "",
        _day(person.born),
        _place(person.birth_place),
        person.rank or "",
        person.personal_number or "",
        person.power_served or "",
        person.citizenship or "",
        person.marks or "",
        person.inform or (asker.raw if asker else ""),
        _place(person.home),
    )


def _day(told: SaidDate | None) -> str:
    return told.text() if told else ""


def _place(told: Place | None) -> str:
    return told.raw if told else ""
