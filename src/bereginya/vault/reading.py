"""Opening entries: the right secret, the proof of the author, corrections in their places, folds.

What cannot be read is shown as `Damaged` in its place, never as something else and never as nothing.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, TypeVar, cast  # Any: one pass makes folds with states of different types

from bereginya.facts.collecting import not_collecting
from bereginya.facts.errors import BereginyaError
from bereginya.facts.records import Kind
from bereginya.vault.clock import day_of
from bereginya.vault.envelope import Envelope, Parts, mark_fits, signature_fits, unpack
from bereginya.vault.errors import DamagedError, NoSuchEntryError
from bereginya.vault.headers import day_number_in, entry_in, place_in
from bereginya.vault.ids import CompartmentId, EntryId
from bereginya.vault.keyring import Keyring
from bereginya.vault.records import Damaged
from bereginya.vault.sealing import derive, unseal, unwrap, wrap
from bereginya.vault.store import Row, Salt
from bereginya.vault.values import Entry, Fold, Head

S = TypeVar("S")
_DROP = b"bereginya drop v1"
_WRAP = b"bereginya wrap v1"
SEALED_TO_BOOK, UNDER_SECRET = b"\x01", b"\x02"
"""The two forms of an outsider's own secret in the key box: as it came, and after it was first read."""

Raw = tuple[Entry, EntryId | None]


def entries(keys: Keyring, compartment: CompartmentId, *, history: bool = False) -> list[Entry]:
    """Return what was said in the compartment, in order, each correction in the place of what it corrects.

    With `history` an entry carries what it superseded. Raises NoSuchCompartmentError.
    """
    found = _entries(keys, compartment)
    return list(found) if history else [_without_history(entry) for entry in found]


def entry(keys: Keyring, compartment: CompartmentId, name: EntryId) -> Entry:
    """Return one entry, corrected if it was; raise NoSuchEntryError."""
    for one in entries(keys, compartment):
        if one.id == name:
            return one
    raise NoSuchEntryError(name)


def head(keys: Keyring, compartment: CompartmentId) -> Head:
    """Return how far the compartment has been written, to be given back as `after=`."""
    keys.secrets(compartment)
    last = keys.vault.store.last_position(compartment)
    return Head(compartment, -1 if last is None else last)


def fold(keys: Keyring, compartment: CompartmentId, how: Fold[S]) -> S:
    """Return the fold's state over the compartment; remembered until something new is said there."""
    keys.secrets(compartment)
    with keys.turn:
        version = _version(keys, compartment)
        states = keys.memory.states.setdefault(how.name, {})
        known = states.get(compartment)
        if known is not None and known[0] == version:
            return cast("S", known[1])
        state = run(how, entries(keys, compartment))
        states[compartment] = (version, state)
        return state


def run(how: Fold[S], said: Iterable[Entry]) -> S:
    """Return the fold's state over these entries."""
    state, step, hears = how.initial, how.step, how.hears
    for one in said:
        if hears is None or type(one.record) in hears:
            state = step(state, one)
    return state


def fold_all(keys: Keyring, how: Fold[S]) -> dict[CompartmentId, S]:
    """Return the fold's state over every compartment she can open."""
    warm(keys, (how,))
    return known(keys, how)


def known(keys: Keyring, how: Fold[S]) -> dict[CompartmentId, S]:
    """Return the fold's state over the compartments that were read so far; nothing is read for it."""
    memory, places = keys.memory, keys.compartments()
    with keys.turn:
        read_to, states = memory.read_to.get(how.name), memory.states.get(how.name, {})
        found = memory.sums.get(how.name)
        if found is None or found[0] != read_to or found[1] is not places:
            sums: dict[CompartmentId, object] = {place: states[place][1] for place in places if place in states}
            found = (read_to, places, sums)
            if read_to is not None:
                memory.sums[how.name] = found
        return cast("dict[CompartmentId, S]", found[2].copy())


def warm(
    keys: Keyring,
    folds: Sequence[Fold[Any]],
    report: Callable[[float], None] | None = None,
    *,
    seconds: float | None = None,
) -> float:
    """Bring folds over all compartments up to date in one pass, and return the share that is known then.

    What was written last is read first, and nothing twice. `report` hears the share on the way. After `seconds` it
    stops where it is; `known` tells what was found, and the next call goes on. Folds that were asked for before are
    brought up to date in the same pass, so that two threads of a session share the work.
    """
    end = None if seconds is None else time.monotonic() + seconds
    with keys.turn:
        _notice_erasures(keys)
        keys.memory.everywhere |= {how.name: how for how in folds}
        todo = _Pass(keys)
    for done in todo.batches():  # between two batches other threads of the session get their turn
        if report is not None:
            report(done)
        if end is not None and done < 1 and time.monotonic() > end:
            return done
    return 1.0


class _Pass:
    """One pass over everything that some fold has not seen; last written, first read."""

    def __init__(self, keys: Keyring) -> None:
        store, memory = keys.vault.store, keys.memory
        self._keys = keys
        self._folds: tuple[Fold[object], ...] = tuple(memory.everywhere.values())
        self._size = store.size()
        self._cleared = memory.cleared
        self._places = keys.compartments()
        self._stale: list[CompartmentId] = []
        self._known = 0
        complete = all(memory.read_to.get(how.name) == self._size for how in self._folds)
        if not complete or memory.places is not self._places:
            self._look()

    def _look(self) -> None:
        """Find what some fold has not seen."""
        store, memory, places = self._keys.vault.store, self._keys.memory, self._places
        self._newest = store.last_positions(min(memory.read_to.get(how.name, 0) for how in self._folds))
        self._reader = _Reader(self._keys, signatures=False)
        unseen = {place for how in self._folds for place in places - memory.states.get(how.name, {}).keys()}
        stale = [place for place in unseen | (places & self._newest.keys()) if not self._is_known(place)]
        self._stale = sorted(stale, key=lambda place: (-self._newest.get(place, -1), place))
        self._known = len(places) - len(stale)

    def batches(self) -> Iterator[float]:
        """Read batch after batch, and yield the share of the compartments that is known."""
        for start in range(0, len(self._stale), _AT_ONCE):
            with self._keys.turn, not_collecting():
                self._read(self._stale[start : start + _AT_ONCE])
            left = max(0, len(self._stale) - start - _AT_ONCE)
            yield 1 - left / (self._known + len(self._stale))
        memory = self._keys.memory
        with self._keys.turn:
            if memory.cleared == self._cleared:  # otherwise something was erased meanwhile, and all is read anew
                memory.places = self._places
                memory.read_to |= {how.name: self._size for how in self._folds}

    def _read(self, batch: Sequence[CompartmentId]) -> None:
        store, memory = self._keys.vault.store, self._keys.memory
        folds = [(how, memory.states.setdefault(how.name, {})) for how in self._folds]
        places = [place for place in batch if not self._is_known(place)]  # another thread may have been here
        rows, salts = store.rows_of(places), store.salts_of(places)
        memory.sums.clear()
        for place in places:
            said = [_without_history(one) for one in self._reader.read(place, rows.get(place, ()), salts)]
            version = rows[place][-1].position + 1 if place in rows else 0
            heard = {type(one.record) for one in said}
            for how, states in folds:
                silent = how.hears is not None and how.hears.isdisjoint(heard)
                states[place] = (version, how.initial if silent else run(how, said))

    def _is_known(self, place: CompartmentId) -> bool:
        newest = self._newest.get(place, -1)
        found = (self._keys.memory.states.get(how.name, {}).get(place) for how in self._folds)
        return all(one is not None and one[0] > newest for one in found)


_AT_ONCE = 200


def _entries(keys: Keyring, compartment: CompartmentId) -> list[Entry]:
    with keys.turn:
        keys.secrets(compartment)
        version = _version(keys, compartment)
        known = keys.memory.said.get(compartment)
        if known is not None and known[0] == version:
            return known[1]
        store = keys.vault.store
        said = _Reader(keys, signatures=True).read(compartment, store.rows(compartment), store.salts(compartment))
        keys.memory.keep(compartment, version, said)
        return said


def _version(keys: Keyring, compartment: CompartmentId) -> int:
    _notice_erasures(keys)
    last = keys.vault.store.last_position(compartment)
    return 0 if last is None else last + 1


def _notice_erasures(keys: Keyring) -> None:
    erased = len(keys.vault.trust().erased)
    if erased != keys.memory.erased:
        keys.memory.clear()
        keys.memory.erased = erased


class _Reader:
    """Reads compartments with one keyring, as things stand when it is made.

    Without `signatures` a decision is believed for its house mark, which covers the signature: a member said it. Whose
    signature it is only the quorum can tell, and checking it costs several times as much as all the rest of an entry.
    """

    def __init__(self, keys: Keyring, *, signatures: bool) -> None:
        self.keys = keys
        self._signatures = signatures
        self._erased = keys.vault.trust().erased
        self._marks = keys.mark_keys()

    def read(self, place: CompartmentId, rows: Sequence[Row], salts: Mapping[EntryId, Salt]) -> list[Entry]:
        """Return the entries of a compartment from its rows, corrections in their places."""
        opener = _Opener(self.keys, place, self._marks, signatures=self._signatures)
        found = []
        for row in rows:
            name = entry_in(row.header)
            if name not in self._erased:
                found.append(opener.open(row, name, salts.get(name)))
        opener.rewrap()
        if opener.damaged and not _has_newest(self.keys, place):
            found = [raw for raw in found if not isinstance(raw[0].record, Damaged)]  # said after she was left out
        return _corrected(found)


def _has_newest(keys: Keyring, compartment: CompartmentId) -> bool:
    return not (known := keys.secrets(compartment)) or known[0].generation >= keys.vault.store.generation(compartment)


class _Opener:
    """Opens the rows of one compartment, and collects the outsiders' secrets that can now be kept more cheaply."""

    def __init__(self, keys: Keyring, compartment: CompartmentId, marks: Sequence[bytes], *, signatures: bool) -> None:
        self.damaged = False
        self._keys = keys
        self._compartment = compartment
        self._secrets = tuple(secret.value for secret in keys.known(compartment))
        self._marks = marks
        self._signatures = signatures
        self._decode = keys.vault.codec.decode
        self._rewraps: dict[EntryId, bytes] = {}

    def open(self, row: Row, name: EntryId, salt: Salt | None) -> Raw:
        day = _day(day_number_in(row.header))
        try:
            data = self._plaintext(row, name, salt)
            said = unpack(data)
            tag, body, by, at, corrects, _, mark = said
            record = self._decode(tag, body)
            if not self._is_proven(data, said, record.kind, row.header):
                raise DamagedError(f"author of {name}")
        except BereginyaError:
            self.damaged = True
            return Entry(name, self._compartment, row.position, day, None, None, Damaged(), name), None
        # a visitor corrects by writing again: only a member's statement takes the place of another
        return Entry(name, self._compartment, row.position, day, at, by, record, name), corrects if mark else None

    def _plaintext(self, row: Row, name: EntryId, salt: Salt | None) -> bytes:
        if row.body is None or salt is None:
            raise DamagedError(f"entry {name}")
        secrets = self._secrets if salt.wrap is None else (self._own_secret(name, salt.wrap),)
        for secret in secrets:
            data = unseal(secret, salt.salt, row.body, row.header)
            if data is not None:
                return data
        raise DamagedError(f"entry {name}")

    def _own_secret(self, name: EntryId, wrapped: bytes) -> bytes:
        form, sealed = wrapped[:1], wrapped[1:]
        if form == UNDER_SECRET:
            for secret in self._secrets:
                found = unwrap(derive(secret, _WRAP), sealed, bytes.fromhex(name))
                if found is not None:
                    return found
            raise DamagedError(f"entry {name}")
        for pair in self._keys.pairs(self._compartment):
            try:
                found = pair.open(sealed, drop_info(self._keys.vault.committee(), self._compartment, name))
            except DamagedError:
                continue
            self._rewraps[name] = found
            return found
        raise DamagedError(f"entry {name}")

    def rewrap(self) -> None:
        if not self._rewraps or not self._secrets:
            return
        vault = self._keys.vault
        with vault.store.writing():
            for name, secret in self._rewraps.items():
                key = derive(self._secrets[0], _WRAP)
                vault.store.rewrap(name, UNDER_SECRET + wrap(key, vault.random(12), secret, bytes.fromhex(name)))

    def _is_proven(self, data: bytes, said: Parts, kind: Kind, header: bytes) -> bool:
        _, _, by, _, _, signature, mark = said
        if mark is None:
            return kind.visitor and by is None
        place = place_in(header)
        if not any(mark_fits(data, place, key) for key in self._marks):
            return False
        if not kind.signed:
            return True
        return signature is not None and (not self._signatures or signature_fits(Envelope(*said), place))


_day = lru_cache(maxsize=10_000)(day_of)


def drop_info(committee: bytes, compartment: CompartmentId, name: EntryId) -> bytes:
    """Return what binds an outsider's secret to its entry (HPKE `info`)."""
    return _DROP + committee + bytes.fromhex(compartment) + bytes.fromhex(name)


def _corrected(found: Sequence[Raw]) -> list[Entry]:
    """Put each correction in the place of what it corrects; the place is that of the first statement."""
    if not any(corrects for _, corrects in found):
        return [one for one, _ in found]
    order: list[EntryId] = []
    versions: dict[EntryId, list[Entry]] = {}
    first: dict[EntryId, EntryId] = {}
    for one, corrects in found:
        origin = first.get(corrects, one.id) if corrects else one.id
        first[one.id] = origin
        if origin not in versions:
            order.append(origin)
        versions.setdefault(origin, []).append(one)
    return [_newest(versions[origin]) for origin in order]


def _newest(said: list[Entry]) -> Entry:
    if len(said) == 1:
        return said[0]
    old, new = said[0], said[-1]
    place = (old.id, old.compartment, old.position, old.day)
    return Entry(*place, new.at, new.author, new.record, new.id, tuple(said[:-1]))


def _without_history(one: Entry) -> Entry:
    if not one.supersedes:
        return one
    return replace(one, supersedes=())
