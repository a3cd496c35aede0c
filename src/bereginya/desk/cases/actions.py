"""What members do with a folder. Nothing said is changed: each action adds an entry, a key, or takes a key back."""

from collections.abc import Sequence
from datetime import date

from bereginya import vault as vaults
from bereginya.desk.cases import queries
from bereginya.desk.cases.records import (
    Closed,
    Draft,
    Filed,
    FileMarked,
    HandedOver,
    Linked,
    NeedMet,
    Reopened,
    TaskDone,
    Unlinked,
)
from bereginya.desk.intake import actions as intake
from bereginya.desk.intake import queries as requests
from bereginya.desk.intake.records import EndCounted, NamedFile
from bereginya.facts.people import Relation
from bereginya.facts.records import Record
from bereginya.vault import CompartmentId, EntryId, HolderId, Keyring, Said
from bereginya.vault.errors import MovedError, NoSuchEntryError, NotAllowedError

_OPPOSITE = {
    Relation.WIFE: Relation.HUSBAND,
    Relation.HUSBAND: Relation.WIFE,
    Relation.PARTNER: Relation.PARTNER,
    Relation.FRIEND: Relation.FRIEND,
    Relation.COMRADE: Relation.COMRADE,
    Relation.HIMSELF: Relation.HIMSELF,
}
"""What the one is to the other, seen from the other side, where that is certain; elsewhere it is "somebody else"."""


def say(keys: Keyring, folder: CompartmentId, record: Record, *, once: str) -> EntryId:
    """Add what a member says."""
    queries.case_of(keys, folder)
    return vaults.append(keys, Said(folder, record), once=once)[0]


def correct(keys: Keyring, folder: CompartmentId, name: EntryId, record: Record, *, seen: str, once: str) -> None:
    """Put a newer statement in the place of an older one, which stays in the history.

    `seen` is the id of the statement she corrected; raises MovedError when a colleague had corrected it meanwhile.
    """
    head = vaults.head(keys, folder)
    if queries.correctable(keys, folder, name).statement != seen:
        raise MovedError(folder)
    vaults.append(keys, Said(folder, record, corrects=name), after=head, once=once)


def finish(keys: Keyring, folder: CompartmentId, task: str, *, done: bool, once: str) -> None:
    """Note that a task is done, or that it is not done after all."""
    if task not in {one.id for one in queries.case_of(keys, folder).tasks}:
        raise NoSuchEntryError(EntryId(task))
    vaults.append(keys, Said(folder, TaskDone(EntryId(task), done)), once=once)


def meet(keys: Keyring, folder: CompartmentId, need: str, *, met: bool, once: str) -> None:
    """Note that a need was met, or that it is there again."""
    if need not in {one.id for one in queries.folder_of(keys, folder).needs}:
        raise NoSuchEntryError(EntryId(need))
    vaults.append(keys, Said(folder, NeedMet(EntryId(need), met)), once=once)


def write(keys: Keyring, folder: CompartmentId, text: str, *, once: str) -> None:
    """Write to her, and clear the draft. Raises NotAllowedError when she has no words to read it with."""
    held = queries.folder_of(keys, folder)
    with keys.turn, keys.vault.store.writing():
        intake.reply(keys, folder, text, once=once)
        if held.draft is not None:
            vaults.append(keys, Said(folder, Draft()))


def keep_draft(keys: Keyring, folder: CompartmentId, text: str | None, *, once: str) -> None:
    """Keep a message that is not sent yet."""
    queries.case_of(keys, folder)
    vaults.append(keys, Said(folder, Draft(text)), once=once)


def put_files(
    keys: Keyring, folder: CompartmentId, files: Sequence[NamedFile], *, says: str | None, hard: bool, once: str
) -> None:
    """Put files into the folder, with what they are."""
    queries.case_of(keys, folder)
    vaults.append(keys, *(Said(folder, Filed(file, says, hard)) for file in files), once=once)


def mark_file(keys: Keyring, folder: CompartmentId, name: str, *, hard: bool, once: str) -> None:
    """Say that a file shows the dead or the wounded, or that it does not."""
    vaults.append(keys, Said(folder, FileMarked(queries.file(keys, folder, name).id, hard)), once=once)


def give_key(keys: Keyring, folder: CompartmentId, to: HolderId) -> None:
    """Let one more member read and write in the folder, from its beginning."""
    queries.case_of(keys, folder)
    with keys.turn, keys.vault.store.writing():
        for place in _places(keys, folder):
            vaults.grant(keys, place, to)


def take_key_back(keys: Keyring, folder: CompartmentId, holder: HolderId) -> None:
    """Leave a member out of everything said from now on. She keeps what she could read until today.

    Raises NotAllowedError for the lead and for oneself: hand over first.
    """
    if holder in {queries.case_of(keys, folder).lead, keys.member}:
        raise NotAllowedError("lead")
    with keys.turn, keys.vault.store.writing():
        for place in _places(keys, folder):
            vaults.withdraw(keys, place, holder)
        intake.announce(keys, folder)


def hand_over(keys: Keyring, folder: CompartmentId, decision: HandedOver, *, once: str) -> None:
    """Let somebody else lead; she gets the key if she has none."""
    with keys.turn, keys.vault.store.writing():
        give_key(keys, folder, decision.to)
        vaults.append(keys, Said(folder, decision), once=once)


def link(keys: Keyring, folder: CompartmentId, other: CompartmentId, relation: Relation, agreed: str) -> None:
    """Let two folders name each other. `relation` is what the person of `other` is to the person of `folder`."""
    queries.case_of(keys, folder)
    queries.case_of(keys, other)
    back = _OPPOSITE.get(relation, Relation.OTHER)
    there, here = Linked(other, relation, agreed), Linked(folder, back, agreed)
    vaults.append(keys, Said(folder, there), Said(other, here))


def unlink(keys: Keyring, folder: CompartmentId, other: CompartmentId) -> None:
    """End a link on both sides, as far as she can open them."""
    said = [Said(folder, Unlinked(other))]
    if keys.holds(other):
        said.append(Said(other, Unlinked(folder)))
    if other in queries.folder_of(keys, folder).links:
        vaults.append(keys, *said)


def close(keys: Keyring, folder: CompartmentId, decision: Closed, *, once: str) -> None:
    """End the work. Raises MovedError when somebody wrote in the folder just now."""
    head = vaults.head(keys, folder)
    if queries.case_of(keys, folder).closed is None:
        with keys.turn, keys.vault.store.writing():
            vaults.append(keys, Said(folder, decision), after=head, once=once)
            _count_end(keys, folder, decision.reason.value)


def reopen(keys: Keyring, folder: CompartmentId, why: str | None, *, once: str) -> None:
    """Go on working."""
    if queries.case_of(keys, folder).closed is not None:
        vaults.append(keys, Said(folder, Reopened(why)), once=once)


def erase_entry(keys: Keyring, folder: CompartmentId, name: str, why: str) -> date:
    """Erase one statement with its corrections and files; return the day on which it is final."""
    return vaults.erase(keys, [queries.erasable(keys, folder, name).id], why)


def erase_folder(keys: Keyring, folder: CompartmentId, why: str) -> date:
    """Erase everything of one person: the folder and what was written to her; return the day on which it is final."""
    queries.case_of(keys, folder)
    final = keys.vault.day()
    with keys.turn:
        for place in reversed(_places(keys, folder)):
            final = vaults.erase_compartment(keys, place, why)
    return final


def _places(keys: Keyring, folder: CompartmentId) -> tuple[CompartmentId, ...]:
    thread = requests.thread_of(keys, folder)
    return (folder,) if thread is None or not keys.holds(thread) else (folder, thread)


def _count_end(keys: Keyring, folder: CompartmentId, how: str) -> None:
    came = requests.request_of(keys, folder).came or keys.vault.day()
    vaults.append(keys, Said(keys.house, EndCounted(came.strftime("%Y-%m"), how)))
