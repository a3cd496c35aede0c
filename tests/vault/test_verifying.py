"""The check without keys tells broken, missing and erased apart, and names each."""

import pytest

from bereginya import vault
from bereginya.vault import Said, house
from bereginya.vault.tree import leaf_hash, root
from bereginya.vault.verifying import Fault, Finding, verify
from tests.vault.world import PASSPHRASE, Note, Plea, World


def _world() -> tuple[World, vault.CompartmentId, vault.EntryId]:
    world = World()
    place = world.folder_of(world.olga, "а")
    (entry,) = vault.append(world.olga, Said(place, Note("б")))
    vault.unlock(world.vault, "olga", PASSPHRASE)
    return world, place, entry


def test_a_whole_log_is_sound_and_has_the_root_that_members_signed() -> None:
    world, _, _ = _world()

    report = verify(world.vault)

    assert report.sound
    assert (report.size, report.root) == world.vault.root()
    assert report.checkpoints == 1


def test_what_was_erased_on_purpose_is_no_fault() -> None:
    world, _, entry = _world()
    vault.erase(world.olga, [entry], "она просила")

    report = verify(world.vault)

    assert report.sound
    assert report.erased == 1


def test_a_lost_body_is_missing() -> None:
    world, _, entry = _world()
    world.vault.store.drop_body(entry)

    assert verify(world.vault).findings == (Finding(Fault.MISSING, f"entry {entry}"),)


def test_a_lost_salt_is_missing() -> None:
    world, _, entry = _world()
    world.vault.store.drop_salt(entry)

    assert verify(world.vault).findings == (Finding(Fault.MISSING, f"salt of entry {entry}"),)


def test_a_changed_body_is_broken() -> None:
    world, _, entry = _world()
    world.vault.store._log.execute("UPDATE entry SET body = x'00' WHERE id = ?", (bytes.fromhex(entry),))

    assert verify(world.vault).findings == (Finding(Fault.BROKEN, f"entry {entry}"),)


def test_a_changed_leaf_breaks_the_checkpoint_over_it() -> None:
    world, _, entry = _world()
    world.vault.store._log.execute("UPDATE entry SET digest = zeroblob(32) WHERE id = ?", (bytes.fromhex(entry),))

    found = verify(world.vault).findings

    assert Finding(Fault.BROKEN, f"entry {entry}") in found
    assert any(one.what.startswith("log before") for one in found)


def test_a_cut_log_lacks_what_was_signed() -> None:
    world, _, _ = _world()
    world.vault.store._log.execute("DELETE FROM entry WHERE position = (SELECT max(position) FROM entry)")

    assert [one.fault for one in verify(world.vault).findings] == [Fault.MISSING]


def test_a_lost_file_is_missing_and_named() -> None:
    world, place, _ = _world()
    file = vault.put_file(world.vault, [b"voice"])
    vault.append(world.olga, Said(place, Plea("голос", file)))
    world.vault.files.delete(file.id)

    assert verify(world.vault).findings == (Finding(Fault.MISSING, f"file {file.id}"),)


def test_erased_bytes_that_came_back_from_an_old_copy_are_named() -> None:
    world, place, entry = _world()
    salt = world.vault.store.salt(entry)
    assert salt is not None
    vault.erase(world.olga, [entry], "она просила")
    world.vault.store.add_salt(entry, place, salt)

    row = world.vault.store.row(entry)
    assert row is not None
    world.vault.store._log.execute("UPDATE entry SET body = x'00' WHERE id = ?", (bytes.fromhex(entry),))

    assert Finding(Fault.UNERASED, f"entry {entry}") in verify(world.vault).findings


def test_checkpoints_signed_before_a_change_of_keys_still_count() -> None:
    world, _, _ = _world()
    vault.renew_keys(world.olga, "olga", "seven other words that nobody has seen")

    assert verify(world.vault).sound


def test_the_root_of_every_size_is_found_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(house, "_TREE_STEP", 4)
    world = World()
    world.folder_of(world.olga, "один", "два", "три", "четыре", "пять")
    leaves = world.vault.store.leaves(0, world.vault.store.size())

    for size in (len(leaves), *range(len(leaves))):
        assert world.vault.root(size) == (size, root([leaf_hash(leaf) for leaf in leaves[:size]]))
