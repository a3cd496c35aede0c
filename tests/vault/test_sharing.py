"""Who may open what: grants, withdrawal, shutting out, the quorum."""

import pytest

from bereginya import vault
from bereginya.vault import CompartmentId, EntryId, HolderId, Power, Said
from bereginya.vault.errors import (
    AlreadyFoundedError,
    NoSuchCompartmentError,
    NotFoundedError,
    TrustBrokenError,
    WrongKeyError,
)
from bereginya.vault.records import Signer
from tests.vault.world import PASSPHRASE, Decision, Note, World, texts


def test_without_a_grant_a_compartment_looks_as_if_it_did_not_exist() -> None:
    world = World()
    anna = world.member("anna", Power.WORK)
    place = world.folder_of(world.olga, "тайна")

    with pytest.raises(NoSuchCompartmentError):
        vault.entries(anna, place)
    with pytest.raises(NoSuchCompartmentError):
        vault.entries(anna, CompartmentId("1" * 32))
    assert place not in anna.compartments()


def test_a_grant_opens_all_that_was_said_before() -> None:
    world = World()
    anna = world.member("anna", Power.WORK)
    place = world.folder_of(world.olga, "раньше")

    vault.grant(world.olga, place, anna.member)

    assert texts(anna, place) == ["раньше"]
    assert vault.holders(anna, place) == {world.olga.member, anna.member, world.quorum}


def test_a_letter_is_taken_into_the_ring_and_leaves_no_row() -> None:
    world = World()
    anna = world.member("anna")
    place = world.folder_of(world.olga, "дело")
    vault.grant(world.olga, place, anna.member)
    assert world.vault.store.letters(anna.member)

    assert anna.holds(place)
    assert not world.vault.store.letters(anna.member)
    assert vault.unlock(world.vault, "anna", PASSPHRASE).holds(place)


def test_what_is_said_after_withdrawal_is_closed_to_the_one_who_left() -> None:
    world = World()
    anna = world.member("anna")
    place = world.folder_of(world.olga, "при ней")
    vault.grant(world.olga, place, anna.member)
    assert texts(anna, place) == ["при ней"]

    vault.withdraw(world.olga, place, anna.member)
    vault.append(world.olga, Said(place, Note("без неё")))

    assert texts(world.olga, place) == ["при ней", "без неё"]
    assert texts(anna, place) == ["при ней"]
    with pytest.raises(NoSuchCompartmentError):
        vault.append(anna, Said(place, Note("я ещё здесь")))


def test_triage_takes_the_reception_out_and_the_new_reader_keeps_everything() -> None:
    world = World()
    anna = world.member("anna", Power.WORK, grants=(world.olga.reception,))
    place = world.request("помогите")
    vault.grant(anna, place, anna.member)

    vault.withdraw(anna, place, world.reception)

    assert texts(anna, place) == ["помогите"]
    assert place not in vault.unlock(world.vault, "olga", PASSPHRASE).compartments()


def test_the_quorum_opens_what_was_granted_to_it_and_who_signed() -> None:
    world = World()
    place = world.folder_of(world.olga)
    vault.append(world.olga, Said(place, Decision("решили")))

    keys = vault.open_as_quorum(world.vault, world.committee_seed)

    assert texts(keys, place) == ["решили"]
    signers = [entry.record for entry in vault.entries(keys, CompartmentId(keys.member))]
    assert any(isinstance(one, Signer) and one.compartment == place for one in signers)


def test_after_renewal_the_old_words_open_nothing_and_the_new_ones_everything() -> None:
    world = World()
    place = world.folder_of(world.olga, "дело")
    old = vault.open_as_quorum(world.vault, world.committee_seed)
    vault.append(world.olga, Said(place, Decision("да")))

    seed = vault.renew_committee(old)

    with pytest.raises(WrongKeyError):
        vault.open_as_quorum(world.vault, world.committee_seed)
    fresh = vault.open_as_quorum(world.vault, seed)
    assert texts(fresh, place) == ["дело", "да"]
    kept = [entry.record for entry in vault.quorum_entries(fresh)]
    assert any(isinstance(one, Signer) for one in kept)


def test_two_members_shut_out_a_third_and_one_does_not() -> None:
    world = World()
    anna, vera = world.member("anna", Power.WORK), world.member("vera", Power.WORK)

    assert not vault.shut_out(anna, world.olga.member)
    assert not vault.shut_out(anna, world.olga.member)
    assert vault.shut_out(vera, world.olga.member)
    with pytest.raises(WrongKeyError):
        vault.unlock(world.vault, "olga", PASSPHRASE)


def test_who_is_shut_out_is_left_out_of_everything_that_follows() -> None:
    world = World()
    anna, vera = world.member("anna", Power.WORK), world.member("vera", Power.WORK, Power.INVITE)
    place = world.folder_of(world.olga, "дело")
    for one in (anna, vera):
        vault.grant(world.olga, place, one.member)
    vault.shut_out(anna, world.olga.member)
    vault.shut_out(vera, world.olga.member)

    assert vault.leave_out(vera, world.olga.member) >= 2
    vault.append(anna, Said(place, Note("без неё")))
    assert texts(world.olga, place) == ["дело"]
    assert texts(vera, place) == ["дело", "без неё"]
    with pytest.raises(TrustBrokenError):
        vault.grant(anna, place, world.olga.member)


def test_a_second_founding_is_refused() -> None:
    with pytest.raises(AlreadyFoundedError):
        vault.found(World().vault, "другая", PASSPHRASE)


def test_nobody_unlocks_what_was_never_founded() -> None:
    empty = vault.open_vault(None, (), members=vault.FAST)

    with pytest.raises(NotFoundedError):
        vault.unlock(empty, "olga", PASSPHRASE)


@pytest.mark.parametrize(("name", "passphrase"), [("olga", "другая"), ("anna", PASSPHRASE), ("", "")])
def test_wrong_name_and_wrong_passphrase_are_one_error(name: str, passphrase: str) -> None:
    with pytest.raises(WrongKeyError) as caught:
        vault.unlock(World().vault, name, passphrase)
    assert str(caught.value) == "no such name, passphrase and code"


def test_who_enrolled_but_was_not_admitted_opens_nothing() -> None:
    world = World()
    vault.enrol(world.vault, "anna", PASSPHRASE)

    with pytest.raises(WrongKeyError):
        vault.unlock(world.vault, "anna", PASSPHRASE)


def test_without_the_power_to_invite_nobody_is_admitted() -> None:
    world = World()
    anna = world.member("anna", Power.WORK)
    newcomer = vault.enrol(world.vault, "eve", PASSPHRASE)

    with pytest.raises(TrustBrokenError):
        vault.admit(anna, newcomer, frozenset(Power))
    assert newcomer.member not in world.open_again().trust().members


def test_a_changed_passphrase_opens_and_the_old_one_does_not() -> None:
    world = World()
    place = world.folder_of(world.olga, "дело")
    vault.change_passphrase(world.olga, "olga", "seven other words that nobody has seen")

    with pytest.raises(WrongKeyError):
        vault.unlock(world.vault, "olga", PASSPHRASE)
    again = vault.unlock(world.vault, "olga", "seven other words that nobody has seen")
    assert texts(again, place) == ["дело"]


def test_after_a_seen_passphrase_the_old_keys_take_no_new_letters() -> None:
    world = World()
    place = world.folder_of(world.olga, "дело")
    anna = world.member("anna", Power.WORK)
    before = anna.seeds

    vault.renew_keys(anna, "anna", "seven other words that nobody has seen")
    vault.grant(world.olga, place, anna.member)

    assert before.sealing.public != world.vault.trust().member(anna.member).sealing
    assert texts(vault.unlock(world.vault, "anna", "seven other words that nobody has seen"), place) == ["дело"]


def test_the_founder_cannot_be_swapped_for_a_stranger_by_granting_to_an_unknown_holder() -> None:
    world = World()

    with pytest.raises(TrustBrokenError):
        vault.grant(world.olga, world.olga.house, HolderId("2" * 32))
    assert EntryId("2" * 32) not in world.vault.trust().erased


def test_who_was_left_out_of_the_reception_still_signs_in() -> None:
    world = World()
    anna = world.member("anna", Power.WORK, grants=(world.olga.reception,))
    vault.withdraw(world.olga, world.olga.reception, anna.member)

    again = vault.unlock(world.vault, "anna", PASSPHRASE)

    assert world.request("новое") not in again.compartments()
