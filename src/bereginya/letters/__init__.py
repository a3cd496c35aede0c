"""Letters from a case: facts and a template in, a typeset PDF or DOCX out; and the clocks that run once it is sent.

    facts = {"office": Office("…", to="…"), "applicant": NamedPerson("Иванова", "Мария", sex=Sex.FEMALE), …}
    seen = check(template, facts)            # what is missing, what has to be asked, every declined name
    pdf = typeset(template, facts, day=day)  # raises UnfinishedError with the whole list, never half a letter

Nothing here reads a clock or touches the disk: the day is an argument, letters are bytes.
"""

from bereginya.letters.calendars import Calendar
from bereginya.letters.clocks import (
    Clock,
    Days,
    Doubt,
    Outcome,
    Step,
    Whose,
    answer_due,
    clocks,
    contradictions,
    next_steps,
)
from bereginya.letters.composing import Check, check, compose
from bereginya.letters.errors import (
    ClockError,
    NumberError,
    TemplateError,
    UnfinishedError,
    UnknownTemplateError,
)
from bereginya.letters.reading import read_template
from bereginya.letters.relations import relation_in_letter
from bereginya.letters.shelf import find_template, templates
from bereginya.letters.templates import Article, Field, FieldKind, Template
from bereginya.letters.typesetting import typeset, typeset_all, typeset_letter
from bereginya.letters.values import (
    Ask,
    Case,
    Declined,
    Fact,
    Letter,
    NamedPerson,
    Office,
    Problem,
    Trouble,
    WhyAsked,
)

__all__ = [
    "Article",
    "Ask",
    "Calendar",
    "Case",
    "Check",
    "Clock",
    "ClockError",
    "Days",
    "Declined",
    "Doubt",
    "Fact",
    "Field",
    "FieldKind",
    "Letter",
    "NamedPerson",
    "NumberError",
    "Office",
    "Outcome",
    "Problem",
    "Step",
    "Template",
    "TemplateError",
    "Trouble",
    "UnfinishedError",
    "UnknownTemplateError",
    "Whose",
    "WhyAsked",
    "answer_due",
    "check",
    "clocks",
    "compose",
    "contradictions",
    "find_template",
    "next_steps",
    "read_template",
    "relation_in_letter",
    "templates",
    "typeset",
    "typeset_all",
    "typeset_letter",
]
