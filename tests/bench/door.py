"""The door over HTTP: how many submissions are accepted and durable in a second, and how quick its first page is."""

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median

from bereginya.desk.site.settings import Process
from bereginya.vault.argon import RECEIPT, STRONG, Argon, ArgonQueue, BusyError, derive
from bereginya.vault.store import Store
from tests.bench.browser import Browser, Server, serve
from tests.bench.table import Figure, Target, over_rounds, percentile

ROUNDS, AT_ONCE, EACH = 3, 8, 12
PAGES = 300
SIGN_INS = 40
_ENTRIES = 6
"""Entries of one submission: folder and thread with two each, her words, and one for the counter book."""
_TEXT = "Сын не звонит третью неделю. Помогите узнать, где он. " * 8


def run(data: Path) -> Iterator[Figure]:
    """Measure the door on a committee's data."""
    before = _size(data)
    with serve(data, Process.DOOR) as door:
        first, plain = _first_page(door)
        rates = [_submissions(door) for _ in range(ROUNDS)]
    kept = _size(data) - before  # the process was killed, not stopped
    sent = ROUNDS * AT_ONCE * EACH
    argon = over_rounds(5, lambda: _one(RECEIPT))
    yield Figure(
        "submissions accepted and durable",
        median(rates),
        "/s",
        Target(least=50),
        f"Argon2id of nine words alone: {1 / argon:.0f} /s; {kept // _ENTRIES} of {sent} there after kill -9",
    )
    yield Figure(
        "first door page, p95",
        percentile(first, 0.95) * 1000,
        "ms",
        Target(below=30),
        f"median {median(first) * 1000:.1f} ms; the plainest page {median(plain) * 1000:.1f} ms",
    )


def sign_ins() -> Iterator[Figure]:
    """Measure what happens when many sign in at once."""
    queue = ArgonQueue(Argon(memory=RECEIPT.memory, passes=8))  # slow enough that none is done before all have come
    with ThreadPoolExecutor(SIGN_INS) as pool:
        answered = list(pool.map(lambda _: _is_let_in(queue), range(SIGN_INS)))
    one = over_rounds(3, lambda: _one(STRONG))
    yield Figure(
        f"sign-ins that wait when {SIGN_INS} come at once",
        sum(answered) - 1,
        "waiting",
        Target(below=33),
        f"one is worked on, {answered.count(False)} are told to come back; one passphrase takes {one:.1f} s",
    )


def _first_page(door: Server) -> tuple[list[float], list[float]]:
    browser = door.browser()
    for _ in range(20):  # templates and translations are read once
        browser.get("/")
    return [browser.get("/").seconds for _ in range(PAGES)], [browser.get("/about/").seconds for _ in range(PAGES)]


def _submissions(door: Server) -> float:
    """Return how many forms a second are answered when several people send theirs at the same time."""
    browsers = [door.browser() for _ in range(AT_ONCE)]
    forms = [[browser.get("/").hidden for _ in range(EACH)] for browser in browsers]
    start = time.perf_counter()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(_send, browsers, forms))
    return AT_ONCE * EACH / (time.perf_counter() - start)


def _send(browser: Browser, forms: Sequence[dict[str, str]]) -> None:
    for number, form in enumerate(forms):
        status = browser.post("/", form | {"text": f"{_TEXT} {number}"}).status
        if status != 303:
            raise RuntimeError(f"a submission was answered with {status}")


def _size(data: Path) -> int:
    store = Store(data)
    try:
        return store.size()
    finally:
        store.close()


def _one(cost: Argon) -> float:
    start = time.perf_counter()
    derive(b"words", bytes(16), cost)
    return time.perf_counter() - start


def _is_let_in(queue: ArgonQueue) -> bool:
    try:
        queue.derive(b"passphrase", bytes(16))
    except BusyError:
        return False
    return True
