"""What members say about the law, the facts it asks about, and what is watched over in a service."""

from dataclasses import replace
from datetime import date

from bereginya import vault as vaults
from bereginya.desk.cases import queries as cases
from bereginya.desk.cases.records import Filed, Served
from bereginya.desk.counsel import queries, watching
from bereginya.desk.counsel.records import (
    ContractSeen,
    FactTold,
    Found,
    LawChanged,
    LawSigned,
    Looked,
    PlaceMeant,
    TransfersSwitched,
    UsualSilence,
)
from bereginya.desk.intake.records import NamedFile
from bereginya.facts.dates import PartialDate, SaidDate
from bereginya.facts.service import ServiceEvent, ServiceStep
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


# ---- the watch


def set_usual_silence(keys: Keyring, folder: CompartmentId, days: int | None, *, once: str) -> None:
    """Say for how many days this family usually hears nothing; None ends the watch."""
    cases.case_of(keys, folder)
    vaults.append(keys, Said(folder, UsualSilence(days)), once=once)


def was_heard(keys: Keyring, folder: CompartmentId, day: date, text: str | None, *, once: str) -> None:
    """Write down a sign of life: a step of the service like any other."""
    cases.case_of(keys, folder)
    told = SaidDate(meant=PartialDate(day.year, day.month, day.day))
    vaults.append(keys, Said(folder, Served(ServiceEvent(ServiceStep.LAST_CONTACT, told, text=text))), once=once)


def keep_contract(keys: Keyring, folder: CompartmentId, file: NamedFile, seen: ContractSeen, *, once: str) -> None:
    """Put a contract into the folder as it is today: the log keeps its hash and its day. `seen.entry` is set here."""
    cases.case_of(keys, folder)
    with keys.turn, keys.vault.store.writing():
        (entry,) = vaults.append(keys, Said(folder, Filed(file, seen.text)), once=once)
        vaults.append(keys, Said(folder, replace(seen, entry=entry)), once=f"{once}-seen")


def mean_place(keys: Keyring, folder: CompartmentId, step: str, place: str, *, once: str) -> None:
    """Say which of the places of one name was meant; raise NoSuchEntryError for a step or a place that is none."""
    stop = watching.stop_of(keys, folder, step)
    if place not in {one.id for one in stop.choices}:
        raise NoSuchEntryError(step)
    vaults.append(keys, Said(folder, PlaceMeant(stop.step.id, place)), once=once)


def switch_transfers(keys: Keyring, *, on: bool, text: str | None, once: str) -> None:
    """Let the desk watch transfers, as the committee's lawyer, or stop it."""
    vaults.append(keys, Said(keys.house, TransfersSwitched(on, text)), once=once)


def look(keys: Keyring, today: date) -> None:
    """Note that somebody looked today: one entry a day, whoever looks first."""
    if today not in queries.house(keys).looks:
        vaults.append(keys, Said(keys.house, Looked()))
