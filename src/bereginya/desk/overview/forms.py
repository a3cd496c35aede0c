"""The forms of this room."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bereginya.desk.ui.forms import Form, LineField


class SearchForm(Form):
    """What is looked for."""

    words = LineField(
        _("Search"),
        required=True,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
        help_text=_("Names, words, numbers; Russian or Latin letters. Only what you may open is searched."),
    )


class PromiseForm(Form):
    """Within how many hours somebody reads."""

    hours = forms.IntegerField(
        label=_("Within how many hours do we read what came?"),
        min_value=1,
        max_value=24 * 14,
        help_text=_(
            "Whoever waits for longer stands in red on today's page. The door says your hours in your own words."
        ),
    )
