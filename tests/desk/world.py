"""The invented committee of every test: Olga founded it, Anna works, Vera is a member without powers or grants.

Marta writes from outside. Time stands still until a test moves it.
"""

from bereginya import vault as vaults
from bereginya.desk.members import actions, founding_actions
from bereginya.desk.members.records import Asked, CommitteeFounded
from bereginya.desk.members.sessions import Sessions
from bereginya.desk.site.kinds import KINDS
from bereginya.vault import Keyring, Power
from tests.desk.clients import DeskClient, DoorClient
from tests.vault.world import Time

PASSPHRASE = "six quiet words for one invented woman"


class Committee:
    """A founded vault in memory, its members' keyrings, and the sessions of its one desk process."""

    def __init__(self) -> None:
        self.time = Time()
        clock = self.time.clock()
        self.vault = vaults.open_vault(None, KINDS, clock=clock, members=vaults.FAST, receipts=vaults.FAST)
        named = CommitteeFounded("Mothers of the North", "here", "read")
        self.olga = founding_actions.found(self.vault, "olga", PASSPHRASE, called="Olga", committee=named)
        self.anna = self.member("Anna", Power.WORK)
        self.vera = self.member("Vera")
        self.sessions = Sessions(self.vault, restart=lambda: None)

    def member(self, name: str, *powers: Power) -> Keyring:
        """Let a new member in, who signs in under her name in small letters."""
        made = vaults.enrol(self.vault, name.lower(), PASSPHRASE)
        asked = Asked("00" * 8, made.member, name, made.signing, made.sealing, "en")
        actions.admit(self.olga, asked, frozenset(powers))
        return vaults.unlock(self.vault, name.lower(), PASSPHRASE)

    def door(self) -> DoorClient:
        """Return a visitor's browser."""
        return DoorClient.at(self.vault)

    def desk(self, keys: Keyring | None = None) -> DeskClient:
        """Return a browser at the desk, signed in with `keys`; all of them meet in one process."""
        client = DeskClient.at(self.vault, self.sessions)
        return client if keys is None else client.sign_in(keys)
