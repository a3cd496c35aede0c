"""The forms with which members enter, sort and answer requests."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bereginya.desk.intake.records import (
    AsideReason,
    Asker,
    Danger,
    NamedFile,
    Passed,
    Path,
    Reopened,
    SafeContact,
    SetAside,
    Sorted,
    Urgency,
    Way,
    Words,
)
from bereginya.desk.ui.forms import ChoiceField, ChoicesField, FilesField, Form, LineField, TextField, YesField
from bereginya.facts.contacts import Channel, Contact
from bereginya.facts.records import Record
from bereginya.vault import CompartmentId, HolderId

DANGERS = (
    (Danger.LIFE.value, _("threat to life")),
    (Danger.MINOR.value, _("a minor")),
    (Danger.COERCION.value, _("the family is pressed or frightened")),
    (Danger.DEADLINE.value, _("a deadline this week")),
)
URGENCIES = (
    (Urgency.TODAY.value, _("today")),
    (Urgency.WEEK.value, _("this week")),
    (Urgency.CALM.value, _("can wait")),
)
WAYS = (
    (Way.VISIT.value, _("a visit")),
    (Way.CALL.value, _("a call")),
    (Way.LETTER.value, _("a letter")),
    (Way.MESSAGE.value, _("a message")),
)
REASONS = (
    (AsideReason.SPAM.value, _("it is no request at all")),
    (AsideReason.DUPLICATE.value, _("the same request came before")),
    (AsideReason.NOT_FOR_US.value, _("others can help better")),
)
PATHS = (
    (Path.HELP.value, _("a request for help")),
    (Path.TESTIMONY.value, _("a testimony")),
    (Path.RESERVED.value, _("reserved: violence, not wanting to live, a child")),
)
LANGUAGES = (("ru", "Русский"), ("uk", "Українська"), ("en", "English"))
Choice = tuple[str, str]


class EnterForm(Form):
    """What somebody said on a visit, in a letter or in a call."""

    way = ChoiceField(_("How did she come?"), WAYS, required=True)
    path = ChoiceField(_("What is it?"), PATHS, required=True)
    text = TextField(_("What did she say?"), rows=8, required=True, help_text=_("As far as possible in her own words."))
    name = LineField(_("What shall we call her?"))
    concerns = LineField(_("Whom is it about?"))
    relation = LineField(_("Who is this person to her?"))
    place = LineField(_("Where does she live?"))
    speaks = LineField(_("Which language is easiest for her?"))
    channel = ChoiceField(
        _("How may we reach her?"),
        (
            (Channel.PHONE.value, _("by telephone")),
            (Channel.MESSENGER.value, _("in a messenger")),
            (Channel.EMAIL.value, _("by e-mail")),
            (Channel.POST.value, _("by post")),
            (Channel.THROUGH_SOMEBODY.value, _("through somebody she trusts")),
        ),
    )
    address = LineField(_("Number or address"))
    when = LineField(_("When is it safe?"))
    others = LineField(_("Who else reads this phone or letter box?"))
    words = YesField(
        _("Make nine words for her, to read our answers"), help_text=_("They are shown once, to be handed over.")
    )
    language = ChoiceField(_("Language of the words"), LANGUAGES, required=True)

    def said(self) -> Sequence[Record]:
        """Return what is to be sealed."""
        found: list[Record] = [Words(self.cleaned_data["text"])]
        about = [self.cleaned_data[name] for name in ("name", "concerns", "relation", "place", "speaks")]
        if any(about):
            found.append(Asker(*about))
        channel, *reach = [self.cleaned_data[name] for name in ("channel", "address", "when", "others")]
        if channel or any(reach):
            address, when, others = reach
            kind = Channel(channel) if channel else Channel.PHONE
            found.append(SafeContact(Contact(kind, address, when, None, others)))
        return found


class SortForm(Form):
    """How dangerous and urgent a person found it."""

    dangers = ChoicesField(_("Is somebody in danger?"), DANGERS)
    urgency = ChoiceField(_("How soon must somebody act?"), URGENCIES, required=True)
    until = forms.DateField(
        label=_("By which day?"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    language = LineField(_("Which language does she speak?"), max_length=80)
    interpreter = YesField(_("An interpreter is needed"))

    def record(self) -> Sorted:
        """Return the decision."""
        said = self.cleaned_data
        dangers = frozenset(Danger(one) for one in said["dangers"])
        return Sorted(dangers, Urgency(said["urgency"]), said["language"], said["interpreter"], said["until"])


class ReplyForm(Form):
    """What is written to her."""

    text = TextField(
        _("Write to her"),
        rows=8,
        required=True,
        help_text=_("Others may read it with her. No full names, units or addresses."),
    )
    papers = FilesField(_("Files for her"))

    def named_files(self) -> tuple[NamedFile, ...]:
        """Return the files as they are to be sealed."""
        return tuple(NamedFile(file.stored, file.name or "") for file in self.cleaned_data["papers"])


class TakeForm(Form):
    """Who leads it, and who helps."""

    def __init__(self, people: Sequence[Choice], *values: Any, **more: Any) -> None:
        super().__init__(*values, **more)
        self.fields["lead"] = ChoiceField(_("Who leads it?"), people, required=True)
        self.fields["helpers"] = ChoicesField(_("Who helps?"), people)

    @property
    def people(self) -> tuple[HolderId, tuple[HolderId, ...]]:
        """The lead and the helpers."""
        said = self.cleaned_data
        return HolderId(said["lead"]), tuple(HolderId(one) for one in said["helpers"])


class PassForm(Form):
    """Which colleague is to look."""

    def __init__(self, people: Sequence[Choice], *values: Any, **more: Any) -> None:
        super().__init__(*values, **more)
        self.fields["to"] = ChoiceField(_("Who is to look?"), people, required=True)
        self.fields["why"] = LineField(_("What should she know?"))

    def record(self) -> Passed:
        """Return the decision."""
        return Passed(HolderId(self.cleaned_data["to"]), self.cleaned_data["why"])


class AsideForm(Form):
    """Why it is not worked on."""

    reason = ChoiceField(_("Why?"), REASONS, required=True)
    sent_to = LineField(_("Where was she sent?"), help_text=_("So that a colleague can tell her again."))

    def __init__(self, alike: Iterable[Choice], *values: Any, **more: Any) -> None:
        super().__init__(*values, **more)
        choices = list(alike)
        if choices:
            self.fields["same_as"] = ChoiceField(_("Which request says the same?"), choices)

    def record(self) -> SetAside:
        """Return the decision."""
        said = self.cleaned_data
        reason = AsideReason(said["reason"])
        same = said.get("same_as") if reason is AsideReason.DUPLICATE else None
        return SetAside(reason, said["sent_to"], CompartmentId(same) if same else None)


class ReopenForm(Form):
    """Why it is looked at again."""

    why = LineField(_("Why do we look at it again?"))

    def record(self) -> Reopened:
        """Return the decision."""
        return Reopened(self.cleaned_data["why"])


class NewWordsForm(Form):
    """How she was recognised, before she gets new words."""

    checked_by = LineField(
        _("How did you recognise her?"),
        required=True,
        help_text=_("For example: she gave the agreed answer; I know her voice. It is signed with your name."),
    )
    language = ChoiceField(_("Language of the words"), LANGUAGES, required=True)


class ReadersForm(Form):
    """Who reads what only some may read."""

    def __init__(self, people: Sequence[Choice], *values: Any, **more: Any) -> None:
        super().__init__(*values, **more)
        self.fields["readers"] = ChoicesField(_("Who reads it?"), people, required=True)

    @property
    def readers(self) -> tuple[HolderId, ...]:
        """The chosen members."""
        return tuple(HolderId(one) for one in self.cleaned_data["readers"])


def named(names: Mapping[HolderId, str], holders: Iterable[HolderId]) -> list[Choice]:
    """Return members as choices, by name."""
    return sorted(((one, names.get(one) or "—") for one in holders), key=lambda one: one[1].casefold())
