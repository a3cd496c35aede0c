"""What can be said in a folder with a form of its own, by the word that stands in the address of the page."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from bereginya.desk.cases import person_forms, records, saying_forms
from bereginya.desk.ui.words import Words
from bereginya.facts.records import Record


@dataclass(frozen=True, slots=True)
class Saying:
    """One kind of statement: its record, its form, the title of its page."""

    record: type[Record]
    form: type[saying_forms.SayingForm]
    title: Words


SAYINGS: dict[str, Saying] = {
    "note": Saying(records.Note, saying_forms.NoteForm, _("A note for colleagues")),
    "person": Saying(records.PersonTold, person_forms.PersonForm, _("Who it is about")),
    "relative": Saying(records.Relative, person_forms.RelativeForm, _("Somebody near")),
    "service": Saying(records.Served, person_forms.ServiceForm, _("A step of the service")),
    "contact": Saying(records.Reachable, saying_forms.ContactForm, _("How somebody is reached")),
    "consent": Saying(records.Consented, saying_forms.ConsentForm, _("What we may do")),
    "need": Saying(records.Need, saying_forms.NeedForm, _("What is needed")),
    "task": Saying(records.Task, saying_forms.TaskForm, _("A task")),
}


def saying_of(record: Record) -> str | None:
    """Return the word for a record that can be corrected with a form, or None."""
    kind = _NOW.get(type(record), type(record))
    return next((word for word, one in SAYINGS.items() if one.record is kind), None)


_NOW: dict[type[Record], type[Record]] = {records.Task1: records.Task}
"""Kinds as they were, and what they are corrected to."""
