"""The forms of this room. None of them asks how he was captured, and none sends anything."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from bereginya.desk.cases import words as case_words
from bereginya.desk.cases.fields import DayField, OneOf, SaidDateField
from bereginya.desk.cases.saying_forms import SayingForm
from bereginya.desk.homecoming import words
from bereginya.desk.homecoming.records import (
    Agreement,
    Answer,
    AskerChecked,
    ContactLooked,
    FollowedUp,
    Found,
    Identified,
    Means,
    ProofOfAsker,
    Recognised,
    State,
    StepSaid,
    StillShown,
    TellingWay,
    Told,
    WantsToKnow,
    Wished,
)
from bereginya.desk.homecoming.routes import Route, Step
from bereginya.desk.ui.forms import ChoiceField, ChoicesField, Form, LineField, TextField
from bereginya.facts.people import Relation
from bereginya.facts.sources import Credibility, Reliability, Source, Way
from bereginya.vault import EntryId, HolderId

Choice = tuple[str, str]


class FoundForm(SayingForm):
    """What a source says of him."""

    state = OneOf(State, _("What does the source say of him?"), words.STATES, required=True)
    source = LineField(_("Who or what says so?"), required=True)
    way = OneOf(Way, _("How do they know?"), case_words.SOURCE_WAYS)
    reliability = OneOf(Reliability, _("Can they be relied on?"), case_words.RELIABILITIES)
    credibility = OneOf(Credibility, _("Is this itself credible?"), case_words.CREDIBILITIES)
    when = SaidDateField(_("Of which day does it speak?"), help_text=_("2.4.2026, April 2026, spring 2026."))
    text = TextField(
        _("What exactly was said?"),
        rows=4,
        help_text=_("Never how he was captured, and never where a man outside his unit is."),
    )

    def record(self) -> Found:
        """Return the claim with its source."""
        told = self.cleaned_data
        source = Source(
            told["source"],
            told["way"],
            None,
            told["reliability"] or Reliability.UNKNOWN,
            told["credibility"] or Credibility.UNKNOWN,
        )
        return Found(told["state"], source, told["when"], told["text"])


class SecondForm(Form):
    """What a second person looked at."""

    text = TextField(
        _("What did you look at, and why do you accept it?"),
        rows=3,
        required=True,
        help_text=_("The document, the picture, the person who saw it. Look yourself, do not ask the colleague."),
    )


class WhyForm(Form):
    """Why something does not hold any more."""

    text = TextField(_("Why?"), rows=3, required=True)


class AskerForm(SayingForm):
    """Who asks, and how it was checked."""

    name = LineField(_("Who asks?"), required=True)
    relation = OneOf(Relation, _("What is she or he to him?"), case_words.RELATIONS)
    proof = OneOf(ProofOfAsker, _("How did you check that she is who she says?"), words.PROOFS, required=True)
    text = LineField(
        _("What did you compare?"),
        required=True,
        help_text=_("For example: the scar on his hand; birth certificate. Do not write the answer itself down."),
    )

    def record(self) -> AskerChecked:
        """Return the check."""
        told = self.cleaned_data
        return AskerChecked(told["name"], told["relation"], told["proof"], told["text"])


class WishForm(Form):
    """Whether he agreed to be found by her."""

    agreed = OneOf(Agreement, _("Does he agree to be found by her?"), words.AGREEMENTS, required=True)
    text = TextField(_("How do you know, in his own words if you can?"), rows=3, required=True)
    may_say = TextField(
        _("If he could not be asked: what does his safety allow to say?"),
        rows=3,
        help_text=_("For example: that he lives. A second person has to agree before it is said."),
    )

    def clean(self) -> dict[str, Any]:
        """Ask what may be said of a man who could not be asked."""
        told = super().clean() or self.cleaned_data
        if told.get("agreed") is Agreement.NOT_ASKED and not told.get("may_say"):
            self.add_error("may_say", ValidationError(_("He could not be asked. Write what may be said of him.")))
        return told

    def record(self, asker: EntryId) -> Wished:
        """Return the wish; what may be said is kept only where he could not be asked."""
        told = self.cleaned_data
        may_say = told["may_say"] if told["agreed"] is Agreement.NOT_ASKED else None
        return Wished(asker, told["agreed"], told["text"], may_say)


class AgreeForm(Form):
    """A second person's word on what may be said."""

    text = TextField(_("What did you weigh?"), rows=3)


class WantsForm(Form):
    """What she wants to know."""

    wants = TextField(
        _("What does she want to know, and what not?"),
        rows=3,
        required=True,
        help_text=_("Ask her first. She may want to know only whether he lives, or want somebody beside her."),
    )
    near = LineField(_("Who should be with her?"))

    def wanted(self, asker: EntryId) -> WantsToKnow:
        """Return her answer."""
        return WantsToKnow(asker, self.cleaned_data["wants"], self.cleaned_data["near"])


class TellForm(WantsForm):
    """What she was told. Her own wish is asked here only when it was not asked before."""

    who = ChoiceField(_("Who told her?"), (), required=True)
    way = OneOf(TellingWay, _("How?"), words.TELLING_WAYS, required=True)
    day = DayField(_("On which day?"))
    text = TextField(_("What was said?"), rows=4, required=True, help_text=_("Never how he was captured."))
    again = DayField(_("When does somebody ask after her?"), help_text=_("It stands on today's page that day."))
    again_who = ChoiceField(_("Who asks after her?"), ())

    def __init__(
        self, *values: Any, people: Sequence[Choice], today: date, asked: bool, death: bool, **more: Any
    ) -> None:
        super().__init__(*values, **more)
        self.today, self.death = today, death
        self.fields["who"].choices = list(people)  # type: ignore[attr-defined]  # a field of choices
        self.fields["again_who"].choices = [("", _("nobody yet")), *people]  # type: ignore[attr-defined]
        if asked:
            del self.fields["wants"], self.fields["near"]

    def clean(self) -> dict[str, Any]:
        """A death is told by a voice; nobody was told tomorrow; and somebody asks after her."""
        told = super().clean() or self.cleaned_data
        if self.death and told.get("way") is TellingWay.THREAD:
            self.add_error("way", ValidationError(_("A death is told by a voice, never in writing.")))
        if told.get("day") is not None and told["day"] > self.today:
            self.add_error("day", ValidationError(_("Write it down when it has been said.")))
        if "again" not in self.errors and told.get("again") is None:
            self.add_error("again", ValidationError(_("She is not left alone with it. Choose a day.")))
        return told

    def record(self, found: EntryId, asker: EntryId, answer: Answer) -> Told:
        """Return what she was told."""
        told = self.cleaned_data
        again_who = HolderId(told["again_who"]) if told["again_who"] else None
        day = told["day"] or self.today
        parts = (answer, HolderId(told["who"]), told["way"], day, told["text"], told["again"], again_who)
        return Told(found, asker, *parts)


class FollowForm(Form):
    """How she is."""

    text = TextField(_("How is she?"), rows=4, required=True)
    again = DayField(_("When next?"), help_text=_("Empty: not any more."))

    def record(self, told: EntryId) -> FollowedUp:
        """Return how she is."""
        return FollowedUp(told, self.cleaned_data["text"], self.cleaned_data["again"])


class StillForm(Form):
    """That she saw a still, and what she said to it."""

    missing = LineField(_("Which fact is missing that only her eye can give?"), required=True)
    agreed = OneOf(Agreement, _("Did he agree that she sees it?"), words.AGREEMENTS, required=True)
    recognised = OneOf(Recognised, _("What did she say to it?"), words.RECOGNISED, required=True)
    text = TextField(_("In her own words"), rows=3)

    def __init__(self, files: Sequence[Choice], *values: Any, **more: Any) -> None:
        super().__init__(*values, **more)
        self.fields = {"file": ChoiceField(_("Which still of this folder?"), files, required=True), **self.fields}

    def clean_agreed(self) -> Agreement:
        """Refuse when he said no."""
        agreed: Agreement = self.cleaned_data["agreed"]
        if agreed is Agreement.NO:
            raise ValidationError(_("He said no. She is not shown it."))
        return agreed

    def record(self, asker: EntryId) -> StillShown:
        """Return what she saw and said."""
        told = self.cleaned_data
        parts = (told["missing"], told["agreed"], told["recognised"], told["text"])
        return StillShown(asker, EntryId(told["file"]), *parts)


class DayOfWayForm(Form):
    """The day from which the steps of a way are counted."""

    def __init__(self, label: str, *values: Any, **more: Any) -> None:
        super().__init__(*values, **more)
        self.fields["day"] = DayField(label, help_text=_("Empty: not known yet. It can be said later."))


class StepForm(Form):
    """How a step stands. No note where none may be kept."""

    done = ChoiceField(_("Is it done?"), (("yes", _("yes")), ("no", _("not yet"))), required=True)
    due = DayField(_("By which day?"))
    who = ChoiceField(_("Who does it?"), ())
    text = TextField(_("Note"), rows=4)

    def __init__(self, way: Route, *values: Any, people: Sequence[Choice], **more: Any) -> None:
        super().__init__(*values, **more)
        self.way = way
        self.fields["who"].choices = [("", _("nobody yet")), *people]  # type: ignore[attr-defined]
        if not way.notes:
            del self.fields["text"]

    def record(self, step: Step) -> StepSaid:
        """Return how it stands."""
        told = self.cleaned_data
        who = HolderId(told["who"]) if told["who"] else None
        return StepSaid(self.way.id, step.id, told["done"] == "yes", told["due"], who, told.get("text"))


class IdentifiedForm(SayingForm):
    """By what a body was identified."""

    means = ChoicesField(_("By what?"), words.MEANS, required=True)
    by = LineField(_("By whom?"), required=True)
    day = SaidDateField(_("When?"))
    text = TextField(_("What was seen, and what not?"), rows=4)

    def record(self) -> Identified:
        """Return the identification."""
        told = self.cleaned_data
        return Identified(frozenset(map(Means, told["means"])), told["by"], told["day"], told["text"])


class LookedForm(Form):
    """What was found when an entry was looked up at its source."""

    address = LineField(_("Address or number, as it stands at the source today"))
    imitations = TextField(
        _("Which imitations are known?"), rows=3, help_text=_("Every member reads this. No names of families.")
    )

    def record(self, contact: str) -> ContactLooked:
        """Return what was found."""
        return ContactLooked(contact, self.cleaned_data["address"], self.cleaned_data["imitations"])
