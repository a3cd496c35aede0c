"""Today's page with five thousand letters that wait, and a hundred letters numbered with their pages."""

import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from statistics import median

import tests.desk.conftest  # noqa: F401 - the settings of the desk, before its rooms are imported
from bereginya import vault as vaults
from bereginya.desk.intake import records as intake
from bereginya.desk.post import batches, queries
from bereginya.desk.post.records import Batch, Channel, Checked, Drafted, Filled, OfficeIn, Posted
from bereginya.letters import find_template
from bereginya.vault import CompartmentId, Said
from tests.bench.table import Figure, Target, percentile
from tests.desk.post.test_letters import OFFICE, appeal, fields
from tests.desk.world import Committee

CASES, LETTERS_EACH, ROUNDS = 500, 10, 15


def figures() -> Iterator[Figure]:
    """Measure in one process, without a browser: the page is made whole, with its template."""
    committee = Committee()
    folders = [_case(committee) for _ in range(CASES)]
    for folder in folders:
        _letters_of(committee, folder)
    desk = committee.desk(committee.anna)
    while "refresh" in {name.lower() for name in desk.get("/").headers}:
        time.sleep(0.05)
    times = [_timed(lambda: desk.text("/")) for _ in range(ROUNDS)]
    waiting = f"{CASES * LETTERS_EACH} letters wait; p95 {percentile(times, 0.95) * 1000:.0f} ms"
    yield Figure("today's page with 5,000 open clocks", median(times) * 1000, "ms", Target(below=200), waiting)
    yield Figure(
        "a hundred letters numbered, typeset and sealed", _batch(committee, folders[:100]), "s", Target(below=10)
    )


def _case(committee: Committee) -> CompartmentId:
    keys = committee.anna
    holders = (keys.member, committee.vault.trust().committee_holder)
    opening = intake.Opening(intake.Path.HELP, intake.Way.VISIT, "ru", None)
    return vaults.begin(committee.vault, opening, intake.Taken(keys.member), holders=holders, keys=keys)


def _letters_of(committee: Committee, folder: CompartmentId) -> None:
    keys, sent = committee.anna, committee.vault.day() - timedelta(days=30)
    for number in range(LETTERS_EACH):
        nothing = vaults.StoredFile(keys.vault.random(16).hex(), b"\0" * 32, 1, 1, b"\0" * 32)
        stored = intake.NamedFile(nothing, "letter.pdf")
        (letter,) = vaults.append(keys, Said(folder, _draft()))
        posted = Posted(letter, sent.year, number + 1, sent + timedelta(days=number), Channel.POST, stored)
        vaults.append(keys, Said(folder, posted))


def _draft() -> Drafted:
    template = find_template("ru/appeal")
    office = Filled("office", office=OfficeIn("Министерство обороны", OFFICE))
    return Drafted(template.id, "0" * 32, template.kind, (office,), OFFICE)


def _batch(committee: Committee, folders: list[CompartmentId]) -> float:
    keys = committee.anna
    common = tuple(one for one in fields() if one.field != "office")
    place = batches.begin(keys, Batch(appeal().template, tuple(folders), (OFFICE,), common))
    batches.write_now(keys, place)
    for one in batches.progress(keys, place).letters:
        vaults.append(keys, Said(one.folder, Checked(one.letter.id, one.letter.statement)))
    seconds = _timed(lambda: batches.send_now(keys, place, committee.vault.day(), Channel.POST))
    if batches.progress(keys, place).posted != len(folders) or not queries.deadlines(keys):
        raise RuntimeError("not every letter was numbered")
    return seconds


def _timed(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start
