"""The words a page has for the closed sets of this room."""

from collections.abc import Mapping
from enum import Enum

from django.utils.translation import gettext_lazy as _

from bereginya.desk.cases.words import Choices
from bereginya.desk.homecoming.queries import DueKind, Missing
from bereginya.desk.homecoming.records import Agreement, Answer, Means, ProofOfAsker, Recognised, State, TellingWay
from bereginya.desk.ui.words import Words

STATES: Choices = (
    (State.ALIVE.value, _("he is alive")),
    (State.PRISONER.value, _("he is a prisoner")),
    (State.WOUNDED.value, _("he is wounded")),
    (State.OUTSIDE_UNIT.value, _("he is outside his unit")),
    (State.DEAD.value, _("he is dead")),
    (State.UNKNOWN.value, _("nobody knows how he is")),
)
PROOFS: Choices = (
    (ProofOfAsker.FACT.value, _("a fact that only the family knows")),
    (ProofOfAsker.PAPERS.value, _("papers of kinship")),
    (ProofOfAsker.CALL_BACK.value, _("we called back a number known before")),
)
AGREEMENTS: Choices = (
    (Agreement.YES.value, _("yes")),
    (Agreement.NO.value, _("no")),
    (Agreement.NOT_ASKED.value, _("he could not be asked")),
)
ANSWERS: Choices = (
    (Answer.FACT.value, _("what was found")),
    (Answer.NO_CONTACT.value, _("that he is alive and does not wish contact")),
    (Answer.PART.value, _("only what his safety allows")),
)
TELLING_WAYS: Choices = (
    (TellingWay.FACE.value, _("face to face")),
    (TellingWay.TOGETHER.value, _("face to face, with somebody near her")),
    (TellingWay.PHONE.value, _("by telephone, with the agreed words first")),
    (TellingWay.THREAD.value, _("written by hand in her thread: there is no other way")),
)
RECOGNISED: Choices = (
    (Recognised.YES.value, _("it is he")),
    (Recognised.NO.value, _("it is not he")),
    (Recognised.UNSURE.value, _("she is not sure")),
)
MEANS: Choices = (
    (Means.SEEN.value, _("somebody who knew him saw the face")),
    (Means.DNA.value, _("DNA, compared with a relative")),
    (Means.TEETH.value, _("teeth")),
    (Means.PRINTS.value, _("fingerprints")),
    (Means.MARKS.value, _("scars, tattoos, marks")),
    (Means.PAPERS.value, _("papers or a tag alone")),
    (Means.CLOSED_COFFIN.value, _("a closed coffin")),
)
MISSING: Mapping[Missing, Words] = {
    Missing.TAKEN_BACK: _("It was taken back. Nobody can be told this."),
    Missing.SECOND: _("A second person has to look at it: nobody is told that he is dead on one person's word."),
    Missing.ASKER: _("Nobody has written down yet how it was checked that the asker is who she says."),
    Missing.WISH: _("Nobody has written down yet whether he agreed to be found by her."),
    Missing.WISH_SECOND: _("He could not be asked: a second person has to agree on what his safety allows to say."),
}
DUE: Mapping[DueKind, Words] = {
    DueKind.AGAIN: _("Ask after her:"),
    DueKind.STEP: _("On the way home:"),
    DueKind.DEATH: _("A claim of death waits for a second person"),
    DueKind.WISH: _("What may be said waits for a second person:"),
}
_TABLES: Mapping[type[Enum], Mapping[str, Words]] = {
    State: dict(STATES),
    ProofOfAsker: dict(PROOFS),
    Agreement: dict(AGREEMENTS),
    Answer: dict(ANSWERS),
    TellingWay: dict(TELLING_WAYS),
    Recognised: dict(RECOGNISED),
    Means: dict(MEANS),
}


def word(member: Enum | None) -> str:
    """Return the words for a member of one of the sets; empty for None."""
    match member:
        case None:
            return ""
        case Missing():
            return str(MISSING[member])
        case DueKind():
            return str(DUE[member])
        case _:
            return str(_TABLES[type(member)][member.value])
