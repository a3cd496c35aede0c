"""People as the Third Geneva Convention, article 122, lists them for tracing, and as families tell of them.

A name is kept for ever as it was given; parts of it are there only where somebody said which part is which.
"""

from dataclasses import dataclass
from enum import Enum

from bereginya.facts.dates import SaidDate
from bereginya.facts.values import Value


class Sex(Enum):
    """As the person or the family says; None elsewhere when nobody said."""

    FEMALE = "female"
    MALE = "male"
    OTHER = "other"


@dataclass(frozen=True, slots=True, repr=False)
class Name(Value):
    """A name as it was given. `raw` is what was written; the parts are as somebody told them apart."""

    raw: str
    surname: str | None = None
    given: str | None = None
    patronymic: str | None = None

    @property
    def initials(self) -> str:
        """The first letters, for lists that others may see over one's shoulder."""
        return " ".join(f"{word[0].upper()}." for word in self.raw.split() if word[0].isalpha())


@dataclass(frozen=True, slots=True, repr=False)
class Place(Value):
    """A place as it was named; the rest only where somebody said it."""

    raw: str
    region: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Person(Value):
    """What article 122 asks for, as far as it was told.

    `unit` and `rank` are raw text of this one person and are never counted or listed over people. `inform` is who is
    to be told and where; `mail` where letters reach them.
    """

    name: Name
    other_names: tuple[Name, ...] = ()
    sex: Sex | None = None
    born: SaidDate | None = None
    birth_place: Place | None = None
    father_name: str | None = None
    mother_maiden_name: str | None = None
    power_served: str | None = None
    rank: str | None = None
    personal_number: str | None = None
    unit: str | None = None
    citizenship: str | None = None
    home: Place | None = None
    inform: str | None = None
    mail: str | None = None
    marks: str | None = None
    languages: tuple[str, ...] = ()


class Relation(Enum):
    """What one person is to another, in the words families use."""

    MOTHER = "mother"
    FATHER = "father"
    WIFE = "wife"
    HUSBAND = "husband"
    SON = "son"
    DAUGHTER = "daughter"
    SISTER = "sister"
    BROTHER = "brother"
    GRANDMOTHER = "grandmother"
    GRANDFATHER = "grandfather"
    PARTNER = "partner"
    FRIEND = "friend"
    COMRADE = "comrade"
    HIMSELF = "himself"
    OTHER = "other"
