"""An invented committee at one desk: Olga founds it, Anna works, Vera invites and works."""

from typing import Any

from bereginya import vault
from bereginya.desk.members import actions, founding_actions, queries
from bereginya.desk.members.records import CommitteeFounded, Named
from bereginya.desk.members.sessions import Sessions
from bereginya.vault import Keyring, Power, Said, Vault
from tests.desk.clients import DeskClient

PASSPHRASE = "авангард аванс аквариум алмаз апельсин арбуз"
OTHER = "бабушка базар балкон банан барабан барсук"
COMMITTEE = CommitteeFounded("Комитет матерей Тестовска", "Россия", "прочитано")


class Seconds:
    """A clock for sessions that goes only when it is told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    def pass_by(self, seconds: float) -> None:
        self.now += seconds


class Desk:
    """One desk process with everybody who is signed in at it."""

    def __init__(self, opened: Vault) -> None:
        self.vault = opened
        self.seconds = Seconds()
        self.restarts = 0
        self.sessions = Sessions(opened, restart=self._restart, seconds=self.seconds)

    def _restart(self) -> None:
        self.restarts += 1

    def found(self) -> Keyring:
        return founding_actions.found(self.vault, "olga", PASSPHRASE, called="Ольга", committee=COMMITTEE)

    def member(self, olga: Keyring, name: str, *powers: Power) -> Keyring:
        newcomer = vault.enrol(self.vault, name, PASSPHRASE)
        vault.admit(olga, newcomer, frozenset(powers))
        vault.grant(olga, olga.house, newcomer.member)
        if Power.WORK in powers:
            vault.grant(olga, olga.reception, newcomer.member)
        vault.append(olga, Said(olga.house, Named(newcomer.member, name.capitalize())))
        return vault.unlock(self.vault, name, PASSPHRASE)

    def browser(self, keys: Keyring | None = None, **environ: Any) -> DeskClient:
        """A browser; with a keyring it is signed in as that member."""
        browser = DeskClient.at(self.vault, self.sessions, **environ)
        if keys is not None:
            inbox = actions.settle(keys, self.sessions)
            browser.cookies["s"] = self.sessions.open(keys, inbox)
        return browser

    def fresh(self) -> "Desk":
        """The same data at another desk process, as after a restart."""
        again = Desk(self.vault)
        again.seconds = self.seconds
        return again


def drafts(keys: Keyring) -> list[dict[str, str]]:
    """Return the fields of the forms that came too late."""
    return [{field.name: field.text for field in draft.fields} for _, draft in queries.own(keys).drafts]
