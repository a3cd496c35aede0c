"""What members do between finding a man and bringing him home. Nothing cascades; all can be taken back by a person."""

from datetime import date

from bereginya import vault as vaults
from bereginya.desk.cases import queries as cases
from bereginya.desk.cases.records import Dead
from bereginya.desk.homecoming import queries
from bereginya.desk.homecoming.errors import AgainstHisWishError, SamePersonError, TooEarlyError
from bereginya.desk.homecoming.records import (
    Accepted,
    Agreement,
    AskerChecked,
    AskerRefused,
    Begun,
    ContactLooked,
    FollowedUp,
    Found,
    Left,
    State,
    StepSaid,
    StillShown,
    TakenBack,
    Told,
    WantsToKnow,
    WishAgreed,
    Wished,
)
from bereginya.desk.registers import queries as registers
from bereginya.desk.registers.folds import Decision
from bereginya.desk.registers.records import Fate
from bereginya.facts.records import Record
from bereginya.facts.sources import Source, Way
from bereginya.vault import CompartmentId, EntryId, Keyring, Said
from bereginya.vault.errors import MovedError, NoSuchEntryError

_STATES = {
    Fate.ALIVE: State.ALIVE,
    Fate.CAPTURED: State.PRISONER,
    Fate.WOUNDED: State.WOUNDED,
    Fate.MISSING: State.UNKNOWN,
    Fate.DEAD: State.DEAD,
}


# ---- a fact is found


def find(keys: Keyring, folder: CompartmentId, said: Found, *, once: str) -> EntryId:
    """Write down what a source says of him. Nothing follows from it by itself."""
    cases.case_of(keys, folder)
    return vaults.append(keys, Said(folder, said), once=once)[0]


def take_over(keys: Keyring, folder: CompartmentId, decision: str, *, once: str) -> None:
    """Take a decision about a list or a sighting as a claim about him; what two people decided is accepted with it.

    Raises NoSuchEntryError for a decision that does not stand, or says nothing about him.
    """
    head = vaults.head(keys, folder)
    held = next((one for one in queries.untaken(keys, folder) if one.id == decision), None)
    if held is None or held.said.says is None:
        raise NoSuchEntryError(EntryId(decision))
    said = Found(_STATES[held.said.says], _source(keys, folder, held), text=held.said.why, decision=held.id)
    with keys.turn, keys.vault.store.writing():
        (name,) = vaults.append(keys, Said(folder, said), after=head, once=once)
        if held.is_dead:
            accepted = Said(folder, Accepted(name, held.second_why or held.said.why, held.id))
            vaults.append(keys, accepted, Said(folder, Dead(dead=True, fact=name)), once=f"{once}+")


def accept(keys: Keyring, folder: CompartmentId, name: str, text: str, *, once: str) -> None:
    """Accept a claim of death as a second person: what waits for a sign of his life stops.

    Raises SamePersonError for who wrote it down, MovedError when it does not wait for anybody any more.
    """
    head = vaults.head(keys, folder)
    held = queries.fact(keys, folder, name)
    if held.by == keys.member:
        raise SamePersonError(name)
    if not held.waits:
        raise MovedError(folder)
    said = Said(folder, Accepted(held.id, text)), Said(folder, Dead(dead=True, fact=held.id))
    vaults.append(keys, *said, after=head, once=once)


def take_back(keys: Keyring, folder: CompartmentId, name: str, text: str, *, once: str) -> None:
    """Take a claim back. If he was taken for dead by it alone, what had stopped goes on.

    Raises MovedError when a colleague did so already.
    """
    head = vaults.head(keys, folder)
    held = queries.home(keys, folder)
    claim = queries.fact(keys, folder, name)
    if not claim.stands:
        raise MovedError(folder)
    said = [Said(folder, TakenBack(claim.id, text))]
    others = any(one.is_death and one.counts and one.id != claim.id for one in held.facts.values())
    if claim.is_death and claim.counts and not others:
        said.append(Said(folder, Dead(dead=False, fact=claim.id)))
    vaults.append(keys, *said, after=head, once=once)


def lift_death(keys: Keyring, folder: CompartmentId, *, once: str) -> None:
    """Take him for dead no more, where no claim says so any longer: its words were erased. Else nothing is done."""
    head = vaults.head(keys, folder)
    if cases.is_dead(keys, folder) and not queries.home(keys, folder).dead:
        vaults.append(keys, Said(folder, Dead(dead=False)), after=head, once=once)


# ---- before anybody is told


def check_asker(keys: Keyring, folder: CompartmentId, said: AskerChecked, *, once: str) -> EntryId:
    """Write down who asks and how it was checked that she is who she says."""
    cases.case_of(keys, folder)
    return vaults.append(keys, Said(folder, said), once=once)[0]


def refuse_asker(keys: Keyring, folder: CompartmentId, name: str, text: str, *, once: str) -> None:
    """Let the check of an asker hold no more."""
    held = queries.asker(keys, folder, name)
    vaults.append(keys, Said(folder, AskerRefused(held.id, text)), once=once)


def wish(keys: Keyring, folder: CompartmentId, said: Wished, *, once: str) -> EntryId:
    """Write down whether he agreed to be found by an asker."""
    queries.asker(keys, folder, said.asker)
    return vaults.append(keys, Said(folder, said), once=once)[0]


def agree(keys: Keyring, folder: CompartmentId, asker: str, text: str | None, *, once: str) -> None:
    """Agree as a second person on what may be said of a man who could not be asked.

    Raises SamePersonError for who decided first, MovedError when nobody is waited for.
    """
    head = vaults.head(keys, folder)
    held = queries.asker(keys, folder, asker).wish
    if held is None or not held.waits:
        raise MovedError(folder)
    if held.by == keys.member:
        raise SamePersonError(asker)
    vaults.append(keys, Said(folder, WishAgreed(held.id, text)), after=head, once=once)


def wants(keys: Keyring, folder: CompartmentId, said: WantsToKnow, *, once: str) -> None:
    """Write down what she wants to know, as she said when she was asked."""
    queries.asker(keys, folder, said.asker)
    vaults.append(keys, Said(folder, said), once=once)


# ---- she is told


def tell(keys: Keyring, folder: CompartmentId, said: Told, wanted: WantsToKnow | None, *, once: str) -> None:
    """Write down that she was told, and what she had wanted to know.

    Raises TooEarlyError while something is missing, AgainstHisWishError for another answer than his wish allows, and
    MovedError when somebody wrote in the folder meanwhile.
    """
    head = vaults.head(keys, folder)
    held, asked = queries.fact(keys, folder, said.found), queries.asker(keys, folder, said.asker)
    if queries.missing(held, asked):
        raise TooEarlyError(folder)
    if said.answer is not queries.answer(held, asked):
        raise AgainstHisWishError(folder)
    first: list[Record] = [] if wanted is None else [wanted]
    vaults.append(keys, *(Said(folder, one) for one in (*first, said)), after=head, once=once)


def follow_up(keys: Keyring, folder: CompartmentId, said: FollowedUp, *, once: str) -> None:
    """Write down how she is."""
    queries.telling(keys, folder, said.told)
    vaults.append(keys, Said(folder, said), once=once)


def show_still(keys: Keyring, folder: CompartmentId, said: StillShown, *, once: str) -> None:
    """Write down that she saw a still. Raises AgainstHisWishError when he said no."""
    queries.asker(keys, folder, said.asker)
    cases.file(keys, folder, said.file)
    if said.agreed is Agreement.NO:
        raise AgainstHisWishError(folder)
    vaults.append(keys, Said(folder, said), once=once)


# ---- the way home


def begin(keys: Keyring, folder: CompartmentId, name: str, day: date | None, *, once: str) -> None:
    """Begin a way home, or say its day anew."""
    cases.case_of(keys, folder)
    vaults.append(keys, Said(folder, Begun(queries.route(name).id, day)), once=once)


def leave(keys: Keyring, folder: CompartmentId, name: str, text: str | None, *, once: str) -> None:
    """Go a way home no further."""
    if name not in queries.home(keys, folder).ways:
        raise NoSuchEntryError(EntryId(name))
    vaults.append(keys, Said(folder, Left(name, text)), once=once)


def step(keys: Keyring, folder: CompartmentId, said: StepSaid, *, once: str) -> None:
    """Say how a step stands. On a way where no notes are kept, the note is left out."""
    way = queries.route(said.route)
    if said.route not in queries.home(keys, folder).ways or way.step(said.step) is None:
        raise NoSuchEntryError(EntryId(said.step))
    kept = said if way.notes else StepSaid(said.route, said.step, said.done, said.due, said.who)
    vaults.append(keys, Said(folder, kept), once=once)


def say(keys: Keyring, folder: CompartmentId, said: Record, *, once: str) -> None:
    """Add what a member says."""
    cases.case_of(keys, folder)
    vaults.append(keys, Said(folder, said), once=once)


def look(keys: Keyring, said: ContactLooked, *, once: str) -> None:
    """Write down for the house that an entry of the directory was looked up at its source."""
    queries.entry(keys, said.contact)
    vaults.append(keys, Said(keys.house, said), once=once)


def _source(keys: Keyring, folder: CompartmentId, held: Decision) -> Source:
    seen = held.candidate.sighting
    if seen is not None:
        for one in registers.sightings(keys, folder):
            if one.id == seen:
                return one.said.source
    return Source(held.said.document or held.said.why, Way.DOCUMENT if held.said.document else Way.LIST)
