"""What runs on a letter and on a suit: which days are known, who has to act until when, what can be done next."""

from datetime import date
from functools import lru_cache

from bereginya.desk.post.folds import Court, Outgoing
from bereginya.desk.post.records import Answer, Ruling
from bereginya.letters import Clock, ClockError, Days, Outcome, Step, Whose, answer_due, clocks, docket, next_steps

_FINAL = frozenset({Answer.ANSWERED, Answer.REFUSED})


def suit_of(court: Court) -> docket.Suit:
    """Return a suit as the library counts it."""
    hearings = [
        docket.Hearing(one.day, one.hour, one.where, (one.who,) if one.who else (), one.closed, one.put_off)
        for _, one in court.hearings
    ]
    motions = [docket.Motion(one.text, one.day, one.ruled) for _, one in court.motions]
    rulings = [docket.Ruling(one.what.value, one.ruled, one.day, one.full, one.received) for _, one in court.rulings]
    said = court.suit
    parts = (tuple(hearings), tuple(motions), tuple(rulings))
    return docket.Suit(court.id, said.court, said.instance, said.filed, said.number, said.judge, *parts)


def appeal(said: Ruling) -> Clock | None:
    """Return the clock to appeal a decision, or None where none runs."""
    return docket.appeal_clock(docket.Ruling(said.what.value, said.ruled, said.day, said.full, said.received))


def days_of(letter: Outgoing) -> Days:
    """Return the days of a letter that are known from what was sent and what came back."""
    said = {one.said.answer: one.said.day for one in letter.answers if one.said.answer is not None}
    sent = letter.posted.day if letter.posted else None
    refused = said.get(Answer.REFUSED)
    return Days(sent=sent, registered=said.get(Answer.REGISTERED), refused=refused, learned=refused)


def running(letter: Outgoing) -> tuple[Clock, ...]:
    """Return the clocks that run on a letter that was sent."""
    return _clocks(letter.draft.clocks, days_of(letter))


def first_clocks(kind: str, sent: date) -> tuple[Clock, ...]:
    """Return the clocks that begin to run when a letter of this kind is sent."""
    return _clocks(kind, Days(sent=sent))


def last_day(letter: Outgoing) -> Clock | None:
    """Return the clock by which the office has to answer, or None where the law says none."""
    return answer_due(running(letter))


def is_silent(letter: Outgoing, today: date) -> bool:
    """Tell whether the last day has passed without a final answer."""
    until = last_day(letter)
    return letter.waits and not is_answered(letter) and until is not None and until.due < today


def steps(letter: Outgoing, today: date) -> tuple[Step, ...]:
    """Return what can be done next after an answer, a refusal, or silence; nothing while the office has time."""
    kind = letter.draft.clocks
    answers = {one.said.answer for one in letter.answers}
    if Answer.REFUSED in answers:
        return next_steps(kind, Outcome.REFUSAL)
    if answers & {Answer.ANSWERED, Answer.PARTLY}:
        return next_steps(kind, Outcome.ANSWER)
    return next_steps(kind, Outcome.SILENCE) if is_silent(letter, today) else ()


def is_answered(letter: Outgoing) -> bool:
    """Tell whether the office has answered for good."""
    return any(one.said.answer in _FINAL for one in letter.answers)


def acts_by(clock: Clock) -> date:
    """Return the day by which somebody acts: an office on its last day, we before it can be too late."""
    return clock.due if clock.rule.whose is Whose.OFFICE else clock.safe


def still_counts(clock: Clock, letter: Outgoing) -> bool:
    """Tell whether a clock still matters: an office's until it answered, ours always."""
    if clock.rule.whose is Whose.US:
        return True
    said = {one.said.answer for one in letter.answers}
    return clock.rule.answer and not said & _FINAL


@lru_cache(maxsize=20_000)
def _clocks(kind: str, days: Days) -> tuple[Clock, ...]:
    """Return the clocks of a letter; the same days and kind give the same clocks, so they are counted once."""
    try:
        return clocks(kind, days)
    except ClockError:  # a kind of the committee's own: the law says no day
        return ()
