"""What lies on the disk can be read from docs/formats alone, by a program that shares nothing with ours."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from bereginya import vault as vaults
from bereginya.desk.cases import actions as cases
from bereginya.desk.cases.records import Note
from bereginya.desk.intake import actions as intake
from bereginya.desk.intake import door_actions, queries
from bereginya.desk.intake.records import Attachment, NamedFile
from bereginya.desk.intake.records import Path as Way
from bereginya.desk.members import founding_actions
from bereginya.desk.members.records import CommitteeFounded
from bereginya.desk.site.kinds import KINDS
from bereginya.vault import Keyring, Vault
from tests.desk.world import PASSPHRASE
from tests.withstand import outsider
from tests.withstand.outsider import Outsider

pytestmark = pytest.mark.heavy
LISTS = Path(vaults.__file__).parent / "words"
HER_WORDS, OUR_WORDS, NOTE = "Сын не отвечает третью неделю.", "Мы прочитали.", "Позвонить после шести."
PHOTO = bytes(range(256)) * 9000
"""More than two chunks of a sealed file."""


class Written:
    """A committee's folder in which somebody asked, sent a photo, and was answered; with the real passphrase costs."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.vault: Vault = vaults.open_vault(data, KINDS)
        named = CommitteeFounded("Mothers of the North", "here", "read")
        self.olga: Keyring = founding_actions.found(
            self.vault, "Ольга Ёлкина", PASSPHRASE, called="Olga", committee=named
        )
        self.receipt, hers = door_actions.receive(self.vault, "a" * 32, HER_WORDS, Way.HELP, "ru")
        photo = NamedFile(vaults.put_file(self.vault, [PHOTO]), "фото.jpg")
        door_actions.say(self.vault, hers, Attachment(photo), "b" * 32)
        ((self.folder, _),) = queries.requests(self.olga).items()
        intake.take_on(self.olga, self.folder, self.olga.member)
        intake.reply(self.olga, self.folder, OUR_WORDS, once="c")
        cases.say(self.olga, self.folder, Note(NOTE), once="d" * 32)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Written]:
    made = Written(tmp_path_factory.mktemp("outsider") / "data")
    yield made
    made.vault.close()


def test_the_outsider_knows_nothing_of_our_program() -> None:
    read = ast.parse(Path(outsider.__file__).read_text("utf-8"))
    names = {one.module or "" for one in ast.walk(read) if isinstance(one, ast.ImportFrom)}
    names |= {alias.name for one in ast.walk(read) if isinstance(one, ast.Import) for alias in one.names}

    assert "hashlib" in names
    assert not [one for one in names if one.startswith(("bereginya", "tests"))]


def test_a_member_reads_all_that_she_may(written: Written) -> None:
    stranger = Outsider(written.data)

    stranger.sign_in(" ольга елкина ", PASSPHRASE.upper())
    found = list(stranger.statements())

    ours = {place: vaults.entries(written.olga, place, history=True) for place in written.olga.compartments()}
    everything = sorted((one.position, one.record.kind.tag) for said in ours.values() for one in said)
    assert [(one.position, one.tag) for one in found] == everything
    texts = {one.tag: one.record.get("text") for one in found}
    assert (texts["intake.words/1"], texts["intake.reply/1"], texts["case.note/1"]) == (HER_WORDS, OUR_WORDS, NOTE)
    assert {one.by.hex() for one in found if one.marked} == {written.olga.member}
    assert [one.tag for one in found if not one.marked]


def test_a_file_comes_out_as_it_went_in(written: Written) -> None:
    stranger = Outsider(written.data)
    stranger.sign_in("Ольга Ёлкина", PASSPHRASE)

    (told,) = [one.record["file"]["stored"] for one in stranger.statements() if one.tag == "intake.attachment/1"]

    assert stranger.file(told) == PHOTO


def test_nine_words_open_the_answers_and_nothing_else(written: Written) -> None:
    stranger = Outsider(written.data)

    thread = stranger.come_back(" ".join(written.receipt.words), LISTS)

    found = list(stranger.statements())
    assert {one.compartment for one in found} == {thread}
    assert OUR_WORDS in [one.record.get("text") for one in found]


def test_the_tree_is_the_one_that_members_signed(written: Written) -> None:
    stranger = Outsider(written.data)
    row = stranger.sign_in("Ольга Ёлкина", PASSPHRASE)
    written.olga.lock()
    again = vaults.unlock(written.vault, "Ольга Ёлкина", PASSPHRASE)  # the sign-in signs what she saw

    fresh = Outsider(written.data)
    signed = list(fresh.signed_roots())

    assert (len(fresh.rows), fresh.root()) in signed
    assert row["holder"] == again.member
