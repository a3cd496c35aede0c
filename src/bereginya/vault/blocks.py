"""Where bytes end up: from a folder or an area of swap down to the disk, and whether dm-crypt stands between.

An answer is True (sealed), False (plain, as far as the kernel shows) or None (not to be found out). Encryption inside a
drive, below a virtual machine or of a network folder cannot be seen from here.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_SEALED_KINDS = frozenset({"ecryptfs", "fuse.gocryptfs", "fuse.encfs", "fuse.cryfs"})


@dataclass(frozen=True, slots=True)
class Machine:
    """Where the kernel tells about itself; tests give folders of their own."""

    proc: Path = Path("/proc")
    sys: Path = Path("/sys")
    etc: Path = Path("/etc")


@dataclass(frozen=True, slots=True)
class _Mount:
    point: str
    device: str  # major:minor
    kind: str
    source: str


def folder_sealed(machine: Machine, folder: Path) -> bool | None:
    """Tell whether what is written into `folder`, an absolute path without links, is sealed on its way to the disk."""
    return _mount_sealed(machine, _mount(machine, folder))


def all_sealed(answers: Iterable[bool | None]) -> bool | None:
    """Tell whether every one is sealed: one plain is plain, and one unknown leaves it unknown."""
    known = set(answers)
    return False if False in known else None if None in known else True


def swap_areas(machine: Machine) -> dict[str, bool | None] | None:
    """Return for each area of swap whether it is sealed, or None when the kernel does not tell."""
    table = read(machine.proc / "swaps")
    if table is None:
        return None
    areas = [line.split()[:2] for line in table.splitlines()[1:] if line.strip()]
    return {name: _swap_sealed(machine, _plain(name), kind) for name, kind in areas}


def _swap_sealed(machine: Machine, name: str, kind: str) -> bool | None:
    if kind == "file":
        return _mount_sealed(machine, _mount(machine, Path(name)))
    block = _block(machine, name)
    if block is None or not block.name.startswith("zram"):
        return _sealed(block)
    behind = read(block / "backing_dev")
    return True if behind in {None, "none"} else _sealed(_block(machine, behind or ""))


def _mount(machine: Machine, place: Path) -> _Mount | None:
    """Return what is mounted where `place` lies: the deepest mount point, of two on each other the later."""
    mounts = [_mount_of(line) for line in (read(machine.proc / "self/mountinfo") or "").splitlines()]
    over = [one for one in mounts if one is not None and place.is_relative_to(one.point)]
    return max(reversed(over), key=lambda one: len(one.point), default=None)


def _mount_of(line: str) -> _Mount | None:
    """Return the mount that a line of mountinfo tells (proc_pid_mountinfo(5))."""
    before, dash, after = line.partition(" - ")
    told, below = before.split(), after.split()
    if not dash or len(told) < 5 or len(below) < 2:
        return None
    return _Mount(_plain(told[4]), told[2], below[0], _plain(below[1]))


def _mount_sealed(machine: Machine, mount: _Mount | None) -> bool | None:
    if mount is None or mount.kind in _SEALED_KINDS:
        return None if mount is None else True
    block = machine.sys / "dev/block" / mount.device
    if not mount.device.startswith("0:") and block.exists():
        return _sealed(block)
    return _sealed(_block(machine, mount.source))  # btrfs and others hide the device behind a number of their own


def _block(machine: Machine, source: str) -> Path | None:
    """Return the kernel's folder of the block device that is called /dev/… , or None."""
    if not source.startswith("/dev/"):
        return None
    blocks = machine.sys / "class/block"
    if source.startswith("/dev/mapper/"):
        name = source.removeprefix("/dev/mapper/")
        return next((one for one in blocks.glob("dm-*") if read(one / "dm/name") == name), None)
    block = blocks / source.removeprefix("/dev/").replace("/", "!")
    return block if block.exists() else None


def _sealed(block: Path | None) -> bool | None:
    """Tell whether every way from this device down to a disk passes through dm-crypt."""
    if block is None or block.resolve().name.startswith("loop"):
        return None
    if (read(block / "dm/uuid") or "").startswith("CRYPT-"):
        return True
    whole = block.resolve().parent if (block / "partition").exists() else block
    below = list((whole / "slaves").glob("*"))
    return all_sealed(_sealed(one) for one in below) if below else False


def _plain(text: str) -> str:
    r"""Return a name as it is; the kernel writes a space in it as \040."""
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), text)


def read(file: Path) -> str | None:
    """Return what a small file of the kernel says, or None when it cannot be read."""
    try:
        return file.read_text("utf-8", "replace").strip()
    except OSError:
        return None
