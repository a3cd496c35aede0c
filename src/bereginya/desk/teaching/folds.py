"""The seminars with their numbers, and the questions that wait for one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from bereginya.desk.teaching.records import QuestionAnswered, QuestionAsked, SeminarHeld, SeminarPlanned
from bereginya.facts.changing import changed
from bereginya.vault import Entry, EntryId, Fold


@dataclass(frozen=True, slots=True, repr=False)
class Seminar:
    """One seminar; `held` is None until somebody wrote down how many came."""

    id: EntryId
    planned: SeminarPlanned
    held: SeminarHeld | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Question:
    """One question, the day it came, and whether it was answered."""

    id: EntryId
    day: date
    asked: QuestionAsked
    answered: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class Seminars:
    """All seminars by their entries."""

    known: Mapping[EntryId, Seminar] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, repr=False)
class Box:
    """All questions by their entries."""

    known: Mapping[EntryId, Question] = field(default_factory=dict)


def _seminars(state: Seminars, entry: Entry) -> Seminars:
    record = entry.record
    if isinstance(record, SeminarPlanned):
        return Seminars({**state.known, entry.id: Seminar(entry.id, record)})
    if isinstance(record, SeminarHeld) and record.seminar in state.known:
        return Seminars({**state.known, record.seminar: changed(state.known[record.seminar], held=record)})
    return state


def _box(state: Box, entry: Entry) -> Box:
    record = entry.record
    if isinstance(record, QuestionAsked):
        return Box({**state.known, entry.id: Question(entry.id, entry.day, record)})
    if isinstance(record, QuestionAnswered) and record.question in state.known and entry.author is not None:
        there = changed(state.known[record.question], answered=record.answered)
        return Box({**state.known, record.question: there})
    return state


SEMINARS: Fold[Seminars] = Fold("teaching.seminars", Seminars(), _seminars)
BOX: Fold[Box] = Fold("teaching.box", Box(), _box)
