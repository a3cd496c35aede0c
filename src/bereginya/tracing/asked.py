"""What is asked, as numbers: inquiries, the names of the register that each name may be, and what those are worth."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bereginya.tracing.keys import Ints
from bereginya.tracing.neighbours import Near


class Asked(NamedTuple):
    """Inquiries as numbers: name numbers as in `Rows`, of the inquiries' own names.

    `*_swapped` are -1 or the reading in which surname and given name changed places.
    """

    surname: Ints
    given: Ints
    patronymic: Ints
    place: Ints
    unit: Ints
    first: NDArray[np.int16]
    last: NDArray[np.int16]
    day: NDArray[np.int16]
    surname_swapped: Ints
    given_swapped: Ints
    signatures: NDArray[np.uint64]


class Weights(NamedTuple):
    """Bits for and against: per field a table (name, level), then what births are worth.

    `born_m` are the chances of each level of birth if it is the same person; `full`, `known` count the register's
    births by year (to the day, and all). `swap` are for each inquiry the bits of reading it as it stands, and with
    surname and given name changed round.
    """

    surname: NDArray[np.float32]
    given: NDArray[np.float32]
    patronymic: NDArray[np.float32]
    place: NDArray[np.float32]
    unit: NDArray[np.float32]
    born_m: NDArray[np.float64]
    slope: float
    full: NDArray[np.float64]
    known: NDArray[np.float64]
    swap: NDArray[np.float64]
    floor: float


class Nears(NamedTuple):
    """The neighbours of each field."""

    surname: Near
    given: Near
    patronymic: Near
    place: Near
    unit: Near
