"""Slow derivations queue up: few at a time, not many waiting."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from bereginya.vault.argon import STRONG, WAITING, Argon, ArgonQueue, BusyError, derive

_SLOW = Argon(memory=16 * 1024, passes=2)
_COME = WAITING + 20


@pytest.mark.parametrize("at_once", [1, 2])
def test_who_finds_the_queue_full_is_told_to_come_back(at_once: int) -> None:
    queue, together = ArgonQueue(_SLOW, at_once), Barrier(_COME)

    def come(_: int) -> bool:
        together.wait()
        try:
            return len(queue.derive(b"words", bytes(16))) == 32
        except BusyError:
            return False

    with ThreadPoolExecutor(_COME) as pool:
        let_in = sum(pool.map(come, range(_COME)))

    assert WAITING + at_once <= let_in < _COME


def test_a_queue_gives_what_the_derivation_gives() -> None:
    cost = Argon(memory=64, passes=1)

    assert ArgonQueue(cost, 2).derive(b"words", bytes(16)) == derive(b"words", bytes(16), cost)


def test_derivations_with_several_lanes_never_run_at_the_same_time() -> None:
    with pytest.raises(ValueError, match="lanes"):
        ArgonQueue(STRONG, at_once=2)
