"""The forms with which members write into a folder. Each knows how to become a record and how to show one again."""

import secrets
from collections.abc import Sequence
from datetime import date
from typing import Any, TypeVar, cast

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from bereginya.desk.cases import words
from bereginya.desk.cases.fields import DayField, OneOf, SaidDateField
from bereginya.desk.cases.records import (
    Closed,
    CloseReason,
    Consented,
    HandedOver,
    Need,
    NeedKind,
    Note,
    PersonTold,
    Reachable,
    Relative,
    Served,
    Task,
    Task1,
)
from bereginya.desk.intake.door_forms import SCOPES
from bereginya.desk.intake.records import NamedFile
from bereginya.desk.ui.forms import ChoiceField, ChoicesField, FilesField, Form, LineField, TextField, YesField
from bereginya.facts.consent import Consent, Scope
from bereginya.facts.contacts import Channel, Contact, SafetyWords
from bereginya.facts.people import Name, Person, Place, Relation, Sex
from bereginya.facts.records import Record
from bereginya.facts.service import ServiceEvent, ServiceStep
from bereginya.facts.sources import Credibility, Reliability, Source, Way
from bereginya.vault import CompartmentId, HolderId

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


class PersonForm(SayingForm):
    """Who the folder is about. The fields follow Geneva Convention III, article 122."""

    first = ("name", "born", "relation", "asker", "source")
    name = LineField(_("Name, as it was given"), required=True, help_text=_("Surname, first name, father's name."))
    born = SaidDateField(_("Born"), help_text=_("2.4.1991, April 1991, about 1991, or an age: 19 years."))
    asker = LineField(_("Who asks for help?"))
    relation = OneOf(Relation, _("What is this person to the one who asks?"), words.RELATIONS)
    source = LineField(_("How do we know?"), help_text=_("For example: the mother told it; his passport."))
    surname = LineField(_("Surname"))
    given = LineField(_("First name"))
    patronymic = LineField(_("Father's name in the name"))
    other_names = LineField(_("Other names, nicknames, call sign"), help_text=_("Several: with commas between them."))
    sex = OneOf(Sex, _("Man or woman"), words.SEXES)
    birth_place = LineField(_("Place of birth"))
    father_name = LineField(_("Father's first name"))
    mother_maiden_name = LineField(_("Mother's maiden name"))
    citizenship = LineField(_("Citizenship"))
    home = LineField(_("Home address"))
    languages = LineField(_("Languages"), help_text=_("Several: with commas between them."))
    power_served = LineField(_("State he serves or served"))
    rank = LineField(_("Rank"))
    unit = LineField(_("Unit, as it was told"), help_text=_("Kept as words about this person; never counted."))
    personal_number = LineField(_("Personal number"))
    marks = TextField(_("Marks, scars, tattoos"), rows=3)
    inform = LineField(_("Who is to be told, and where"))
    mail = LineField(_("Where letters reach them"))

    def record(self) -> PersonTold:
        """Return the person as told."""
        told = self.cleaned_data
        name = Name(told["name"], told["surname"], told["given"], told["patronymic"])
        plain = ("sex", "born", "father_name", "mother_maiden_name", "citizenship", "power_served", "rank")
        more = ("personal_number", "unit", "inform", "mail", "marks")
        person = Person(
            name,
            other_names=tuple(Name(one) for one in _several(told["other_names"])),
            birth_place=_place(told["birth_place"]),
            home=_place(told["home"]),
            languages=_several(told["languages"]),
            **{field: told[field] for field in (*plain, *more)},
        )
        asker = Name(told["asker"]) if told["asker"] else None
        return PersonTold(person, asker, told["relation"], _source(told["source"]))

    @classmethod
    def initial_of(cls, record: PersonTold) -> dict[str, object]:
        """Return every field."""
        person = record.person
        plain = ("sex", "father_name", "mother_maiden_name", "citizenship", "power_served", "rank")
        more = ("personal_number", "unit", "inform", "mail", "marks")
        return {field: getattr(person, field) for field in (*plain, *more)} | {
            "name": person.name.raw,
            "surname": person.name.surname,
            "given": person.name.given,
            "patronymic": person.name.patronymic,
            "other_names": ", ".join(one.raw for one in person.other_names),
            "sex": _value(person.sex),
            "born": person.born and person.born.text(),
            "birth_place": person.birth_place and person.birth_place.raw,
            "home": person.home and person.home.raw,
            "languages": ", ".join(person.languages),
            "asker": record.asker and record.asker.raw,
            "relation": _value(record.relation),
            "source": record.source and record.source.text,
        }


class RelativeForm(SayingForm):
    """Somebody near."""

    name = LineField(_("Name"), required=True)
    relation = OneOf(Relation, _("What is he or she to the person of this folder?"), words.RELATIONS)
    text = TextField(_("What should we know?"), rows=4)
    source = LineField(_("How do we know?"))

    def record(self) -> Relative:
        """Return the relative."""
        told = self.cleaned_data
        return Relative(Name(told["name"]), told["relation"], told["text"], _source(told["source"]))

    @classmethod
    def initial_of(cls, record: Relative) -> dict[str, object]:
        """Return every field."""
        source = record.source.text if record.source else None
        relation = _value(record.relation)
        return {"name": record.name.raw, "relation": relation, "text": record.text, "source": source}


class ServiceForm(SayingForm):
    """A step of the service."""

    step = OneOf(ServiceStep, _("What happened?"), words.STEPS, required=True)
    when = SaidDateField(_("When?"), help_text=_("2.4.2026, April 2026, spring 2026, from 2 to 5 April 2026."))
    place = LineField(_("Where?"))
    unit = LineField(_("Unit, as it was told"))
    text = TextField(_("What should we know?"), rows=4)
    source = LineField(_("Who or what says so?"))
    way = OneOf(Way, _("How do they know?"), words.SOURCE_WAYS)
    reliability = OneOf(Reliability, _("Can they be relied on?"), words.RELIABILITIES)
    credibility = OneOf(Credibility, _("Is this itself credible?"), words.CREDIBILITIES)

    def record(self) -> Served:
        """Return the step."""
        told = self.cleaned_data
        source = None
        if told["source"] or told["way"]:
            reliability = told["reliability"] or Reliability.UNKNOWN
            credibility = told["credibility"] or Credibility.UNKNOWN
            source = Source(told["source"] or "", told["way"], None, reliability, credibility)
        return Served(
            ServiceEvent(told["step"], told["when"], _place(told["place"]), told["unit"], told["text"], source)
        )

    @classmethod
    def initial_of(cls, record: Served) -> dict[str, object]:
        """Return every field."""
        event, source = record.event, record.event.source
        return {
            "step": event.step.value,
            "when": event.when and event.when.text(),
            "place": event.place and event.place.raw,
            "unit": event.unit,
            "text": event.text,
            "source": source and source.text,
            "way": source and _value(source.way),
            "reliability": source and source.reliability.value,
            "credibility": source and source.credibility.value,
        }


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


class MessageForm(Form):
    """What is written to her."""

    text = TextField(
        _("Write to her"),
        rows=8,
        required=True,
        help_text=_("Others may read it with her. No full names, units or addresses."),
    )


class FileForm(Form):
    """Files for the folder."""

    file = FilesField(_("Files"), required=True, help_text=_("Up to 200 megabytes at one time."))
    says = LineField(_("What is it?"), help_text=_("For example: his contract, pages 1 to 3."))
    hard = YesField(
        _("It shows the dead or the wounded"), help_text=_("It is shown small and grey until somebody asks.")
    )

    def named_files(self) -> tuple[NamedFile, ...]:
        """Return the files as they are to be sealed."""
        return tuple(NamedFile(one.stored, one.name or "") for one in self.cleaned_data["file"])


class PeopleForm(Form):
    """Who else gets the key."""

    def __init__(self, people: Sequence[Choice], *values: Any, **more: Any) -> None:
        super().__init__(*values, **more)
        self.fields["to"] = ChoiceField(_("Who gets the key?"), people, required=True)


class HandOverForm(Form):
    """Who leads from now on."""

    def __init__(self, people: Sequence[Choice], *values: Any, **more: Any) -> None:
        super().__init__(*values, **more)
        self.fields["to"] = ChoiceField(_("Who leads from now on?"), people, required=True)
        self.fields["text"] = TextField(_("What should she know first?"), rows=4)

    def record(self) -> HandedOver:
        """Return the decision."""
        return HandedOver(HolderId(self.cleaned_data["to"]), self.cleaned_data["text"])


class CloseForm(Form):
    """Why work ends."""

    reason = OneOf(CloseReason, _("Why does the work end?"), words.REASONS, required=True)
    outcome = TextField(_("What came out of it?"), rows=4)

    def record(self) -> Closed:
        """Return the decision."""
        return Closed(self.cleaned_data["reason"], self.cleaned_data["outcome"])


class ReopenForm(Form):
    """Why work goes on."""

    text = LineField(_("Why does the work go on?"))


class LinkForm(Form):
    """Which other folder belongs to the same family. First a name, then one of the folders that were found."""

    name = LineField(_("Name in the other folder"), required=True)

    def __init__(self, found: Sequence[Choice] | None, *values: Any, **more: Any) -> None:
        super().__init__(*values, **more)
        self.found = found
        if found:
            self.fields["to"] = ChoiceField(_("Which folder?"), found, required=True)
            self.fields["relation"] = OneOf(
                Relation, _("What is that person to the person of this folder?"), words.RELATIONS, required=True
            )
            self.fields["agreed"] = LineField(
                _("Who agreed, and how?"),
                required=True,
                help_text=_("Both families have to agree: each folder then names the other."),
            )

    def clean(self) -> dict[str, Any]:
        """Say so when no folder has such a name."""
        if self.found is not None and not self.found:
            raise ValidationError(_("No folder that you can open has this name."))
        return super().clean() or self.cleaned_data

    @property
    def other(self) -> CompartmentId:
        """The chosen folder."""
        return CompartmentId(self.cleaned_data["to"])


class EraseForm(Form):
    """Why something is erased for ever."""

    why = LineField(_("Why is it erased?"), required=True, help_text=_("Only the trustees together can read this."))
    sure = YesField(_("I know that nobody can bring it back"), required=True)


def form_token(sent: QueryDict) -> str:
    """Return the token of a form that is only a button, so that pressing it twice is one entry."""
    return sent.get("token") or secrets.token_hex(16)


def _several(text: str | None) -> tuple[str, ...]:
    return tuple(filter(None, (part.strip() for part in (text or "").split(","))))


def _place(text: str | None) -> Place | None:
    return Place(text) if text else None


def _source(text: str | None) -> Source | None:
    return Source(text) if text else None


def _value(member: Any) -> object:
    return None if member is None else member.value
