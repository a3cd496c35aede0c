"""What this room may know: the seminars every member sees; the questions, whoever holds the reception."""

from bereginya import vault as vaults
from bereginya.desk.teaching.folds import BOX, SEMINARS, Question, Seminar
from bereginya.vault import EntryId, Keyring
from bereginya.vault.errors import NoSuchEntryError


def seminars(keys: Keyring) -> tuple[Seminar, ...]:
    """Return the seminars, the latest day first."""
    known = vaults.fold(keys, keys.house, SEMINARS).known
    return tuple(sorted(known.values(), key=lambda one: one.planned.day, reverse=True))


def seminar(keys: Keyring, entry: str) -> Seminar:
    """Return one seminar; raise NoSuchEntryError."""
    for one in seminars(keys):
        if one.id == entry:
            return one
    raise NoSuchEntryError(EntryId(entry))


def may_read_questions(keys: Keyring) -> bool:
    """Tell whether she was given the reception, where the questions lie."""
    return keys.holds(keys.reception)


def questions(keys: Keyring) -> tuple[Question, ...]:
    """Return all questions, those that wait first, the oldest of them first; none for whoever may not read them."""
    if not may_read_questions(keys):
        return ()
    known = vaults.fold(keys, keys.reception, BOX).known
    return tuple(sorted(known.values(), key=lambda one: (one.answered, one.day)))


def question(keys: Keyring, entry: str) -> Question:
    """Return one question; raise NoSuchEntryError, also for whoever may not read them."""
    for one in questions(keys):
        if one.id == entry:
            return one
    raise NoSuchEntryError(EntryId(entry))
