"""What is done with a case, as forms: a message, a file, who works on it, how it ends, what is erased."""

import secrets
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from bereginya.desk.cases import words
from bereginya.desk.cases.fields import OneOf
from bereginya.desk.cases.records import Closed, CloseReason, HandedOver
from bereginya.desk.intake.records import NamedFile
from bereginya.desk.ui.forms import ChoiceField, FilesField, Form, LineField, TextField, YesField
from bereginya.facts.people import Relation
from bereginya.vault import CompartmentId, HolderId

Choice = tuple[str, str]


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
