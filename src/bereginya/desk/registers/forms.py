"""The forms about a list: where it comes from, its file, how it is read, who may search it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from bereginya.desk.cases.fields import DayField, OneOf, SaidDateField
from bereginya.desk.cases.words import RELIABILITIES
from bereginya.desk.intake.records import NamedFile
from bereginya.desk.registers import words
from bereginya.desk.registers.folds import Register
from bereginya.desk.registers.records import Origin
from bereginya.desk.ui.forms import ChoiceField, ChoicesField, FilesField, Form, LineField, YesField
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


class RemoveForm(Form):
    """Why a person is taken out of a list for good."""

    why = LineField(_("Why is this person taken out?"), required=True, help_text=_("Without the name."))
    sure = YesField(_("I know that older editions and the files they came in are erased with it"), required=True)


class PeopleForm(Form):
    """Who else may search a register."""

    def __init__(self, people: Sequence[Choice], *values: Any, **more: Any) -> None:
        super().__init__(*values, **more)
        self.fields["to"] = ChoiceField(_("Who gets the key?"), people, required=True)
