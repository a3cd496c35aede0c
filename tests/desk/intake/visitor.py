"""Marta at the door: she writes, keeps her words, comes back."""

import re
from typing import Any

from bereginya.desk.intake import door_actions
from bereginya.desk.intake.records import WriteTo
from bereginya.desk.intake.visits import visits_of
from bereginya.vault import CompartmentId, Entry
from bereginya.vault.receipts import ReceiptKeys
from tests.desk.clients import DoorClient
from tests.desk.world import Committee

HER_WORDS = "Мой сын Пётр не отвечает с апреля."


class Visitor:
    """One visitor with her browser."""

    def __init__(self, committee: Committee) -> None:
        self.committee = committee
        self.door: DoorClient = committee.door()
        self.number = ""
        self.words: tuple[str, ...] = ()

    def writes(self, text: str = HER_WORDS, way: str = "first", token: str = "") -> Any:
        """Send the first box, and keep the words that are shown."""
        answer = self.door.post(self.door.url(f"door:{way}"), {"text": text, "token": token})
        if answer.status_code == 303:
            self.number = answer["Location"].split("/")[2]
            self.words = words_on(self.door.text(answer["Location"]))
        return answer

    def url(self, name: str, *args: object) -> str:
        """Return the address of a page of her visit."""
        return self.door.url(f"door:{name}", self.number, *args)

    def answers(self, step: int, **fields: object) -> Any:
        """Send one of the pages that ask."""
        return self.door.post(self.url("ask", step), fields)

    def comes_back(self, words: str | None = None) -> Any:
        """Type the nine words in another browser."""
        self.door = self.committee.door()
        answer = self.door.post(self.door.url("door:back"), {"words": " ".join(self.words) if words is None else words})
        if answer.status_code == 303:
            self.number = answer["Location"].split("/")[2]
        return answer

    @property
    def keys(self) -> ReceiptKeys:
        """What her words open, while her visit lasts."""
        visit = visits_of(self.committee.vault).find(self.number)
        assert visit is not None
        return visit.keys

    @property
    def thread(self) -> list[Entry]:
        """What her words let her read."""
        return door_actions.read(self.committee.vault, self.keys)

    @property
    def folder(self) -> CompartmentId:
        """Where her words go."""
        return [one.record for one in self.thread if isinstance(one.record, WriteTo)][-1].address.compartment


def words_on(page: str) -> tuple[str, ...]:
    """Return the words of a receipt that a page shows."""
    listed = re.search(r'<ol class="words".*?</ol>', page, re.DOTALL)
    assert listed is not None
    return tuple(re.findall(r"<li>(.+?)</li>", listed[0]))
