"""The words a page has for what this room knows: origins, columns, traces, fates, verdicts, facts."""

from collections.abc import Mapping
from enum import Enum

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bereginya.desk.cases.words import Choices
from bereginya.desk.registers.gaps import Gap
from bereginya.desk.registers.records import FactKind, Fate, Form, Origin, Verdict
from bereginya.desk.ui.words import Words

LEAKED = "leaked"
"""The answer to "where does it come from" with which nothing is taken."""

ORIGINS: Choices = (
    (Origin.OWN.value, _("we made it ourselves")),
    (Origin.AUTHORITY.value, _("an authority published it")),
    (Origin.PUBLISHED.value, _("others published it")),
    (Origin.PERSON.value, _("we received it from a person we know")),
    (LEAKED, _("it was leaked, or nobody knows")),
)
FATES: Choices = (
    (Fate.ALIVE.value, _("alive")),
    (Fate.CAPTURED.value, _("captured")),
    (Fate.WOUNDED.value, _("wounded")),
    (Fate.MISSING.value, _("missing")),
    (Fate.DEAD.value, pgettext_lazy("he is", "dead")),
)
VERDICTS: Choices = (
    (Verdict.SAME.value, _("the same man")),
    (Verdict.DIFFERENT.value, _("another man")),
    (Verdict.UNSURE.value, _("it cannot be said yet")),
)
FORMS: Choices = (
    (Form.STATEMENT.value, _("somebody told it")),
    (Form.VIDEO.value, _("a video, an interview")),
    (Form.PHOTOGRAPH.value, _("a photograph of a document")),
    (Form.LIST.value, _("a list somebody showed")),
    (Form.CALL.value, _("a call")),
)
FACTS: Choices = (
    (FactKind.SURNAME.value, _("surname")),
    (FactKind.GIVEN_NAME.value, _("first name")),
    (FactKind.PATRONYMIC.value, _("father's name in the name")),
    (FactKind.BORN.value, _("day of birth")),
    (FactKind.PLACE.value, _("place")),
    (FactKind.UNIT.value, _("unit")),
    (FactKind.RANK.value, _("rank")),
    (FactKind.FAMILY.value, _("something only the family knows")),
    (FactKind.FACE.value, _("the face, recognised by somebody close")),
    (FactKind.VOICE.value, _("the voice, recognised by somebody close")),
    (FactKind.MARKS.value, _("scars, tattoos")),
    (FactKind.OTHER.value, _("something else")),
)
GAPS: Choices = (
    (Gap.EMPTY.value, _("no file was read in yet")),
    (Gap.WAITING.value, _("a file waits to be read")),
    (Gap.FAILED.value, _("could not be opened")),
    (Gap.NOT_YET.value, _("is still to be compared")),
)
COLUMNS: Choices = (
    ("", _("is not read")),
    ("full_name", _("full name")),
    ("surname", _("surname")),
    ("given_name", _("first name")),
    ("patronymic", _("father's name in the name")),
    ("born", _("day or year of birth")),
    ("born_year", _("year of birth")),
    ("born_month", _("month of birth")),
    ("born_day", _("day of the month of birth")),
    ("age", _("age")),
    ("age_on", _("day on which the age was told")),
    ("place", _("place")),
    ("unit", _("unit")),
    ("rank", _("rank")),
    ("text", _("other words")),
    ("id", _("number in the list")),
)
"""What a column of a list may be, in the words of the tracing library."""
ROW: Mapping[str, Words] = {
    "id": _("number in the list"),
    "full_name": _("name"),
    "surname": _("surname"),
    "given_name": _("first name"),
    "patronymic": _("father's name in the name"),
    "born": _("born"),
    "place": _("place"),
    "unit": _("unit, as it stands there"),
    "rank": _("rank"),
    "text": _("other words"),
}
"""What a row says, in the order in which it is shown."""

_TABLES: dict[type[Enum], Choices] = {
    Origin: ORIGINS,
    Fate: FATES,
    Verdict: VERDICTS,
    Form: FORMS,
    FactKind: FACTS,
    Gap: GAPS,
}


def word(value: Enum | None) -> str:
    """Return the words for a member of one of our closed sets, or nothing for None."""
    return "" if value is None else str(dict(_TABLES[type(value)])[value.value])
