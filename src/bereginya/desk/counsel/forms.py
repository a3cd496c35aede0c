"""The forms of this room: one question at a time, a finding to keep, the advocate's word, a change of the law."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from bereginya.desk.ui.forms import ChoiceField, Form, LineField, TextField, YesField
from bereginya.rights import FactsError, Question, RuleFileError, read_changes, read_facts
from bereginya.rights.saying import Words


class AnswerForm(Form):
    """One fact the law asks about, in the words of its list, as a day, or as a number."""

    def __init__(self, question: Question, words: Words, *values: Any, **more: Any) -> None:
        super().__init__(*values, **more)
        self.question = question
        asked = words.question(question.key)
        if question.words:
            self.fields["answer"] = ChoiceField(asked.text, asked.answers, help_text=asked.help, required=True)
        else:
            self.fields["answer"] = LineField(asked.text, help_text=asked.help or _helped(question.kind))

    def clean(self) -> dict[str, Any]:
        """Read the answer as the law reads it; say what is wrong with it."""
        told = super().clean() or self.cleaned_data
        if "answer" in told:
            told["answer"] = told["answer"] or "unknown"
            try:
                read_facts({self.question.key: told["answer"]})
            except FactsError:
                raise ValidationError(
                    {"answer": _WRONG.get(self.question.kind, _("This is not one of the answers."))}
                ) from None
        return told


class KeepForm(Form):
    """Why a finding is kept."""

    text = TextField(_("What should we know about it?"), rows=3)


class SignForm(Form):
    """What an advocate says of a provision."""

    right = ChoiceField(_("Is it right?"), (("yes", _("yes, as it stands")), ("no", _("no"))), required=True)
    text = TextField(_("What did you check, what is wrong?"), rows=4)
    sure = YesField(_("I am an advocate or a lawyer of this committee, and I read it"), required=True)


class ChangeForm(Form):
    """A change of the law, as the text of its file."""

    text = TextField(_("The change"), rows=16, required=True)

    def clean(self) -> dict[str, Any]:
        """Read the change; what cannot be law is said with its line."""
        told = super().clean() or self.cleaned_data
        if told.get("text"):
            try:
                read_changes(told["text"], "changes")
            except RuleFileError as error:
                raise ValidationError(str(error)) from None
        return told


_DAY = _("Write the day like this: 2.4.2026, or the month: 2026-04.")
_WRONG: Mapping[str, Any] = {"day": _DAY, "moment": _DAY, "number": _("Write a number.")}


def _helped(kind: str) -> Any:
    return _("2.4.2026 or 2026-04. Empty: nobody knows.") if kind in {"day", "moment"} else _("Empty: nobody knows.")
