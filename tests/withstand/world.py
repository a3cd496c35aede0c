"""A committee on the disk, with quick passphrases, and what its people wrote."""

from pathlib import Path

from bereginya import vault as vaults
from bereginya.desk.members import founding_actions
from bereginya.desk.members.records import CommitteeFounded
from bereginya.desk.site.kinds import KINDS
from bereginya.vault import Vault

PASSPHRASE = "six quiet words for one invented woman"


def opened(data: Path) -> Vault:
    """Return the vault as the door and the desk open it."""
    return vaults.open_vault(data, KINDS, members=vaults.FAST, receipts=vaults.FAST)


def found(data: Path) -> None:
    """Found a committee with one member, Olga."""
    vault = opened(data)
    committee = CommitteeFounded("Mothers of the North", "here", "read")
    founding_actions.found(vault, "olga", PASSPHRASE, called="Olga", committee=committee)
    vault.close()
