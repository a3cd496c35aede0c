"""The door is killed again and again while people write: what was received is there, once, and whole."""

import random
import re
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from threading import Thread, Timer

from bereginya import vault as vaults
from bereginya.desk.intake import door_actions, queries
from bereginya.desk.intake.records import Words
from bereginya.desk.site.settings import Process
from bereginya.vault.receipts import parse_receipt, receipt_keys
from bereginya.vault.verifying import verify
from tests.bench.browser import Browser, Server, serve
from tests.withstand.world import PASSPHRASE, found, opened

SUBMISSIONS, AT_ONCE = 200, 4
_WORDS = re.compile(r"<li>([^<]+)</li>")


@dataclass(slots=True)
class Visitor:
    """Somebody who writes one text, and keeps the page she had when no answer came."""

    text: str
    form: dict[str, str] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)
    words: str = ""

    def write(self, door: Server) -> None:
        """Send it, the same form again if she sent it before, and read the nine words."""
        with Browser(door.port, self.cookies) as browser:
            self.form = self.form or browser.get("/").hidden
            sent = browser.post("/", self.form | {"text": self.text})
            assert sent.status == 303, sent.status
            page = browser.get(sent.headers["location"]).text
        self.words = " ".join(_WORDS.findall(page[page.index('class="words"') :])[:9])


def write_until_killed(door: Server, waiting: list[Visitor]) -> None:
    """Let one visitor after the other write; who got no answer waits again."""
    while waiting:
        one = waiting.pop()
        try:
            one.write(door)
        except (OSError, HTTPException):
            waiting.append(one)
            return


def a_life_of_the_door(data: Path, waiting: list[Visitor], seconds: float) -> None:
    """Open the door, let people write, and kill it after so many seconds."""
    with serve(data, Process.DOOR, quick_passphrases=True) as door:
        killer = Timer(seconds, door.running.kill)
        killer.start()
        people = [Thread(target=write_until_killed, args=(door, waiting)) for _ in range(AT_ONCE)]
        for one in people:
            one.start()
        for one in people:
            one.join()
        killer.cancel()


def test_what_was_received_survives_a_killed_door_and_is_there_once(tmp_path: Path) -> None:
    found(tmp_path / "data")
    everybody = [Visitor(f"обращение номер {number:03}") for number in range(SUBMISSIONS)]
    waiting, chance = list(everybody), random.Random(26)
    for _ in range(12):
        a_life_of_the_door(tmp_path / "data", waiting, chance.uniform(0.05, 0.7))
    a_life_of_the_door(tmp_path / "data", waiting, 60)

    vault = opened(tmp_path / "data")
    keys = vaults.unlock(vault, "olga", PASSPHRASE)
    said = [text for place in queries.requests(keys) for text in _words(keys, place)]
    assert sorted(said) == [one.text for one in everybody]
    for one in everybody:
        receipt = receipt_keys(parse_receipt(one.words), vault.receipt_argon)
        place = door_actions.folder_address(vault, receipt).compartment
        assert _words(keys, place) == [one.text]
    assert verify(vault).sound
    vault.close()


def _words(keys: vaults.Keyring, place: vaults.CompartmentId) -> list[str]:
    return [one.record.text for one in vaults.entries(keys, place) if isinstance(one.record, Words)]
