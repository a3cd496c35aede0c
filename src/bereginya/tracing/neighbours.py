"""Which names of a register a sought name may be: same, alike when heard, one or two slips away, an initial.

Names are compared once per distinct name, never per person.
"""

from enum import IntEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bereginya.tracing.compiled import compiled, in_parts, uncounted
from bereginya.tracing.deletions import (
    MOST_FORMS,
    ONE_FROM,
    TWO_FROM,
    all_forms,
    clear_masks,
    edits,
    equal,
    hash_of,
    set_masks,
    shift_of,
)
from bereginya.tracing.keys import GIVEN, PATRONYMIC, UNIT, Ints, Letters, Names
from bereginya.tracing.vocabularies import ALPHABET, Vocabulary, lengths


class Level(IntEnum):
    """How two names agree, the closest first."""

    SAME = 0
    """The likeliest key of both is one."""
    ALSO = 1
    """They have a key in common that is not the likeliest of both."""
    HEARD = 2
    """They sound alike."""
    SLIP = 3
    """One edit apart."""
    SLIPS = 4
    """Two edits apart, or one edit in what is heard."""
    INITIAL = 5
    """One is the first letter of the other."""
    SIMILAR = 6
    """Many pairs of letters in common; told only where birth or given names brought two records together."""
    OTHER = 7
    FORM = 8
    """The likeliest key of both is one, but one is another form of the name: Микола and Николай, Саша and Александр."""


LEVELS = len(Level)


class Near(NamedTuple):
    """For each sought name q: `names[start[q]:start[q + 1]]` of the register, each at its level."""

    start: NDArray[np.int64]
    names: Ints
    levels: NDArray[np.uint8]
    lone: NDArray[np.bool_]
    """Which sought names are a single letter: what such a one agrees with, all who have that initial agree with."""


class Notes(NamedTuple):
    """Which names were reached by one sought name, and how closely; used again for the next one."""

    best: NDArray[np.uint8]
    touched: Ints
    hits: Ints
    seen_keys: Ints
    seen_sounds: Ints
    stamp: Ints
    """Changes with every key that is looked up: what was seen for an earlier one was not seen for this one."""
    forms: NDArray[np.uint32]
    masks: NDArray[np.uint64]


@uncounted
def _note(notes: Notes, name: int, level: int) -> None:
    if notes.best[name] == 255:
        notes.touched[notes.hits[0]] = name
        notes.hits[0] += 1
    notes.best[name] = min(notes.best[name], level)


@uncounted
def _note_holders(notes: Notes, held: Vocabulary, key: int, lead_level: int, other_level: int) -> None:
    """Note every name that holds a key: at one level if it is the name's likeliest, at another if not (255: never)."""
    for x in range(held.holders_start[key], held.holders_start[key + 1]):
        level = lead_level if held.holders[x] & 1 == 0 else other_level
        if level != 255:
            _note(notes, held.holders[x] >> 1, level)


@uncounted
def _same_key(notes: Notes, held: Vocabulary, letters: Letters, key: int, lead: bool) -> None:
    a0, a1 = letters.start[key], letters.start[key + 1]
    other = held.names.letters
    b = hash_of(letters.text, a0, a1, -1, -1) >> shift_of(held.exact_key.bucket)
    for i in range(held.exact_key.bucket[b], held.exact_key.bucket[b + 1]):
        k = held.exact_key.strings[i]
        if equal(letters.text, a0, a1, other.text, other.start[k], other.start[k + 1]):
            _note_holders(notes, held, k, 0 if lead else 1, 1)


@uncounted
def _same_sound(notes: Notes, held: Vocabulary, sounds: Letters, sound: int) -> None:
    a0, a1 = sounds.start[sound], sounds.start[sound + 1]
    other = held.names.sounds
    b = hash_of(sounds.text, a0, a1, -1, -1) >> shift_of(held.exact_sound.bucket)
    for i in range(held.exact_sound.bucket[b], held.exact_sound.bucket[b + 1]):
        s = held.exact_sound.strings[i]
        if equal(sounds.text, a0, a1, other.text, other.start[s], other.start[s + 1]):
            for y in range(held.sound_start[s], held.sound_start[s + 1]):
                _note_holders(notes, held, held.sound_keys[y], 2, 4)


@uncounted
def _near_sound(notes: Notes, held: Vocabulary, sounds: Letters, sound: int) -> None:
    a0, a1 = sounds.start[sound], sounds.start[sound + 1]
    other, index, forms, stamp = held.names.sounds, held.by_sound, notes.forms, notes.stamp[0]
    shift = shift_of(index.bucket)
    set_masks(notes.masks, sounds.text, a0, a1)
    for f in range(all_forms(sounds.text, a0, a1, 1, forms)):
        bucket, tag = forms[f] >> shift, forms[f] & np.uint32(255)
        for i in range(index.bucket[bucket], index.bucket[bucket + 1]):
            s = index.strings[i]
            if index.tags[i] != tag or notes.seen_sounds[s] == stamp:
                continue
            notes.seen_sounds[s] = stamp
            if edits(notes.masks, a1 - a0, other.text, other.start[s], other.start[s + 1]) <= 1:
                for y in range(held.sound_start[s], held.sound_start[s + 1]):
                    _note_holders(notes, held, held.sound_keys[y], 4, 255)
    clear_masks(notes.masks, sounds.text, a0, a1)


@uncounted
def _near_key(notes: Notes, held: Vocabulary, letters: Letters, key: int, lead: bool, most: int) -> None:
    a0, a1 = letters.start[key], letters.start[key + 1]
    other, index, forms, stamp = held.names.letters, held.by_key, notes.forms, notes.stamp[0]
    shift = shift_of(index.bucket)
    set_masks(notes.masks, letters.text, a0, a1)
    for f in range(all_forms(letters.text, a0, a1, most if lead else 1, forms)):
        bucket, tag = forms[f] >> shift, forms[f] & np.uint32(255)
        for i in range(index.bucket[bucket], index.bucket[bucket + 1]):
            k = index.strings[i]
            if index.tags[i] != tag or notes.seen_keys[k] == stamp:
                continue
            notes.seen_keys[k] = stamp
            b0, b1 = other.start[k], other.start[k + 1]
            allowed = 2 if lead and most == 2 and a1 - a0 >= TWO_FROM and b1 - b0 >= TWO_FROM else 1
            if b1 - b0 < ONE_FROM or abs(a1 - a0 - b1 + b0) > allowed:
                continue
            d = edits(notes.masks, a1 - a0, other.text, b0, b1)
            if d == 0 or d > allowed:
                continue
            if d == 1:
                _note_holders(notes, held, k, 3 if lead else 4, 4)
            else:
                _note_holders(notes, held, k, 4, 255)
    clear_masks(notes.masks, letters.text, a0, a1)


@uncounted
def _shortened(notes: Notes, held: Vocabulary, asked: Names, name: int) -> None:
    """Note the names that a single letter may stand for, or the single letters that may stand for a name."""
    key = asked.keys[asked.start[name]]
    at = asked.letters.start[key]
    if asked.letters.start[key + 1] - at == 1:
        letter = min(int(asked.letters.text[at]), ALPHABET)
        for i in range(held.letter_start[letter], held.letter_start[letter + 1]):
            _note(notes, held.letter_names[i], 5)
        return
    for single in held.singles:
        letter = held.names.letters.text[held.names.letters.start[held.names.keys[held.names.start[single]]]]
        for i in range(asked.initial_start[name], asked.initial_start[name + 1]):
            if asked.initials[i] == letter:
                _note(notes, single, 5)


@uncounted
def _one_name(notes: Notes, held: Vocabulary, asked: Names, name: int, people: bool, most: int) -> None:
    for place in range(asked.start[name], asked.start[name + 1]):
        key = asked.keys[place]
        notes.stamp[0] += 1
        lead = place == asked.start[name]
        length = asked.letters.start[key + 1] - asked.letters.start[key]
        _same_key(notes, held, asked.letters, key, lead)
        if length >= ONE_FROM:
            _near_key(notes, held, asked.letters, key, lead, most)
        if lead and most == 2 and length >= ONE_FROM:
            sound = asked.heard[key]
            _same_sound(notes, held, asked.sounds, sound)
            if asked.sounds.start[sound + 1] - asked.sounds.start[sound] > 4:
                _near_sound(notes, held, asked.sounds, sound)
    if people:
        _shortened(notes, held, asked, name)


@uncounted
def _one_form(asked: Names, name: int, held: Names, other: int) -> bool:
    """Tell whether two names have their last key in common: that is how they are spelled."""
    key, kept = asked.keys[asked.start[name + 1] - 1], held.keys[held.start[other + 1] - 1]
    a, b = asked.letters, held.letters
    return equal(a.text, a.start[key], a.start[key + 1], b.text, b.start[kept], b.start[kept + 1])


@compiled
def notes_for(held: Vocabulary) -> Notes:
    """Return notes for the names of a register, with nothing noted."""
    names = len(held.names.start) - 1
    return Notes(
        np.full(names, 255, np.uint8),
        np.empty(names, np.int32),
        np.zeros(1, np.int32),
        np.full(len(held.names.letters.start), -1, np.int32),
        np.full(len(held.names.sounds.start), -1, np.int32),
        np.zeros(1, np.int32),
        np.empty(MOST_FORMS, np.uint32),
        np.zeros(1 << 16, np.uint64),
    )


@uncounted
def _reach(notes: Notes, held: Vocabulary, asked: Names, name: int, people: bool, most: int, forms: bool) -> int:
    """Note the neighbours of a name, and in their order in `touched` at which level; return how many there are."""
    notes.hits[0] = 0
    _one_name(notes, held, asked, name, people, most)
    for i in range(notes.hits[0]):
        reached = notes.touched[i]
        if forms and notes.best[reached] == 0 and not _one_form(asked, name, held.names, reached):
            notes.best[reached] = 8
    return int(notes.hits[0])


def _unwritten(names: Names) -> None:
    """Let nobody write on the names any more, as on those of an index: else they are another kind, and all is compiled
    anew."""
    (text, start), (heard_text, heard_start) = names.letters, names.sounds
    for array in (names.start, names.keys, text, start, names.heard, heard_text, heard_start):
        array.setflags(write=False)
    names.initial_start.setflags(write=False)
    names.initials.setflags(write=False)


_Found = tuple[Ints, Ints, NDArray[np.uint8]]


@compiled
def _near(
    asked: Names, held: Vocabulary, notes: Notes, first: int, last: int, people: bool, most: int, forms: bool
) -> _Found:
    """Return the neighbours of names first..last: how many each has, then the names and their levels."""
    counts = np.zeros(last - first, np.int32)
    found = np.empty(1024, np.int32)
    levels = np.empty(1024, np.uint8)
    n = 0
    for name in range(first, last):
        hits = _reach(notes, held, asked, name, people, most, forms)
        while n + hits > len(found):
            found = np.concatenate((found, np.empty(len(found), np.int32)))
            levels = np.concatenate((levels, np.empty(len(levels), np.uint8)))
        for i in range(hits):
            reached = notes.touched[i]
            found[n + i], levels[n + i] = reached, notes.best[reached]
            notes.best[reached] = 255
        counts[name - first] = hits
        n += hits
    return counts, found[:n].copy(), levels[:n].copy()


def near(asked: Names, held: Vocabulary, field: int, threads: int = 1, notes: Notes | None = None) -> Near:
    """Return for each sought name the names of the register that it may be, with their levels.

    Names that nothing brings near are left out: they are at level OTHER. The answer does not depend on `threads`. With
    `notes` kept from one call to the next, by one thread, a single name costs no more than its neighbours.
    """
    people, most = field in {GIVEN, PATRONYMIC}, 1 if field == UNIT else 2
    _unwritten(asked)
    lone = lengths(asked) == 1 if people else np.zeros(asked.size, np.bool_)
    if notes:
        one, found, levels = _near(asked, held, notes, 0, asked.size, people, most, field == GIVEN)
        ends = np.zeros(asked.size + 1, np.int64)
        np.cumsum(one, out=ends[1:])
        return Near(ends, found, levels, lone)

    def part(start: int, end: int) -> _Found:
        return _near(asked, held, notes_for(held), start, end, people, most, field == GIVEN)

    parts = in_parts(part, asked.size, threads)
    counts = np.concatenate([part[0] for part in parts])
    start = np.concatenate((np.zeros(1, np.int64), np.cumsum(counts, dtype=np.int64)))
    found, levels = (np.concatenate([part[i] for part in parts]) for i in (1, 2))
    return Near(start, found, levels, lone)
