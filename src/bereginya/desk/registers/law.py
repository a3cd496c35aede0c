"""What the law's data says about lists that were leaked, with its source and its lawyer's flag."""

from dataclasses import dataclass
from datetime import date

from bereginya.rights import Version, rules
from bereginya.rights.saying import words

_LEAKS = "data.272_1"


@dataclass(frozen=True, slots=True)
class OnLeaks:
    """The provision that forbids to take leaked data: what it is called, its words, where it stands."""

    title: str
    gives: str
    where: str
    version: Version


def on_leaks(today: date, language: str) -> OnLeaks | None:
    """Return the provision in force today; None where the law's data has none, which changes nothing in the refusal."""
    found = next((one for one in rules().versions if one.id == _LEAKS and one.in_force(today)), None)
    if found is None:
        return None
    said = words(language)
    return OnLeaks(said.title(found), said.gives(found), said.article(found), found)
