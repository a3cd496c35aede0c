"""The way of a letter, as forms: how it leaves, what came in, where it belongs, when it is settled, many at once."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import Select
from django.utils.translation import gettext_lazy as _

from bereginya.desk.cases.fields import DayField, OneOf
from bereginya.desk.intake.records import NamedFile
from bereginya.desk.post import words
from bereginya.desk.post.records import Answer, Channel, Received
from bereginya.desk.ui.forms import ChoiceField, ChoicesField, FilesField, Form, LineField, TextField
from bereginya.vault import EntryId

Choice = tuple[str, str]


class PastDay(DayField):
    """A day that has come already; `today` is set by its form."""

    today: date | None = None

    def clean(self, value: Any) -> Any:
        """Return the day; a day that has not come yet is a slip, or a wrong clock."""
        day = super().clean(value)
        if day is None:
            raise ValidationError(_("Write the day like this: 31.12.2026."))
        if self.today is not None and day > self.today:
            raise ValidationError(_("This day has not come yet. Look at the day, and at this computer's clock."))
        return day


class DatedForm(Form):
    """A form with a day that has come already."""

    def __init__(self, *values: Any, today: date, **more: Any) -> None:
        super().__init__(*values, **more)
        for field in self.fields.values():
            if isinstance(field, PastDay):
                field.today = today


class SendForm(DatedForm):
    """How a letter leaves the house."""

    day = PastDay(_("On which day?"))
    channel = OneOf(Channel, _("How?"), words.CHANNELS, required=True)
    proof = LineField(_("Number of the receipt or of the parcel"), help_text=_("It can be added later."))


class ReceivedForm(DatedForm):
    """A letter that came in."""

    day = PastDay(_("On which day did it come?"))
    sender = LineField(_("Who wrote it?"), required=True)
    their_number = LineField(_("Their number and day"))
    answer = OneOf(Answer, _("What did they do?"), words.ANSWERS)
    passed_to = LineField(_("To whom did they pass it on?"))
    text = TextField(_("What does it say, in short?"), rows=4)
    file = FilesField(_("Photographs or files of the letter"), help_text=_("Up to 200 megabytes at one time."))

    def __init__(self, letters: Sequence[Choice], *values: Any, **more: Any) -> None:
        super().__init__(*values, **more)
        choices = [("", _("none of these")), *letters]
        self.fields["letter"] = ChoiceField(_("Which of our letters does it answer?"), choices, widget=Select())

    def record(self) -> Received:
        """Return the letter; its number is given when it is written into the book."""
        told = self.cleaned_data
        files = tuple(NamedFile(one.stored, one.name or "") for one in told["file"])
        letter = EntryId(told["letter"]) if told["letter"] else None
        return Received(
            told["day"].year, 0, told["day"], told["sender"], told["answer"], letter, told["text"],
            told["passed_to"], told["their_number"], files,
        )  # fmt: skip


class MoveForm(Form):
    """To which folder a letter belongs. First a name, then one of the folders that were found."""

    name = LineField(_("Name in the other folder"), required=True)

    def __init__(self, found: Sequence[Choice] | None, *values: Any, **more: Any) -> None:
        super().__init__(*values, **more)
        self.found = found
        if found:
            self.fields["to"] = ChoiceField(_("Which folder?"), found)

    def clean(self) -> dict[str, Any]:
        """Say so when no folder has such a name."""
        if self.found is not None and not self.found:
            raise ValidationError(_("No folder that you can open has this name."))
        return super().clean() or self.cleaned_data


class SettleForm(Form):
    """Why nothing more is waited for, or why it is after all."""

    text = LineField(_("Why?"))


class BatchForm(Form):
    """Which folders and which offices get the same letter."""

    def __init__(self, found: Sequence[Choice], offices: Sequence[Choice], *values: Any, **more: Any) -> None:
        super().__init__(*values, **more)
        self.fields["folders"] = ChoicesField(_("For which cases?"), found, required=True)
        self.fields["offices"] = ChoicesField(_("To which offices?"), offices)
