"""A disk that was changed by a stranger: nothing is sealed to his keys, nothing wrong is shown."""

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bereginya import vault
from bereginya.facts.errors import BereginyaError
from bereginya.vault import Damaged, Said
from bereginya.vault.errors import TrustBrokenError
from bereginya.vault.headers import Header, digest
from bereginya.vault.hpke import KeyPair
from bereginya.vault.ids import OPEN
from bereginya.vault.signing_in import DOOR_SHUT
from tests.vault.world import PASSPHRASE, Note, World, texts


def _swap_key(body: bytes, old: bytes, new: bytes) -> bytes:
    from base64 import urlsafe_b64encode as b64

    assert b64(old) in body
    return body.replace(b64(old), b64(new))


def _rewrite_open(world: World, change: Callable[[bytes], bytes]) -> None:
    """Change open entries as a thief would: body and digest both."""
    log = world.vault.store._log
    for row in world.vault.store.rows(OPEN):
        assert row.body is not None
        try:
            body = change(row.body)
        except AssertionError:
            continue
        log.execute("UPDATE entry SET body = ?, digest = ? WHERE position = ?", (body, digest(body), row.position))


@pytest.mark.parametrize("whose", ["member", "quorum", "reception"])
def test_nothing_is_sealed_to_a_swapped_key(whose: str) -> None:
    world = World()
    trust = world.vault.trust()
    assert trust.quorum is not None
    old = {
        "member": trust.member(world.olga.member).sealing,
        "quorum": trust.quorum.sealing,
        "reception": trust.books["reception"].sealing,
    }[whose]
    _rewrite_open(world, lambda body: _swap_key(body, old, KeyPair.from_seed(bytes(96)).public))

    with pytest.raises(TrustBrokenError):
        world.open_again()


def test_a_whole_other_committee_is_noticed_at_sign_in_and_shuts_the_door() -> None:
    world, thief = World(), World()
    row = world.vault.store.sealed("member", world.olga.way.locator if world.olga.way else b"")
    assert row is not None
    committee = world.vault.committee()
    log = world.vault.store._log
    log.execute("DELETE FROM entry")
    for one in thief.vault.store.log():
        log.execute(
            "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?)",
            (
                one.position,
                bytes.fromhex(Header.unpack(one.header).entry),
                bytes.fromhex(Header.unpack(one.header).compartment),
                one.header,
                one.digest,
                one.body,
            ),
        )
    again = world.open_again()
    # the same salt is needed to find her row at all; a thief who copies the committee's id fails at the founding key
    again._trust = replace(again.trust(), committee=committee)

    with pytest.raises(TrustBrokenError):
        vault.unlock(again, "olga", PASSPHRASE)
    assert again.store.setting(DOOR_SHUT) is not None


def test_a_log_that_was_cut_is_noticed_at_the_next_sign_in() -> None:
    world = World()
    place = world.folder_of(world.olga, "а", "б")
    vault.unlock(world.vault, "olga", PASSPHRASE)
    last = world.vault.store.last_position(place)
    world.vault.store._log.execute("DELETE FROM entry WHERE position >= ?", (last,))

    with pytest.raises(TrustBrokenError):
        vault.unlock(world.open_again(), "olga", PASSPHRASE)


def test_a_leaf_that_was_rewritten_is_noticed_at_the_next_sign_in() -> None:
    world = World()
    place = world.folder_of(world.olga, "а")
    vault.unlock(world.vault, "olga", PASSPHRASE)
    last = world.vault.store.last_position(place)
    world.vault.store._log.execute("UPDATE entry SET digest = ? WHERE position = ?", (bytes(32), last))

    with pytest.raises(TrustBrokenError):
        vault.unlock(world.open_again(), "olga", PASSPHRASE)


def test_a_damaged_entry_is_shown_in_its_place_and_the_others_stay_readable() -> None:
    world = World()
    place = world.folder_of(world.olga, "а", "б")
    row = world.vault.store.rows(place)[1]
    assert row.body is not None
    broken = bytes([*row.body[:40], row.body[40] ^ 1, *row.body[41:]])
    world.vault.store._log.execute("UPDATE entry SET body = ? WHERE position = ?", (broken, row.position))

    said = vault.entries(world.olga, place)

    assert isinstance(said[1].record, Damaged)
    assert said[1].id == Header.unpack(row.header).entry
    assert texts(world.olga, place) == ["б"]


def test_the_door_cannot_speak_for_a_member() -> None:
    """The door makes a compartment and so knows its secret; what it adds there later is not taken for a member's."""
    world = World()
    place = world.request("помогите")
    stranger = World()
    stranger.olga._ring[place] = world.olga.secrets(place)
    names = vault.append(stranger.olga, Said(place, Note("мы закрыли дело")))
    for name in names:
        row, salt = stranger.vault.store.row(name), stranger.vault.store.salt(name)
        assert row is not None
        assert salt is not None
        header = row.header[:2] + world.vault.committee() + row.header[18:]
        world.vault.store.add_salt(name, place, salt)
        world.vault.store.add_entry(name, place, header, row.digest, row.body or b"")

    assert texts(world.olga, place) == ["помогите"]
    assert isinstance(vault.entries(world.olga, place)[-1].record, Damaged)


@pytest.mark.parametrize("seed", range(8))
def test_no_flipped_byte_of_a_sealed_entry_gives_another_text(seed: int, tmp_path: Path) -> None:
    import random

    world = World(tmp_path / "data")
    place = world.folder_of(world.olga, *[f"запись {number}" for number in range(10)])
    before = texts(world.olga, place)
    chance = random.Random(seed)
    world.vault.close()
    for name in ("log.sqlite3", "keybox.sqlite3"):
        file = tmp_path / "data" / name
        data = bytearray(file.read_bytes())
        for _ in range(3):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        file.write_bytes(data)

    try:
        again = world.open()
        keys = vault.unlock(again, "olga", PASSPHRASE)
        after = texts(keys, place)
    except (BereginyaError, sqlite3.DatabaseError):
        return
    assert set(after) <= set(before)
