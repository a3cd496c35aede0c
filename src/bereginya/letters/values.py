"""What goes into a letter and what comes out: facts, problems, forms to confirm, and the letter as parts."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from bereginya.facts.people import Sex


class Case(Enum):
    """The cases of Russian and Ukrainian; the vocative is used in Ukrainian letters only."""

    NOMINATIVE = "nominative"
    GENITIVE = "genitive"
    DATIVE = "dative"
    ACCUSATIVE = "accusative"
    INSTRUMENTAL = "instrumental"
    PREPOSITIONAL = "prepositional"
    VOCATIVE = "vocative"


@dataclass(frozen=True, slots=True, repr=False)
class NamedPerson:
    """A person as a letter names them. `forms` holds full names in other cases as a person confirmed them.

    `sex` stays None where nobody said: then forms are asked for, never guessed from the name.
    """

    surname: str
    given: str = ""
    patronymic: str = ""
    sex: Sex | None = None
    forms: tuple[tuple[Case, str], ...] = ()

    @property
    def full(self) -> str:
        """Surname, given name and patronymic, as far as they are known."""
        return " ".join(filter(None, (self.surname, self.given, self.patronymic)))

    @property
    def short(self) -> str:
        """Initials and surname, as under a signature: `М. П. Иванова`."""
        initials = "\u00a0".join(f"{part[0]}." for part in (self.given, self.patronymic) if part)
        return "\u00a0".join(filter(None, (initials, self.surname)))

    def in_order(self, language: str) -> str:
        """Return the full name in the order of a language: the surname first, in English last."""
        if language != "en":
            return self.full
        return " ".join(filter(None, (self.given, self.patronymic, self.surname)))

    def confirmed(self, case: Case) -> str | None:
        """Return the form that a person confirmed, None when nobody did."""
        return dict(self.forms).get(case)


@dataclass(frozen=True, slots=True, repr=False)
class Office:
    """Whom a letter goes to. `to` is the line on the letter, in the case the language wants it (dative)."""

    name: str
    to: str = ""
    address: str = ""
    holder: NamedPerson | None = None


Fact = str | date | int | tuple[str, ...] | tuple[tuple[str, ...], ...] | NamedPerson | Office
"""What a field may hold: words, a day, a number, a list of items, rows of a table, a person, an office."""


class Trouble(Enum):
    """What is wrong with a fact."""

    MISSING = "missing"
    WRONG_KIND = "wrong-kind"
    NOT_DECLARED = "not-declared"
    UNPRINTABLE = "unprintable"


@dataclass(frozen=True, slots=True)
class Problem:
    """A field that keeps the letter from being made. `detail` holds what was expected or the characters, no facts."""

    field: str
    trouble: Trouble
    detail: str = ""


class WhyAsked(Enum):
    """Why a form of a name has to be confirmed by a person."""

    SEX = "sex"
    UNSURE = "unsure"
    OFFICE = "office"


@dataclass(frozen=True, slots=True, repr=False)
class Ask:
    """A form that is not guessed: who, in which case, why, and forms to choose from (perhaps none)."""

    field: str
    case: Case
    named: str
    why: WhyAsked
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class Declined:
    """A name as it stands in the letter, for the eyes of the second person. `confirmed`: a person gave this form."""

    field: str
    case: Case
    named: str
    form: str
    confirmed: bool = False


class As(Enum):
    """What a part of a letter is; the typesetter and the DOCX writer know nothing else."""

    TO = "to"
    FROM = "from"
    PARTY = "party"
    MARK = "mark"
    TITLE = "title"
    SUBTITLE = "subtitle"
    HEADING = "heading"
    TEXT = "text"
    NUMBERED = "numbered"
    BULLETS = "bullets"
    ATTACHMENTS = "attachments"
    PAIRS = "pairs"
    TABLE = "table"
    SIGN = "sign"
    NEW_PAGE = "new-page"


@dataclass(frozen=True, slots=True, repr=False)
class Part:
    """One part of a letter, plain text only. `lines` are paragraphs, items or lines, `rows` cells of a table."""

    what: As
    lines: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class Letter:
    """A letter ready to be typeset: its parts in order, and every declined name for the checker."""

    template: str
    language: str
    title: str
    day: date
    parts: tuple[Part, ...]
    declined: tuple[Declined, ...] = ()
