"""The commands do their work on a real folder and say what happened, without a name."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bereginya import vault as vaults
from bereginya.cli import FILES, app, commands_of
from bereginya.desk.intake import door_actions, queries
from bereginya.desk.intake.records import Path as Way
from bereginya.desk.members import founding_actions
from bereginya.desk.members.records import CommitteeFounded
from bereginya.desk.site.kinds import KINDS
from bereginya.vault import Keyring
from bereginya.vault.quorum import split

PASSPHRASE = "six quiet words for one invented woman"
HER_WORDS = "Мой сын Пётр не отвечает с апреля."


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder in which Olga founded a committee and Marta wrote."""
    vault = vaults.open_vault(tmp_path / "data", KINDS, members=vaults.FAST, receipts=vaults.FAST)
    founded(vault)
    door_actions.receive(vault, "a" * 32, HER_WORDS, Way.HELP, "ru")
    vault.close()
    return tmp_path / "data"


def founded(vault: vaults.Vault) -> Keyring:
    committee = CommitteeFounded("Mothers of the North", "here", "read")
    return founding_actions.found(vault, "olga", PASSPHRASE, called="Olga", committee=committee)


def run(*arguments: object, typed: str = "") -> Result:
    return CliRunner().invoke(app, [str(one) for one in arguments], input=typed)


def test_every_command_of_every_file_can_be_reached() -> None:
    there = {name: file for file in dict.fromkeys(FILES.values()) for name in commands_of(file)}

    assert there == FILES


def test_a_command_loads_what_it_needs_and_no_statistics() -> None:
    loaded = "import sys; from bereginya.cli import app; app(['lock', '--help'], standalone_mode=False); "
    told = subprocess.run(
        [sys.executable, "-c", f"{loaded}print('scipy' in sys.modules)"], capture_output=True, text=True, check=True
    )

    assert told.stdout.splitlines()[-1] == "False"


def test_a_whole_log_is_called_sound(data: Path) -> None:
    result = run("verify", data)

    assert result.exit_code == 0
    assert result.output.splitlines()[-1] == "sound"


def test_a_changed_entry_is_named_and_ends_with_status_1(data: Path) -> None:
    with sqlite3.connect(data / "log.sqlite3") as log:
        (body,) = log.execute("SELECT body FROM entry ORDER BY position DESC LIMIT 1").fetchone()
        changed = bytes([body[-1] ^ 1])
        log.execute(
            "UPDATE entry SET body = ? WHERE position = (SELECT max(position) FROM entry)", [body[:-1] + changed]
        )
    log.close()

    result = run("verify", data)

    assert result.exit_code == 1
    assert "broken" in result.output


def test_what_was_backed_up_is_restored_and_sound(data: Path, tmp_path: Path) -> None:
    assert run("backup", data, tmp_path / "copy").exit_code == 0

    assert run("restore", tmp_path / "copy", tmp_path / "again").exit_code == 0

    assert run("verify", tmp_path / "again").exit_code == 0


def test_a_restore_never_overwrites_a_committee(data: Path, tmp_path: Path) -> None:
    run("backup", data, tmp_path / "copy")

    result = run("restore", tmp_path / "copy", data)

    assert result.exit_code == 1
    assert result.output.startswith("error:")


def test_trustees_words_let_somebody_in_who_then_reads_everything(tmp_path: Path) -> None:
    vault = vaults.open_vault(tmp_path / "data", KINDS, members=vaults.FAST, receipts=vaults.FAST)
    founding = vaults.found(vault, "olga", PASSPHRASE)
    door_actions.receive(vault, "a" * 32, HER_WORDS, Way.HELP, "ru")
    shares = split(founding.committee_seed, 2, 3)
    vault.close()

    typed = "\n".join((*shares[:2], "y", "nina", PASSPHRASE, PASSPHRASE)) + "\n"
    result = run("recover", tmp_path / "data", typed=typed)

    assert "members so far: 1." in result.output
    assert result.exit_code == 0, result.output
    keys = vaults.unlock(vaults.open_vault(tmp_path / "data", KINDS), "nina", PASSPHRASE)
    assert [one.words for one in queries.requests(keys).values()] == [HER_WORDS]


def test_too_few_words_open_nothing_and_say_so(tmp_path: Path) -> None:
    vault = vaults.open_vault(tmp_path / "data", KINDS, members=vaults.FAST, receipts=vaults.FAST)
    shares = split(vaults.found(vault, "olga", PASSPHRASE).committee_seed, 2, 3)
    vault.close()

    result = run("recover", tmp_path / "data", typed=f"{shares[0]}\n\n")

    assert result.exit_code == 1
    assert "The words of more trustees are needed: 1 more." in result.output


def test_the_doctor_tells_of_a_folder_that_others_may_read(data: Path) -> None:
    data.chmod(0o755)

    assert "Other users of this computer" in run("doctor", data).output


def test_locking_without_a_running_desk_says_that_nothing_is_open(data: Path) -> None:
    assert "nothing is unlocked" in run("lock", data).output


@pytest.mark.parametrize("command", ["verify", "recover", "shut-out", "readings"])
def test_a_folder_without_a_committee_is_refused_and_left_as_it_is(tmp_path: Path, command: str) -> None:
    result = run(command, tmp_path, typed="\n")

    assert result.output.startswith("error: There is no committee in this folder.\nhint: ")
    assert result.exit_code == 1
    assert list(tmp_path.iterdir()) == []


def test_a_log_without_its_key_box_is_told_and_gets_no_empty_one(data: Path) -> None:
    (data / "keybox.sqlite3").unlink()

    result = run("verify", data)

    assert "no key box" in result.output
    assert result.exit_code == 1
    assert not (data / "keybox.sqlite3").exists()


@pytest.mark.parametrize("command", ["lock", "doctor"])
def test_the_doctor_and_the_lock_look_at_any_folder_without_a_trace(tmp_path: Path, command: str) -> None:
    result = run(command, tmp_path, typed="\n")

    assert "Traceback" not in result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
