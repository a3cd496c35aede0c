"""The same letter for many folders or to many offices: work that takes a while, in a thread with the member's keys.

Nothing waits on the disk but the plan, sealed to her. What is done is seen from the folders themselves, so a batch that
was cut off goes on where it stopped: each letter is one transaction, and made or numbered once.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from threading import Lock, Thread

from bereginya import vault as vaults
from bereginya.desk.cases import queries as cases
from bereginya.desk.post import actions, house, queries
from bereginya.desk.post.folds import Outgoing
from bereginya.desk.post.records import Batch, Channel, Drafted, Filled, OfficeIn
from bereginya.desk.ui.errors import note
from bereginya.facts.errors import BereginyaError
from bereginya.letters import FieldKind, Template
from bereginya.vault import CompartmentId, Keyring
from bereginya.vault.errors import LockedError


@dataclass(frozen=True, slots=True, repr=False)
class Made:
    """A letter of a batch, with its folder."""

    folder: CompartmentId
    name: str
    letter: Outgoing


@dataclass(frozen=True, slots=True, repr=False)
class Progress:
    """How far a batch is: letters wanted, those that are written, and whether somebody works on it now."""

    wanted: int
    letters: tuple[Made, ...]
    running: bool

    @property
    def written(self) -> int:
        """How many letters are written."""
        return len(self.letters)

    @property
    def checked(self) -> int:
        """How many were looked at by a second person."""
        return sum(one.letter.is_checked for one in self.letters)

    @property
    def posted(self) -> int:
        """How many have their number."""
        return sum(one.letter.posted is not None for one in self.letters)


_RUNNING: set[CompartmentId] = set()
_TURN = Lock()


def begin(keys: Keyring, plan: Batch) -> CompartmentId:
    """Seal the plan to whoever makes it, and return its place."""
    return vaults.begin(keys.vault, plan, holders=(keys.member,), keys=keys)


def progress(keys: Keyring, place: CompartmentId) -> Progress:
    """Return how far a batch is, from the letters in its folders."""
    plan = queries.plan(keys, place)
    found = [
        Made(folder, cases.case_of(keys, folder).name, letter)
        for folder in dict.fromkeys(plan.folders)
        if keys.holds(folder)
        for letter in queries.letters(keys, folder).outgoing.values()
        if letter.draft.batch == place
    ]
    return Progress(len(plan.folders) * max(1, len(plan.offices)), tuple(found), place in _RUNNING)


def write(keys: Keyring, place: CompartmentId) -> None:
    """Write every letter of the plan that is not written yet, in a thread; it stops at lock and goes on when asked."""
    _start(place, lambda: write_now(keys, place))


def send(keys: Keyring, place: CompartmentId, day: date, channel: Channel) -> None:
    """Number every checked letter of the batch that has no number yet, in a thread."""
    _start(place, lambda: send_now(keys, place, day, channel))


def write_now(keys: Keyring, place: CompartmentId) -> None:
    """Write every letter of the plan; each is one transaction and is made once, however often this is called."""
    plan = queries.plan(keys, place)
    for folder in plan.folders:
        for office in plan.offices or (None,):
            letter = _letter(keys, place, plan, folder=folder, office=office)
            actions.draft(keys, folder, letter, once=f"batch-{place}-{folder}-{office}")


def send_now(keys: Keyring, place: CompartmentId, day: date, channel: Channel) -> None:
    """Number every checked letter of the batch; one that cannot be made yet is left, and seen as such."""
    for one in progress(keys, place).letters:
        if one.letter.is_checked and one.letter.posted is None:
            try:
                actions.post(keys, one.folder, one.letter.id, day=day, channel=channel)
            except LockedError:
                raise
            except BereginyaError as error:
                note(error)


def _letter(keys: Keyring, place: CompartmentId, plan: Batch, *, folder: CompartmentId, office: str | None) -> Drafted:
    template = house.template_of(keys, plan.template)
    known = queries.known_of(keys, folder, template)
    fields = {one.field: one for one in (*known, *plan.fields)}
    if office is not None:
        fields |= {one.field: one for one in _addressed(keys, template, office)}
    edition = house.edition_of(template)
    return Drafted(template.id, edition, template.kind, tuple(fields.values()), office, place)


def _addressed(keys: Keyring, template: Template, office: str) -> list[Filled]:
    known = house.offices(keys)[office].office(template.language)
    told = OfficeIn(known.name, office, known.to or None, known.address or None)
    first = next((field.name for field in template.fields if field.kind is FieldKind.OFFICE), None)
    return [Filled(first, office=told)] if first else []


def _start(place: CompartmentId, work: Callable[[], None]) -> None:
    with _TURN:
        if place in _RUNNING:
            return
        _RUNNING.add(place)
    Thread(target=_run, args=(place, work), name="batch", daemon=True).start()


def _run(place: CompartmentId, work: Callable[[], None]) -> None:
    try:
        work()
    except LockedError:
        pass  # it goes on after the next sign-in, when she asks for it
    except Exception as error:  # noqa: BLE001 - a thread has nobody above it; the log gets type and place
        note(error)
    finally:
        with _TURN:
            _RUNNING.discard(place)
