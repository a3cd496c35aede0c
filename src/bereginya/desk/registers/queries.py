"""What a member may know of lists and of what was found in them. A list whose key she does not hold does not exist."""

from collections.abc import Mapping

from bereginya import vault as vaults
from bereginya.desk.cases import queries as cases
from bereginya.desk.registers.folds import SEARCH, Decision, Search, Sighting
from bereginya.desk.registers.records import Candidate
from bereginya.vault import CompartmentId, EntryId, Keyring
from bereginya.vault.errors import NoSuchEntryError

# ---- for every room ----


def decisions(keys: Keyring, folder: CompartmentId) -> Mapping[str, Decision]:
    """Return the decision that stands on each candidate of a case, by the candidate's id.

    `verdict` is same, different or unsure; `said.fact` or `said.document` is what it became *same* by; `is_dead` says
    that two different people decided he is dead, `waits_for_second` that one of them has to look still. What was taken
    back is not in it (`search_of(...).decisions` has all). Raises NoSuchCompartmentError.
    """
    return search_of(keys, folder).standing


def sightings(keys: Keyring, folder: CompartmentId) -> tuple[Sighting, ...]:
    """Return what was seen or heard of the one who is sought, the newest first."""
    return search_of(keys, folder).sightings[::-1]


def search_of(keys: Keyring, folder: CompartmentId) -> Search:
    """Return all that was found for a case; raise NoSuchCompartmentError for what is none, or not hers to open."""
    cases.case_of(keys, folder)
    return vaults.fold(keys, folder, SEARCH)


def decision(keys: Keyring, folder: CompartmentId, name: str) -> Decision:
    """Return one decision, standing or not; raise NoSuchEntryError."""
    for one in search_of(keys, folder).decisions:
        if one.id == name:
            return one
    raise NoSuchEntryError(EntryId(name))


def candidate_of(found: Search, name: str) -> Candidate:
    """Return the candidate of this id among what was found for a case; raise NoSuchEntryError."""
    rows = [Candidate(fit.row) for one in found.proposed.values() for fit in one.fits]
    seen = [Candidate(sighting=one.id) for one in found.sightings]
    decided = [one.candidate for one in found.decisions]
    for one in (*decided[::-1], *rows, *seen):
        if one.id == name:
            return one
    raise NoSuchEntryError(EntryId(name))
