"""What the house keeps for its letters, as forms: offices, templates of its own, and a lawyer's word on them."""

from collections.abc import Sequence
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.forms import Select
from django.utils.translation import gettext_lazy as _

from bereginya.desk.cases.fields import DayField
from bereginya.desk.post.forms import Choice, DatedForm
from bereginya.desk.post.records import OfficeTold
from bereginya.desk.ui.forms import ChoiceField, Form, LineField, TextField, YesField
from bereginya.letters import TemplateError, read_template


class OfficeForm(DatedForm):
    """An office of the directory."""

    name = LineField(_("Name of the office"), required=True)
    to = LineField(_("Line of the addressee, as it stands on the letter"))
    address = LineField(_("Address"))
    jurisdiction = LineField(_("Over what and where is it competent?"))
    what = LineField(_("What is sent there?"))
    source = LineField(_("Where was this looked up?"))
    checked = DayField(_("Looked up on"))
    moved_to = ChoiceField(_("It moved, or another one took its place"), (), widget=Select())

    def __init__(self, others: Sequence[Choice], *values: Any, **more: Any) -> None:
        super().__init__(*values, **more)
        cast("ChoiceField", self.fields["moved_to"]).choices = [("", _("no")), *others]

    def record(self, office: str, kinds: tuple[str, ...]) -> OfficeTold:
        """Return the office under its name in the directory."""
        told = self.cleaned_data
        words_said = (told["to"], told["address"], told["jurisdiction"], told["what"], told["source"])
        return OfficeTold(office, told["name"], kinds, *words_said, told["checked"], told["moved_to"] or None)


class TemplateForm(Form):
    """A template of the committee's own, as the text of its file."""

    name = LineField(_("Short name"), required=True, help_text=_("Latin letters, for example: ru/our-complaint"))
    text = TextField(_("The template"), rows=24, required=True, help_text=_("Copy one that is there and change it."))

    def clean(self) -> dict[str, Any]:
        """Read the template; say everything that is wrong with it at once."""
        told = super().clean() or self.cleaned_data
        if told.get("name") and told.get("text"):
            try:
                read_template(told["text"], told["name"])
            except TemplateError as error:
                raise ValidationError(list(error.faults)) from None
        return told


class SignOffForm(Form):
    """An advocate takes a template's law for right."""

    text = LineField(_("What did you check?"), required=True)
    sure = YesField(_("I am an advocate or a lawyer of this committee, and I read it"), required=True)
