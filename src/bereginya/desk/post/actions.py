"""What members do with letters. A number is given out together with what it is for, or not at all."""

from collections.abc import Sequence
from datetime import date

from bereginya import vault as vaults
from bereginya.desk.cases import queries as cases
from bereginya.desk.intake.records import NamedFile
from bereginya.desk.post import clocks, queries
from bereginya.desk.post.folds import POST_BOOK, Number, Outgoing
from bereginya.desk.post.records import (
    Answer,
    BatchEnded,
    Channel,
    Checked,
    Drafted,
    Hearing,
    Misfiled,
    Motion,
    Numbered,
    Posted,
    Proof,
    Received,
    Ruling,
    Series,
    Settled,
    Stopped,
    SuitInPublic,
)
from bereginya.facts.records import Record
from bereginya.letters import answer_due
from bereginya.vault import CompartmentId, EntryId, Keyring, Said
from bereginya.vault.errors import MovedError, NotAllowedError

_ENDS = frozenset({Answer.ANSWERED, Answer.REFUSED})
"""After these the office owes nothing more."""


# ---- letters that go out ----


def draft(keys: Keyring, folder: CompartmentId, letter: Drafted, *, once: str) -> EntryId:
    """Keep a letter that is not sent yet."""
    cases.case_of(keys, folder)
    return vaults.append(keys, Said(folder, letter), once=once)[0]


def change(keys: Keyring, folder: CompartmentId, name: str, letter: Drafted, *, seen: str, once: str) -> None:
    """Put newer words in the place of a draft. Raises MovedError when a colleague changed or sent it meanwhile."""
    head = vaults.head(keys, folder)
    held = queries.outgoing(keys, folder, name)
    if held.statement != seen or held.posted is not None:
        raise MovedError(folder)
    vaults.append(keys, Said(folder, letter, corrects=held.id), after=head, once=once)


def check(keys: Keyring, folder: CompartmentId, name: str, *, seen: str, once: str) -> None:
    """Say that she read a colleague's letter as it stands, every form of every name included.

    Raises NotAllowedError for her own letter when a colleague holds the folder too, and MovedError when the letter is
    not what she saw any more.
    """
    head = vaults.head(keys, folder)
    held = queries.outgoing(keys, folder, name)
    if held.statement != seen:
        raise MovedError(folder)
    if not queries.may_check(keys, folder, held):
        raise NotAllowedError("second person")
    vaults.append(keys, Said(folder, Checked(held.id, EntryId(seen))), after=head, once=once)


def post(
    keys: Keyring, folder: CompartmentId, name: str, *, day: date, channel: Channel, proof: str | None = None
) -> Number:
    """Give a checked letter its number, keep the very bytes that go out, and start its clocks; all or nothing.

    A letter that has its number already keeps it: asking twice returns it again. Raises NotAllowedError for a letter
    that nobody checked, and what `queries.pdf` raises for one that cannot be made.
    """
    held = queries.outgoing(keys, folder, name)
    if held.posted is not None:
        return held.posted.year, held.posted.number
    if not held.is_checked:
        raise NotAllowedError("not checked")
    running = clocks.first_clocks(held.draft.clocks, day)
    days, until = tuple(one.due for one in running), answer_due(running)
    with keys.turn, keys.vault.store.writing():
        held = queries.outgoing(keys, folder, name)
        if held.posted is not None:
            return held.posted.year, held.posted.number
        head = vaults.head(keys, keys.house)
        number = vaults.fold(keys, keys.house, POST_BOOK).next(Series.OUT, day.year)
        made = queries.pdf(keys, folder, name, day=day, number=queries.number_text(day.year, number))
        pdf = NamedFile(vaults.put_file(keys.vault, [made]), f"{number}-{day.year}.pdf")
        book = Numbered(Series.OUT, day.year, number, day, days, held.draft.office, until.due if until else None)
        vaults.append(keys, Said(keys.house, book), after=head)
        vaults.append(keys, Said(folder, Posted(held.id, day.year, number, day, channel, pdf, proof)))
    return day.year, number


def prove(keys: Keyring, folder: CompartmentId, proof: Proof, *, once: str) -> None:
    """Add what proves that a letter was sent."""
    queries.outgoing(keys, folder, proof.letter)
    vaults.append(keys, Said(folder, proof), once=once)


def settle(keys: Keyring, folder: CompartmentId, name: str, *, settled: bool, text: str | None, once: str) -> None:
    """Stop waiting for an answer, or go on waiting after all."""
    held = queries.outgoing(keys, folder, name)
    if held.posted is None:
        raise NotAllowedError("not posted")
    days = () if settled else tuple(one.due for one in clocks.running(held))
    with keys.turn, keys.vault.store.writing():
        vaults.append(keys, Said(folder, Settled(held.id, settled, text)), once=once)
        vaults.append(keys, Said(keys.house, Stopped(held.posted.year, held.posted.number, days)), once=f"{once}-days")


def keep_days(keys: Keyring) -> None:
    """Stop the days of letters that ask for a man accepted as dead; let them run again if he is not any more."""
    said = [Said(keys.house, Stopped(*number, days)) for number, days in queries.days_to_mend(keys).items()]
    if said:
        vaults.append(keys, *said)


# ---- letters that come in ----


def receive(keys: Keyring, folder: CompartmentId, said: Received, *, once: str) -> EntryId:
    """Write down a letter that came in, under the next number, which is given here: that of `said` does not count.

    A final answer stops the clocks of the letter it answers. The same form sent twice is one letter.
    """
    cases.case_of(keys, folder)
    held = queries.outgoing(keys, folder, said.letter) if said.letter else None
    with keys.turn, keys.vault.store.writing():
        head = vaults.head(keys, keys.house)
        number = vaults.fold(keys, keys.house, POST_BOOK).next(Series.IN, said.day.year)
        known = vaults.head(keys, folder)
        (name,) = vaults.append(keys, Said(folder, _numbered(said, number)), once=once)
        if vaults.head(keys, folder) != known:  # not the same form a second time
            book = [Said(keys.house, one) for one in _in_book(held, said, number)]
            vaults.append(keys, *book, after=head)
    return name


def take_out(keys: Keyring, folder: CompartmentId, wrong: Misfiled, *, once: str) -> None:
    """Say that a letter that came in does not belong here. Its number goes with it; clocks it stopped run again."""
    one = queries.incoming(keys, folder, wrong.received)
    held = queries.outgoing(keys, folder, one.said.letter) if one.said.letter else None
    with keys.turn, keys.vault.store.writing():
        vaults.append(keys, Said(folder, wrong), once=once)
        if held is not None and held.posted is not None and one.said.answer in _ENDS:
            days = tuple(due.due for due in clocks.first_clocks(held.draft.clocks, held.posted.day))
            book = Stopped(held.posted.year, held.posted.number, days)
            vaults.append(keys, Said(keys.house, book), once=f"{once}-days")


def file_elsewhere(keys: Keyring, folder: CompartmentId, name: str, other: CompartmentId, *, once: str) -> EntryId:
    """Move a letter that came in to the folder it belongs to, under the number it has."""
    one = queries.incoming(keys, folder, name)
    cases.case_of(keys, other)
    moved = Received(
        one.said.year, one.said.number, one.said.day, one.said.sender, one.said.answer, None, one.said.text,
        one.said.passed_to, one.said.their_number, one.said.files,
    )  # fmt: skip
    with keys.turn, keys.vault.store.writing():
        take_out(keys, folder, Misfiled(one.id), once=once)
        return vaults.append(keys, Said(other, moved), once=f"{once}-there")[0]


# ---- courts, offices, templates ----


def say_in_court(
    keys: Keyring, folder: CompartmentId, record: Hearing | Motion | Ruling | SuitInPublic, *, once: str
) -> None:
    """Add what happened, or will, in a suit of this folder."""
    queries.court(keys, folder, record.suit)
    vaults.append(keys, Said(folder, record), once=once)


def say(keys: Keyring, folder: CompartmentId, record: Record, *, once: str) -> EntryId:
    """Add a suit."""
    cases.case_of(keys, folder)
    return vaults.append(keys, Said(folder, record), once=once)[0]


def tell_house(keys: Keyring, record: Record, *, once: str) -> None:
    """Add an office, a template of the committee's own, or that an advocate read one."""
    vaults.append(keys, Said(keys.house, record), once=once)


def end_batch(keys: Keyring, place: CompartmentId, record: BatchEnded, *, once: str) -> None:
    """Put a batch away."""
    queries.plan(keys, place)
    vaults.append(keys, Said(place, record), once=once)


def _numbered(said: Received, number: int) -> Received:
    return Received(
        said.day.year, number, said.day, said.sender, said.answer, said.letter, said.text, said.passed_to,
        said.their_number, said.files,
    )  # fmt: skip


def _in_book(held: Outgoing | None, said: Received, number: int) -> Sequence[Record]:
    book: list[Record] = [Numbered(Series.IN, said.day.year, number, said.day)]
    if held is not None and held.posted is not None and said.answer in _ENDS:
        refused = said.answer is Answer.REFUSED
        book.append(Stopped(held.posted.year, held.posted.number, answered=said.day, refused=refused))
    return book
