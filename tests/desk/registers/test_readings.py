"""Lists that take longer than a page: read alone, seen from everywhere, stopped, cut off by a lock, gone on with."""

import gc
import weakref
from collections.abc import Iterator
from io import BytesIO
from threading import Event

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from bereginya import vault as vaults
from bereginya.desk.registers import queries, readings, watching
from bereginya.desk.registers import register_actions as registers
from bereginya.desk.registers.folds import Begun
from bereginya.desk.registers.reading_records import ReadingBegun
from bereginya.desk.registers.readings import Going
from bereginya.tracing import reading
from bereginya.tracing.mapping import Mapping
from bereginya.vault import CompartmentId, Keyring
from tests.desk.registers.conftest import imported, opened, waiting
from tests.desk.world import PASSPHRASE, Committee

COLUMNS = {f"column{place}": role for place, role in enumerate(["id", "surname", "given_name", "", "born", "", ""])}


class Gate:
    """Holds every reading at its first rows until it is opened."""

    def __init__(self) -> None:
        self.reached, self.open = Event(), Event()
        self.tables: list[weakref.ref[pa.Table]] = []

    def batches(self, source: reading.Source, mapping: Mapping) -> Iterator[reading.Reading]:
        """Read as the library does, but wait at the gate."""
        self.reached.set()
        assert self.open.wait(30)
        for part in _read(source, mapping):
            self.tables.append(weakref.ref(part.table))
            yield part


_read = reading.batches


@pytest.fixture
def gate(patience: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    """A list so long that no page waits for it, as long as the gate is shut."""
    made = Gate()
    monkeypatch.setattr(readings, "PATIENCE", 0.0)
    monkeypatch.setattr(reading, "batches", made.batches)
    yield made
    made.open.set()


def asked(committee: Committee, gate: Gate, keys: Keyring | None = None) -> tuple[CompartmentId, str]:
    """Let Anna ask for a list that goes on being read; return its register and its file."""
    keys = keys or committee.anna
    place = opened(keys)
    arrived = waiting(keys, place)
    assert readings.look(keys, place, arrived).over.wait(30)
    answer = committee.desk(keys).post(f"/lists/{place}/read/{arrived}/", COLUMNS)
    assert answer["Location"] == f"/lists/{place}/reading/{arrived}/"
    assert gate.reached.wait(30)
    return place, arrived


def over(arrived: str) -> None:
    """Wait until nobody reads a file."""
    going = readings.going(arrived)
    assert going is None or going.over.wait(30)


def thread(arrived: str) -> Going:
    """Return the reading of a file that goes on."""
    going = readings.going(arrived)
    assert going is not None
    return going


def begun(keys: Keyring, place: CompartmentId) -> Begun:
    """Return the reading that the register says did not come to its end."""
    (one,) = queries.register_of(keys, place).waiting
    assert one.begun is not None
    return one.begun


def lock(committee: Committee, keys: Keyring) -> None:
    """Lock one member's desk."""
    committee.sessions.end_member(keys.member)


def again(committee: Committee) -> Keyring:
    """Let Anna sign in anew."""
    return vaults.unlock(committee.vault, "anna", PASSPHRASE)


def broken_in_the_middle() -> bytes:
    """Return a Parquet file whose first rows can be read and whose later ones cannot."""
    file = BytesIO()
    names = [f"Ковтун {at}" for at in range(600_000)]
    pq.write_table(pa.table({"фамилия": names}), file, row_group_size=300_000, compression="zstd")
    data = bytearray(file.getvalue())
    middle = len(data) * 3 // 4
    data[middle : middle + 2_000] = bytes(2_000)
    return bytes(data)


# ---- the usual case


def test_a_small_list_is_answered_at_once_and_leaves_no_word_of_its_reading(committee: Committee) -> None:
    place = opened(committee.anna)
    arrived = waiting(committee.anna, place)

    answer = committee.desk(committee.anna).post(f"/lists/{place}/read/{arrived}/", COLUMNS)

    issue = queries.register_of(committee.anna, place).current
    assert issue is not None
    assert answer["Location"] == f"/lists/{place}/edition/{issue.id}/"
    assert not any(isinstance(one.record, ReadingBegun) for one in vaults.entries(committee.anna, place))


def test_a_large_file_is_looked_at_alone_before_its_columns_are_shown(
    committee: Committee, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = opened(committee.anna)
    arrived = waiting(committee.anna, place)
    desk, address = committee.desk(committee.anna), f"/lists/{place}/read/{arrived}/"
    known, gate = reading.look, Event()
    monkeypatch.setattr(reading, "look", lambda path: known(path) if gate.wait(30) else None)
    monkeypatch.setattr(readings, "PATIENCE", 0.0)

    first = desk.get(address)
    gate.set()
    assert readings.look(committee.anna, place, arrived).over.wait(30)
    then = desk.text(address)

    assert "The file is being opened." in first.content.decode()
    assert first.headers["Refresh"] == "2"
    assert "Ковтун" in then


def test_what_was_seen_of_a_file_is_forgotten_when_the_desk_is_locked(committee: Committee) -> None:
    place = opened(committee.anna)
    arrived = waiting(committee.anna, place)
    committee.desk(committee.anna).text(f"/lists/{place}/read/{arrived}/")
    seen = readings.known(committee.anna, arrived)

    lock(committee, committee.anna)

    assert seen is not None
    assert readings.known(committee.anna, arrived) is None


# ---- while it goes on


def test_a_long_reading_says_how_far_it_is_and_ends_at_what_it_brought(committee: Committee, gate: Gate) -> None:
    place, arrived = asked(committee, gate)
    desk = committee.desk(committee.anna)

    page = desk.get(f"/lists/{place}/reading/{arrived}/")
    gate.open.set()
    over(arrived)
    brought = desk.get(f"/lists/{place}/reading/{arrived}/")

    assert page.headers["Refresh"] == "2"
    assert "0 rows of about 6 are read." in page.content.decode()
    assert "5 people were read." in desk.text(brought["Location"])


def test_it_can_be_left_and_come_back_to_from_the_lists(committee: Committee, gate: Gate) -> None:
    place, arrived = asked(committee, gate)
    desk = committee.desk(committee.anna)

    assert "a file is being read" in desk.text("/lists/")
    assert f"/lists/{place}/reading/{arrived}/" in desk.text(f"/lists/{place}/")
    assert desk.get(f"/lists/{place}/read/{arrived}/")["Location"] == f"/lists/{place}/reading/{arrived}/"


def test_two_members_who_read_one_file_meet_at_one_reading(committee: Committee, gate: Gate) -> None:
    place, arrived = asked(committee, gate)
    registers.give_key(committee.anna, place, committee.olga.member)
    olga = committee.desk(committee.olga)

    second = olga.post(f"/lists/{place}/read/{arrived}/", COLUMNS)
    page = olga.text(f"/lists/{place}/reading/{arrived}/")
    gate.open.set()
    over(arrived)

    assert second["Location"] == f"/lists/{place}/reading/{arrived}/"
    assert "Anna" in page
    assert len(queries.register_of(committee.anna, place).issues) == 1


def test_for_somebody_without_the_key_no_reading_exists(committee: Committee, gate: Gate) -> None:
    place, arrived = asked(committee, gate)
    hers, vera = opened(committee.olga), committee.desk(committee.vera)

    assert vera.get(f"/lists/{place}/reading/{arrived}/").status_code == 404
    assert committee.desk(committee.olga).post(f"/lists/{hers}/reading/{arrived}/stop/").status_code == 404
    assert begun(committee.anna, place).ended is None


# ---- ends


def test_what_is_stopped_stays_sealed_and_is_gone_on_with_by_a_press(committee: Committee, gate: Gate) -> None:
    place, arrived = asked(committee, gate)
    desk, reading = committee.desk(committee.anna), thread(arrived)

    desk.post(f"/lists/{place}/reading/{arrived}/stop/")
    gate.open.set()
    assert reading.over.wait(30)
    stopped = desk.text(f"/lists/{place}/reading/{arrived}/")
    desk.post(f"/lists/{place}/reading/{arrived}/go-on/")
    over(arrived)

    assert "The reading was stopped." in stopped
    assert queries.register_of(committee.anna, place).current is not None


def test_what_was_stopped_does_not_go_on_by_itself(committee: Committee, gate: Gate) -> None:
    place, arrived = asked(committee, gate)
    reading = thread(arrived)
    readings.stop(committee.anna, place, arrived)
    gate.open.set()
    assert reading.over.wait(30)

    readings.go_on_with_hers(committee.anna)

    assert readings.going(arrived) is None
    assert queries.register_of(committee.anna, place).current is None


def test_who_locked_and_signs_in_at_once_reads_on_at_once(committee: Committee, gate: Gate) -> None:
    place, arrived = asked(committee, gate)
    lock(committee, committee.anna)
    anna = again(committee)

    cut_off = readings.going(arrived)
    readings.go_on_with_hers(anna)
    goes_on = thread(arrived)
    gate.open.set()
    assert goes_on.over.wait(30)

    assert cut_off is None
    assert queries.register_of(anna, place).current is not None


def test_the_desk_itself_goes_on_with_what_was_cut_off(
    committee: Committee, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, arrived = asked(committee, gate)
    lock(committee, committee.anna)
    monkeypatch.setattr(watching, "_PAUSE", 0.0)
    anna = again(committee)

    watching.look_around(anna)
    watch = anna.memory.kept["registers.watch"]
    assert isinstance(watch, watching.Watch)
    assert watch.thread is not None
    watch.thread.join(30)
    gate.open.set()
    over(arrived)

    assert queries.register_of(anna, place).current is not None


def test_a_lock_ends_the_reading_and_whoever_asked_goes_on_by_signing_in(committee: Committee, gate: Gate) -> None:
    place, arrived = asked(committee, gate)
    reading = thread(arrived)
    lock(committee, committee.anna)
    gate.open.set()
    assert reading.over.wait(30)
    anna = again(committee)

    page = committee.desk(anna).text(f"/lists/{place}/reading/{arrived}/")
    cut_off = queries.register_of(anna, place).current
    readings.go_on_with_hers(anna)
    over(arrived)

    assert "The reading ended when a desk was locked" in page
    assert cut_off is None
    assert queries.register_of(anna, place).current is not None


def test_after_a_lock_a_colleague_goes_on_by_pressing_and_not_by_signing_in(committee: Committee, gate: Gate) -> None:
    place, arrived = asked(committee, gate)
    registers.give_key(committee.anna, place, committee.olga.member)
    reading = thread(arrived)
    lock(committee, committee.anna)
    gate.open.set()
    assert reading.over.wait(30)

    readings.go_on_with_hers(committee.olga)
    by_itself = readings.going(arrived)
    committee.desk(committee.olga).post(f"/lists/{place}/reading/{arrived}/go-on/")
    over(arrived)

    assert by_itself is None
    assert queries.register_of(committee.olga, place).current is not None


def test_nothing_of_a_list_is_left_in_memory_when_the_desk_is_locked(committee: Committee, gate: Gate) -> None:
    _, arrived = asked(committee, gate)
    going = thread(arrived)
    lock(committee, committee.anna)
    gate.open.set()
    assert going.over.wait(30)
    gc.collect()

    assert readings.now() == frozenset()
    assert [table() for table in gate.tables] == [None]


def test_a_file_that_breaks_in_the_middle_ends_with_a_reason_and_waits(committee: Committee, gate: Gate) -> None:
    place = opened(committee.anna)
    arrived = waiting(committee.anna, place, broken_in_the_middle(), "list.parquet")
    desk = committee.desk(committee.anna)
    assert readings.look(committee.anna, place, arrived).over.wait(30)
    desk.post(f"/lists/{place}/read/{arrived}/", {"column0": "surname"})
    gate.open.set()
    over(arrived)

    page = desk.get(f"/lists/{place}/reading/{arrived}/")

    assert "Refresh" not in page.headers
    assert "Try once more" in page.content.decode()
    assert begun(committee.anna, place).ended is not None


def test_a_file_that_is_let_go_while_it_is_read_brings_no_edition(committee: Committee, gate: Gate) -> None:
    place, arrived = asked(committee, gate)
    reading = thread(arrived)

    committee.desk(committee.anna).post(f"/lists/{place}/discard/{arrived}/")
    gate.open.set()
    assert reading.over.wait(30)

    register = queries.register_of(committee.anna, place)
    assert (register.waiting, register.issues) == ((), ())


# ---- numbers of a list


def test_a_number_that_stands_twice_is_counted_over_the_whole_file(committee: Committee) -> None:
    place = opened(committee.anna)
    twice = "".join(f"{at % 70_000};Ковтун\n" for at in range(110_000))
    edition = imported(committee.anna, place, f"№;Фамилия\n{twice}a row of three;cells;here\n")

    page = committee.desk(committee.anna).text(f"/lists/{place}/edition/{edition}/")

    assert "40,000 rows have a number that another row before them has." in page
