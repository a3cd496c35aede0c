"""Backup, restore, and what an erasure means for older copies."""

import os
import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

import pyrage
import pytest

from bereginya import vault
from bereginya.vault import Said
from bereginya.vault.backup import BackupError, backup, newest, restore
from bereginya.vault.erasing import KEY_BOX_DAYS
from bereginya.vault.verifying import verify
from tests.vault.world import PASSPHRASE, Plea, World, texts

AGE = shutil.which("age")


def _world(tmp_path: Path) -> tuple[World, vault.CompartmentId]:
    world = World(tmp_path / "data")
    place = world.folder_of(world.olga, "дело")
    vault.append(world.olga, Said(place, Plea("голос", vault.put_file(world.vault, [b"voice"]))))
    return world, place


def _opened(world: World, folder: Path) -> vault.Vault:
    world.vault.close()
    world.folder = folder
    return world.open()


def test_what_is_restored_opens_and_verifies(tmp_path: Path) -> None:
    world, place = _world(tmp_path)
    backup(world.vault, tmp_path / "copy")
    restore(tmp_path / "copy", tmp_path / "again")

    restored = _opened(world, tmp_path / "again")

    assert verify(restored).sound
    keys = vault.unlock(restored, "olga", PASSPHRASE)
    assert texts(keys, place) == ["дело", "голос"]
    file = vault.entries(keys, place)[-1].record
    assert isinstance(file, Plea)
    assert file.file is not None
    assert b"".join(vault.read_file(restored, file.file)) == b"voice"
    restored.close()


@pytest.mark.skipif(AGE is None and "CI" not in os.environ, reason="needs the age command: apt-get install age")
def test_a_sealed_backup_opens_with_the_plain_age_command(tmp_path: Path) -> None:
    world, _ = _world(tmp_path)
    identity = pyrage.x25519.Identity.generate()
    backup(world.vault, tmp_path / "copy", str(identity.to_public()))
    (tmp_path / "identity").write_text(str(identity))

    sealed = tmp_path / "copy" / "log" / "log.sqlite3.age"
    opened = subprocess.run([AGE or "age", "-d", "-i", tmp_path / "identity", sealed], capture_output=True, check=True)

    assert opened.stdout.startswith(b"SQLite format 3")
    world.vault.close()


def test_a_sealed_backup_opens_with_its_identity_only(tmp_path: Path) -> None:
    world, _ = _world(tmp_path)
    identity = pyrage.x25519.Identity.generate()
    backup(world.vault, tmp_path / "copy", str(identity.to_public()))

    with pytest.raises(BackupError):
        restore(tmp_path / "copy", tmp_path / "no")
    with pytest.raises(BackupError):
        restore(tmp_path / "copy", tmp_path / "wrong", str(pyrage.x25519.Identity.generate()))
    restore(tmp_path / "copy", tmp_path / "again", str(identity))
    assert (tmp_path / "again" / "keybox.sqlite3").exists()
    world.vault.close()


def test_a_key_box_lives_as_long_as_erasure_says_and_no_longer(tmp_path: Path) -> None:
    world, _ = _world(tmp_path)
    first = backup(world.vault, tmp_path / "copy").day
    world.time.pass_days(KEY_BOX_DAYS)

    later = backup(world.vault, tmp_path / "copy")

    assert later.day == first + timedelta(days=KEY_BOX_DAYS)
    assert later.dropped == (f"{first}.sqlite3",)
    assert newest(tmp_path / "copy") == later.day
    world.vault.close()


def test_when_the_erasure_is_final_no_copy_and_no_trustee_opens_the_folder(tmp_path: Path) -> None:
    world, place = _world(tmp_path)
    backup(world.vault, tmp_path / "copy")
    final = vault.erase_compartment(world.olga, place, "он просил")
    world.time.pass_days((final - world.vault.day()).days)
    backup(world.vault, tmp_path / "copy")
    restore(tmp_path / "copy", tmp_path / "again")

    restored = _opened(world, tmp_path / "again")

    assert texts(vault.open_as_quorum(restored, world.committee_seed), place) == []
    restored.close()


def test_an_older_key_box_with_the_newer_log_loses_what_was_erased_before_any_key_is_used(tmp_path: Path) -> None:
    world, place = _world(tmp_path)
    day = backup(world.vault, tmp_path / "copy").day
    world.time.pass_days(1)
    vault.erase_compartment(world.olga, place, "он просил")
    backup(world.vault, tmp_path / "copy")
    restore(tmp_path / "copy", tmp_path / "again", day=day)

    restored = _opened(world, tmp_path / "again")

    assert not restored.store.salts(place)
    assert texts(vault.open_as_quorum(restored, world.committee_seed), place) == []
    restored.close()


def test_nothing_is_restored_over_something(tmp_path: Path) -> None:
    world, _ = _world(tmp_path)
    backup(world.vault, tmp_path / "copy")

    with pytest.raises(BackupError):
        restore(tmp_path / "copy", tmp_path / "data")
    with pytest.raises(BackupError):
        backup(world.vault, tmp_path / "data" / "copy")
    world.vault.close()
