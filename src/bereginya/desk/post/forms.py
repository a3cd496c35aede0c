"""The forms of this room. That of a letter is made from its template: the fields it declares, asked as it says."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.forms import Select
from django.utils.translation import gettext_lazy as _

from bereginya.desk.cases.fields import DayField, OneOf
from bereginya.desk.cases.words import SEXES
from bereginya.desk.intake.records import NamedFile
from bereginya.desk.post import words
from bereginya.desk.post.filling import office_in, person_in
from bereginya.desk.post.records import (
    Answer,
    Channel,
    Filled,
    Hearing,
    Motion,
    OfficeIn,
    OfficeTold,
    PersonIn,
    Received,
    Ruling,
    RulingKind,
    Suit,
    SuitInPublic,
)
from bereginya.desk.ui.forms import ChoiceField, ChoicesField, FilesField, Form, LineField, TextField, YesField
from bereginya.facts.people import Sex
from bereginya.letters import (
    Ask,
    Case,
    Field,
    FieldKind,
    Problem,
    Template,
    TemplateError,
    WhyAsked,
    read_template,
)
from bereginya.letters.authorities import Authority
from bereginya.letters.docket import Instance, Ruled
from bereginya.letters.wording import wording
from bereginya.vault import EntryId, HolderId

Choice = tuple[str, str]
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


class _PastDay(DayField):
    """A day that has come already; `today` is set by its form."""

    today: date | None = None

    def clean(self, value: Any) -> Any:
        """Return the day; a day that has not come yet is a slip, or a wrong clock."""
        day = super().clean(value)
        if day is None:
            raise ValidationError(_("Write the day like this: 31.12.2026."))
        if self.today is not None and day > self.today:
            raise ValidationError(_("This day has not come yet. Look at the day, and at this computer's clock."))
        return day


class _DatedForm(Form):
    """A form with a day that has come already."""

    def __init__(self, *values: Any, today: date, **more: Any) -> None:
        super().__init__(*values, **more)
        for field in self.fields.values():
            if isinstance(field, _PastDay):
                field.today = today


class SendForm(_DatedForm):
    """How a letter leaves the house."""

    day = _PastDay(_("On which day?"))
    channel = OneOf(Channel, _("How?"), words.CHANNELS, required=True)
    proof = LineField(_("Number of the receipt or of the parcel"), help_text=_("It can be added later."))


class ReceivedForm(_DatedForm):
    """A letter that came in."""

    day = _PastDay(_("On which day did it come?"))
    sender = LineField(_("Who wrote it?"), required=True)
    their_number = LineField(_("Their number and day"))
    answer = OneOf(Answer, _("What did they do?"), words.ANSWERS)
    passed_to = LineField(_("To whom did they pass it on?"))
    text = TextField(_("What does it say, in short?"), rows=4)
    file = FilesField(_("Photographs or files of the letter"), help_text=_("Up to 200 megabytes at one time."))

    def __init__(self, letters: Sequence[Choice], *values: Any, **more: Any) -> None:
        super().__init__(*values, **more)
        choices = [("", _("none of these")), *letters]
        self.fields["letter"] = ChoiceField(_("Which of our letters does it answer?"), choices, widget=Select())

    def record(self) -> Received:
        """Return the letter; its number is given when it is written into the book."""
        told = self.cleaned_data
        files = tuple(NamedFile(one.stored, one.name or "") for one in told["file"])
        letter = EntryId(told["letter"]) if told["letter"] else None
        return Received(
            told["day"].year, 0, told["day"], told["sender"], told["answer"], letter, told["text"],
            told["passed_to"], told["their_number"], files,
        )  # fmt: skip


class MoveForm(Form):
    """To which folder a letter belongs. First a name, then one of the folders that were found."""

    name = LineField(_("Name in the other folder"), required=True)

    def __init__(self, found: Sequence[Choice] | None, *values: Any, **more: Any) -> None:
        super().__init__(*values, **more)
        self.found = found
        if found:
            self.fields["to"] = ChoiceField(_("Which folder?"), found)

    def clean(self) -> dict[str, Any]:
        """Say so when no folder has such a name."""
        if self.found is not None and not self.found:
            raise ValidationError(_("No folder that you can open has this name."))
        return super().clean() or self.cleaned_data


class SettleForm(Form):
    """Why nothing more is waited for, or why it is after all."""

    text = LineField(_("Why?"))


class SuitForm(_DatedForm):
    """A case in a court."""

    court = LineField(_("Which court?"), required=True)
    instance = OneOf(Instance, _("Which instance?"), words.INSTANCES, required=True)
    about = LineField(_("What is it about?"), required=True)
    filed = _PastDay(_("When was it handed in?"))
    number = LineField(_("The court's number"))
    judge = LineField(_("Judge"))

    def record(self) -> Suit:
        """Return the suit."""
        told = self.cleaned_data
        return Suit(told["court"], told["instance"], told["about"], told["filed"], told["number"], told["judge"])


class CourtForm(_DatedForm):
    """One thing that happened, or will, in a suit. `people` are the members who hold the folder."""

    def __init__(self, *values: Any, people: Sequence[Choice] = (), **more: Any) -> None:
        super().__init__(*values, **more)
        if "who" in self.fields:
            cast("ChoiceField", self.fields["who"]).choices = [("", _("nobody yet")), *people]

    def record(self, suit: EntryId) -> Hearing | Motion | Ruling | SuitInPublic:
        """Return what is to be sealed."""
        raise NotImplementedError


class HearingForm(CourtForm):
    """A sitting of the court."""

    day = DayField(_("On which day?"))
    hour = LineField(_("At what hour?"))
    where = LineField(_("Where?"))
    who = ChoiceField(_("Who goes?"), ())
    closed = YesField(_("Behind closed doors"))
    put_off = YesField(_("It was put off"))
    text = TextField(_("What should we know?"), rows=3)

    def clean_day(self) -> date:
        """Ask for the day: a sitting without one is none."""
        day = self.cleaned_data["day"]
        if not isinstance(day, date):
            raise ValidationError(_("Write the day like this: 31.12.2026."))
        return day

    def record(self, suit: EntryId) -> Hearing:
        """Return the sitting."""
        told = self.cleaned_data
        who = HolderId(told["who"]) if told["who"] else None
        return Hearing(
            suit, told["day"], told["hour"], told["where"], who, told["text"], told["closed"], told["put_off"]
        )


class MotionForm(CourtForm):
    """A motion."""

    text = LineField(_("What is asked of the court?"), required=True)
    day = _PastDay(_("When was it handed in?"))
    ruled = OneOf(Ruled, _("What became of it?"), words.RULED)

    def record(self, suit: EntryId) -> Motion:
        """Return the motion."""
        told = self.cleaned_data
        return Motion(suit, told["day"], told["text"], told["ruled"])


class RulingForm(CourtForm):
    """What the court decided."""

    what = OneOf(RulingKind, _("What is it?"), words.RULINGS, required=True)
    ruled = OneOf(Ruled, _("How did it decide?"), words.RULED, required=True)
    day = _PastDay(_("On which day?"))
    full = DayField(_("Day of the full text"), help_text=_("The days to appeal are counted from it."))
    received = DayField(_("Day it reached us"))
    text = TextField(_("What does it say, in short?"), rows=4)

    def record(self, suit: EntryId) -> Ruling:
        """Return the decision."""
        told = self.cleaned_data
        return Ruling(suit, told["day"], told["what"], told["ruled"], told["text"], told["full"], told["received"])


class InPublicForm(CourtForm):
    """What may be said in public about a suit."""

    text = TextField(
        _("In public"), rows=4, required=True, help_text=_("No names, no unit, no number. Two people release it later.")
    )

    def record(self, suit: EntryId) -> SuitInPublic:
        """Return the text."""
        return SuitInPublic(suit, self.cleaned_data["text"])


class OfficeForm(_DatedForm):
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


class BatchForm(Form):
    """Which folders and which offices get the same letter."""

    def __init__(self, found: Sequence[Choice], offices: Sequence[Choice], *values: Any, **more: Any) -> None:
        super().__init__(*values, **more)
        self.fields["folders"] = ChoicesField(_("For which cases?"), found, required=True)
        self.fields["offices"] = ChoicesField(_("To which offices?"), offices)
