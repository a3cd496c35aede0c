"""A disk without room is said, nothing is half written, and there is a way on."""

from pathlib import Path

import pytest

from bereginya import vault
from bereginya.vault.errors import DamagedError, DiskFullError
from bereginya.vault.verifying import verify
from tests.vault.world import PASSPHRASE, Plea, World, texts


def full(world: World) -> None:
    """Let SQLite believe that the disk has no page more."""
    for connection in (world.vault.store._log, world.vault.store._box):
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages}")


def test_what_finds_no_room_is_refused_whole_and_taken_once_there_is_room(tmp_path: Path) -> None:
    world = World(tmp_path / "data")
    folder = world.request("первое")
    size = world.vault.store.size()
    full(world)

    with pytest.raises(DiskFullError):
        _write_until_it_is_full(world, folder)

    for connection in (world.vault.store._log, world.vault.store._box):
        connection.execute("PRAGMA max_page_count = 1000000")
    vault.drop(world.vault, vault.address(world.olga, folder), Plea("второе"))
    assert texts(world.olga, folder)[0] == "первое"
    assert texts(world.olga, folder)[-1] == "второе"
    assert world.vault.store.size() > size
    assert verify(world.vault).sound


def test_a_file_that_is_no_database_any_more_is_called_damaged(tmp_path: Path) -> None:
    World(tmp_path / "data").vault.close()
    (tmp_path / "data" / "log.sqlite3").write_bytes(b"\0" * 8192)

    with pytest.raises(DamagedError):
        vault.unlock(World.open(_closed(tmp_path / "data")), "olga", PASSPHRASE)


def _write_until_it_is_full(world: World, folder: vault.CompartmentId) -> None:
    for number in range(100):
        vault.drop(world.vault, vault.address(world.olga, folder), Plea("слово " * 2000), once=str(number))


def _closed(folder: Path) -> World:
    world = World.__new__(World)
    world.time, world.folder = World().time, folder
    return world
