"""The names of one column of a register, ready to be searched: by key, sound, initial, and with letters left out."""

from typing import NamedTuple

import numpy as np

from bereginya.tracing.compiled import compiled
from bereginya.tracing.deletions import Deletions, deletions
from bereginya.tracing.keys import UNIT, Ints, Names

ALPHABET = 0x500
"""Letters up to the end of Cyrillic may stand for a name."""


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
    letter_start, letter_places = _turned(np.minimum(names.initials, ALPHABET).astype(np.int32), ALPHABET + 1)
    shortened = np.repeat(np.arange(names.size, dtype=np.int32), np.diff(names.initial_start))
    return Vocabulary(
        names,
        start,
        owner[places] * 2 + later[places],
        *_sounding(names),
        deletions(names.letters, 1 if field == UNIT else 2),
        deletions(names.sounds, 1),
        deletions(names.letters, 0),
        deletions(names.sounds, 0),
        np.flatnonzero(lengths(names) == 1).astype(np.int32),
        letter_start,
        shortened[letter_places],
    )


def lengths(names: Names) -> Ints:
    """Return how many letters the likeliest key of each name has."""
    return np.asarray(np.diff(names.letters.start)[names.keys[names.start[:-1]]], np.int32)


def _sounding(names: Names) -> tuple[Ints, Ints]:
    return _turned(names.heard, len(names.sounds.start) - 1)
