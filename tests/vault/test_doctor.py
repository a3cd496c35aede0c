"""The doctor looks at made-up machines: what is plain is bad, what is sealed is fine, the rest is unknown."""

import string
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bereginya.vault import doctor
from bereginya.vault.backup import backup
from bereginya.vault.blocks import Machine
from bereginya.vault.doctor import Finding, LogFacts, Severity, examine
from tests.vault.world import World

FINE, UNKNOWN, UNWISE, BAD = Severity.FINE, Severity.UNKNOWN, Severity.UNWISE, Severity.BAD
DATA = Path("/home/olga/data")
LOG = LogFacts("Europe/Moscow", date(2026, 3, 1))
SWAPS = "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n"


class Made:
    """A machine made of small files."""

    def __init__(self, folder: Path) -> None:
        self.machine = Machine(folder / "proc", folder / "sys", folder / "etc")

    def put(self, name: str, text: str) -> None:
        part, _, rest = name.partition("/")
        file = getattr(self.machine, part) / rest
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text + "\n", "utf-8")

    def block(self, name: str, number: str, *, over: tuple[str, ...] = (), dm: str = "", uuid: str = "") -> None:
        """Add a block device with the devices it lies over."""
        device = self.machine.sys / "devices" / name
        (device / "slaves").mkdir(parents=True)
        for kind, called in (("dev/block", number), ("class/block", name)):
            (self.machine.sys / kind).mkdir(parents=True, exist_ok=True)
            (self.machine.sys / kind / called).symlink_to(device)
        for below in over:
            (device / "slaves" / below).symlink_to(self.machine.sys / "class/block" / below)
        if dm:
            self.put(f"sys/devices/{name}/dm/name", dm)
            self.put(f"sys/devices/{name}/dm/uuid", uuid)

    def part(self, name: str, of: str, number: str) -> None:
        """Add a partition of a device."""
        self.put(f"sys/devices/{of}/{name}/partition", "1")
        for kind, called in (("dev/block", number), ("class/block", name)):
            (self.machine.sys / kind / called).symlink_to(self.machine.sys / "devices" / of / name)

    def mounts(self, *mounts: tuple[str, str, str, str]) -> None:
        """Say what is mounted: point, major:minor, kind, source."""
        lines = (f"22 1 {number} / {point} rw - {kind} {source} rw" for point, number, kind, source in mounts)
        self.put("proc/self/mountinfo", "\n".join(lines))


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """A laptop with one disk, two partitions, LUKS on the second, LVM on that."""
    laptop = Made(tmp_path)
    laptop.block("sda", "8:0")
    laptop.part("sda1", "sda", "8:1")
    laptop.part("sda2", "sda", "8:2")
    laptop.block("dm-0", "253:0", over=("sda2",), dm="luks", uuid="CRYPT-LUKS2-00ff-luks")
    laptop.block("dm-1", "253:1", over=("dm-0",), dm="vg-root", uuid="LVM-abc")
    laptop.block("zram0", "252:0")
    laptop.mounts(("/", "8:1", "ext4", "/dev/sda1"), ("/home", "253:1", "ext4", "/dev/mapper/vg-root"))
    laptop.put("proc/swaps", SWAPS)
    laptop.put("sys/power/state", "freeze mem disk")
    laptop.put("sys/power/disk", "[platform] shutdown")
    laptop.put("sys/power/resume", "0:0")
    laptop.put("proc/cmdline", "quiet splash")
    laptop.put("proc/sys/kernel/core_pattern", "core")
    laptop.put("proc/self/limits", "Max core file size         0                    unlimited            bytes")
    return laptop


def _swap(made: Made, *areas: tuple[str, str]) -> None:
    made.put("proc/swaps", SWAPS + "\n".join(f"{name} {kind} 1048572 0 -2" for name, kind in areas))


# ---- disk ----


def test_a_volume_over_luks_is_sealed(made: Made) -> None:
    assert doctor.disk(made.machine, DATA) == Finding("disk", FINE)


def test_a_bare_partition_is_plain(made: Made) -> None:
    assert doctor.disk(made.machine, Path("/srv/data")) == Finding("disk", BAD)


def test_luks_itself_is_sealed(made: Made) -> None:
    made.mounts(("/", "253:0", "ext4", "/dev/mapper/luks"))

    assert doctor.disk(made.machine, DATA).severity is FINE


def test_a_volume_over_a_plain_partition_is_plain(made: Made) -> None:
    made.block("dm-2", "253:2", over=("sda1",), dm="vg-plain", uuid="LVM-def")
    made.mounts(("/", "253:2", "ext4", "/dev/mapper/vg-plain"))

    assert doctor.disk(made.machine, DATA).severity is BAD


def test_a_mirror_with_one_plain_half_is_plain(made: Made) -> None:
    made.block("md0", "9:0", over=("dm-0", "sda1"))
    made.mounts(("/", "9:0", "ext4", "/dev/md0"))

    assert doctor.disk(made.machine, DATA).severity is BAD


def test_a_partition_of_a_sealed_device_is_sealed(made: Made) -> None:
    made.block("md1", "9:1", over=("dm-0",))
    made.part("md1p1", "md1", "259:0")
    made.mounts(("/", "259:0", "ext4", "/dev/md1p1"))

    assert doctor.disk(made.machine, DATA).severity is FINE


@pytest.mark.parametrize(
    ("source", "severity"), [("/dev/mapper/vg-root", FINE), ("/dev/dm-1", FINE), ("/dev/sda1", BAD), ("pool", UNKNOWN)]
)
def test_a_file_system_that_hides_its_device_is_found_by_its_source(
    made: Made, source: str, severity: Severity
) -> None:
    made.mounts(("/", "0:31", "btrfs", source))

    assert doctor.disk(made.machine, DATA).severity is severity


@pytest.mark.parametrize("kind", ["ecryptfs", "fuse.gocryptfs"])
def test_a_sealed_folder_is_sealed_on_any_disk(made: Made, kind: str) -> None:
    made.mounts(("/", "8:1", "ext4", "/dev/sda1"), ("/home", "0:40", kind, "/srv/closed"))

    assert doctor.disk(made.machine, DATA).severity is FINE


@pytest.mark.parametrize(
    ("number", "kind", "source"),
    [("0:50", "nfs4", "server:/data"), ("0:51", "overlay", "overlay"), ("7:0", "ext4", "/dev/loop0")],
)
def test_what_lies_elsewhere_is_unknown(made: Made, number: str, kind: str, source: str) -> None:
    made.block("loop0", "7:0")
    made.mounts(("/", number, kind, source))

    assert doctor.disk(made.machine, DATA).severity is UNKNOWN


def test_of_two_mounts_on_one_point_the_later_counts(made: Made) -> None:
    made.mounts(("/home", "253:1", "ext4", "/dev/dm-1"), ("/home", "8:1", "ext4", "/dev/sda1"))

    assert doctor.disk(made.machine, DATA).severity is BAD


def test_a_folder_whose_name_only_begins_alike_lies_elsewhere(made: Made) -> None:
    assert doctor.disk(made.machine, Path("/home2/data")).severity is BAD


def test_a_mount_point_with_a_space_is_understood(made: Made) -> None:
    made.mounts(("/", "8:1", "ext4", "/dev/sda1"), (r"/media/my\040disk", "253:0", "ext4", "/dev/dm-0"))

    assert doctor.disk(made.machine, Path("/media/my disk/data")).severity is FINE


# ---- swap ----


@pytest.mark.parametrize(
    ("areas", "severity"),
    [
        pytest.param([], FINE, id="none"),
        pytest.param([("/dev/zram0", "partition")], FINE, id="in memory"),
        pytest.param([("/dev/dm-1", "partition")], FINE, id="over LUKS"),
        pytest.param([("/dev/sda1", "partition")], BAD, id="plain partition"),
        pytest.param([("/swapfile", "file")], BAD, id="file on a plain disk"),
        pytest.param([("/home/swapfile", "file")], FINE, id="file on a sealed disk"),
        pytest.param([("/dev/dm-1", "partition"), ("/dev/sda1", "partition")], BAD, id="one of two plain"),
        pytest.param([("/dev/nbd0", "partition")], UNKNOWN, id="strange device"),
    ],
)
def test_swap(made: Made, areas: list[tuple[str, str]], severity: Severity) -> None:
    _swap(made, *areas)

    assert doctor.swap(made.machine) == Finding("swap", severity)


@pytest.mark.parametrize(("behind", "severity"), [("none", FINE), ("/dev/sda1", BAD), ("/dev/dm-0", FINE)])
def test_swap_in_memory_may_have_a_disk_behind_it(made: Made, behind: str, severity: Severity) -> None:
    _swap(made, ("/dev/zram0", "partition"))
    made.put("sys/devices/zram0/backing_dev", behind)

    assert doctor.swap(made.machine).severity is severity


# ---- hibernation ----


@pytest.mark.parametrize(
    ("area", "severity"), [("", FINE), ("/dev/zram0", FINE), ("/dev/dm-1", FINE), ("/dev/sda1", BAD)]
)
def test_hibernation_needs_somewhere_to_write(made: Made, area: str, severity: Severity) -> None:
    _swap(made, *([(area, "partition")] if area else []))

    assert doctor.hibernation(made.machine) == Finding("hibernation", severity)


@pytest.mark.parametrize(("file", "text"), [("proc/cmdline", "quiet resume=/dev/dm-1"), ("sys/power/resume", "253:1")])
def test_hibernation_that_was_set_up_is_unwise_even_on_a_sealed_disk(made: Made, file: str, text: str) -> None:
    _swap(made, ("/dev/dm-1", "partition"))
    made.put(file, text)

    assert doctor.hibernation(made.machine).severity is UNWISE


@pytest.mark.parametrize(("file", "text"), [("sys/power/state", "freeze mem"), ("sys/power/disk", "[disabled]")])
def test_hibernation_that_the_kernel_refuses_is_fine(made: Made, file: str, text: str) -> None:
    _swap(made, ("/dev/sda1", "partition"))
    made.put(file, text)

    assert doctor.hibernation(made.machine).severity is FINE


# ---- core dumps ----


@pytest.mark.parametrize(
    ("pattern", "limit", "severity"),
    [
        ("core", "0", FINE),
        ("core", "unlimited", UNWISE),
        ("|/usr/lib/systemd/systemd-coredump %P %u %c", "0", FINE),
        ("|/usr/lib/systemd/systemd-coredump %P %u %c", "unlimited", UNWISE),
        ("|/bin/false", "unlimited", FINE),
        ("|/usr/share/apport/apport -p%p", "0", BAD),
    ],
)
def test_core_dumps(made: Made, pattern: str, limit: str, severity: Severity) -> None:
    made.put("proc/sys/kernel/core_pattern", pattern)
    made.put("proc/self/limits", f"Max cpu time 0\nMax core file size         {limit:20} unlimited            bytes")

    assert doctor.core_dumps(made.machine).severity is severity


def test_the_handler_is_named_without_its_path(made: Made) -> None:
    made.put("proc/sys/kernel/core_pattern", "|/usr/share/apport/apport -p%p")

    assert doctor.core_dumps(made.machine).facts == {"handler": "apport"}


# ---- clock and zone ----


@pytest.mark.parametrize(("days", "severity"), [(0, FINE), (30, FINE), (-1, BAD)])
def test_the_clock_is_held_against_the_newest_entry(days: int, severity: Severity) -> None:
    assert doctor.clock(LOG.last + timedelta(days=days), LOG).severity is severity


def test_without_a_log_the_clock_is_unknown() -> None:
    assert doctor.clock(date(1970, 1, 1), None).severity is UNKNOWN


@pytest.mark.parametrize(("name", "severity"), [("Europe/Moscow", FINE), ("Asia/Tbilisi", UNWISE)])
def test_the_zone_of_the_machine_is_held_against_that_of_the_committee(
    made: Made, name: str, severity: Severity
) -> None:
    made.machine.etc.mkdir()
    (made.machine.etc / "localtime").symlink_to(f"/usr/share/zoneinfo/{name}")

    assert doctor.zone(made.machine, LOG).severity is severity


def test_a_copied_zone_file_tells_no_name(made: Made) -> None:
    made.put("etc/localtime", "TZif")

    assert doctor.zone(made.machine, LOG).severity is UNKNOWN


# ---- room, backups, access ----


@pytest.mark.parametrize(("free", "severity"), [(50 << 30, FINE), (2 << 30, UNWISE), ((1 << 30) - 1, BAD)])
def test_room(free: int, severity: Severity) -> None:
    assert doctor.room(free).severity is severity


@pytest.mark.parametrize(("age", "severity"), [(0, FINE), (2, FINE), (3, UNWISE), (7, UNWISE), (8, BAD)])
def test_backups_grow_old(tmp_path: Path, age: int, severity: Severity) -> None:
    world = World(tmp_path / "data")
    made = backup(world.vault, tmp_path / "copies")
    world.vault.close()

    assert doctor.backups(tmp_path / "copies", made.day + timedelta(days=age)) == Finding(
        "backups", severity, {"days": age}
    )


def test_a_backup_folder_without_a_backup_is_bad(tmp_path: Path) -> None:
    assert doctor.backups(tmp_path, date(2026, 3, 1)).severity is BAD


@pytest.mark.parametrize("folder", [None, Path("/not/plugged/in")])
def test_a_backup_that_cannot_be_looked_at_is_unknown(folder: Path | None) -> None:
    assert doctor.backups(folder, date(2026, 3, 1)).severity is UNKNOWN


@pytest.mark.parametrize(("mode", "severity"), [(0o700, FINE), (0o750, BAD), (0o701, BAD), (0o500, FINE)])
def test_only_the_owner_may_open_the_folder(tmp_path: Path, mode: int, severity: Severity) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    folder.chmod(mode)

    assert doctor.access(folder) == Finding("access", severity, {"mode": f"{mode:04o}"})


# ---- all together ----


def test_a_machine_that_tells_nothing_is_unknown_and_never_fine(tmp_path: Path) -> None:
    silent = Machine(tmp_path / "proc", tmp_path / "sys", tmp_path / "etc")
    checks = (doctor.disk(silent, DATA), doctor.swap(silent), doctor.hibernation(silent), doctor.core_dumps(silent))

    assert {one.severity for one in (*checks, doctor.zone(silent, LOG))} == {UNKNOWN}


def test_examining_a_committee_reads_zone_and_day_from_its_log(made: Made, tmp_path: Path) -> None:
    world = World(tmp_path / "data")
    world.vault.close()

    assert doctor.log_facts(tmp_path / "data") == LOG


def test_examining_changes_nothing_in_an_empty_folder(made: Made, tmp_path: Path) -> None:
    folder = tmp_path / "empty"
    folder.mkdir(mode=0o700)

    found = examine(folder, machine=made.machine, now=datetime(2026, 3, 1, tzinfo=UTC))

    assert not list(folder.iterdir())
    assert [one.code for one in found] == [*doctor._sentences()]


def test_a_clock_that_went_back_is_found(made: Made, tmp_path: Path) -> None:
    World(tmp_path / "data").vault.close()

    found = examine(tmp_path / "data", machine=made.machine, now=datetime(2026, 2, 27, 22, 0, tzinfo=UTC))

    assert Finding("clock", BAD, {"days": 1}) in found  # it is the 28th in Moscow already


@pytest.mark.parametrize("code", doctor._sentences())
def test_every_sentence_is_there_in_three_languages_with_the_same_facts(code: str) -> None:
    for sentences in doctor._sentences()[code].values():
        quoted = [{part[1] for part in string.Formatter().parse(text)} for text in sentences.values()]

        assert set(sentences) == {"en", "ru", "uk"}
        assert quoted[0] == quoted[1] == quoted[2]


@pytest.mark.parametrize("language", ["en", "ru", "uk"])
def test_a_finding_is_said_with_its_facts(language: str) -> None:
    finding = doctor.clock(date(2026, 2, 27), LOG)

    assert "2" in finding.say(language)  # type: ignore[arg-type]  # the three are given by hand
