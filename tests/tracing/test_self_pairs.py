"""The pairs of one register: none that is worth listing is lost, but those told in the module."""

import numpy as np

from bereginya.tracing import Index, People, models, weigh
from bereginya.tracing.asked import Weights
from bereginya.tracing.birth_levels import birth_bits, birth_level
from bereginya.tracing.neighbours import Level, Near
from bereginya.tracing.self_pairs import self_pairs
from tests.tracing.sim import world

LIST = Index.build(People.from_arrow(world(260, 1, seed=21).register))
NEARS = LIST.nears(tuple(each.names for each in LIST.vocabularies))
FLOOR = 4.0


def _level(near: Near, one: int, other: int) -> int:
    places = slice(near.start[one], near.start[one + 1])
    found = near.levels[places][near.names[places] == other]
    return int(found[0]) if len(found) else int(Level.OTHER)


def _bits(i: int, j: int, weights: Weights) -> tuple[float, int, int]:
    """Return the bits of a pair, the level of its surnames and that of its births."""
    rows, levels, born = LIST.rows, [], np.zeros(13)
    bits = 0.0
    for field, size in enumerate(LIST.searched.sizes):
        one, other = rows[field][i], rows[field][j]
        levels.append(_level(NEARS[field], one, other) if one < size and other < size else -1)
        bits += float(np.asarray(weights[field])[one, levels[-1]]) if levels[-1] >= 0 else 0.0
    birth_bits(rows.first[i], rows.last[i], weights, born)
    level = birth_level(*(int(column[k]) for k in (i, j) for column in rows[5:8]))
    return bits + float(born[level]), levels[0], level


def test_every_pair_above_the_floor_is_found_if_it_may_be() -> None:
    weights = weigh.weights(models.model(2), LIST.counts(NEARS))._replace(floor=FLOOR)
    found = self_pairs(LIST.searched, NEARS, weights, 1)
    pairs = {(i, j): bits for i, j, bits in zip(*(column.tolist() for column in found), strict=True)}
    for i in range(len(LIST)):
        for j in range(i + 1, len(LIST)):
            bits, surname, born = _bits(i, j, weights)
            reached = born == 0 or surname not in {Level.SLIPS, Level.OTHER, -1}
            if bits >= FLOOR + 1e-3 and reached:
                assert abs(pairs.pop((i, j)) - bits) < 1e-3
    assert all(bits < FLOOR + 1e-3 for bits in pairs.values())
