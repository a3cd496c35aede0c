"""What members say about the law and the facts it asks about."""

from datetime import date

from bereginya import vault as vaults
from bereginya.desk.cases import queries as cases
from bereginya.desk.counsel import queries
from bereginya.desk.counsel.records import FactTold, Found, LawChanged, LawSigned
from bereginya.rights import changed, read_changes, read_facts
from bereginya.vault import CompartmentId, Keyring, Said
from bereginya.vault.errors import NoSuchEntryError


def tell(keys: Keyring, folder: CompartmentId, key: str, value: str, *, once: str) -> None:
    """Write down a fact. Raises FactsError for a word outside its list or a day that is none."""
    cases.case_of(keys, folder)
    read_facts({key: value})
    vaults.append(keys, Said(folder, FactTold(key, value)), once=once)


def keep(keys: Keyring, folder: CompartmentId, provision: str, *, on: date, text: str | None, once: str) -> None:
    """Keep what the law says to the facts of a case on a day, with the very text that was used."""
    finding = queries.findings(keys, folder, on).get(provision)
    if finding is None:
        raise NoSuchEntryError(provision)
    until = finding.deadline.day if finding.deadline else None
    said = Found(provision, str(finding.cite), finding.outcome.value, on, until, text)
    vaults.append(keys, Said(folder, said), once=once)


def sign(keys: Keyring, provision: str, *, right: bool, text: str | None, once: str) -> None:
    """Say as an advocate that the present text of a provision is right, or that it is not."""
    version = queries.provision(keys, provision)
    vaults.append(keys, Said(keys.house, LawSigned(version.id, str(version.cite), right, text)), once=once)


def change(keys: Keyring, text: str, *, once: str) -> None:
    """Add, end or correct provisions. Raises RuleFileError for what cannot be law."""
    changed(queries.law(keys), read_changes(text, "changes"))
    vaults.append(keys, Said(keys.house, LawChanged(text)), once=once)
