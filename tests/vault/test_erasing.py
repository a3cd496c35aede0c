"""What is erased is gone: from this disk, for who is locked out, and after a restore."""

import shutil
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bereginya import vault
from bereginya.vault import Outsider, Said
from bereginya.vault.erasing import KEY_BOX_DAYS
from bereginya.vault.errors import DamagedError, NoSuchCompartmentError, NoSuchEntryError
from bereginya.vault.hpke import KeyPair
from bereginya.vault.ids import CompartmentId, HolderId
from bereginya.vault.trust import thread_of
from tests.vault.world import PASSPHRASE, Note, Plea, World, texts


def test_an_erased_entry_is_gone_and_the_rest_stays() -> None:
    world = World()
    place = world.folder_of(world.olga, "останется")
    (gone,) = vault.append(world.olga, Said(place, Note("уйдёт")))

    final = vault.erase(world.olga, [gone], "она просила")

    assert texts(world.olga, place) == ["останется"]
    assert (final - world.vault.day()).days == KEY_BOX_DAYS
    assert world.vault.store.salt(gone) is None
    row = world.vault.store.row(gone)
    assert row is not None
    assert row.body is None


def test_with_a_correction_goes_what_it_corrected() -> None:
    world = World()
    place = world.folder_of(world.olga)
    (first,) = vault.append(world.olga, Said(place, Note("имя")))
    (second,) = vault.append(world.olga, Said(place, Note("имя и улица"), corrects=first))

    vault.erase(world.olga, [first], "она просила")

    assert texts(world.olga, place) == []
    assert world.vault.trust().erased == {first, second}


def test_a_compartment_erased_while_a_member_is_locked_out_does_not_open_for_her_afterwards() -> None:
    world = World()
    anna = world.member("anna")
    place = world.folder_of(world.olga, "тайна")
    vault.grant(world.olga, place, anna.member)
    assert texts(anna, place) == ["тайна"]
    anna.lock()

    vault.erase_compartment(world.olga, place, "она просила")

    again = vault.unlock(world.vault, "anna", PASSPHRASE)
    assert texts(again, place) == []
    with pytest.raises(NoSuchCompartmentError):
        vault.entries(world.olga, place)


def test_the_file_of_an_erased_entry_is_deleted() -> None:
    world = World()
    file = vault.put_file(world.vault, [b"voice"])
    place = world.request("голос")
    vault.append(world.olga, Said(place, Plea("вот", file)))
    entry = vault.entries(world.olga, place)[-1]
    assert b"".join(vault.read_file(world.vault, file)) == b"voice"

    vault.erase(world.olga, [entry.id], "она просила")

    with pytest.raises(DamagedError):
        list(vault.read_file(world.vault, file))


def test_an_old_key_box_put_back_does_not_bring_back_what_was_erased(tmp_path: Path) -> None:
    world = World(tmp_path / "data")
    place = world.folder_of(world.olga)
    (gone,) = vault.append(world.olga, Said(place, Note("уйдёт")))
    world.vault.store.copy_to(None, tmp_path / "old")
    vault.erase(world.olga, [gone], "она просила")
    world.vault.close()
    shutil.copy(tmp_path / "old", tmp_path / "data" / "keybox.sqlite3")

    restored = world.open()

    assert restored.store.salt(gone) is None
    assert texts(vault.unlock(restored, "olga", PASSPHRASE), place) == []
    restored.close()


def test_a_crash_between_the_notice_and_the_deed_is_made_good_at_the_next_start(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = World()
    place = world.folder_of(world.olga)
    (gone,) = vault.append(world.olga, Said(place, Note("уйдёт")))
    monkeypatch.setattr("bereginya.vault.erasing.drop_contents", lambda *_: None)
    vault.erase(world.olga, [gone], "она просила")
    assert world.vault.store.salt(gone) is not None

    world.open_again()

    assert world.vault.store.salt(gone) is None


class Receipt:
    """A visitor's receipt, from invented seeds."""

    def __init__(self, number: int) -> None:
        self.signing = Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32)
        self.sealing = KeyPair.from_seed(bytes([number]) * 96)
        self.thread = thread_of(self.signing.public_key().public_bytes_raw())

    def begin(self, world: World) -> CompartmentId:
        outsider = Outsider(HolderId(self.thread), self.sealing.public)
        return vault.begin(
            world.vault, Plea("адрес"), holders=(world.reception, world.quorum, outsider), compartment=self.thread
        )


def test_a_visitor_reads_with_her_receipt_what_was_written_to_her() -> None:
    world, receipt = World(), Receipt(1)
    receipt.begin(world)
    vault.append(world.olga, Said(receipt.thread, Note("мы прочли")))

    said = [entry.record for entry in vault.open_thread(world.vault, receipt.signing, receipt.sealing)]

    assert Note("мы прочли") in said


def test_a_receipt_still_reads_after_the_thread_got_a_new_secret() -> None:
    world, receipt = World(), Receipt(1)
    receipt.begin(world)
    vault.grant(world.olga, receipt.thread, world.olga.member)
    vault.withdraw(world.olga, receipt.thread, world.reception)
    vault.append(world.olga, Said(receipt.thread, Note("после приёма")))

    said = [entry.record for entry in vault.open_thread(world.vault, receipt.signing, receipt.sealing)]

    assert Note("после приёма") in said


def test_another_receipt_opens_nothing() -> None:
    world = World()
    Receipt(1).begin(world)

    with pytest.raises(NoSuchCompartmentError):
        vault.open_thread(world.vault, Receipt(2).signing, Receipt(2).sealing)
    with pytest.raises(NoSuchCompartmentError):
        vault.open_thread(world.vault, Receipt(1).signing, Receipt(2).sealing)


def test_a_visitor_erases_what_was_written_to_her_and_nothing_else() -> None:
    world, receipt = World(), Receipt(1)
    receipt.begin(world)
    (reply,) = vault.append(world.olga, Said(receipt.thread, Note("прочтите и сотрите")))
    (other,) = vault.append(world.olga, Said(world.folder_of(world.olga), Note("дело")))

    vault.erase_as_visitor(world.vault, receipt.signing, [reply])

    assert world.vault.store.salt(reply) is None
    with pytest.raises(NoSuchEntryError):
        vault.erase_as_visitor(world.vault, receipt.signing, [other])
    assert world.vault.store.salt(other) is not None
    assert reply in world.open_again().trust().erased
