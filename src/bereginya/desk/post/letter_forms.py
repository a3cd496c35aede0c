"""The form of a letter, made from its template: the fields it declares, asked as it says, and filled again."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import Select
from django.utils.translation import gettext_lazy as _

from bereginya.desk.cases.fields import DayField, OneOf
from bereginya.desk.cases.words import SEXES
from bereginya.desk.post import words
from bereginya.desk.post.filling import office_in, person_in
from bereginya.desk.post.records import Filled, OfficeIn, PersonIn
from bereginya.desk.ui.forms import ChoiceField, Form, LineField, TextField
from bereginya.facts.people import Sex
from bereginya.letters import Ask, Case, Field, FieldKind, Problem, Template, WhyAsked
from bereginya.letters.authorities import Authority
from bereginya.letters.wording import wording

_PERSON = ("surname", "given", "patronymic", "sex")
_OFFICE = ("office", "name", "to", "address")
_ROW_ENDS = ";"


class LetterForm(Form):
    """The fields of one letter. `asked` are the forms of names that a person has to confirm before it can be made."""

    def __init__(
        self, template: Template, offices: Sequence[Authority], language: str, *values: Any,
        asked: Sequence[Ask] = (), **more: Any,
    ) -> None:  # fmt: skip
        super().__init__(*values, **more)
        self.template, self.language = template, language
        self._offices = {one.id: one for one in offices}
        for field in template.fields:
            for name, made in self._made(field):
                self.fields[name] = made
            for ask in asked:
                if ask.field == field.name and ask.why is not WhyAsked.OFFICE:
                    self.fields[form_name(ask)] = self._form_field(ask)

    @property
    def groups(self) -> list[tuple[str, str, list[Any]]]:
        """The fields as the template has them: label, help, and what is asked for it."""
        found = []
        for field in self.template.fields:
            parts = [self[name] for name in self.fields if name == field.name or name.startswith(f"{field.name}__")]
            if len(parts) > 1:
                found.append((self._label(field), _in(field.help, self.language), parts))
            else:
                found.append(("", "", parts))
        return found

    def filled(self) -> tuple[Filled, ...]:
        """Return what the fields hold."""
        found = (self._filled(field) for field in self.template.fields)
        return tuple(one for one in found if one is not None)

    def office(self) -> str | None:
        """Return the directory's name of the office that was chosen."""
        told = [self.cleaned_data.get(f"{field.name}__office") for field in self._of(FieldKind.OFFICE)]
        return next(filter(None, told), None)

    def complain(self, problems: Iterable[Problem]) -> None:
        """Put the library's problems at the fields they belong to."""
        for one in problems:
            names = [name for name in self.fields if name == one.field or name.startswith(f"{one.field}__")]
            sentence = words.TROUBLES[one.trouble] % {"detail": one.detail}
            self.add_error(names[0] if names else None, ValidationError(sentence))

    def confirm(self, unseen: Iterable[Ask]) -> None:
        """Ask a person to look at forms she has not seen yet; nothing is kept before she did."""
        for one in unseen:
            self.add_error(form_name(one), ValidationError(_("Look at this form of the name. Is it right?")))

    def clean(self) -> dict[str, Any]:
        """Take an office from the directory where the person wrote nothing else."""
        told = super().clean() or self.cleaned_data
        for field in self._of(FieldKind.OFFICE):
            chosen = self._offices.get(told.get(f"{field.name}__office") or "")
            if chosen is not None:
                office = chosen.office(self.template.language)
                for part in ("name", "to", "address"):
                    told[f"{field.name}__{part}"] = told.get(f"{field.name}__{part}") or getattr(office, part) or None
        return told

    def _of(self, kind: FieldKind) -> list[Field]:
        return [field for field in self.template.fields if field.kind is kind]

    def _label(self, field: Field) -> str:
        return _in(field.label, self.language) or field.name

    def _made(self, field: Field) -> list[tuple[str, Any]]:  # noqa: PLR0911 - one line a kind of field
        label, help_text = self._label(field), _in(field.help, self.language)
        asked: dict[str, Any] = {"help_text": help_text}
        match field.kind:
            case FieldKind.PERSON:
                return [(f"{field.name}__{part}", made) for part, made in _person_fields(required=field.needed)]
            case FieldKind.OFFICE:
                return [(f"{field.name}__{part}", made) for part, made in self._office_fields()]
            case FieldKind.DAY:
                return [(field.name, DayField(label, **asked))]
            case FieldKind.CHOICE:
                choices = [("", "—"), *(field.options or {}).items()]
                return [(field.name, ChoiceField(label, choices, **asked))]
            case FieldKind.RELATION:
                known = wording(self.template.language).relations
                choices = [("", "—"), *((key, forms[Case.NOMINATIVE]) for key, forms in known.items())]
                return [(field.name, ChoiceField(label, choices, **asked))]
            case FieldKind.LONG | FieldKind.ITEMS | FieldKind.ROWS:
                return [(field.name, TextField(label, rows=5, help_text=_long_help(field, help_text)))]
            case _:
                return [(field.name, LineField(label, **asked))]

    def _office_fields(self) -> list[tuple[str, Any]]:
        choices = [
            ("", _("another one: written below")),
            *((key, one.name.get(self.language, key)) for key, one in self._offices.items()),
        ]
        return [
            ("office", ChoiceField(_("From the directory"), choices, widget=Select())),
            ("name", LineField(_("Name of the office"))),
            ("to", LineField(_("Line of the addressee, as it stands on the letter"))),
            ("address", LineField(_("Address"))),
        ]

    def _form_field(self, ask: Ask) -> Any:
        label = f"{ask.named} — {words.word(ask.case)}"
        return LineField(label, required=True, help_text=words.ASKED[ask.why])

    def _filled(self, field: Field) -> Filled | None:
        told = self.cleaned_data
        match field.kind:
            case FieldKind.PERSON:
                forms = {case: told[name] for case in Case if (name := f"{field.name}__form_{case.value}") in told}
                person = person_in({part: told.get(f"{field.name}__{part}") for part in _PERSON}, forms)
                return Filled(field.name, person=person) if person else None
            case FieldKind.OFFICE:
                office = office_in({part: told.get(f"{field.name}__{part}") for part in _OFFICE})
                return Filled(field.name, office=office) if office else None
        value = told.get(field.name)
        if not value:
            return None
        return _plain(field, value)


def _plain(field: Field, value: Any) -> Filled:
    match field.kind:
        case FieldKind.DAY:
            return Filled(field.name, day=value)
        case FieldKind.ITEMS:
            return Filled(field.name, lines=tuple(filter(None, map(str.strip, value.splitlines()))))
        case FieldKind.ROWS:
            lines = filter(None, map(str.strip, value.splitlines()))
            return Filled(field.name, rows=tuple(tuple(map(str.strip, line.split(_ROW_ENDS))) for line in lines))
        case FieldKind.NUMBER if value.isascii() and value.isdecimal():
            return Filled(field.name, number=int(value))
        case _:
            return Filled(field.name, value)


def initial_of(filled: Iterable[Filled]) -> dict[str, object]:
    """Return what a letter's form shows when the letter is changed, or when the folder knows something already."""
    found: dict[str, object] = {}
    for one in filled:
        if one.person is not None:
            found |= {f"{one.field}__{name}": value for name, value in _person_initial(one.person).items()}
        elif one.office is not None:
            found |= {f"{one.field}__{name}": value for name, value in _office_initial(one.office).items()}
        elif one.rows:
            found[one.field] = "\n".join(f" {_ROW_ENDS} ".join(row) for row in one.rows)
        else:
            found[one.field] = "\n".join(one.lines) or one.day or one.text or one.number
    return found


def forms_in(filled: Iterable[Filled]) -> tuple[Ask, ...]:
    """Return the forms of names that a person confirmed before, to be shown with the letter again."""
    return tuple(
        Ask(one.field, Case(form.case), one.person.surname, WhyAsked.UNSURE, (form.form,))
        for one in filled
        if one.person is not None
        for form in one.person.forms
    )


def _person_initial(person: PersonIn) -> dict[str, object]:
    shown: dict[str, object] = {f"form_{one.case}": one.form for one in person.forms}
    shown |= {part: getattr(person, part) for part in ("surname", "given", "patronymic")}
    return shown | {"sex": person.sex.value if person.sex else None}


def _office_initial(office: OfficeIn) -> dict[str, object]:
    return {"office": office.office, "name": office.name, "to": office.to, "address": office.address}


def _person_fields(*, required: bool) -> list[tuple[str, Any]]:
    return [
        ("surname", LineField(_("Surname"), required=required)),
        ("given", LineField(_("First name"))),
        ("patronymic", LineField(_("Father's name in the name"))),
        ("sex", OneOf(Sex, _("Man or woman"), SEXES)),
    ]


def form_name(ask: Ask) -> str:
    """Return the name of the field in which a form of a name is confirmed."""
    return f"{ask.field}__form_{ask.case.value}"


def _long_help(field: Field, help_text: str) -> Any:
    if field.kind is FieldKind.ITEMS:
        return help_text or _("One a line.")
    if field.kind is FieldKind.ROWS:
        return _("One row a line, its parts with ; between them: %(columns)s") % {"columns": " ; ".join(field.columns)}
    return help_text


def _in(texts: Mapping[str, str] | None, language: str) -> str:
    return "" if not texts else texts.get(language) or next(iter(texts.values()), "")
