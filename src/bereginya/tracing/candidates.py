"""Which records of a register are worth weighing for an inquiry, and the best of them.

No pair is ever written down: a record is reached by its surname's neighbours, by the very day of birth, or by given
name, patronymic and year where the surname was misheard; it is weighed at once and only the best are kept. The three
ways do not overlap, so each record is counted once in `mass`, and with it the namesakes.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bereginya.tracing.births import FIRST_YEAR, LAST_YEAR, Births
from bereginya.tracing.compiled import compiled, in_parts
from bereginya.tracing.keys import GIVEN, PATRONYMIC, SURNAME, Ints, Names
from bereginya.tracing.neighbours import Near

BIRTH_LEVELS = 12
"""Both to the day: 0 same, 1 one slip or day and month changed round, 2 same year, 3 within two years, 4 other.
Year only on one side: 5 same, 6 one off, 7 within three, 8 other. A span of years: 9 within, 10 one off, 11 other."""
UNKNOWN_BIRTH = 12
YEARS = LAST_YEAR - FIRST_YEAR + 1
_DAYS = YEARS * 512
_SIMILAR = 0.5
"""Share of letter pairs in common from which two surnames are called similar."""
_MANY = 1 << 30
_SLACK = 7.0
"""Bits below the worst kept candidate at which a namesake no longer changes a probability in the second digit."""


class Rows(NamedTuple):
    """The records of a register as numbers, sorted by surname, given name and year of birth.

    Each name column holds numbers of names, the count of names where unknown. `row` is the record's place in the file.
    `surname_start` tells where each surname begins, `run_start` where the given name changes; surname s has the runs
    `surname_runs[s]:surname_runs[s + 1]`. `day_rows[day_start[d]:day_start[d + 1]]` are the records born on
    one day; `given_rows[given_start[c]:given_start[c + 1]]` those whose given name has the likeliest key c, by the
    likeliest key of the patronymic and year; what is asked of them stands beside, to be read one after the other.
    """

    surname: Ints
    given: Ints
    patronymic: Ints
    place: Ints
    unit: Ints
    first: NDArray[np.int16]
    last: NDArray[np.int16]
    day: NDArray[np.int16]
    row: Ints
    surname_start: Ints
    run_start: Ints
    surname_runs: Ints
    day_start: Ints
    day_rows: Ints
    given_start: Ints
    given_rows: Ints
    given_fathers: Ints
    given_years: NDArray[np.int16]
    given_signatures: NDArray[np.uint64]
    given_class: Ints
    father_class: Ints
    """The likeliest key of each given name and patronymic, as a number."""
    signatures: NDArray[np.uint64]
    """Of each surname: which pairs of letters it holds, hashed to 64 bits."""
    records: Ints
    """The first eight columns once more, side by side: record r is `records[8 * r:8 * r + 8]`, half a line of cache.
    The search jumps from record to record, and each jump waits for memory once, not eight times."""


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


class Searched(NamedTuple):
    """A register's records, and how many names each of its five fields holds."""

    rows: Rows
    sizes: tuple[int, int, int, int, int]


class Found(NamedTuple):
    """The best candidates of each inquiry, best first: arrays (inquiries, most). `at` is -1 where there are no more.

    `mass` is the sum of 2**bits over every record that was weighed: with `bits` it tells how many namesakes fit as
    well.
    """

    at: Ints
    bits: NDArray[np.float64]
    mass: NDArray[np.float64]


def rows_of(numbers: tuple[Ints, ...], names: tuple[Names, ...], births: Births) -> Rows:
    """Return the records sorted and with their ways of access; `numbers` are the five fields', in file order."""
    surnames, givens = names[SURNAME].size, names[GIVEN].size
    key = numbers[SURNAME].astype(np.int64) * (givens + 1) + numbers[GIVEN]
    order = np.argsort(key * 4096 + births.first, kind="stable").astype(np.int32)
    fields = [np.ascontiguousarray(column[order], np.int32) for column in numbers]
    born = births.taken(order)
    runs = _changes(fields[SURNAME], fields[GIVEN])
    given_class, father_class = _classes(names[GIVEN]), _classes(names[PATRONYMIC])
    signed = signatures(names[SURNAME])
    return Rows(
        *fields,
        born.first,
        born.last,
        born.day,
        order,
        _starts(fields[SURNAME], surnames + 1),
        runs,
        np.searchsorted(fields[SURNAME][runs[:-1]], np.arange(surnames + 2)).astype(np.int32),
        *_by_days(born),
        *_by_givens(given_class[fields[GIVEN]], father_class[fields[PATRONYMIC]], born.first, signed[fields[SURNAME]]),
        given_class,
        father_class,
        signed,
        np.stack([*fields, born.first, born.last, born.day], axis=1).astype(np.int32).ravel(),
    )


def _classes(names: Names) -> Ints:
    """Return the likeliest key of each name, and one more number for the unknown."""
    return np.append(names.keys[names.start[:-1]], len(names.letters.start) - 1).astype(np.int32)


def _by_days(born: Births) -> tuple[Ints, Ints]:
    days = np.where(born.day & 31 > 0, _day(born), -1)
    rows = np.argsort(days, kind="stable").astype(np.int32)
    rows = rows[np.searchsorted(days[rows], 0) :]
    return _starts(days[rows], _DAYS), rows


def _by_givens(
    given: Ints, father: Ints, years: NDArray[np.int16], signed: NDArray[np.uint64]
) -> tuple[Ints, Ints, Ints, NDArray[np.int16], NDArray[np.uint64]]:
    key = given.astype(np.int64) * (int(father.max(initial=0)) + 1) + father
    rows = np.argsort(key * 4096 + years, kind="stable").astype(np.int32)
    return _starts(given, int(given.max(initial=0)) + 1), rows, father[rows], years[rows], signed[rows]


def _changes(surname: Ints, given: Ints) -> Ints:
    """Return where a row's surname or given name is not that of the row before, and last the number of rows."""
    changes = (np.diff(surname, prepend=-1) != 0) | (np.diff(given, prepend=-1) != 0)
    return np.append(np.flatnonzero(changes), len(surname)).astype(np.int32)


def _day(births: Births) -> NDArray[np.int64]:
    return (births.first.astype(np.int64) - FIRST_YEAR) * 512 + births.day


def _starts(numbers: NDArray[np.integer], groups: int) -> Ints:
    counts = np.bincount(numbers, minlength=groups)
    return np.concatenate(([0], np.cumsum(counts))).astype(np.int32)


@compiled
def _signatures(start: Ints, keys: Ints, text: NDArray[np.uint16], at: Ints) -> NDArray[np.uint64]:
    found = np.zeros(len(start), np.uint64)
    for name in range(len(start) - 1):
        key = keys[start[name]]
        before = np.uint32(0)
        for i in range(at[key], at[key + 1]):
            pair = (before * np.uint32(31) + np.uint32(text[i])) * np.uint32(2654435761)
            found[name] |= np.uint64(1) << np.uint64(pair >> np.uint32(26))
            before = np.uint32(text[i])
    return found


def signatures(names: Names) -> NDArray[np.uint64]:
    """Return 64 bits for each name that tell which pairs of letters it holds; one more, empty, for the unknown."""
    return _signatures(names.start, names.keys, names.letters.text, names.letters.start)


@compiled
def _pop(x: np.uint64) -> int:
    x = x - ((x >> np.uint64(1)) & np.uint64(0x5555555555555555))
    x = (x & np.uint64(0x3333333333333333)) + ((x >> np.uint64(2)) & np.uint64(0x3333333333333333))
    x = (x + (x >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return int((x * np.uint64(0x0101010101010101)) >> np.uint64(56))


@compiled
def similar(a: np.uint64, b: np.uint64) -> bool:
    """Tell whether two signatures have half of their letter pairs in common."""
    return 2 * _pop(a & b) >= _SIMILAR * (_pop(a) + _pop(b)) and a != 0


# --- births ---


@compiled
def _one_digit(a: int, b: int) -> bool:
    """Tell whether two numbers of up to four digits differ in one digit."""
    n = 0
    while a or b:
        n += a % 10 != b % 10
        a //= 10
        b //= 10
    return n == 1


@compiled
def _slip_of_a_day(year: int, day: int, other_year: int, other_day: int) -> bool:
    """Tell whether two different dates are one slip apart: one digit, or day and month changed round."""
    if year != other_year:
        return day == other_day and _one_digit(year, other_year)
    if day >> 5 == other_day >> 5:
        return _one_digit(day & 31, other_day & 31)
    if day & 31 == other_day & 31:
        return _one_digit(day >> 5, other_day >> 5)
    return day & 31 == other_day >> 5 and day >> 5 == other_day & 31


@compiled
def birth_level(first: int, last: int, day: int, other_first: int, other_last: int, other_day: int) -> int:
    """Return how two births agree: one of the levels told at BIRTH_LEVELS, or UNKNOWN_BIRTH."""
    if first == 0 or other_first == 0:
        return 12
    apart = max(first - other_last, other_first - last, 0)
    if first != last or other_first != other_last:
        return 9 + min(apart, 2)
    if day & 31 and other_day & 31:
        if apart == 0 and day == other_day:
            return 0
        if _slip_of_a_day(first, day, other_first, other_day):
            return 1
        return 2 if apart == 0 else 3 if apart <= 2 else 4
    return 5 if apart == 0 else 6 if apart == 1 else 7 if apart <= 3 else 8


@compiled
def _span_share(counts: NDArray[np.float64], first: int, last: int) -> float:
    total = 0.0
    for year in range(max(first - 1850, 0), min(last - 1850, len(counts) - 1) + 1):
        total += counts[year]
    return total


@compiled
def birth_bits(first: int, last: int, weights: Weights, out: NDArray[np.float64]) -> None:
    """Write the bits of each level for a birth: log2 of its chance if the same over its share among others."""
    out[:] = 0.0
    if first == 0:
        return
    full, known = max(weights.full.sum(), 1.0), max(weights.known.sum(), 1.0)
    year = max(_span_share(weights.full, first, first), 0.5) / full
    near = max(_span_share(weights.full, first - 2, first + 2) / full - year, 0.5 / full)
    u = np.empty(12)
    u[0] = year / 365.25
    u[1] = (year * 22 + 0.5) / 365.25
    u[2] = year * 342 / 365.25
    u[3] = near
    u[4] = 1 - u[0] - u[1] - u[2] - u[3]
    share = _span_share(weights.known, first, last) / known
    one = _span_share(weights.known, first - 1, last + 1) / known
    three = _span_share(weights.known, first - 3, last + 3) / known
    u[5], u[6], u[7], u[8] = share, one - share, three - one, 1 - three
    u[9], u[10], u[11] = share, one - share, 1 - one
    for level in range(12):
        out[level] = weights.slope * np.log2(weights.born_m[level] / max(u[level], 0.3 / known))


# --- the search ---


class Hand(NamedTuple):
    """What one thread keeps at hand: per field and name of the register the bits above those of a name not near."""

    surname: NDArray[np.float32]
    given: NDArray[np.float32]
    patronymic: NDArray[np.float32]
    place: NDArray[np.float32]
    unit: NDArray[np.float32]
    born: NDArray[np.float64]
    base: NDArray[np.float64]
    """Bits of names that are not near, and the most a field can add to that."""
    keys: Ints
    """Room for the keys of a given name and of a patronymic."""
    fetched: Ints
    """What was read ahead, so that the compiler keeps the reading."""


Head = tuple[float, float, float, int]
"""Bits of names that are not near; of a similar surname above that; the floor; the sought surname, or -1."""


class _Best(NamedTuple):
    at: Ints
    bits: NDArray[np.float64]
    held: Ints
    mass: NDArray[np.float64]


@compiled
def hand_for(sizes: tuple[int, int, int, int, int]) -> Hand:
    """Return an empty hand for a register with so many names in its five fields."""
    return Hand(
        np.zeros(sizes[0] + 1, np.float32),
        np.zeros(sizes[1] + 1, np.float32),
        np.zeros(sizes[2] + 1, np.float32),
        np.zeros(sizes[3] + 1, np.float32),
        np.zeros(sizes[4] + 1, np.float32),
        np.zeros(13),
        np.zeros(10),
        np.empty((2, 24), np.int32),
        np.zeros(1, np.int32),
    )


@compiled
def lay(
    table: NDArray[np.float32], near: Near, name: int, bits: NDArray[np.float32], base: NDArray[np.float64], field: int
) -> None:
    """Write the bits of a name's neighbours to the table, less those of all others, which go to `base`."""
    base[field], base[5 + field] = 0.0, 0.0
    if name >= len(bits) or name < 0:
        return
    other = bits[name, 7]
    most = np.float32(0)
    for i in range(near.start[name], near.start[name + 1]):
        table[near.names[i]] = bits[name, near.levels[i]] - other
        most = max(most, bits[name, near.levels[i]])
    table[len(table) - 1] = -other  # unknown in the register: nothing for, nothing against
    base[field], base[5 + field] = other, most


@compiled
def lift(table: NDArray[np.float32], near: Near, name: int, names: int) -> None:
    """Take back from the table what `lay` wrote for a name."""
    if name >= names or name < 0:
        return
    for i in range(near.start[name], near.start[name + 1]):
        table[near.names[i]] = 0
    table[len(table) - 1] = 0


@compiled
def _keep(best: _Best, at: int, bits: float, rows: Ints, floor: float) -> None:
    """Count a record, and keep it if it is among the best; of two alike the one that stands first in the file."""
    best.mass[0] += 2.0**bits
    most = len(best.at)
    n = best.held[0]
    if bits < floor or (n == most and bits < best.bits[most - 1]):
        return
    for i in range(n):
        if best.at[i] == at:
            if bits <= best.bits[i]:
                return
            for j in range(i, n - 1):
                best.at[j], best.bits[j] = best.at[j + 1], best.bits[j + 1]
            n -= 1
            break
    i = n
    while i > 0 and (bits > best.bits[i - 1] or (bits == best.bits[i - 1] and rows[at] < rows[best.at[i - 1]])):
        i -= 1
    if i >= most:
        return
    for j in range(min(n, most - 1), i, -1):
        best.at[j], best.bits[j] = best.at[j - 1], best.bits[j - 1]
    best.at[i], best.bits[i] = at, bits
    best.held[0] = min(n + 1, most)


@compiled
def _bar(best: _Best, floor: float) -> float:
    """Return the bits below which a record neither enters the list nor changes a probability."""
    if best.held[0] < len(best.at):
        return floor
    return max(floor, best.bits[len(best.at) - 1] - _SLACK)


@compiled
def _fetch_surnames(rows: Rows, near: Near, hand: Hand, name: int) -> None:
    """Read the first record of each surname: all at once they come in the time that memory takes for a few."""
    seen = np.int32(0)
    for x in range(near.start[name], near.start[name + 1]):
        run = rows.surname_runs[near.names[x]]
        if run < rows.surname_runs[near.names[x] + 1]:
            seen ^= rows.records[8 * rows.run_start[run]]
    hand.fetched[0] = seen


@compiled
def _fetch(rows: Rows, hand: Hand, start: int, end: int, reached: Ints) -> None:
    """Read the records of a list ahead, as `_fetch_surnames` does."""
    seen = np.int32(0)
    for x in range(start, end):
        seen ^= rows.records[8 * reached[x]]
    hand.fetched[0] = seen


@compiled
def _by_surname(
    rows: Rows, near: Near, hand: Hand, best: _Best, q: Asked, i: int, name: int, base: float, floor: float
) -> None:
    born = max(hand.born.max(), 0.0)
    most = hand.base[7:].sum() + born - hand.base[2:5].sum()
    first, last, day = q.first[i], q.last[i], q.day[i]
    records = rows.records  # out of the loop: counted once
    of_given, of_father, of_place, of_unit, of_birth = hand.given, hand.patronymic, hand.place, hand.unit, hand.born
    starts, runs, of_surname = rows.surname_runs, rows.run_start, hand.surname
    best_given = max(np.float64(hand.base[6] - hand.base[1]), 0.0)
    bar = _bar(best, floor)
    _fetch_surnames(rows, near, hand, name)
    for x in range(near.start[name], near.start[name + 1]):
        surname = near.names[x]
        head = base + of_surname[surname]
        if head + best_given + most < bar:
            continue
        for run in range(starts[surname], starts[surname + 1]):
            from_given = head + of_given[records[8 * runs[run] + 1]]
            if from_given + most < bar:
                continue
            for at in range(runs[run], runs[run + 1]):
                r = 8 * at
                father, place, unit = np.uint32(records[r + 2]), np.uint32(records[r + 3]), np.uint32(records[r + 4])
                bits = from_given + of_father[father] + of_place[place] + of_unit[unit]
                if bits + born < bar:
                    continue
                bits += of_birth[birth_level(first, last, day, records[r + 5], records[r + 6], records[r + 7])]
                if bits >= bar:
                    _keep(best, at, bits, rows.row, floor)
                    bar = _bar(best, floor)


@compiled
def _loose(
    rows: Rows,
    hand: Hand,
    best: _Best,
    q: Asked,
    i: int,
    start: int,
    end: int,
    reached: Ints,
    head: Head,
    skip_day: bool,
) -> None:
    """Weigh records of a list that were not reached by their surname; with `skip_day` nor by their day of birth."""
    base, like, floor, name = head
    first, last, day = q.first[i], q.last[i], q.day[i]
    of_surname, unknown = hand.surname, len(hand.surname) - 1
    records, signs = rows.records, rows.signatures  # out of the loop: counted once
    of_given, of_father, of_place, of_unit, of_birth = hand.given, hand.patronymic, hand.place, hand.unit, hand.born
    asked = q.signatures[max(name, 0)]
    day_told = first == last and day & 31 != 0
    most = hand.base[7:].sum() + max(hand.born.max(), 0.0) - hand.base[2:5].sum()
    bar = _bar(best, floor)
    _fetch(rows, hand, start, end, reached)
    for x in range(start, end):
        at = reached[x]
        r = 8 * at
        surname = records[r]
        near = of_surname[surname]
        if near != 0 and surname != unknown:
            continue
        bits = base + near + of_given[records[r + 1]]
        if bits + most + max(like, 0.0) < bar:
            continue
        bits += of_father[records[r + 2]] + of_place[records[r + 3]] + of_unit[records[r + 4]]
        bits += of_birth[birth_level(first, last, day, records[r + 5], records[r + 6], records[r + 7])]
        if bits + like < bar or (skip_day and day_told and records[r + 5] == first and records[r + 7] == day):
            continue
        if like > 0 and surname != unknown and similar(asked, signs[surname]):
            bits += like
        if bits >= bar:
            _keep(best, at, bits, rows.row, floor)
            bar = _bar(best, floor)


@compiled
def _similar(rows: Rows, hand: Hand, best: _Best, q: Asked, i: int, start: int, end: int, head: Head) -> None:
    """Weigh those records of `given_rows` whose surname has half of its pairs in common with the sought one."""
    asked = q.signatures[max(head[3], 0)]
    own = _pop(asked)
    at = start
    while at < end:
        other = rows.given_signatures[at]
        if 4 * _pop(asked & other) >= own and similar(asked, other):
            _loose(rows, hand, best, q, i, at, at + 1, rows.given_rows, head, True)
        at += 1


@compiled
def _by_day(rows: Rows, hand: Hand, best: _Best, q: Asked, i: int, head: Head) -> None:
    if q.first[i] == q.last[i] and q.day[i] & 31:
        day = (q.first[i] - 1850) * 512 + q.day[i]
        _loose(rows, hand, best, q, i, rows.day_start[day], rows.day_start[day + 1], rows.day_rows, head, False)


@compiled
def _lower(rows: Rows, low: int, high: int, father: int, year: int) -> int:
    """Return the first place in given_rows[low:high] at or after a patronymic's key and a year."""
    while low < high:
        middle = (low + high) // 2
        held = rows.given_fathers[middle]
        if held < father or (held == father and rows.given_years[middle] < year):
            low = middle + 1
        else:
            high = middle
    return low


@compiled
def _keys_of(near: Near, name: int, classes: Ints, groups: int, found: Ints) -> int:
    """Write the likeliest keys of the names that share a key with a sought one; return how many."""
    n = 0
    for x in range(near.start[name], near.start[name + 1]):
        key = classes[near.names[x]]
        if 1 < near.levels[x] < 8 or key >= groups:
            continue
        for y in range(n):
            if found[y] == key:
                break
        else:
            if n < len(found):
                found[n] = key
                n += 1
    return n


@compiled
def _by_given(
    rows: Rows, given: Near, father: Near, hand: Hand, best: _Best, q: Asked, i: int, name: int, head: Head
) -> None:
    """Weigh who has the given name and the patronymic, and the year if both are known: the surname may have been
    misheard beyond a slip."""
    asked_father, first, last = q.patronymic[i], q.first[i], q.last[i]
    if name < 0 or name >= len(given.start) - 1 or asked_father >= len(father.start) - 1:
        return
    givens = _keys_of(given, name, rows.given_class, len(rows.given_start) - 1, hand.keys[0])
    fathers = _keys_of(father, asked_father, rows.father_class, _MANY, hand.keys[1])
    for x in range(givens):
        start, end = rows.given_start[hand.keys[0, x]], rows.given_start[hand.keys[0, x] + 1]
        for y in range(fathers):
            key = hand.keys[1, y]
            low = _lower(rows, start, end, key, 0)
            if first == 0:
                _similar(rows, hand, best, q, i, low, _lower(rows, low, end, key + 1, 0), head)
                continue
            high = _lower(rows, low, end, key, 1)
            _similar(rows, hand, best, q, i, low, high, head)  # those whose birth is unknown
            low = _lower(rows, high, end, key, first - 1)
            high = _lower(rows, low, end, key, last + 2)
            _loose(rows, hand, best, q, i, low, high, rows.given_rows, head, True)


@compiled
def _by_given_alone(rows: Rows, given: Near, hand: Hand, best: _Best, q: Asked, i: int, head: Head) -> None:
    """Weigh everybody of the given name where the inquiry has no surname."""
    if q.given[i] < len(given.start) - 1:
        givens = _keys_of(given, q.given[i], rows.given_class, len(rows.given_start) - 1, hand.keys[0])
        for x in range(givens):
            low, high = rows.given_start[hand.keys[0, x]], rows.given_start[hand.keys[0, x] + 1]
            _loose(rows, hand, best, q, i, low, high, rows.given_rows, head, True)


@compiled
def _one_reading(
    rows: Rows,
    nears: Nears,
    weights: Weights,
    hand: Hand,
    best: _Best,
    q: Asked,
    i: int,
    surname: int,
    given: int,
    extra: float,
) -> None:
    """Weigh all candidates of one inquiry, read with this surname and this given name."""
    lay(hand.surname, nears.surname, surname, weights.surname, hand.base, 0)
    lay(hand.given, nears.given, given, weights.given, hand.base, 1)
    base = extra + hand.base[:5].sum()
    known = 0 <= surname < len(weights.surname)
    like = np.float64(weights.surname[surname, 6]) - hand.base[0] if known else 0.0
    head = (base, like, weights.floor, surname if known else -1)
    if known:
        _by_surname(rows, nears.surname, hand, best, q, i, surname, base, weights.floor)
    _by_day(rows, hand, best, q, i, head)
    if known:
        _by_given(rows, nears.given, nears.patronymic, hand, best, q, i, given, head)
    elif given == q.given[i]:
        _by_given_alone(rows, nears.given, hand, best, q, i, head)
    lift(hand.surname, nears.surname, surname, len(weights.surname))
    lift(hand.given, nears.given, given, len(weights.given))


@compiled
def _search(
    rows: Rows,
    nears: Nears,
    weights: Weights,
    q: Asked,
    start: int,
    end: int,
    most: int,
    sizes: tuple[int, int, int, int, int],
) -> tuple[Ints, NDArray[np.float64], NDArray[np.float64]]:
    found = np.full((end - start, most), -1, np.int32)
    bits = np.full((end - start, most), -np.inf)
    mass = np.zeros(end - start)
    hand = hand_for(sizes)
    best = _Best(np.empty(most, np.int32), np.empty(most), np.zeros(1, np.int32), np.zeros(1))
    for i in range(start, end):
        best.held[0], best.mass[0] = 0, 0.0
        lay(hand.patronymic, nears.patronymic, q.patronymic[i], weights.patronymic, hand.base, 2)
        lay(hand.place, nears.place, q.place[i], weights.place, hand.base, 3)
        lay(hand.unit, nears.unit, q.unit[i], weights.unit, hand.base, 4)
        birth_bits(q.first[i], q.last[i], weights, hand.born)
        _one_reading(rows, nears, weights, hand, best, q, i, q.surname[i], q.given[i], weights.swap[i, 0])
        if q.surname_swapped[i] >= 0:
            swapped = (q.surname_swapped[i], q.given_swapped[i])
            _one_reading(rows, nears, weights, hand, best, q, i, swapped[0], swapped[1], weights.swap[i, 1])
        lift(hand.patronymic, nears.patronymic, q.patronymic[i], len(weights.patronymic))
        lift(hand.place, nears.place, q.place[i], len(weights.place))
        lift(hand.unit, nears.unit, q.unit[i], len(weights.unit))
        n = best.held[0]
        found[i - start, :n], bits[i - start, :n], mass[i - start] = best.at[:n], best.bits[:n], best.mass[0]
    return found, bits, mass


def search(register: Searched, nears: Nears, weights: Weights, asked: Asked, most: int, threads: int = 1) -> Found:
    """Return the `most` best records for each inquiry; the same on any number of threads."""
    rows, sizes = register

    def part(start: int, end: int) -> tuple[Ints, NDArray[np.float64], NDArray[np.float64]]:
        return _search(rows, nears, weights, asked, start, end, most, sizes)

    parts = in_parts(part, len(asked.surname), threads)
    return Found(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))
