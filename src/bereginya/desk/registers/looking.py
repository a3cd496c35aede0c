"""Comparing sought people with the registers a member may search: the tracing library asked, its answers put in words.

Imported where somebody searches: the compiled code behind it takes a second and memory that other pages need not wait
for.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

import pyarrow as pa

from bereginya import vault as vaults
from bereginya.desk.registers import books, inquiries, queries
from bereginya.desk.registers.book import Book
from bereginya.desk.registers.folds import SEARCH, Inquiry, Register
from bereginya.desk.registers.records import Asked, Candidate, Fit, Matched, Proposed, Reason, RowName
from bereginya.facts.people import Person
from bereginya.facts.records import Record
from bereginya.tracing import Explanation, People, explain, lines, link, model
from bereginya.tracing.explain import Language
from bereginya.tracing.people import COLUMNS
from bereginya.vault import CompartmentId, Keyring, Said

MOST = 8
"""Candidates of one search."""
OF_MANY = 3
"""Rows that are shown where many fit alike, and each of them has next to no chance."""
_AT_ONCE = 100

Row = Mapping[str, str | None]


@dataclass(frozen=True, slots=True, repr=False)
class Hit:
    """A row that may be the sought person, with what it says and why it was found."""

    register: CompartmentId
    name: RowName
    row: Row
    probability: float
    why: Explanation

    @property
    def id(self) -> str:
        """The name under which it would be a candidate."""
        return Candidate(self.name).id

    @property
    def namesakes(self) -> int:
        """How many more rows fit as well."""
        return self.why.namesakes


def search(sought: Person, shelf: Sequence[Book]) -> tuple[Hit, ...]:
    """Return the rows that may be one sought person, likeliest first."""
    return _search(people_of([(CompartmentId("0"), sought)]), shelf).get("0", ())


def why(inquiry: Inquiry | None, book: Book, row: int, language: str) -> tuple[str, ...]:
    """Return what speaks for and against a row, field by field, in the language of the page."""
    if inquiry is None:
        return ()
    return sentences(explain(people_of([(CompartmentId("0"), inquiry.person)]), 0, book.index, row), language)


def sentences(said: Explanation, language: str) -> tuple[str, ...]:
    """Return an explanation in a language."""
    return lines(said, cast("Language", language))


def people_of(sought: Sequence[tuple[CompartmentId, Person]]) -> People:
    """Return sought people as the library takes them, under the ids of their folders."""
    rows = [{"id": place, **inquiries.row_of(person)} for place, person in sought]
    columns = {name: pa.array([row.get(name) for row in rows], pa.string()) for name in COLUMNS}
    return People.from_arrow(pa.table(columns))


def match(keys: Keyring, wanted: Mapping[CompartmentId, Inquiry]) -> int:
    """Compare these cases with the registers they were not compared with; return how many were compared with any.

    What was found lies in the folders; that it was looked for, in the registers. A register that was replaced while
    this went on is left for the next time: the old edition is not called compared with the new. What cannot be opened
    is left out, and nothing is written twice for its sake.
    """
    compared = set[CompartmentId]()
    for book in books.open_now(keys, queries.searchable(keys)):
        lacking = _lacking(queries.register_of(keys, book.register), wanted)
        for start in range(0, len(lacking), _AT_ONCE):
            keys.seeds  # noqa: B018 - stops at lock
            part = dict(lacking[start : start + _AT_ONCE])
            answers = _search(people_of([(place, one.person) for place, one in part.items()]), [book])
            if said := _said(keys, book, part, answers):
                vaults.append(keys, *said)
                compared |= part.keys()
    return len(compared)


def _lacking(register: Register, wanted: Mapping[CompartmentId, Inquiry]) -> list[tuple[CompartmentId, Inquiry]]:
    """Return the cases that were not compared with a register as they stand, in the order of their ids."""
    return [(place, one) for place, one in sorted(wanted.items()) if register.matched.get(place) != one.statement]


def _search(people: People, shelf: Sequence[Book]) -> dict[str, tuple[Hit, ...]]:
    """Return the hits of each inquiry, likeliest first.

    Each list is asked by itself: he may stand in two, and that one says he is there must not silence the other, which
    may say that he is dead.
    """
    numbers = {str(name): number for number, name in enumerate(people.ids().to_pylist())}
    hits: dict[str, list[Hit]] = {}
    for book in shelf:
        links = link(people, book.index, k=MOST)
        found: dict[str, list[dict[str, float]]] = {}
        for one in links.table.to_pylist():
            found.setdefault(one["inquiry"], []).append(one)
        for name, rows in found.items():
            shown = _worth_showing(rows, none=float(links.none[numbers[name]]))
            hits.setdefault(name, []).extend(_hit(people, numbers[name], book, one) for one in shown)
    return {name: tuple(sorted(found, key=lambda one: -one.probability)) for name, found in hits.items()}


def _worth_showing(rows: Sequence[Mapping[str, float]], *, none: float) -> list[Mapping[str, float]]:
    """Return the rows with a chance of their own; of a crowd that fits alike, the first.

    Иванов Сергей among five thousand of that name has a chance next to nothing in each row, and a good one in all of
    them together: to say that nobody was found would be wrong.
    """
    likely = [one for one in rows if one["probability"] >= queries.LEAST]
    if likely or none > 1 - queries.SHOWN:
        return likely
    return [one for one in rows[:OF_MANY] if one["bits"] > 0]


def _hit(people: People, number: int, book: Book, one: Mapping[str, object]) -> Hit:
    row = int(cast("str", one["candidate"]))
    why = explain(people, number, book.index, row)
    return Hit(book.register, book.name(row), book.says(row), float(cast("float", one["probability"])), why)


def _said(
    keys: Keyring, book: Book, part: Mapping[CompartmentId, Inquiry], answers: Mapping[str, Sequence[Hit]]
) -> list[Said]:
    """Return what is to be written: what was found, by folder, and that it was looked for.."""
    register = queries.register_of(keys, book.register)
    if register.current is None or register.current.id != book.edition:
        return []
    said: list[Said] = []
    for place, inquiry in part.items():
        hits = answers.get(place, ())
        if hits or vaults.fold(keys, place, SEARCH).fits(book.register):
            said.append(Said(place, _proposed(book, inquiry, hits)))
    asked = tuple(Asked(place, one.statement) for place, one in part.items())
    matched: Record = Matched(book.edition, asked)
    return [*said, Said(book.register, matched)]


def _proposed(book: Book, inquiry: Inquiry, hits: Sequence[Hit]) -> Proposed:
    fits = tuple(Fit(hit.name, hit.probability, hit.namesakes, _reasons(hit.why)) for hit in hits)
    return Proposed(book.register, book.edition, inquiry.statement, model().number, fits)


def _reasons(why: Explanation) -> tuple[Reason, ...]:
    """Return the fields that say something, without what they say."""
    told = [share for share in why.shares if share.level != "unknown"]
    return tuple(Reason(share.field, share.level, round(share.bits, 2)) for share in told)
