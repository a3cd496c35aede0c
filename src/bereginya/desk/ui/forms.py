"""Fields and forms as they look and clean everywhere.

Text keeps what the person wrote: only what no page can show (control characters, halves of characters) is taken out.
An empty text is None: nobody said anything.
"""

import secrets
import unicodedata
from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _

from bereginya.desk.ui.uploads import RefusedFile, SealedFile
from bereginya.desk.ui.words import Words, sentence

LINE, TEXT = 300, 20_000
"""How many characters a line and a text take."""


class PageRenderer(TemplatesSetting):
    """Renders forms and fields with our templates."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"


def clean_text(text: str, *, lines: bool) -> str:
    """Return the text without control characters, with one kind of line break, in composed form."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    kept = [char for char in text if char in "\n\t" or unicodedata.category(char) not in {"Cc", "Cs"}]
    whole = "".join(kept)
    return whole.strip() if lines else " ".join(whole.split())


class _Field(forms.CharField):
    longest = LINE
    lines = False

    def __init__(self, label: Words, *, help_text: Words = "", required: bool = False, **more: Any) -> None:
        more.setdefault("max_length", self.longest)
        super().__init__(label=label, help_text=help_text, required=required, strip=False, empty_value=None, **more)
        self.error_messages["max_length"] = _(
            "This is longer than %(limit_value)d characters (%(show_value)d). Shorten it; you can send the rest later."
        )
        self.error_messages["required"] = _("Something is needed here.")
        self.widget.attrs.setdefault("autocomplete", "off")

    def to_python(self, value: Any) -> str | None:
        """Return the cleaned text, or None when nothing was said."""
        text = clean_text(str(value), lines=self.lines) if value else ""
        return text or None


class LineField(_Field):
    """A line of text: a name, a place, a number."""


class TextField(_Field):
    """A text of several lines."""

    longest = TEXT
    lines = True

    def __init__(self, label: Words, *, rows: int = 6, **more: Any) -> None:
        more.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(label, **more)


class ChoiceField(forms.ChoiceField):
    """One of a few answers, shown all at once."""

    def __init__(
        self, label: Words, choices: Any, *, help_text: Words = "", required: bool = False, **more: Any
    ) -> None:
        more.setdefault("widget", forms.RadioSelect)
        super().__init__(label=label, choices=choices, help_text=help_text, required=required, **more)
        self.error_messages["required"] = _("Choose one of these.")


class ChoicesField(forms.MultipleChoiceField):
    """Any of a few answers, shown all at once."""

    def __init__(
        self, label: Words, choices: Any, *, help_text: Words = "", required: bool = False, **more: Any
    ) -> None:
        more.setdefault("widget", forms.CheckboxSelectMultiple)
        super().__init__(label=label, choices=choices, help_text=help_text, required=required, **more)
        self.error_messages["required"] = _("Choose at least one of these.")


class YesField(forms.BooleanField):
    """A box to tick."""

    def __init__(self, label: Words, *, help_text: Words = "", required: bool = False, **more: Any) -> None:
        super().__init__(label=label, help_text=help_text, required=required, **more)
        self.error_messages["required"] = _("This has to be ticked to go on.")


class SecretField(_Field):
    """A passphrase: not shown, not remembered by the browser, and never written back into a page."""

    def __init__(self, label: Words, **more: Any) -> None:
        more.setdefault("widget", forms.PasswordInput(render_value=False))
        more.setdefault("required", True)
        super().__init__(label, **more)


class _SeveralFiles(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files, sealed already when the form is looked at. Its view is marked with `takes_files`."""

    def __init__(self, label: Words, *, help_text: Words = "", required: bool = False, accept: str = "") -> None:
        widget = _SeveralFiles(attrs={"accept": accept} if accept else {})
        super().__init__(label=label, help_text=help_text, required=required, widget=widget)
        self.error_messages["required"] = _("Choose a file.")

    def clean(self, data: Any, initial: Any = None) -> tuple[SealedFile, ...]:  # noqa: ARG002 - Django's signature
        """Return the sealed files; say what was wrong with the first that was refused."""
        for file in data or ():
            if isinstance(file, RefusedFile):
                raise forms.ValidationError(sentence(file.error.code))
        if self.required and not data:
            raise forms.ValidationError(self.error_messages["required"])
        return tuple(file for file in data or () if isinstance(file, SealedFile))


class Form(forms.Form):
    """A form that is accepted once: its token goes to the vault as `once=`."""

    use_required_attribute = False
    token = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, *values: Any, **more: Any) -> None:
        super().__init__(*values, **more)
        self.label_suffix = ""
        self.fields["token"].initial = secrets.token_hex(16)

    @property
    def wrong(self) -> list[forms.BoundField]:
        """The fields that need another look."""
        return [field for field in self.visible_fields() if field.errors]

    @property
    def once(self) -> str:
        """The token that makes sending twice one entry."""
        return str(self.cleaned_data.get("token") or secrets.token_hex(16))
