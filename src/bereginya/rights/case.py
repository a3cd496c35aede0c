"""What a condition may ask of the facts, on one day."""

from collections.abc import Mapping
from datetime import date

from bereginya.rights.calendars import months_later, years_at
from bereginya.rights.truth import Truth, every, known
from bereginya.rights.values import Row, Value, as_day

CONTESTED = ("signed_under_pressure", "signature_disputed")
SERVING = ("conscript", "contract", "mobilised", "volunteer")


class Case:
    """The facts a provision declared, and the day asked. Every question answers yes, no or missing."""

    __slots__ = ("_facts", "on")

    def __init__(self, facts: Mapping[str, Value], on: date) -> None:
        self._facts = facts
        self.on = on

    def day(self, key: str) -> date | None:
        """Return a day, None when nobody has told it."""
        return as_day(self._facts.get(key))

    def word(self, key: str) -> str | None:
        """Return a word of the fact's list, None when nobody has told it."""
        value = self._facts.get(key)
        return value if isinstance(value, str) else None

    def number(self, key: str) -> float | None:
        """Return a number, None when nobody has told it."""
        value = self._facts.get(key)
        return value if isinstance(value, int | float) else None

    def is_one(self, key: str, *words: str) -> Truth:
        """Ask whether the fact is one of these words."""
        value = self.word(key)
        if value is None:
            return Truth(None, missing=(key,))
        return known(value=value in words, facts=(key,))

    def yes(self, key: str) -> Truth:
        """Ask a question of yes and no."""
        return self.is_one(key, "yes")

    def no(self, key: str) -> Truth:
        """Ask whether the answer was no."""
        return self.is_one(key, "no")

    def at_least(self, key: str, number: float) -> Truth:
        """Ask whether the number is so large."""
        value = self.number(key)
        return Truth(None, missing=(key,)) if value is None else known(value=value >= number, facts=(key,))

    def told(self, key: str) -> Truth:
        """Ask whether the fact is known at all; a plan for later counts."""
        return known(value=True, facts=(key,)) if key in self._facts else Truth(None, missing=(key,))

    def happened(self, key: str) -> Truth:
        """Ask whether it had happened by the day asked."""
        day = self.day(key)
        return Truth(None, missing=(key,)) if day is None else known(value=day <= self.on, facts=(key,))

    def happened_unless(self, key: str, gate: str, word: str) -> Truth:
        """Ask whether it had happened; one word of another fact says that it never did, also without a day."""
        if self.word(gate) == word:
            return known(value=False, facts=(gate,))
        if self.day(key) is not None:
            return self.happened(key)
        return Truth(None, (), (key,) if self.word(gate) is not None else (key, gate))

    def before(self, first: str, second: str) -> Truth:
        """Ask whether one day lies before another."""
        one, other = self.day(first), self.day(second)
        if one is None or other is None:
            return self._lacks(first, second)
        return known(value=one < other, facts=(first, second))

    def sooner_than(self, months: int, start: str, end: str) -> Truth:
        """Ask whether less than so many months lie between two days."""
        one, other = self.day(start), self.day(end)
        if one is None or other is None:
            return self._lacks(start, end)
        return known(value=other < months_later(one, months), facts=(start, end))

    def months_over(self, start: str, months: int) -> Truth:
        """Ask whether so many months since `start` are full on the day asked."""
        day = self.day(start)
        if day is None:
            return Truth(None, missing=(start,))
        return known(value=months_later(day, months) <= self.on, facts=(start,))

    def age_between(self, low: int, high: int) -> Truth:
        """Ask whether he is at least `low` and not yet `high` years old."""
        born = self.day("birth_date")
        if born is None:
            return Truth(None, missing=("birth_date",))
        return known(value=low <= years_at(born, self.on) < high, facts=("birth_date",))

    def serves_as(self, *roles: str) -> Truth:
        """Ask in which role he serves, or served before he was missing, captured, discharged or dead."""
        status = self.word("status")
        if status is None:
            return Truth(None, missing=("status",))
        if status in SERVING or status == "draftee":
            return known(value=status in roles, facts=("status",))
        return self.is_one("served_as", *roles)

    def conscript_at(self, key: str) -> Truth:
        """Ask whether he was a conscript on the day of `key`: what he signed may have changed his status since."""
        status, start, day = self.word("status"), self.day("service_start_date"), self.day(key)
        if status in {None, "draftee"}:
            return self.serves_as("conscript")
        if start is not None and day is not None:
            return known(value=start <= day, facts=("service_start_date", key))
        if status == "conscript" or self.word("served_as") is not None:
            return self.is_one("status" if status == "conscript" else "served_as", "conscript")
        lacking = tuple(name for name in ("service_start_date", key) if self.day(name) is None)
        return Truth(None, missing=(*lacking, "served_as"))

    def dead(self) -> Truth:
        """Ask whether he died; a status that says he serves says he did not."""
        if self.day("death_date") is not None:
            return self.happened("death_date")
        if self.word("status") in {"missing", None}:
            return Truth(None, missing=("death_date",))
        return self.is_one("status", "dead")

    def captured(self) -> Truth:
        """Ask whether he is or was a prisoner of war."""
        source = self.word("capture_source")
        if self.word("status") == "pow":
            return known(value=True, facts=("status",))
        if source is not None:
            return known(value=source != "none", facts=("capture_source",))
        if self.word("status") in {"missing", None}:
            return Truth(None, missing=("capture_source",))
        return known(value=False, facts=("status",))

    def gone(self) -> Truth:
        """Ask whether contact with him was lost: a last letter alone does not say that no other will come."""
        if self.word("status") == "missing":
            return known(value=True, facts=("status",))
        if self.word("status") == "dead":  # nobody waits for a sign of his life
            return known(value=False, facts=("status",))
        return every(
            self.happened_unless("last_contact_date", "out_of_contact", "no"), self.is_one("out_of_contact", "yes")
        )

    def holds(self, table: tuple[Row, ...]) -> Truth:
        """Ask a plain table: every line has to hold."""
        return every(*(self._row(row) for row in table))

    def _row(self, row: Row) -> Truth:
        if row.happened:
            return self.happened(row.fact)
        if row.told:
            return self.told(row.fact)
        if row.at_least is not None:
            return self.at_least(row.fact, row.at_least)
        if row.at_most is not None:
            value = self.number(row.fact)
            return (
                Truth(None, missing=(row.fact,))
                if value is None
                else known(value=value <= row.at_most, facts=(row.fact,))
            )
        return self.is_one(row.fact, *row.one_of)

    def _lacks(self, *keys: str) -> Truth:
        return Truth(None, (), tuple(key for key in keys if self.day(key) is None))
