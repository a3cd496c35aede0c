"""Today's page, the answers to a search, and the counts: all from what the member may open, and nothing else."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bereginya import vault as vaults
from bereginya.desk.cases import queries as cases
from bereginya.desk.cases.folds import CASE, Case
from bereginya.desk.counsel import queries as counsel
from bereginya.desk.counsel import watching
from bereginya.desk.homecoming import queries as homecoming
from bereginya.desk.intake import queries as intake
from bereginya.desk.intake.folds import REQUEST, THREAD, CounterBook, Request, Thread
from bereginya.desk.intake.records import Way
from bereginya.desk.members import queries as members
from bereginya.desk.overview.records import Promise
from bereginya.desk.overview.search import SEARCHED, Spellings, excerpt, fits
from bereginya.desk.post import queries as post
from bereginya.desk.registers import queries as registers
from bereginya.vault import CompartmentId, Entry, Fold, Keyring, Power

PROMISED_HOURS = 24
"""Until the committee sets another number."""
_AT_FIRST = 8
_HITS = 2


@dataclass(frozen=True, slots=True, repr=False)
class Today:
    """What wants somebody today. `missed` counts those who waited for longer than was promised."""

    due: Sequence[cases.Due]
    letters: Sequence[post.Due]
    letters_count: int
    sittings: Sequence[post.Sitting]
    law: Sequence[counsel.Due]
    watch: Sequence[watching.Due]
    nobody_since: date | None
    home: Sequence[homecoming.Due]
    traces: registers.Due
    waiting: Sequence[intake.Item]
    waiting_count: int
    answers: Sequence[cases.Listed]
    answers_count: int
    reserved: Sequence[date]
    missed: int
    hours: int
    door_says_nothing: bool
    may_invite: bool

    @property
    def calm(self) -> bool:
        """Whether nothing wants anybody."""
        soon = self.due or self.letters or self.sittings or self.law or self.watch or self.home or self.traces.any
        return not (soon or self.waiting_count or self.answers_count or self.reserved)


@dataclass(frozen=True, slots=True, repr=False)
class Found:
    """A folder in which every word of a search stands, with the places where."""

    folder: CompartmentId
    name: str
    is_case: bool
    hits: Sequence[tuple[Entry, str]] = ()


@dataclass(frozen=True, slots=True)
class Month:
    """How many came in a month, by which way, in which language, and how it went on."""

    month: str
    came: int
    ways: Sequence[tuple[Way, int]]
    languages: Sequence[tuple[str, int]]
    ends: Sequence[tuple[str, int]]


def _hours(state: int, entry: Entry) -> int:
    return entry.record.hours if isinstance(entry.record, Promise) else state


PROMISE: Fold[int] = Fold("overview.promise", PROMISED_HOURS, _hours)


def promised_hours(keys: Keyring) -> int:
    """Return within how many hours the committee wants to have read what came."""
    return vaults.fold(keys, keys.house, PROMISE)


def today(keys: Keyring) -> Today:
    """Return what wants somebody today."""
    vault, hours = keys.vault, promised_hours(keys)
    waiting = intake.waiting(keys) if intake.sees_requests(keys) else ()
    answers = [one for one in cases.cases(keys) if one.waits]
    notices = intake.reserved_notices(keys) if keys.holds(keys.reception) else ()
    late = timedelta(hours=hours)
    missed = [one for one in waiting if one.request.at and vault.clock.now() - one.request.at > late]
    letters = post.due(keys, vault.day())
    return Today(
        cases.due(keys, vault.day()),
        letters[:_AT_FIRST],
        len(letters),
        post.sittings(keys, vault.day(), vault.day() + post.SOON),
        counsel.due(keys, vault.day()),
        watching.due(keys, vault.day()),
        watching.nobody_since(keys, vault.day()),
        homecoming.due(keys, vault.day()),
        registers.due(keys),
        waiting[:_AT_FIRST],
        len(waiting),
        answers[:_AT_FIRST],
        len(answers),
        notices,
        sum(not one.thread.replies for one in missed),
        hours,
        not any(text.danger for text in members.door_texts(vault).values()),
        members.may(keys, Power.INVITE),
    )


def search(keys: Keyring, asked: Sequence[Spellings]) -> list[Found]:
    """Return the folders that hold every word, those first in whose name one stands, then by the newest entry.

    What was written to her is found under her folder. The hits are not read yet: see `with_hits`.
    """
    if not asked:
        return []
    texts = vaults.fold_all(keys, SEARCHED)
    known, requests, threads = (
        vaults.fold_all(keys, CASE),
        vaults.fold_all(keys, REQUEST),
        vaults.fold_all(keys, THREAD),
    )
    where = dict.fromkeys(
        folder
        for place, text in texts.items()
        if fits(text, asked) and (folder := _folder_of(place, threads.get(place), requests)) is not None
    )
    found = [_found(place, known[place], requests[place]) for place in where]
    return sorted(found, key=lambda one: (not fits(one.name.casefold().replace("ё", "е"), asked), one.name))


def with_hits(keys: Keyring, found: Found, asked: Sequence[Spellings]) -> Found:
    """Return the same with the first places in which one of the words stands."""
    said = intake.conversation(keys, found.folder)
    hits = [(one, text) for one in said if (text := excerpt(one, asked)) is not None]
    return Found(found.folder, found.name, found.is_case, tuple(hits[:_HITS]))


def months(keys: Keyring) -> list[Month]:
    """Return the counts of every month, the newest first."""
    book = intake.counters(keys)
    known = {month for month, _, _ in book.came} | {month for month, _ in book.ended}
    return [_month(book, month) for month in sorted(known, reverse=True)]


def _folder_of(
    place: CompartmentId, thread: Thread | None, requests: Mapping[CompartmentId, Request]
) -> CompartmentId | None:
    folder = place if thread is None or thread.folder is None else thread.folder
    state = requests.get(folder)
    return folder if state is not None and state.opening is not None else None


def _found(place: CompartmentId, case: Case, request: Request) -> Found:
    is_case = case.opened is not None
    return Found(place, case.name if is_case else intake.label(request), is_case)


def _month(book: CounterBook, month: str) -> Month:
    ways: Counter[Way] = Counter()
    languages: Counter[str] = Counter()
    for (when, way, language), number in book.came.items():
        if when == month:
            ways[way] += number
            languages[language] += number
    ends = tuple((how, number) for (when, how), number in sorted(book.ended.items()) if when == month)
    return Month(month, ways.total(), tuple(ways.most_common()), tuple(languages.most_common()), ends)
