"""Which records of a register are worth weighing for an inquiry, and the best of them.

No pair is ever written down: a record is reached by its surname's neighbours, by the very day of birth, or by given
name, patronymic and year where the surname was misheard; it is weighed at once and only the best are kept. The three
ways do not overlap, so each record is counted once in `mass`, and with it the namesakes.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bereginya.tracing.asked import Asked, Nears, Weights
from bereginya.tracing.best import Best, room
from bereginya.tracing.birth_levels import BirthBits, births_bits
from bereginya.tracing.compiled import in_parts, uncounted
from bereginya.tracing.hands import Hand, hand_for, lay, lift, total
from bereginya.tracing.keys import Ints
from bereginya.tracing.misheard import by_day, by_given, by_given_alone
from bereginya.tracing.near_surnames import by_surname
from bereginya.tracing.neighbours import Near
from bereginya.tracing.rows import Rows, Searched

_MANY = 1 << 30


class Found(NamedTuple):
    """The best candidates of each inquiry, best first: arrays (inquiries, most). `at` is -1 where there are no more.

    `mass` is the sum of 2**bits over every record that was weighed: with `bits` it tells how many namesakes fit as
    well.
    """

    at: Ints
    bits: NDArray[np.float64]
    mass: NDArray[np.float64]


@uncounted
def _one_reading(
    rows: Rows,
    nears: Nears,
    weights: Weights,
    hand: Hand,
    born: BirthBits,
    best: Best,
    q: Asked,
    i: int,
    surname: int,
    given: int,
    extra: float,
) -> None:
    """Weigh all candidates of one inquiry, read with this surname and this given name."""
    lay(hand.surname, nears.surname, surname, weights.surname, hand.base, 0)
    lay(hand.given, nears.given, given, weights.given, hand.base, 1)
    base = extra + total(hand.base, 0, 5)
    known = 0 <= surname < len(weights.surname)
    like = np.float64(weights.surname[surname, 6]) - hand.base[0] if known else 0.0
    head = (base, like, weights.floor, surname if known else -1)
    if known:
        by_surname(rows, nears.surname, hand, born, best, q, i, surname, base, weights.floor)
    by_day(rows, hand, born, best, q, i, head)
    if known:
        by_given(rows, nears.given, nears.patronymic, hand, born, best, q, i, given, head)
    elif given == q.given[i]:
        by_given_alone(rows, nears.given, hand, born, best, q, i, head)
    lift(hand.surname, nears.surname, surname, len(weights.surname))
    lift(hand.given, nears.given, given, len(weights.given))


@uncounted
def search_into(
    rows: Rows,
    nears: Nears,
    weights: Weights,
    born: BirthBits,
    q: Asked,
    order: Ints,
    hand: Hand,
    best: Best,
    to: Found,
) -> None:
    """Write the best records of the inquiries of `order`, in its order."""
    for place in range(len(order)):
        i = order[place]
        best.held[0], best.mass[0], best.again[0] = 0, 0.0, False
        lay(hand.patronymic, nears.patronymic, q.patronymic[i], weights.patronymic, hand.base, 2)
        lay(hand.place, nears.place, q.place[i], weights.place, hand.base, 3)
        lay(hand.unit, nears.unit, q.unit[i], weights.unit, hand.base, 4)
        _one_reading(rows, nears, weights, hand, born, best, q, i, q.surname[i], q.given[i], weights.swap[i, 0])
        if q.surname_swapped[i] >= 0:
            best.again[0] = True
            swapped = (q.surname_swapped[i], q.given_swapped[i])
            _one_reading(rows, nears, weights, hand, born, best, q, i, swapped[0], swapped[1], weights.swap[i, 1])
        lift(hand.patronymic, nears.patronymic, q.patronymic[i], len(weights.patronymic))
        lift(hand.place, nears.place, q.place[i], len(weights.place))
        lift(hand.unit, nears.unit, q.unit[i], len(weights.unit))
        for x in range(best.held[0]):
            to.at[place, x], to.bits[place, x] = best.at[x], best.bits[x]
        to.mass[place] = best.mass[0]


def search(register: Searched, nears: Nears, weights: Weights, asked: Asked, most: int, threads: int = 1) -> Found:
    """Return the `most` best records for each inquiry; the same on any number of threads.

    Inquiries are taken in the order of the first surname that each may be: what one has read, the next has at hand.
    """
    rows, sizes = register
    order = np.argsort(_first_near(nears.surname)[asked.surname], kind="stable").astype(np.int32)
    born = births_bits(asked.first, asked.last, asked.day, weights)

    def part(start: int, end: int) -> Found:
        found = Found(
            np.full((end - start, most), -1, np.int32), np.full((end - start, most), -np.inf), np.zeros(end - start)
        )
        search_into(rows, nears, weights, born, asked, order[start:end], hand_for(sizes), room(most), found)
        return found

    parts = in_parts(part, len(order), threads)
    back = np.argsort(order)
    return Found(*(np.concatenate(columns)[back] for columns in zip(*parts, strict=True)))


def _first_near(near: Near) -> Ints:
    """Return for each sought name the lowest number of a name that it may be, and one more for the unknown."""
    lowest = np.full(len(near.start), _MANY, np.int32)
    some = np.flatnonzero(np.diff(near.start))
    if len(some):
        lowest[some] = np.minimum.reduceat(near.names, near.start[some])
    return lowest
