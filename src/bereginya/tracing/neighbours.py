"""Which names of a register a sought name may be: same, alike when heard, one or two slips away, an initial.

Names are compared once per distinct name, never per person. Strings within one or two edits are found by deletion
neighbourhoods (Garbe's SymSpell: two strings within d edits share a form with at most d letters left out), hashed into
buckets, and verified by optimal string alignment distance (Damerau 1964; a swap of neighbours is one edit).
"""

from enum import IntEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bereginya.tracing.compiled import compiled, in_parts, uncounted
from bereginya.tracing.keys import GIVEN, PATRONYMIC, UNIT, Ints, Letters, Names


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
_TWO_FROM = 7
"""Letters from which on two edits are allowed: in a shorter name two edits make another name."""
_ONE_FROM = 3
_MOST_FORMS = 512
"""More than the forms of 24 letters."""
_ALPHABET = 0x500
"""Letters up to the end of Cyrillic may stand for a name."""


class Deletions(NamedTuple):
    """All forms of strings with letters left out, hashed: string `strings[i]` has a form in the bucket that holds i."""

    bucket: Ints
    strings: Ints
    tags: NDArray[np.uint8]


class Vocabulary(NamedTuple):
    """The names of one column of a register, made ready to be searched."""

    names: Names
    holders_start: Ints
    """Names that hold key k: `holders[holders_start[k]:holders_start[k + 1]]`."""
    holders: Ints
    """Name * 2, plus 1 where the key is not the name's likeliest."""
    sound_start: Ints
    sound_keys: Ints
    """Keys that sound as sound s: `sound_keys[sound_start[s]:sound_start[s + 1]]`."""
    by_key: Deletions
    by_sound: Deletions
    exact_key: Deletions
    exact_sound: Deletions
    """Look-up of whole strings: deletions of no letter."""
    singles: Ints
    """Names that are a single letter."""
    letter_start: Ints
    letter_names: Ints
    """Names that may be shortened to letter c: `letter_names[letter_start[c]:letter_start[c + 1]]`."""


class Near(NamedTuple):
    """For each sought name q: `names[start[q]:start[q + 1]]` of the register, each at its level."""

    start: NDArray[np.int64]
    names: Ints
    levels: NDArray[np.uint8]
    lone: NDArray[np.bool_]
    """Which sought names are a single letter: what such a one agrees with, all who have that initial agree with."""


# --- strings ---


@uncounted
def _hash(text: NDArray[np.uint16], start: int, end: int, skip_a: int, skip_b: int) -> np.uint32:
    """Return the hash (FNV-1a over 16-bit letters, finished) of a string with up to two letters left out."""
    h = np.uint32(2166136261)
    for i in range(start, end):
        if i != skip_a and i != skip_b:  # noqa: PLR1714  (compiled: a tuple test is not)
            h = np.uint32((h ^ np.uint32(text[i])) * np.uint32(16777619))
    h = np.uint32((h ^ (h >> np.uint32(15))) * np.uint32(0x85EBCA6B))
    return np.uint32(h ^ (h >> np.uint32(13)))


@uncounted
def _depth(length: int, most: int) -> int:
    if length < _ONE_FROM:
        return 0
    return min(most, 2 if length >= _TWO_FROM else 1)


@uncounted
def _forms(length: int, most: int) -> int:
    depth = _depth(length, most)
    if depth == 0:
        return 1
    return 1 + length + (length * (length - 1) // 2 if depth == 2 else 0)


@uncounted
def _all_forms(text: NDArray[np.uint16], start: int, end: int, most: int, out: NDArray[np.uint32]) -> int:
    """Write the hashes of all forms of one string; return how many."""
    depth = _depth(end - start, most)
    out[0] = _hash(text, start, end, -1, -1)
    n = 1
    if depth >= 1:
        for a in range(start, end):
            out[n] = _hash(text, start, end, a, -1)
            n += 1
            if depth == 2:
                for b in range(a + 1, end):
                    out[n] = _hash(text, start, end, a, b)
                    n += 1
    return n


@compiled
def _count_forms(text: NDArray[np.uint16], start: Ints, most: int, bits: int) -> Ints:
    bucket = np.zeros((1 << bits) + 1, np.int32)
    out = np.empty(_MOST_FORMS, np.uint32)
    shift = np.uint32(32 - bits)
    for i in range(len(start) - 1):
        for k in range(_all_forms(text, start[i], start[i + 1], most, out)):
            bucket[(out[k] >> shift) + 1] += 1
    for b in range(1 << bits):
        bucket[b + 1] += bucket[b]
    return bucket


@compiled
def _fill_forms(
    text: NDArray[np.uint16], start: Ints, most: int, bits: int, bucket: Ints
) -> tuple[Ints, NDArray[np.uint8]]:
    at = bucket[:-1].copy()
    strings = np.empty(bucket[-1], np.int32)
    tags = np.empty(bucket[-1], np.uint8)
    out = np.empty(_MOST_FORMS, np.uint32)
    shift = np.uint32(32 - bits)
    for i in range(len(start) - 1):
        for k in range(_all_forms(text, start[i], start[i + 1], most, out)):
            b = out[k] >> shift
            strings[at[b]] = i
            tags[at[b]] = out[k] & np.uint32(255)
            at[b] += 1
    return strings, tags


@compiled
def _total_forms(start: Ints, most: int) -> int:
    total = 0
    for i in range(len(start) - 1):
        total += _forms(start[i + 1] - start[i], most)
    return total


def _deletions(letters: Letters, most: int) -> Deletions:
    bits = max(4, min(24, int(_total_forms(letters.start, most)).bit_length() - 1))
    bucket = _count_forms(letters.text, letters.start, most, bits)
    return Deletions(bucket, *_fill_forms(letters.text, letters.start, most, bits, bucket))


@uncounted
def _equal(a: NDArray[np.uint16], a0: int, a1: int, b: NDArray[np.uint16], b0: int, b1: int) -> bool:
    if a1 - a0 != b1 - b0:
        return False
    for i in range(a1 - a0):
        if a[a0 + i] != b[b0 + i]:
            return False
    return True


@uncounted
def _edits(
    a: NDArray[np.uint16], a0: int, a1: int, b: NDArray[np.uint16], b0: int, b1: int, most: int, rows: NDArray[np.int32]
) -> int:
    """Return the optimal string alignment distance, or `most` + 1 if it is larger."""
    while a0 < a1 and b0 < b1 and a[a0] == b[b0]:
        a0 += 1
        b0 += 1
    while a0 < a1 and b0 < b1 and a[a1 - 1] == b[b1 - 1]:
        a1 -= 1
        b1 -= 1
    n, m = a1 - a0, b1 - b0
    if n == 0 or m == 0:
        return min(n + m, most + 1)
    if abs(n - m) > most or (most == 1 and (n > 2 or m > 2)):
        return most + 1
    before, above, row = rows[0], rows[1], rows[2]
    for j in range(m + 1):
        above[j] = j
    for i in range(1, n + 1):
        row[0] = i
        least = row[0]
        for j in range(1, m + 1):
            differ = a[a0 + i - 1] != b[b0 + j - 1]
            d = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (1 if differ else 0))
            if differ and i > 1 and j > 1 and a[a0 + i - 1] == b[b0 + j - 2] and a[a0 + i - 2] == b[b0 + j - 1]:
                d = min(d, before[j - 2] + 1)
            row[j] = d
            least = min(least, d)
        if least > most:
            return most + 1
        before, above, row = above, row, before
    return int(min(above[m], most + 1))


# --- names ---


@compiled
def _turned(keys: Ints, groups: int) -> tuple[Ints, Ints]:
    """Return starts and members: the places in `keys` at which each of the groups stands, in order."""
    start = np.zeros(groups + 1, np.int32)
    for key in keys:
        start[key + 1] += 1
    for k in range(groups):
        start[k + 1] += start[k]
    at = start[:-1].copy()
    members = np.empty(len(keys), np.int32)
    for i in range(len(keys)):
        members[at[keys[i]]] = i
        at[keys[i]] += 1
    return start, members


def vocabulary(names: Names, field: int) -> Vocabulary:
    """Return the names of a register's column ready to be searched."""
    start, places = _turned(names.keys, len(names.letters.start) - 1)
    owner = np.repeat(np.arange(names.size, dtype=np.int32), np.diff(names.start))
    later = np.ones(len(names.keys), np.int32)
    later[names.start[:-1]] = 0
    letter_start, letter_places = _turned(np.minimum(names.initials, _ALPHABET).astype(np.int32), _ALPHABET + 1)
    shortened = np.repeat(np.arange(names.size, dtype=np.int32), np.diff(names.initial_start))
    return Vocabulary(
        names,
        start,
        owner[places] * 2 + later[places],
        *_sounding(names),
        _deletions(names.letters, 1 if field == UNIT else 2),
        _deletions(names.sounds, 1),
        _deletions(names.letters, 0),
        _deletions(names.sounds, 0),
        np.flatnonzero(_lengths(names) == 1).astype(np.int32),
        letter_start,
        shortened[letter_places],
    )


def _lengths(names: Names) -> Ints:
    """Return how many letters the likeliest key of each name has."""
    return np.asarray(np.diff(names.letters.start)[names.keys[names.start[:-1]]], np.int32)


def _sounding(names: Names) -> tuple[Ints, Ints]:
    return _turned(names.heard, len(names.sounds.start) - 1)


class _Notes(NamedTuple):
    """Which names were reached by one sought name, and how closely; used again for the next one."""

    best: NDArray[np.uint8]
    touched: Ints
    hits: Ints
    seen_keys: Ints
    seen_sounds: Ints
    forms: NDArray[np.uint32]
    rows: NDArray[np.int32]


@uncounted
def _note(notes: _Notes, name: int, level: int) -> None:
    if notes.best[name] == 255:
        notes.touched[notes.hits[0]] = name
        notes.hits[0] += 1
    notes.best[name] = min(notes.best[name], level)


@uncounted
def _note_holders(notes: _Notes, held: Vocabulary, key: int, lead_level: int, other_level: int) -> None:
    """Note every name that holds a key: at one level if it is the name's likeliest, at another if not (255: never)."""
    for x in range(held.holders_start[key], held.holders_start[key + 1]):
        level = lead_level if held.holders[x] & 1 == 0 else other_level
        if level != 255:
            _note(notes, held.holders[x] >> 1, level)


@uncounted
def _shift(bucket: Ints) -> np.uint32:
    """Return by how much a hash is shifted to give its bucket."""
    bits = 0
    while (1 << bits) < len(bucket) - 1:
        bits += 1
    return np.uint32(32 - bits)


@uncounted
def _same_key(notes: _Notes, held: Vocabulary, letters: Letters, key: int, lead: bool) -> None:
    a0, a1 = letters.start[key], letters.start[key + 1]
    other = held.names.letters
    b = _hash(letters.text, a0, a1, -1, -1) >> _shift(held.exact_key.bucket)
    for i in range(held.exact_key.bucket[b], held.exact_key.bucket[b + 1]):
        k = held.exact_key.strings[i]
        if _equal(letters.text, a0, a1, other.text, other.start[k], other.start[k + 1]):
            _note_holders(notes, held, k, 0 if lead else 1, 1)


@uncounted
def _same_sound(notes: _Notes, held: Vocabulary, sounds: Letters, sound: int) -> None:
    a0, a1 = sounds.start[sound], sounds.start[sound + 1]
    other = held.names.sounds
    b = _hash(sounds.text, a0, a1, -1, -1) >> _shift(held.exact_sound.bucket)
    for i in range(held.exact_sound.bucket[b], held.exact_sound.bucket[b + 1]):
        s = held.exact_sound.strings[i]
        if _equal(sounds.text, a0, a1, other.text, other.start[s], other.start[s + 1]):
            for y in range(held.sound_start[s], held.sound_start[s + 1]):
                _note_holders(notes, held, held.sound_keys[y], 2, 4)


@uncounted
def _near_sound(notes: _Notes, held: Vocabulary, sounds: Letters, sound: int, stamp: int) -> None:
    a0, a1 = sounds.start[sound], sounds.start[sound + 1]
    other, index, forms = held.names.sounds, held.by_sound, notes.forms
    shift = _shift(index.bucket)
    for f in range(_all_forms(sounds.text, a0, a1, 1, forms)):
        bucket, tag = forms[f] >> shift, forms[f] & np.uint32(255)
        for i in range(index.bucket[bucket], index.bucket[bucket + 1]):
            s = index.strings[i]
            if index.tags[i] != tag or notes.seen_sounds[s] == stamp:
                continue
            notes.seen_sounds[s] = stamp
            if _edits(sounds.text, a0, a1, other.text, other.start[s], other.start[s + 1], 1, notes.rows) <= 1:
                for y in range(held.sound_start[s], held.sound_start[s + 1]):
                    _note_holders(notes, held, held.sound_keys[y], 4, 255)


@uncounted
def _near_key(notes: _Notes, held: Vocabulary, letters: Letters, key: int, stamp: int, lead: bool, most: int) -> None:
    a0, a1 = letters.start[key], letters.start[key + 1]
    other, index, forms = held.names.letters, held.by_key, notes.forms
    shift = _shift(index.bucket)
    for f in range(_all_forms(letters.text, a0, a1, most if lead else 1, forms)):
        bucket, tag = forms[f] >> shift, forms[f] & np.uint32(255)
        for i in range(index.bucket[bucket], index.bucket[bucket + 1]):
            k = index.strings[i]
            if index.tags[i] != tag or notes.seen_keys[k] == stamp:
                continue
            notes.seen_keys[k] = stamp
            b0, b1 = other.start[k], other.start[k + 1]
            two = lead and most == 2 and a1 - a0 >= _TWO_FROM and b1 - b0 >= _TWO_FROM
            d = _edits(letters.text, a0, a1, other.text, b0, b1, 2 if two else 1, notes.rows)
            if b1 - b0 < _ONE_FROM or d == 0 or d > (2 if two else 1):
                continue
            if d == 1:
                _note_holders(notes, held, k, 3 if lead else 4, 4)
            else:
                _note_holders(notes, held, k, 4, 255)


@uncounted
def _shortened(notes: _Notes, held: Vocabulary, asked: Names, name: int) -> None:
    """Note the names that a single letter may stand for, or the single letters that may stand for a name."""
    key = asked.keys[asked.start[name]]
    at = asked.letters.start[key]
    if asked.letters.start[key + 1] - at == 1:
        letter = min(int(asked.letters.text[at]), _ALPHABET)
        for i in range(held.letter_start[letter], held.letter_start[letter + 1]):
            _note(notes, held.letter_names[i], 5)
        return
    for single in held.singles:
        letter = held.names.letters.text[held.names.letters.start[held.names.keys[held.names.start[single]]]]
        for i in range(asked.initial_start[name], asked.initial_start[name + 1]):
            if asked.initials[i] == letter:
                _note(notes, single, 5)


@uncounted
def _one_name(notes: _Notes, held: Vocabulary, asked: Names, name: int, people: bool, most: int) -> None:
    for place in range(asked.start[name], asked.start[name + 1]):
        key = asked.keys[place]
        lead = place == asked.start[name]
        length = asked.letters.start[key + 1] - asked.letters.start[key]
        _same_key(notes, held, asked.letters, key, lead)
        if length >= _ONE_FROM:
            _near_key(notes, held, asked.letters, key, place, lead, most)
        if lead and most == 2 and length >= _ONE_FROM:
            sound = asked.heard[key]
            _same_sound(notes, held, asked.sounds, sound)
            if asked.sounds.start[sound + 1] - asked.sounds.start[sound] > 4:
                _near_sound(notes, held, asked.sounds, sound, place)
    if people:
        _shortened(notes, held, asked, name)


@uncounted
def _one_form(asked: Names, name: int, held: Names, other: int) -> bool:
    """Tell whether two names have their last key in common: that is how they are spelled."""
    key, kept = asked.keys[asked.start[name + 1] - 1], held.keys[held.start[other + 1] - 1]
    a, b = asked.letters, held.letters
    return _equal(a.text, a.start[key], a.start[key + 1], b.text, b.start[kept], b.start[kept + 1])


@compiled
def _near(
    asked: Names, held: Vocabulary, first: int, last: int, people: bool, most: int, forms: bool
) -> tuple[Ints, Ints, NDArray[np.uint8]]:
    """Return the neighbours of names first..last: how many each has, then the names and their levels."""
    names = len(held.names.start) - 1
    notes = _Notes(
        np.full(names, 255, np.uint8),
        np.empty(names, np.int32),
        np.zeros(1, np.int32),
        np.full(len(held.names.letters.start), -1, np.int32),
        np.full(len(held.names.sounds.start), -1, np.int32),
        np.empty(_MOST_FORMS, np.uint32),
        np.empty((3, 32), np.int32),
    )
    counts = np.zeros(last - first, np.int32)
    found = np.empty(1024, np.int32)
    levels = np.empty(1024, np.uint8)
    n = 0
    for name in range(first, last):
        notes.hits[0] = 0
        _one_name(notes, held, asked, name, people, most)
        hits = notes.hits[0]
        while n + hits > len(found):
            found = np.concatenate((found, np.empty(len(found), np.int32)))
            levels = np.concatenate((levels, np.empty(len(levels), np.uint8)))
        for i in range(hits):
            reached = notes.touched[i]
            found[n + i], levels[n + i] = reached, notes.best[reached]
            if forms and levels[n + i] == 0 and not _one_form(asked, name, held.names, reached):
                levels[n + i] = 8
            notes.best[reached] = 255
        counts[name - first] = hits
        n += hits
    return counts, found[:n].copy(), levels[:n].copy()


def near(asked: Names, held: Vocabulary, field: int, threads: int = 1) -> Near:
    """Return for each sought name the names of the register that it may be, with their levels.

    Names that nothing brings near are left out: they are at level OTHER. The answer does not depend on `threads`.
    """
    people, most = field in {GIVEN, PATRONYMIC}, 1 if field == UNIT else 2
    parts = in_parts(lambda a, b: _near(asked, held, a, b, people, most, field == GIVEN), asked.size, threads)
    counts = np.concatenate([part[0] for part in parts])
    start = np.concatenate((np.zeros(1, np.int64), np.cumsum(counts, dtype=np.int64)))
    found, levels = (np.concatenate([part[i] for part in parts]) for i in (1, 2))
    return Near(start, found, levels, _lengths(asked) == 1 if people else np.zeros(asked.size, np.bool_))
