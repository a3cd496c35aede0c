"""Letters from a case: facts and a template in, a typeset PDF or DOCX out; and the clocks that run once it is sent.

    facts = {"office": Office("…", to="…"), "applicant": NamedPerson("Иванова", "Мария", sex=Sex.FEMALE), …}
    seen = check(template, facts)            # what is missing, what has to be asked, every declined name
    pdf = typeset(template, facts, day=day)  # raises UnfinishedError with the whole list, never half a letter

Nothing here reads a clock or touches the disk: the day is an argument, letters are bytes.
"""

from bereginya.letters.authorities import Authority, authorities, authorities_for, where_it_moved
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
from bereginya.letters.docket import (
    Hearing,
    Instance,
    Motion,
    Ruled,
    Ruling,
    Suit,
    appeal_clock,
    state_of_suit,
    week_sheet,
)
from bereginya.letters.docx import docx_letter
from bereginya.letters.errors import (
    ClockError,
    NumberError,
    TemplateError,
    UnfinishedError,
    UnknownTemplateError,
)
from bereginya.letters.numbering import Number, Series, next_number, parse_number
from bereginya.letters.reading import read_template
from bereginya.letters.record import Asked, OfficialRecord, record
from bereginya.letters.relations import relation_in_letter
from bereginya.letters.shelf import find_template, templates
from bereginya.letters.templates import Article, Field, FieldKind, Template
from bereginya.letters.told import facts_from
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
    "Asked",
    "Authority",
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
    "Hearing",
    "Instance",
    "Letter",
    "Motion",
    "NamedPerson",
    "Number",
    "NumberError",
    "Office",
    "OfficialRecord",
    "Outcome",
    "Problem",
    "Ruled",
    "Ruling",
    "Series",
    "Step",
    "Suit",
    "Template",
    "TemplateError",
    "Trouble",
    "UnfinishedError",
    "UnknownTemplateError",
    "Whose",
    "WhyAsked",
    "answer_due",
    "appeal_clock",
    "authorities",
    "authorities_for",
    "check",
    "clocks",
    "compose",
    "contradictions",
    "docx_letter",
    "facts_from",
    "find_template",
    "next_number",
    "next_steps",
    "parse_number",
    "read_template",
    "record",
    "relation_in_letter",
    "state_of_suit",
    "templates",
    "typeset",
    "typeset_all",
    "typeset_letter",
    "week_sheet",
    "where_it_moved",
]
