"""Who somebody is, who is near to him, how he served: the forms about people in a folder."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from bereginya.desk.cases import words
from bereginya.desk.cases.fields import OneOf, SaidDateField
from bereginya.desk.cases.records import PersonTold, Relative, Served
from bereginya.desk.cases.saying_forms import SayingForm
from bereginya.desk.ui.forms import LineField, TextField
from bereginya.facts.people import Name, Person, Place, Relation, Sex
from bereginya.facts.service import ServiceEvent, ServiceStep
from bereginya.facts.sources import Credibility, Reliability, Source, Way


class PersonForm(SayingForm):
    """Who the folder is about. The fields follow Geneva Convention III, article 122."""

    first = ("name", "born", "relation", "asker", "source")
    name = LineField(_("Name, as it was given"), required=True, help_text=_("Surname, first name, father's name."))
    born = SaidDateField(_("Born"), help_text=_("2.4.1991, April 1991, about 1991, or an age: 19 years."))
    asker = LineField(_("Who asks for help?"))
    relation = OneOf(Relation, _("What is this person to the one who asks?"), words.RELATIONS)
    source = LineField(_("How do we know?"), help_text=_("For example: the mother told it; his passport."))
    surname = LineField(_("Surname"))
    given = LineField(_("First name"))
    patronymic = LineField(_("Father's name in the name"))
    other_names = LineField(_("Other names, nicknames, call sign"), help_text=_("Several: with commas between them."))
    sex = OneOf(Sex, _("Man or woman"), words.SEXES)
    birth_place = LineField(_("Place of birth"))
    father_name = LineField(_("Father's first name"))
    mother_maiden_name = LineField(_("Mother's maiden name"))
    citizenship = LineField(_("Citizenship"))
    home = LineField(_("Home address"))
    languages = LineField(_("Languages"), help_text=_("Several: with commas between them."))
    power_served = LineField(_("State he serves or served"))
    rank = LineField(_("Rank"))
    unit = LineField(_("Unit, as it was told"), help_text=_("Kept as words about this person; never counted."))
    personal_number = LineField(_("Personal number"))
    marks = TextField(_("Marks, scars, tattoos"), rows=3)
    inform = LineField(_("Who is to be told, and where"))
    mail = LineField(_("Where letters reach them"))

    def record(self) -> PersonTold:
        """Return the person as told."""
        told = self.cleaned_data
        name = Name(told["name"], told["surname"], told["given"], told["patronymic"])
        plain = ("sex", "born", "father_name", "mother_maiden_name", "citizenship", "power_served", "rank")
        more = ("personal_number", "unit", "inform", "mail", "marks")
        person = Person(
            name,
            other_names=tuple(Name(one) for one in _several(told["other_names"])),
            birth_place=_place(told["birth_place"]),
            home=_place(told["home"]),
            languages=_several(told["languages"]),
            **{field: told[field] for field in (*plain, *more)},
        )
        asker = Name(told["asker"]) if told["asker"] else None
        return PersonTold(person, asker, told["relation"], _source(told["source"]))

    @classmethod
    def initial_of(cls, record: PersonTold) -> dict[str, object]:
        """Return every field."""
        person = record.person
        plain = ("sex", "father_name", "mother_maiden_name", "citizenship", "power_served", "rank")
        more = ("personal_number", "unit", "inform", "mail", "marks")
        return {field: getattr(person, field) for field in (*plain, *more)} | {
            "name": person.name.raw,
            "surname": person.name.surname,
            "given": person.name.given,
            "patronymic": person.name.patronymic,
            "other_names": ", ".join(one.raw for one in person.other_names),
            "sex": _value(person.sex),
            "born": person.born and person.born.text(),
            "birth_place": person.birth_place and person.birth_place.raw,
            "home": person.home and person.home.raw,
            "languages": ", ".join(person.languages),
            "asker": record.asker and record.asker.raw,
            "relation": _value(record.relation),
            "source": record.source and record.source.text,
        }


class RelativeForm(SayingForm):
    """Somebody near."""

    name = LineField(_("Name"), required=True)
    relation = OneOf(Relation, _("What is he or she to the person of this folder?"), words.RELATIONS)
    text = TextField(_("What should we know?"), rows=4)
    source = LineField(_("How do we know?"))

    def record(self) -> Relative:
        """Return the relative."""
        told = self.cleaned_data
        return Relative(Name(told["name"]), told["relation"], told["text"], _source(told["source"]))

    @classmethod
    def initial_of(cls, record: Relative) -> dict[str, object]:
        """Return every field."""
        source = record.source.text if record.source else None
        relation = _value(record.relation)
        return {"name": record.name.raw, "relation": relation, "text": record.text, "source": source}


class ServiceForm(SayingForm):
    """A step of the service."""

    step = OneOf(ServiceStep, _("What happened?"), words.STEPS, required=True)
    when = SaidDateField(_("When?"), help_text=_("2.4.2026, April 2026, spring 2026, from 2 to 5 April 2026."))
    place = LineField(_("Where?"))
    unit = LineField(_("Unit, as it was told"))
    text = TextField(_("What should we know?"), rows=4)
    source = LineField(_("Who or what says so?"))
    way = OneOf(Way, _("How do they know?"), words.SOURCE_WAYS)
    reliability = OneOf(Reliability, _("Can they be relied on?"), words.RELIABILITIES)
    credibility = OneOf(Credibility, _("Is this itself credible?"), words.CREDIBILITIES)

    def record(self) -> Served:
        """Return the step."""
        told = self.cleaned_data
        source = None
        if told["source"] or told["way"]:
            reliability = told["reliability"] or Reliability.UNKNOWN
            credibility = told["credibility"] or Credibility.UNKNOWN
            source = Source(told["source"] or "", told["way"], None, reliability, credibility)
        return Served(
            ServiceEvent(told["step"], told["when"], _place(told["place"]), told["unit"], told["text"], source)
        )

    @classmethod
    def initial_of(cls, record: Served) -> dict[str, object]:
        """Return every field."""
        event, source = record.event, record.event.source
        return {
            "step": event.step.value,
            "when": event.when and event.when.text(),
            "place": event.place and event.place.raw,
            "unit": event.unit,
            "text": event.text,
            "source": source and source.text,
            "way": source and _value(source.way),
            "reliability": source and source.reliability.value,
            "credibility": source and source.credibility.value,
        }


def _several(text: str | None) -> tuple[str, ...]:
    return tuple(filter(None, (part.strip() for part in (text or "").split(","))))


def _place(text: str | None) -> Place | None:
    return Place(text) if text else None


def _source(text: str | None) -> Source | None:
    return Source(text) if text else None


def _value(member: Any) -> object:
    return None if member is None else member.value
