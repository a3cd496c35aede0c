"""What the entries about a found man add up to: claims, askers, what was told, ways home; and the house's directory."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from bereginya.desk.homecoming.records import (
    KINDS,
    Accepted,
    Agreement,
    AskerChecked,
    AskerRefused,
    Begun,
    ContactLooked,
    FollowedUp,
    Found,
    Identified,
    Left,
    Means,
    State,
    StepSaid,
    StillShown,
    TakenBack,
    Told,
    WantsToKnow,
    WishAgreed,
    Wished,
)
from bereginya.facts.changing import changed
from bereginya.facts.sources import Way
from bereginya.vault import Entry, EntryId, Fold, HolderId

_NO_PROOF = frozenset({Means.PAPERS, Means.CLOSED_COFFIN})


@dataclass(frozen=True, slots=True, repr=False)
class Fact:
    """A claim about him, who wrote it down, whether another accepted it, whether it was taken back."""

    id: EntryId
    day: date
    by: HolderId | None
    said: Found
    accepted: Accepted | None = None
    accepted_by: HolderId | None = None
    taken_back: TakenBack | None = None

    @property
    def stands(self) -> bool:
        """Whether nobody took it back."""
        return self.taken_back is None

    @property
    def is_death(self) -> bool:
        """Whether it says that he is dead."""
        return self.said.state is State.DEAD

    @property
    def waits(self) -> bool:
        """Whether a second person has to look at it before it counts."""
        return self.stands and self.is_death and self.accepted is None

    @property
    def counts(self) -> bool:
        """Whether it may be told, once the asker and his wish are settled."""
        return self.stands and not self.waits

    @property
    def by_document(self) -> bool:
        """Whether a document or an office says so."""
        return self.said.source.way in {Way.DOCUMENT, Way.OFFICE}


@dataclass(frozen=True, slots=True, repr=False)
class Wish:
    """His wish toward one asker. `settled` is what telling waits for."""

    id: EntryId
    by: HolderId | None
    said: Wished
    second: HolderId | None = None

    @property
    def waits(self) -> bool:
        """Whether a second member has to agree on what may be said."""
        return self.said.agreed is Agreement.NOT_ASKED and self.second is None

    @property
    def settled(self) -> bool:
        """Whether it is known what he wishes, or two members decided what his safety allows."""
        return not self.waits


@dataclass(frozen=True, slots=True, repr=False)
class Asker:
    """Somebody who asks for him, as she was checked; what she wants to know; what he wishes."""

    id: EntryId
    day: date
    by: HolderId | None
    said: AskerChecked
    refused: AskerRefused | None = None
    wants: WantsToKnow | None = None
    wish: Wish | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Telling:
    """What she was told, and how she was since."""

    id: EntryId
    said: Told
    followed: tuple[tuple[date, HolderId | None, FollowedUp], ...] = ()

    @property
    def again(self) -> date | None:
        """The day on which somebody asks after her next."""
        return self.followed[-1][2].again if self.followed else self.said.again


@dataclass(frozen=True, slots=True, repr=False)
class Journey:
    """A way home: the day it is counted from, and how its steps stand."""

    begun: date
    day: date | None
    steps: Mapping[str, StepSaid] = field(default_factory=dict)
    left: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class Identification:
    """By what a body was identified. Papers and a closed coffin alone prove nothing."""

    id: EntryId
    said: Identified

    @property
    def proves(self) -> bool:
        """Whether one of the means is more than papers or a closed coffin."""
        return bool(self.said.means - _NO_PROOF)


@dataclass(frozen=True, slots=True, repr=False)
class Home:
    """Everything of one folder, in the order in which it was said."""

    facts: Mapping[EntryId, Fact] = field(default_factory=dict)
    askers: Mapping[EntryId, Asker] = field(default_factory=dict)
    told: Mapping[EntryId, Telling] = field(default_factory=dict)
    stills: tuple[StillShown, ...] = ()
    ways: Mapping[str, Journey] = field(default_factory=dict)
    identified: tuple[Identification, ...] = ()

    @property
    def known(self) -> tuple[Asker, ...]:
        """The askers who were checked and not refused since."""
        return tuple(one for one in self.askers.values() if one.refused is None)

    @property
    def dead(self) -> bool:
        """Whether a claim of death counts."""
        return any(one.is_death and one.counts for one in self.facts.values())

    @property
    def contradict(self) -> bool:
        """Whether one claim that counts says that he is dead, and another that he lives."""
        states = {one.said.state for one in self.facts.values() if one.counts}
        return State.DEAD in states and bool(states - {State.DEAD, State.UNKNOWN})

    def told_on(self, fact: EntryId) -> tuple[Telling, ...]:
        """Return what was told on a claim."""
        return tuple(one for one in self.told.values() if one.said.found == fact)


@dataclass(frozen=True, slots=True, repr=False)
class Looked:
    """When an entry of the directory was looked up last, and by whom."""

    day: date
    by: HolderId | None
    said: ContactLooked


def _home(state: Home, entry: Entry) -> Home:  # noqa: PLR0911 - one line a kind
    match entry.record:
        case Found() | Accepted() | TakenBack():
            return changed(state, facts=_facts(state.facts, entry))
        case AskerChecked() | AskerRefused() | Wished() | WishAgreed() | WantsToKnow():
            return changed(state, askers=_askers(state.askers, entry))
        case Told() | FollowedUp():
            return changed(state, told=_told(state.told, entry))
        case Begun() | Left() | StepSaid():
            return changed(state, ways=_ways(state.ways, entry))
        case StillShown() as still:
            return changed(state, stills=(*state.stills, still))
        case Identified() as said:
            return changed(state, identified=(*state.identified, Identification(entry.id, said)))
        case _:
            return state


def _facts(held: Mapping[EntryId, Fact], entry: Entry) -> Mapping[EntryId, Fact]:
    """Nobody accepts what she wrote down herself, unless two people had decided it about a list."""
    match entry.record:
        case Found() as said:
            return {**held, entry.id: Fact(entry.id, entry.day, entry.author, said)}
        case Accepted(found=name) as said if name in held and (said.decision or entry.author != held[name].by):
            return {**held, name: changed(held[name], accepted=said, accepted_by=entry.author)}
        case TakenBack(found=name) as said if name in held:
            return {**held, name: changed(held[name], taken_back=said)}
        case _:
            return held


def _askers(held: Mapping[EntryId, Asker], entry: Entry) -> Mapping[EntryId, Asker]:
    match entry.record:
        case AskerChecked() as said:
            return {**held, entry.id: Asker(entry.id, entry.day, entry.author, said)}
        case AskerRefused(asker=name) as said if name in held:
            return {**held, name: changed(held[name], refused=said)}
        case Wished(asker=name) as said if name in held:
            return {**held, name: changed(held[name], wish=Wish(entry.id, entry.author, said))}
        case WantsToKnow(asker=name) as said if name in held:
            return {**held, name: changed(held[name], wants=said)}
        case WishAgreed(wish=wish):
            return {name: _agreed(one, wish, entry.author) for name, one in held.items()}
        case _:
            return held


def _agreed(asker: Asker, wish: EntryId, by: HolderId | None) -> Asker:
    held = asker.wish
    return changed(asker, wish=changed(held, second=by)) if held and held.id == wish and held.by != by else asker


def _told(held: Mapping[EntryId, Telling], entry: Entry) -> Mapping[EntryId, Telling]:
    match entry.record:
        case Told() as said:
            return {**held, entry.id: Telling(entry.id, said)}
        case FollowedUp(told=name) as said if name in held:
            followed = (*held[name].followed, (entry.day, entry.author, said))
            return {**held, name: changed(held[name], followed=followed)}
        case _:
            return held


def _ways(held: Mapping[str, Journey], entry: Entry) -> Mapping[str, Journey]:
    match entry.record:
        case Begun(route=route, day=day):
            before = held.get(route, Journey(entry.day, day))
            return {**held, route: changed(before, day=day, left=False)}
        case Left(route=route) if route in held:
            return {**held, route: changed(held[route], left=True)}
        case StepSaid(route=route, step=step) as said if route in held:
            return {**held, route: changed(held[route], steps={**held[route].steps, step: said})}
        case _:
            return held


def _directory(state: Mapping[str, Looked], entry: Entry) -> Mapping[str, Looked]:
    match entry.record:
        case ContactLooked(contact=contact) as said:
            return {**state, contact: Looked(entry.day, entry.author, said)}
        case _:
            return state


HOME: Fold[Home] = Fold("homecoming.home", Home(), _home, frozenset(KINDS))
DIRECTORY: Fold[Mapping[str, Looked]] = Fold("homecoming.directory", {}, _directory)
