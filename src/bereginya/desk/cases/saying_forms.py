"""What a member says in a folder, as forms: each knows how to become a record and how to show one again."""

from collections.abc import Sequence
from datetime import date
from typing import Any, TypeVar, cast

from django.utils.translation import gettext_lazy as _

from bereginya.desk.cases import words
from bereginya.desk.cases.fields import DayField, OneOf, SaidDateField
from bereginya.desk.cases.records import Consented, Need, NeedKind, Note, Reachable, Task, Task1
from bereginya.desk.intake.door_forms import SCOPES
from bereginya.desk.ui.forms import ChoiceField, ChoicesField, Form, LineField, TextField, YesField
from bereginya.facts.consent import Consent, Scope
from bereginya.facts.contacts import Channel, Contact, SafetyWords
from bereginya.facts.records import Record
from bereginya.vault import HolderId

Choice = tuple[str, str]
T = TypeVar("T")


class SayingForm(Form):
    """A form that says one thing in a folder. `people` are the members who hold it, `today` the day it is said on."""

    first: tuple[str, ...] = ()
    """The fields that are shown at once; the others wait behind “more”. Empty: all of them."""

    def __init__(self, *values: Any, people: Sequence[Choice] = (), today: date, **more: Any) -> None:
        super().__init__(*values, **more)
        self.today = today
        for field in self.fields.values():
            if isinstance(field, SaidDateField):
                field.told = today
        if "who" in self.fields:
            cast("ChoiceField", self.fields["who"]).choices = [("", _("nobody yet")), *people]

    def record(self) -> Record:
        """Return what is to be sealed."""
        raise NotImplementedError

    @classmethod
    def initial_of(cls, record: Any) -> dict[str, object]:
        """Return what the fields show when the record is to be corrected."""
        raise NotImplementedError

    def told(self, name: str) -> Any:
        """Return what a field was told."""
        return self.cleaned_data[name]

    @property
    def at_once(self) -> list[Any]:
        """The fields that are shown at once."""
        return [field for field in self.visible_fields() if not self.first or field.name in self.first]

    @property
    def further(self) -> list[Any]:
        """The fields behind “more”."""
        return [field for field in self.visible_fields() if self.first and field.name not in self.first]

    @property
    def further_open(self) -> bool:
        """Whether something behind “more” is filled in or wrong."""
        return any(field.errors or field.value() for field in self.further)


class NoteForm(SayingForm):
    """A note for colleagues."""

    text = TextField(_("Note"), required=True, help_text=_("For colleagues only. No nine words open it."))

    def record(self) -> Note:
        """Return the note."""
        return Note(self.told("text"))

    @classmethod
    def initial_of(cls, record: Note) -> dict[str, object]:
        """Return the text."""
        return {"text": record.text}


class ContactForm(SayingForm):
    """How somebody is reached without harm."""

    whose = LineField(_("Who is reached here?"), required=True)
    channel = OneOf(Channel, _("How?"), words.CHANNELS, required=True)
    address = LineField(_("Number or address"))
    safe_when = LineField(_("When is it safe?"))
    safe_how = LineField(_("How to begin, so that nobody learns who calls?"))
    call_as = LineField(_("Say that you call from…"))
    others = LineField(_("Who else reads or hears this?"))
    question = LineField(_("Agreed question"))
    answer = LineField(_("Agreed answer"))
    stop = LineField(_("Word for stop"), help_text=_("When she says it, end the call as a wrong number."))

    def record(self) -> Reachable:
        """Return the contact."""
        told = self.cleaned_data
        contact = Contact(
            told["channel"], told["address"], told["safe_when"], told["safe_how"], told["others"], told["call_as"]
        )
        agreed = (told["question"], told["answer"], told["stop"])
        return Reachable(told["whose"], contact, SafetyWords(*agreed) if any(agreed) else None)

    @classmethod
    def initial_of(cls, record: Reachable) -> dict[str, object]:
        """Return every field."""
        contact, agreed = record.contact, record.words or SafetyWords()
        found: dict[str, object] = {name: getattr(agreed, name) for name in ("question", "answer", "stop")}
        found |= {name: getattr(contact, name) for name in ("address", "safe_when", "safe_how", "others", "call_as")}
        return found | {"whose": record.whose, "channel": contact.channel.value}


class ConsentForm(SayingForm):
    """What may be done with what was said."""

    scopes = ChoicesField(_("You may…"), SCOPES, help_text=_("Ask for each alone. What was not asked is not allowed."))
    by = LineField(_("Who allowed it?"), required=True)
    text = TextField(_("In her own words"), rows=3)

    def record(self) -> Consented:
        """Return the consent, as heard today."""
        told = self.cleaned_data
        return Consented(Consent(frozenset(map(Scope, told["scopes"])), told["by"], self.today), told["text"])

    @classmethod
    def initial_of(cls, record: Consented) -> dict[str, object]:
        """Return every field."""
        scopes = [one.value for one in record.consent.scopes]
        return {"scopes": scopes, "by": record.consent.by, "text": record.text}


class NeedForm(SayingForm):
    """Something the person needs."""

    need = OneOf(NeedKind, _("What is needed?"), words.NEEDS, required=True)
    text = TextField(_("What should we know?"), rows=4)

    def record(self) -> Need:
        """Return the need."""
        return Need(self.told("need"), self.told("text"))

    @classmethod
    def initial_of(cls, record: Need) -> dict[str, object]:
        """Return every field."""
        return {"need": record.need.value, "text": record.text}


class TaskForm(SayingForm):
    """Something a member has to do."""

    text = LineField(_("What is to be done?"), required=True)
    due = DayField(_("By which day?"))
    who = ChoiceField(_("Who does it?"), ())
    to_him = YesField(
        _("It is a letter, a parcel or a call to him"),
        help_text=_("It stops by itself when two of us have accepted that he is dead."),
    )

    def record(self) -> Task:
        """Return the task."""
        who = self.told("who")
        return Task(self.told("text"), self.told("due"), HolderId(who) if who else None, self.told("to_him"))

    @classmethod
    def initial_of(cls, record: Task | Task1) -> dict[str, object]:
        """Return every field."""
        to_him = isinstance(record, Task) and record.to_him
        return {"text": record.text, "due": record.due, "who": record.who or "", "to_him": to_him}
