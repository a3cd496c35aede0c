"""Whether a way leads nearer to Ukraine: from one known place to the next. Nothing of it is stored."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from bereginya.places.border import Distance, from_ukraine
from bereginya.places.values import Settlement

_SAME = 5
"""Kilometres that are no move: the border is not known more exactly."""


@dataclass(frozen=True, slots=True)
class Way:
    """The known places in their order, how far each lies from Ukraine, and where the last moves lead.

    `nearer` is None while fewer than two places are known. `in_a_row` is how many of the last moves led nearer.
    """

    places: tuple[Settlement, ...]
    distances: tuple[Distance, ...]
    nearer: bool | None
    in_a_row: int


def way(places: Sequence[Settlement]) -> Way:
    """Return where a way leads; two stays at one place after the other are one."""
    stops = [one for number, one in enumerate(places) if number == 0 or one.id != places[number - 1].id]
    distances = tuple(map(from_ukraine, stops))
    led = [before.outside_km - after.outside_km >= _SAME for before, after in itertools.pairwise(distances)]
    row = next((number for number, one in enumerate(reversed(led)) if not one), len(led))
    return Way(tuple(stops), distances, led[-1] if led else None, row)
