"""A case in a court, as forms: the suit, its sittings, motions, rulings, and what may be said of it in public."""

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from bereginya.desk.cases.fields import DayField, OneOf
from bereginya.desk.post import words
from bereginya.desk.post.forms import Choice, DatedForm, PastDay
from bereginya.desk.post.records import Hearing, Motion, Ruling, RulingKind, Suit, SuitInPublic
from bereginya.desk.ui.forms import ChoiceField, LineField, TextField, YesField
from bereginya.letters.docket import Instance, Ruled
from bereginya.vault import EntryId, HolderId


class SuitForm(DatedForm):
    """A case in a court."""

    court = LineField(_("Which court?"), required=True)
    instance = OneOf(Instance, _("Which instance?"), words.INSTANCES, required=True)
    about = LineField(_("What is it about?"), required=True)
    filed = PastDay(_("When was it handed in?"))
    number = LineField(_("The court's number"))
    judge = LineField(_("Judge"))

    def record(self) -> Suit:
        """Return the suit."""
        told = self.cleaned_data
        return Suit(told["court"], told["instance"], told["about"], told["filed"], told["number"], told["judge"])


class CourtForm(DatedForm):
    """One thing that happened, or will, in a suit. `people` are the members who hold the folder."""

    def __init__(self, *values: Any, people: Sequence[Choice] = (), **more: Any) -> None:
        super().__init__(*values, **more)
        if "who" in self.fields:
            cast("ChoiceField", self.fields["who"]).choices = [("", _("nobody yet")), *people]

    def record(self, suit: EntryId) -> Hearing | Motion | Ruling | SuitInPublic:
        """Return what is to be sealed."""
        raise NotImplementedError


class HearingForm(CourtForm):
    """A sitting of the court."""

    day = DayField(_("On which day?"))
    hour = LineField(_("At what hour?"))
    where = LineField(_("Where?"))
    who = ChoiceField(_("Who goes?"), ())
    closed = YesField(_("Behind closed doors"))
    put_off = YesField(_("It was put off"))
    text = TextField(_("What should we know?"), rows=3)

    def clean_day(self) -> date:
        """Ask for the day: a sitting without one is none."""
        day = self.cleaned_data["day"]
        if not isinstance(day, date):
            raise ValidationError(_("Write the day like this: 31.12.2026."))
        return day

    def record(self, suit: EntryId) -> Hearing:
        """Return the sitting."""
        told = self.cleaned_data
        who = HolderId(told["who"]) if told["who"] else None
        return Hearing(
            suit, told["day"], told["hour"], told["where"], who, told["text"], told["closed"], told["put_off"]
        )


class MotionForm(CourtForm):
    """A motion."""

    text = LineField(_("What is asked of the court?"), required=True)
    day = PastDay(_("When was it handed in?"))
    ruled = OneOf(Ruled, _("What became of it?"), words.RULED)

    def record(self, suit: EntryId) -> Motion:
        """Return the motion."""
        told = self.cleaned_data
        return Motion(suit, told["day"], told["text"], told["ruled"])


class RulingForm(CourtForm):
    """What the court decided."""

    what = OneOf(RulingKind, _("What is it?"), words.RULINGS, required=True)
    ruled = OneOf(Ruled, _("How did it decide?"), words.RULED, required=True)
    day = PastDay(_("On which day?"))
    full = DayField(_("Day of the full text"), help_text=_("The days to appeal are counted from it."))
    received = DayField(_("Day it reached us"))
    text = TextField(_("What does it say, in short?"), rows=4)

    def record(self, suit: EntryId) -> Ruling:
        """Return the decision."""
        told = self.cleaned_data
        return Ruling(suit, told["day"], told["what"], told["ruled"], told["text"], told["full"], told["received"])


class InPublicForm(CourtForm):
    """What may be said in public about a suit."""

    text = TextField(
        _("In public"), rows=4, required=True, help_text=_("No names, no unit, no number. Two people release it later.")
    )

    def record(self, suit: EntryId) -> SuitInPublic:
        """Return the text."""
        return SuitInPublic(suit, self.cleaned_data["text"])
