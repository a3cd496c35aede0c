"""One official's record over all cases: how often asked, answered, late, silent. Counts only, no case and no name.

>>> from datetime import date
>>> record([Asked(date(2026, 1, 12), date(2026, 2, 11), None)], date(2026, 3, 1)).silent
1
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median


@dataclass(frozen=True, slots=True)
class Asked:
    """One letter to an official: the day it was sent, the last day to answer, the day of the answer to the merits.

    `due` is None where no term binds them; `sure` is False where it rests on an assumed day. A letter answered twice
    is one letter: `answered` is the first answer that was one.
    """

    sent: date
    due: date | None
    answered: date | None
    refused: bool = False
    sure: bool = True


@dataclass(frozen=True, slots=True)
class OfficialRecord:
    """What came of the letters to one official. `late`: answered after the last day. `silent`: overdue and unanswered.

    asked = in_time + late + silent + waiting; `unsure` of `late` and `silent` rest on assumed days. Refusals are
    answers; `days` is the median of days from sending to answer.
    """

    asked: int
    in_time: int
    late: int
    silent: int
    waiting: int
    refused: int
    unsure: int
    days: float | None

    @property
    def answered(self) -> int:
        """Letters that were answered, in time or late."""
        return self.in_time + self.late


def record(letters: Iterable[Asked], today: date) -> OfficialRecord:
    """Return the record on this day. A letter whose term still runs counts against nobody."""
    every = tuple(letters)
    answered = [one for one in every if one.answered is not None]
    late = [one for one in answered if one.due is not None and one.answered is not None and one.answered > one.due]
    silent = [one for one in every if one.answered is None and one.due is not None and one.due < today]
    took = [(one.answered - one.sent).days for one in answered if one.answered is not None]
    return OfficialRecord(
        asked=len(every),
        in_time=len(answered) - len(late),
        late=len(late),
        silent=len(silent),
        waiting=len(every) - len(answered) - len(silent),
        refused=sum(one.refused for one in answered),
        unsure=sum(not one.sure for one in (*late, *silent)),
        days=median(took) if took else None,
    )
