"""The forms about a man who is sought: looking for him by hand, what was seen of him, what is decided."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from bereginya.desk.cases.fields import OneOf, SaidDateField
from bereginya.desk.cases.words import RELIABILITIES
from bereginya.desk.intake.records import NamedFile
from bereginya.desk.registers import words
from bereginya.desk.registers.records import (
    Candidate,
    Decided,
    FactKind,
    Fate,
    Moment,
    NewFact,
    Shown,
    Sighted,
    Verdict,
)
from bereginya.desk.registers.records import (
    Form as Trace,
)
from bereginya.desk.ui.forms import FilesField, Form, LineField, TextField
from bereginya.facts.people import Name, Person, Place
from bereginya.facts.sources import Reliability, Source

Choice = tuple[str, str]


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
