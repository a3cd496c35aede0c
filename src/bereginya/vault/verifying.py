"""Checking the whole log without any key: what is broken, what is missing, what was erased on purpose.

Proves that the entries are those over which members signed checkpoints, in their order, and that every gap is named by
a signed erasure. It cannot tell whether a salt in the key box is the right one; reading tells that.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import Enum

from bereginya.facts.errors import BereginyaError
from bereginya.vault.checkpoints import CheckpointError, read_checkpoint
from bereginya.vault.errors import TrustBrokenError
from bereginya.vault.headers import Form, Header, digest, leaf
from bereginya.vault.house import Vault
from bereginya.vault.sealing import SALT_SIZE
from bereginya.vault.store import Row
from bereginya.vault.tree import Frontier
from bereginya.vault.trust import Trust


class Fault(Enum):
    """What can be wrong, by what it means for the people concerned."""

    BROKEN = "broken"
    """Stored bytes are not those that were written."""
    MISSING = "missing"
    """Something that was written is not there, and nobody said that it was erased."""
    UNERASED = "unerased"
    """Something that was erased is still there, from an older copy."""
    UNTRUSTED = "untrusted"
    """A signature does not reach back to the founding."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault, and the id of the entry, file or checkpoint it was found at."""

    fault: Fault
    what: str


@dataclass(frozen=True, slots=True)
class Report:
    """What a whole check found. `root` is the tree root over all leaves."""

    size: int
    root: bytes
    erased: int
    checkpoints: int
    findings: tuple[Finding, ...] = field(default=())

    @property
    def sound(self) -> bool:
        """Whether nothing is broken, missing, unerased or untrusted."""
        return not self.findings


def verify(vault: Vault, report: Callable[[float], None] | None = None) -> Report:
    """Check every row of the log, every file's presence, every salt's presence and every checkpoint."""
    findings = [Finding(Fault.BROKEN, text) for text in vault.store.faults()]
    trust = _trust(vault, findings)
    size, frontier, erased = vault.store.size(), Frontier(), 0
    roots = {0: frontier.root()}
    wanted = {count for count, _ in vault.store.checkpoints()}
    for expected, row in enumerate(_rows(vault, size, report)):
        findings += _row_faults(vault, row, expected, trust)
        erased += row.body is None
        frontier = frontier.append(leaf(row.header, row.digest))
        if frontier.size in wanted:
            roots[frontier.size] = frontier.root()
    findings += _file_faults(vault, trust)
    findings += _checkpoint_faults(vault, trust, roots)
    return Report(size, frontier.root(), erased, len(wanted), tuple(findings))


def _trust(vault: Vault, findings: list[Finding]) -> Trust:
    try:
        return vault.trust()
    except (TrustBrokenError, BereginyaError) as error:
        findings.append(Finding(Fault.UNTRUSTED, str(error)))
        return Trust()


def _rows(vault: Vault, size: int, report: Callable[[float], None] | None) -> Iterator[Row]:
    start = 0
    while rows := vault.store.log(start):
        yield from rows
        start = rows[-1].position + 1
        if report is not None:
            report(min(1.0, start / size))


def _row_faults(vault: Vault, row: Row, expected: int, trust: Trust) -> Iterator[Finding]:
    if row.position != expected:
        yield Finding(Fault.MISSING, f"position {expected}")
    try:
        header = Header.unpack(row.header)
    except BereginyaError:
        yield Finding(Fault.BROKEN, f"position {row.position}")
        return
    name = f"entry {header.entry}"
    if row.body is None:
        if header.entry not in trust.erased:
            yield Finding(Fault.MISSING, name)
        return
    if len(row.body) != header.length or digest(row.body) != row.digest or vault.store.row(header.entry) is None:
        yield Finding(Fault.BROKEN, name)
    if header.form is Form.SEALED:
        yield from _salt_faults(vault, header, trust)


def _salt_faults(vault: Vault, header: Header, trust: Trust) -> Iterator[Finding]:
    salt = vault.store.salt(header.entry)
    name = f"entry {header.entry}"
    if header.entry in trust.erased:
        yield Finding(Fault.UNERASED, name)
    elif salt is None:
        yield Finding(Fault.MISSING, f"salt of {name}")
    elif len(salt.salt) != SALT_SIZE:
        yield Finding(Fault.BROKEN, f"salt of {name}")


def _file_faults(vault: Vault, trust: Trust) -> Iterator[Finding]:
    present = set(vault.files.names())
    for file, entry in vault.store.files():
        if entry in trust.erased:
            if file in present:
                yield Finding(Fault.UNERASED, f"file {file}")
        elif file not in present:
            yield Finding(Fault.MISSING, f"file {file}")


def _checkpoint_faults(vault: Vault, trust: Trust, roots: dict[int, bytes]) -> Iterator[Finding]:
    for size, text in vault.store.checkpoints():
        try:
            checkpoint = read_checkpoint(text, trust.signers)
        except CheckpointError:
            yield Finding(Fault.UNTRUSTED, f"checkpoint at {size}")
            continue
        if size not in roots:
            yield Finding(Fault.MISSING, f"entries up to {size}")
        elif (checkpoint.size, checkpoint.root) != (size, roots[size]):
            yield Finding(Fault.BROKEN, f"log before {size}")
