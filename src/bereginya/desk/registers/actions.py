"""What members write down about a case: what was seen, what they found by hand, what they decide.

Nothing merges, all can be taken back.
"""

from bereginya import vault as vaults
from bereginya.desk.cases import queries as cases
from bereginya.desk.registers import queries
from bereginya.desk.registers.errors import NothingNewError, SameMemberError
from bereginya.desk.registers.folds import Inquiry
from bereginya.desk.registers.inquiries import known
from bereginya.desk.registers.records import (
    Agreed,
    Candidate,
    Decided,
    PutBack,
    RowName,
    Sighted,
    TakenBack,
    TakenIn,
    Verdict,
)
from bereginya.vault import CompartmentId, EntryId, Keyring, Said
from bereginya.vault.errors import MovedError, NoSuchEntryError


def sight(keys: Keyring, folder: CompartmentId, seen: Sighted, *, once: str) -> EntryId:
    """Write down that somebody saw or heard of a person who may be the one who is sought."""
    cases.case_of(keys, folder)
    return vaults.append(keys, Said(folder, seen), once=once)[0]


def take_in(keys: Keyring, folder: CompartmentId, row: RowName, why: str | None, *, once: str) -> Candidate:
    """Make a row that was found by hand a candidate of a case, and return it; once is enough, whoever found it."""
    queries.register_of(keys, row.register)
    found, candidate = queries.search_of(keys, folder), Candidate(row)
    if found.pick(candidate.id) is None:
        vaults.append(keys, Said(folder, TakenIn(row, why)), once=once)
    return candidate


def put_back(keys: Keyring, folder: CompartmentId, candidate: str, *, once: str) -> None:
    """Undo that a row was taken in by hand.

    Raises NoSuchEntryError for what was not, MovedError when somebody decided about it: the decision goes first.
    """
    head = vaults.head(keys, folder)
    found = queries.search_of(keys, folder)
    picks = [one.id for one in found.picks if one.candidate.id == candidate]
    if not picks:
        raise NoSuchEntryError(EntryId(candidate))
    if candidate in found.standing:
        raise MovedError(folder)
    vaults.append(keys, *(Said(folder, PutBack(one)) for one in picks), after=head, once=once)


def decide(keys: Keyring, folder: CompartmentId, said: Decided, *, seen: str | None, once: str) -> EntryId:
    """Decide about one candidate.

    `seen` is the id of the decision that stood when she looked, or None. Raises MovedError when a colleague decided
    about the same pair meanwhile, NothingNewError for *same* with nothing that was not in the inquiry, and
    NoSuchEntryError for a sighting that is not in this folder.
    """
    head = vaults.head(keys, folder)
    found = queries.search_of(keys, folder)
    standing = found.standing.get(said.candidate.id)
    if standing is not None and (standing.by, standing.said) == (keys.member, said):
        return standing.id  # the form came twice
    if (standing.id if standing else None) != (seen or None):
        raise MovedError(folder)
    if said.candidate.row is None and not any(one.id == said.candidate.sighting for one in found.sightings):
        raise NoSuchEntryError(said.candidate.sighting or EntryId(""))
    if said.verdict is Verdict.SAME and not _is_grounded(said, found.inquiry):
        raise NothingNewError(folder)
    return vaults.append(keys, Said(folder, said), after=head, once=once)[0]


def agree(keys: Keyring, folder: CompartmentId, name: str, why: str, *, once: str) -> None:
    """Say as a second person that he is dead.

    Raises SameMemberError for who decided first, MovedError when the decision does not wait for anybody any more.
    """
    head = vaults.head(keys, folder)
    held = queries.decision(keys, folder, name)
    if held.by == keys.member:
        raise SameMemberError(name)
    if not held.waits_for_second or queries.decisions(keys, folder).get(held.candidate.id) is not held:
        raise MovedError(folder)
    vaults.append(keys, Said(folder, Agreed(held.id, why)), after=head, once=once)


def take_back(keys: Keyring, folder: CompartmentId, name: str, why: str, *, once: str) -> None:
    """Take a decision back: its candidate is open again. Raises MovedError when a colleague did so already."""
    head = vaults.head(keys, folder)
    held = queries.decision(keys, folder, name)
    if not held.stands:
        raise MovedError(folder)
    vaults.append(keys, Said(folder, TakenBack(held.id, why)), after=head, once=once)


def _is_grounded(said: Decided, inquiry: Inquiry | None) -> bool:
    """Tell whether something is named that the inquiry did not say: a document, or a fact."""
    if said.document:
        return True
    already = frozenset() if inquiry is None else known(inquiry.person)
    return said.fact is not None and said.fact.about not in already
