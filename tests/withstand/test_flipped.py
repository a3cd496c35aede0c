"""Any one byte of what lies on the disk is changed: it is noticed or changed nothing; no wrong word is read."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from bereginya import vault as vaults
from bereginya.desk.cases import actions as cases
from bereginya.desk.cases.records import Note
from bereginya.desk.intake import actions as intake
from bereginya.desk.intake import door_actions, queries
from bereginya.desk.intake.records import Attachment, NamedFile, Words
from bereginya.desk.intake.records import Path as Way
from bereginya.facts.errors import BereginyaError
from bereginya.vault.verifying import verify
from tests.withstand.world import PASSPHRASE, found, opened

FLIPS, PARTS = 500, 5
FILE = b"his photograph " * 4000


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A committee with a case, a note that was corrected, a letter and a file."""
    data = tmp_path_factory.mktemp("flipped") / "data"
    found(data)
    vault = opened(data)
    keys = vaults.unlock(vault, "olga", PASSPHRASE)
    _, receipt = door_actions.receive(vault, "a" * 32, "Мой сын не отвечает с апреля.", Way.HELP, "ru")
    stored = vaults.put_file(vault, [FILE])
    door_actions.say(vault, receipt, Attachment(NamedFile(stored, "photo")), "b" * 32)
    (folder,) = queries.requests(keys)
    intake.take_on(keys, folder, keys.member)
    note = cases.say(keys, folder, Note("в среду"), once="1" * 32)
    cases.correct(keys, folder, note, Note("в четверг"), seen=note, once="2" * 32)
    intake.reply(keys, folder, "Мы читали.", once="3" * 32)
    vault.close()
    return data


def told(keys: vaults.Keyring) -> Iterator[str | bytes]:
    """Yield every word and every file that can be read."""
    for place in sorted(keys.compartments()):
        for one in vaults.entries(keys, place, history=True):
            if isinstance(one.record, Words | Note):
                yield one.record.text
                yield from (old.record.text for old in one.supersedes if isinstance(old.record, Note))
            if isinstance(one.record, Attachment):
                yield b"".join(vaults.read_file(keys.vault, one.record.file.stored))


def looked_at(data: Path) -> tuple[list[str | bytes], bool]:
    """Return what can be read with the passphrase, and whether anything at all was noticed on the way."""
    found: list[str | bytes] = []
    try:
        vault = opened(data)
    except BereginyaError:
        return [], True
    try:
        noticed = not verify(vault).sound
        keys = vaults.unlock(vault, "olga", PASSPHRASE)
        found.extend(told(keys))  # what came before an error stays in the list
        noticed = noticed or any(
            isinstance(one.record, vaults.Damaged)
            for place in keys.compartments()
            for one in vaults.entries(keys, place)
        )
    except BereginyaError:
        noticed = True
    finally:
        vault.close()
    return found, noticed


@pytest.mark.parametrize("part", range(PARTS))
def test_no_flipped_byte_gives_another_word_and_none_that_matters_goes_unnoticed(
    data: Path, tmp_path: Path, part: int
) -> None:
    whole, _ = looked_at(data)
    assert {"в среду", "в четверг", FILE} <= set(whole)
    chance = random.Random(part)
    contents = {one.relative_to(data): one.read_bytes() for one in sorted(data.rglob("*")) if one.is_file()}
    for _ in range(FLIPS // PARTS):
        name = chance.choice([one for one, content in contents.items() if content])
        place = chance.randrange(len(contents[name]))
        changed = bytearray(contents[name])
        changed[place] ^= 1 << chance.randrange(8)
        here = tmp_path / "data"
        _write(here, contents | {name: bytes(changed)})

        found, noticed = looked_at(here)

        assert set(found) <= set(whole), f"{name} at {place}"
        assert noticed or sorted(map(repr, found)) == sorted(map(repr, whole)), f"{name} at {place}"


def _write(folder: Path, contents: dict[Path, bytes]) -> None:
    for old in [one for one in sorted(folder.rglob("*"), reverse=True) if one.is_file()]:
        old.unlink()
    for name, content in contents.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
