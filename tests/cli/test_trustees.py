"""Trustees decide at the terminal what no two members can."""

from pathlib import Path

from bereginya import vault as vaults
from bereginya.desk.members import actions, queries
from bereginya.desk.members.records import Asked
from bereginya.desk.site.kinds import KINDS
from bereginya.vault import CompartmentId, Power, Vault
from bereginya.vault.quorum import split
from tests.cli.test_commands import PASSPHRASE, founded, run


def opened(folder: Path) -> Vault:
    return vaults.open_vault(folder, KINDS, members=vaults.FAST, receipts=vaults.FAST)


def two_members(folder: Path) -> tuple[list[str], CompartmentId]:
    """Olga founds a committee and lets Anna in, who shares a folder with her; return trustees' words and the folder."""
    vault = opened(folder)
    olga = founded(vault)
    made = vaults.enrol(vault, "anna", PASSPHRASE)
    actions.admit(olga, Asked("00" * 8, made.member, "Anna", made.signing, made.sealing, "en"), frozenset({Power.WORK}))
    folder_of_both = vaults.begin(vault, holders=(olga.member, made.member, vault.trust().committee_holder), keys=olga)
    box = queries.seed_box(olga)
    assert box is not None
    vault.close()
    return list(split(box.seed, 2, 3)), folder_of_both


def test_trustees_shut_out_the_coordinator_without_a_second_member(tmp_path: Path) -> None:
    shares, both = two_members(tmp_path / "data")

    result = run("shut-out", tmp_path / "data", typed="\n".join((*shares[:2], "2", "y")) + "\n")

    assert result.exit_code == 0, result.output
    vault = opened(tmp_path / "data")
    anna = vaults.unlock(vault, "anna", PASSPHRASE)
    active = {one.name: one.active for one in queries.colleagues(anna)}
    assert active == {"Anna": True, "Olga": False}
    assert vaults.holders(anna, both) == {anna.member, vault.trust().committee_holder}
    vault.close()


def test_nobody_is_shut_out_by_too_few_trustees(tmp_path: Path) -> None:
    shares, _ = two_members(tmp_path / "data")

    result = run("shut-out", tmp_path / "data", typed=f"{shares[0]}\n\n")

    assert result.exit_code == 1
    assert "The words of more trustees are needed: 1 more." in result.output


def test_a_slip_of_the_pen_is_said_at_once_and_the_rest_is_not_typed_again(tmp_path: Path) -> None:
    shares, _ = two_members(tmp_path / "data")
    first, second = shares[:2]
    wrong_word = " ".join(("zebraword", *first.split()[1:]))
    swapped = " ".join((*first.split()[:-2], *reversed(first.split()[-2:])))
    typed = (wrong_word, swapped, " ".join(first.split()[:-1]), first, first, second, "2", "n")

    output = run("shut-out", tmp_path / "data", typed="\n".join(typed) + "\n").output

    assert "Word 1 is not one of the list" in output
    assert "do not fit together" in output
    assert "Words that were typed: 32. A sheet has 33 of them." in output
    assert "Trustees who are still needed: 1." in output
    assert "a trustee who was here already" in output
    assert "She cannot sign in any more" in output


def test_trustees_see_who_opened_what_on_which_day(tmp_path: Path) -> None:
    shares, both = two_members(tmp_path / "data")
    vault = opened(tmp_path / "data")
    queries.note_reading(vaults.unlock(vault, "anna", PASSPHRASE), both)
    day = vault.day()
    vault.close()

    result = run("readings", tmp_path / "data", typed="\n".join(shares[:2]) + "\n")

    assert f"{day}  {both[:8]}  Anna" in result.output
