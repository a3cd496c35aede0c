"""Folds over everything: each compartment is read once, and what is not finished can be gone on with."""

from collections.abc import Iterator
from threading import Thread

import pytest

from bereginya import vault
from bereginya.vault import Entry, EntryId, Fold, Keyring, Said, reading
from tests.vault.world import Note, World


def _count(state: int, _: Entry) -> int:
    return state + 1


COUNT: Fold[int] = Fold("test.count", 0, _count)


class _Steps:
    """A fold that remembers how many entries went through it."""

    def __init__(self) -> None:
        self.seen = 0

    def fold(self, name: str) -> Fold[int]:
        return Fold(name, 0, self._step)

    def _step(self, state: int, _: Entry) -> int:
        self.seen += 1
        return state + 1


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """Olga and five folders; everything is read two compartments at a time."""
    monkeypatch.setattr(reading, "_AT_ONCE", 2)
    made = World()
    for number in range(5):
        made.folder_of(made.olga, str(number))
    yield made
    made.vault.close()


def test_in_no_time_what_was_written_last_is_known(world: World) -> None:
    last = world.folder_of(world.olga, "последнее")

    share = vault.warm(world.olga, (COUNT,), seconds=0)

    assert last in vault.known(world.olga, COUNT)
    assert 0 < share < 1


def test_asking_again_goes_on_until_everything_is_known(world: World) -> None:
    shares = [vault.warm(world.olga, (COUNT,), seconds=0) for _ in range(4)]

    assert shares == sorted(shares)
    assert shares[-1] == 1
    assert vault.known(world.olga, COUNT) == vault.fold_all(world.olga, COUNT)


def test_nothing_is_read_twice(world: World) -> None:
    steps = _Steps()
    vault.fold_all(world.olga, steps.fold("test.once"))
    entries = steps.seen
    vault.fold_all(world.olga, steps.fold("test.once"))

    assert steps.seen == entries == sum(vault.fold_all(world.olga, COUNT).values())


def test_threads_of_a_session_share_the_reading(world: World) -> None:
    steps = _Steps()
    how = steps.fold("test.shared")
    threads = [Thread(target=vault.fold_all, args=(world.olga, how)) for _ in range(3)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert steps.seen == sum(vault.fold_all(world.olga, COUNT).values())


def test_a_pass_brings_every_fold_up_to_date_that_was_asked_for_before(world: World) -> None:
    place = world.folder_of(world.olga)
    other = _Steps()
    vault.fold_all(world.olga, other.fold("test.other"))
    vault.append(world.olga, Said(place, Note("ещё")))
    before = other.seen
    vault.fold_all(world.olga, COUNT)
    after = other.seen
    vault.fold_all(world.olga, other.fold("test.other"))

    assert other.seen == after > before


def test_what_was_erased_while_everything_was_read_is_not_remembered(world: World) -> None:
    place = world.folder_of(world.olga, "сотрут")
    (name,) = vault.append(world.olga, Said(place, Note("и это")))
    whole = vault.fold_all(world.olga, COUNT)[place]
    other = Fold("test.other", 0, _count)
    vault.warm(world.olga, (other,), lambda _: _erase_once(world, name))

    assert vault.fold_all(world.olga, other)[place] == whole - 1
    assert vault.fold_all(world.olga, other).keys() == vault.fold_all(world.olga, COUNT).keys()


def _erase_once(world: World, name: EntryId) -> None:
    if name not in world.vault.trust().erased:
        vault.erase(world.olga, [name], "tests")
        vault.fold(world.olga, world.olga.house, COUNT)  # notices it


def test_the_share_that_was_read_is_reported(world: World) -> None:
    heard: list[float] = []
    _warm(world.olga, heard)

    assert heard == sorted(heard)
    assert heard[-1] == 1


def _warm(keys: Keyring, heard: list[float]) -> None:
    vault.warm(keys, (COUNT,), heard.append)
