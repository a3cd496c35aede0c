"""The forms of this room: a register and its file, how it is read, a search, a sighting, a decision."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from bereginya.desk.cases.fields import DayField, OneOf, SaidDateField
from bereginya.desk.cases.words import RELIABILITIES
from bereginya.desk.intake.records import NamedFile
from bereginya.desk.registers import words
from bereginya.desk.registers.folds import Register
from bereginya.desk.registers.records import (
    Candidate,
    Decided,
    FactKind,
    Fate,
    Moment,
    NewFact,
    Origin,
    Shown,
    Sighted,
    Verdict,
)
from bereginya.desk.registers.records import (
    Form as Trace,
)
from bereginya.desk.ui.forms import ChoiceField, ChoicesField, FilesField, Form, LineField, TextField, YesField
from bereginya.facts.people import Name, Person, Place
from bereginya.facts.sources import Reliability, Source, Way
from bereginya.vault import HolderId

Choice = tuple[str, str]
_ONCE_ONLY = frozenset(value for value, _words in words.COLUMNS if value not in {"", "text", "place", "unit"})


class AboutForm(Form):
    """What a register is called and where it comes from."""

    origin = ChoiceField(_("Where does this list come from?"), words.ORIGINS, required=True)
    name = LineField(_("What do we call it?"), required=True, help_text=_("For example: exchange lists 2026, ours."))
    source = LineField(
        _("Who made it, and how did it come to us?"),
        required=True,
        help_text=_("An authority, a site, a person. Without telephone numbers."),
    )
    when = SaidDateField(_("From when is it?"))
    reliability = OneOf(Reliability, _("How far could this source be relied on until now?"), RELIABILITIES)

    def __init__(self, today: date, *values: Any, **more: Any) -> None:
        super().__init__(*values, **more)
        self.fields["when"].told = today  # type: ignore[attr-defined]  # a SaidDateField

    @property
    def is_leaked(self) -> bool:
        """Whether the list comes from where we take nothing."""
        return self.is_bound and self.data.get("origin") == words.LEAKED

    @property
    def origin_said(self) -> Origin:
        """Where it comes from."""
        return Origin(self.cleaned_data["origin"])

    @property
    def source_said(self) -> Source:
        """What is known of the source."""
        said = self.cleaned_data
        return Source(said["source"], Way.LIST, said["when"], said["reliability"] or Reliability.UNKNOWN)

    @classmethod
    def initial_of(cls, register: Register) -> dict[str, object]:
        """Return what the fields show of a register as it is."""
        held = register.opened
        if held is None:
            return {}
        return {
            "origin": held.origin.value,
            "name": held.name,
            "source": held.source.text,
            "when": held.source.when.text() if held.source.when else None,
            "reliability": held.source.reliability.value,
        }


class RegisterForm(AboutForm):
    """A new register: where it comes from is asked first, before any file is taken."""

    def __init__(self, people: Sequence[Choice], today: date, *values: Any, **more: Any) -> None:
        super().__init__(today, *values, **more)
        self.fields["also"] = ChoicesField(
            _("Who else may search it?"),
            people,
            help_text=_("You, always. For everybody else the list does not exist. You can change this later."),
        )
        if not people:
            del self.fields["also"]

    @property
    def also(self) -> tuple[HolderId, ...]:
        """Who else may search it."""
        return tuple(HolderId(one) for one in self.cleaned_data.get("also", ()))


class ListFileForm(Form):
    """The file of a list."""

    file = FilesField(_("The file"), required=True)

    def __init__(self, largest: int, *values: Any, **more: Any) -> None:
        super().__init__(*values, **more)
        self.fields["file"].help_text = _(
            "CSV, XLSX, JSON Lines, Parquet or PFIF, up to %(size)s megabytes on this computer."
            " It is sealed as it arrives."
        ) % {"size": largest >> 20}

    def clean_file(self) -> NamedFile:
        """Return the one file; ask for one when there are more."""
        found = self.cleaned_data["file"]
        if len(found) != 1:
            raise ValidationError(_("One file at a time: each is an edition of its own."))
        return NamedFile(found[0].stored, found[0].name or "")


class MappingForm(Form):
    """How the columns of a list are read. One field a column; `shown` pairs them with what stands in the list."""

    def __init__(self, columns: Sequence[tuple[str, str]], *values: Any, today: date, **more: Any) -> None:
        super().__init__(*values, **more)
        self._headers = [header for header, _role in columns]
        for place, (header, role) in enumerate(columns):
            self.fields[f"column{place}"] = forms.ChoiceField(
                label=header, choices=words.COLUMNS, required=False, initial=role
            )
        self.fields["of"] = DayField(_("Of which day is this edition?"), help_text=_("Empty: of today."))
        self.fields["age_on"] = DayField(
            _("On which day were the ages told?"), help_text=_("Only if ages stand in the list, but no day.")
        )
        self.fields["days_first"] = ChoiceField(
            _("How are days written there, 02/04/1991?"),
            (
                ("", _("the list shows it")),
                ("yes", _("2 April: the day first")),
                ("no", _("4 February: the month first")),
            ),
        )
        self.today = today

    @property
    def columns(self) -> list[forms.BoundField]:
        """The fields of the columns, in the order of the list."""
        return [self[f"column{place}"] for place in range(len(self._headers))]

    @property
    def others(self) -> list[forms.BoundField]:
        """The fields that are about the whole list."""
        return [self[name] for name in ("of", "age_on", "days_first")]

    def roles(self) -> list[tuple[str, str]]:
        """Return each column that is read with what it says."""
        told = ((header, self.cleaned_data[f"column{place}"]) for place, header in enumerate(self._headers))
        return [(header, role) for header, role in told if role]

    @property
    def days_first(self) -> bool | None:
        """Whether days stand before months, or None."""
        return {"yes": True, "no": False}.get(self.cleaned_data["days_first"])

    def clean_of(self) -> date:
        """Return the day of the edition; a day that has not come is a slip."""
        day: date | None = self.cleaned_data["of"]
        if day is not None and day > self.today:
            raise ValidationError(_("This day has not come yet."))
        return day or self.today

    def clean(self) -> dict[str, Any]:
        """Ask back when two columns are to be one thing, or none names people."""
        told = super().clean() or self.cleaned_data
        roles = [told.get(f"column{place}") or "" for place in range(len(self._headers))]
        for role in _ONCE_ONLY:
            if roles.count(role) > 1:
                label = dict(words.COLUMNS)[role]
                raise ValidationError(_("Two columns cannot both be: %(what)s.") % {"what": label})
        if not {"surname", "given_name", "full_name"} & set(roles):
            raise ValidationError(_("Say at least which column holds the names."))
        return told


class LookForm(Form):
    """Who is looked for in the registers, without a case."""

    name = LineField(
        _("Name"), required=True, help_text=_("As it was given, in any letters: Kovtun Serhii, Kovtun S. P.")
    )
    born = SaidDateField(_("Born"), help_text=_("2.4.1991, April 1991, about 1991, or an age: 19 years."))
    place = LineField(_("Place"))
    unit = LineField(_("Unit, as it was told"))

    def __init__(self, today: date, *values: Any, **more: Any) -> None:
        super().__init__(*values, **more)
        self.fields["born"].told = today  # type: ignore[attr-defined]  # a SaidDateField

    @classmethod
    def initial_of(cls, person: Person) -> dict[str, object]:
        """Return what the fields show of somebody who is sought already."""
        place = person.birth_place or person.home
        return {
            "name": person.name.raw,
            "born": person.born.text() if person.born else None,
            "place": place.raw if place else None,
            "unit": person.unit,
        }

    def person(self) -> Person:
        """Return who is looked for."""
        said = self.cleaned_data
        home = Place(said["place"]) if said["place"] else None
        return Person(Name(said["name"]), born=said["born"], home=home, unit=said["unit"])


class TakeForm(Form):
    """Into which case a row is taken that somebody found by hand, and why."""

    why = LineField(_("Why may it be he?"), help_text=_("Colleagues read this. It may stay empty."))

    def __init__(self, cases: Sequence[Choice], *values: Any, **more: Any) -> None:
        super().__init__(*values, **more)
        self.fields["folder"] = forms.ChoiceField(
            label=_("Into which case?"), choices=[("", "—"), *cases], error_messages={"required": _("Choose a case.")}
        )
        self.order_fields(["folder", "why"])


class SightingForm(Form):
    """What was seen or heard of somebody who may be the one who is sought."""

    form = OneOf(Trace, _("What kind of trace is it?"), words.FORMS, required=True)
    name = LineField(_("Name, as it was said or stands there"))
    text = TextField(
        _("What was seen or heard"),
        rows=5,
        required=True,
        help_text=_("What he said or what is said of him, in its own words; not what was asked under pressure."),
    )
    says = OneOf(Fate, _("What does it say of him?"), words.FATES)
    when = SaidDateField(_("When was it?"))
    where = LineField(_("Where was it?"))
    source = LineField(_("Where do we have it from?"), required=True)
    reliability = OneOf(Reliability, _("How far could this source be relied on until now?"), RELIABILITIES)
    clip = FilesField(
        _("The recording or the picture"), help_text=_("It stays sealed. It is shown to nobody outside the desk.")
    )
    transcript = FilesField(
        _("Subtitles, SRT or VTT, or the text of what is said"),
        accept=".srt,.vtt,.txt",
        help_text=_("With subtitles we note at which second his name may be said, and who else is named."),
    )

    def __init__(self, today: date, *values: Any, **more: Any) -> None:
        super().__init__(*values, **more)
        self.fields["when"].told = today  # type: ignore[attr-defined]  # a SaidDateField

    def file(self, name: str) -> NamedFile | None:
        """Return one of the two files, or None."""
        found = self.cleaned_data[name]
        return NamedFile(found[0].stored, found[0].name or "") if found else None

    def record(self, moments: tuple[Moment, ...]) -> Sighted:
        """Return what was seen."""
        said = self.cleaned_data
        source = Source(said["source"], None, None, said["reliability"] or Reliability.UNKNOWN)
        told = {name: said[name] for name in ("name", "when", "where", "says")}
        return Sighted(
            said["form"],
            said["text"],
            source,
            **told,
            moments=moments,
            clip=self.file("clip"),
            transcript=self.file("transcript"),
        )


class DecisionForm(Form):
    """What a person decides about a candidate, and what it rests on."""

    verdict = OneOf(Verdict, _("Is he the one who is sought?"), words.VERDICTS, required=True)
    why = TextField(_("Why?"), rows=3, required=True, help_text=_("Colleagues read this when they decide anew."))
    about = OneOf(
        FactKind,
        _("Which fact decides, that was not in the inquiry?"),
        words.FACTS,
        help_text=_("Needed for “the same man”, unless there is a document."),
    )
    fact = LineField(_("The fact, and who confirmed it"))
    document = LineField(_("Or a document: which"), help_text=_("For example: his military card, pages 1 and 2."))
    says = OneOf(
        Fate,
        _("What follows for him, if he is the one?"),
        words.FATES,
        help_text=_("“Dead” counts only when a second person has agreed."),
    )

    def __init__(self, known: Collection[FactKind], *values: Any, **more: Any) -> None:
        super().__init__(*values, **more)
        said = {kind.value for kind in known}
        about = cast("OneOf[FactKind]", self.fields["about"])
        about.choices = [("", "—"), *(one for one in words.FACTS if one[0] not in said)]

    def clean(self) -> dict[str, Any]:
        """Ask for the words of a fact that was chosen, and for the kind of one that was written."""
        told = super().clean() or self.cleaned_data
        if told.get("about") and not told.get("fact"):
            self.add_error("fact", _("Write what the fact is."))
        if told.get("fact") and not told.get("about"):
            self.add_error("about", _("Say what kind of fact it is."))
        return told

    def record(
        self, candidate: Candidate, row: Mapping[str, str | None], probability: float | None, model: int | None
    ) -> Decided:
        """Return the decision, with what was read when it was made."""
        said = self.cleaned_data
        fact = NewFact(said["about"], said["fact"]) if said["about"] and said["fact"] else None
        shown = tuple(Shown(field, text) for field, text in row.items() if text)
        says = said["says"] if said["verdict"] is Verdict.SAME else None
        return Decided(candidate, said["verdict"], said["why"], fact, said["document"], says, shown, probability, model)


class WhyForm(Form):
    """Why something is agreed to, or taken back."""

    why = TextField(_("Why?"), rows=3, required=True)


class RemoveForm(Form):
    """Why a person is taken out of a list for good."""

    why = LineField(_("Why is this person taken out?"), required=True, help_text=_("Without the name."))
    sure = YesField(_("I know that older editions and the files they came in are erased with it"), required=True)


class PeopleForm(Form):
    """Who else may search a register."""

    def __init__(self, people: Sequence[Choice], *values: Any, **more: Any) -> None:
        super().__init__(*values, **more)
        self.fields["to"] = ChoiceField(_("Who gets the key?"), people, required=True)
