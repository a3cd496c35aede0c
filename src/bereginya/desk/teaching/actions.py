"""What is done about seminars: planned, counted, asked, answered, forgotten."""

from datetime import date
from hashlib import sha256

from bereginya import vault as vaults
from bereginya.desk.teaching import queries
from bereginya.desk.teaching.records import QuestionAnswered, QuestionAsked, SeminarHeld, SeminarPlanned
from bereginya.vault import EntryId, Keyring, Said, Vault


def drop_question(vault: Vault, text: str, language: str, *, once: str) -> None:
    """Seal a question of somebody at the door for the reception. It cannot be read back there, and has no thread.

    The same form with the same text is one question; with another text both are kept.
    """
    told = sha256(f"question {once} {text}".encode()).hexdigest()
    vaults.drop(vault, vaults.book_address(vault, "reception"), QuestionAsked(text, language), once=told)


def plan(keys: Keyring, called: str, day: date, language: str, note: str | None, *, once: str) -> EntryId:
    """Plan a seminar."""
    return vaults.append(keys, Said(keys.house, SeminarPlanned(called, day, language, note)), once=once)[0]


def count(keys: Keyring, seminar: str, people: int, draftees: int | None, *, once: str) -> None:
    """Write down how many came; raise NoSuchEntryError for a seminar that is none."""
    held = SeminarHeld(queries.seminar(keys, seminar).id, people, draftees)
    vaults.append(keys, Said(keys.house, held), once=once)


def copy_question(keys: Keyring, text: str, language: str, *, once: str) -> None:
    """Copy a question from the paper box."""
    vaults.append(keys, Said(keys.reception, QuestionAsked(text, language)), once=once)


def settle(keys: Keyring, question: str, *, answered: bool, once: str) -> None:
    """Say that a question was answered, or that it waits again."""
    found = queries.question(keys, question)
    vaults.append(keys, Said(keys.reception, QuestionAnswered(found.id, answered)), once=once)


def forget_answered(keys: Keyring) -> int:
    """Erase the questions that were answered, and return how many they were: nobody needs them any more."""
    gone = [one.id for one in queries.questions(keys) if one.answered]
    if gone:
        vaults.erase(keys, gone, "questions answered at a seminar")
    return len(gone)
