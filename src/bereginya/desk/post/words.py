"""The words a page has for our closed sets: channels, answers, courts, cases of a name, what a clock rests on."""

from enum import Enum

from django.utils.translation import gettext_lazy as _

from bereginya.desk.cases.words import Choices
from bereginya.desk.post.records import Answer, Channel, RulingKind
from bereginya.desk.ui.words import Words
from bereginya.letters import Case, Trouble, WhyAsked
from bereginya.letters.clocks import Doubt
from bereginya.letters.docket import Instance, Ruled

CHANNELS: Choices = (
    (Channel.POST.value, _("registered letter by post, list of contents")),
    (Channel.HAND.value, _("handed in, stamp on the copy")),
    (Channel.RECEPTION.value, _("the office's own page or Gosuslugi")),
    (Channel.COURT.value, _("the court's electronic desk")),
    (Channel.E_MAIL.value, _("e-mail: they need not consider it")),
)
ANSWERS: Choices = (
    (Answer.REGISTERED.value, _("they registered it")),
    (Answer.FORWARDED.value, _("they passed it on")),
    (Answer.ANSWERED.value, _("they answered what was asked")),
    (Answer.PARTLY.value, _("they answered a part, or beside the point")),
    (Answer.REFUSED.value, _("they refused")),
)
INSTANCES: Choices = (
    (Instance.FIRST.value, _("first instance")),
    (Instance.APPEAL.value, _("appeal")),
    (Instance.CASSATION.value, _("cassation")),
    (Instance.SUPREME.value, _("Supreme Court")),
)
RULED: Choices = (
    (Ruled.FOR_US.value, _("for us")),
    (Ruled.IN_PART.value, _("in part")),
    (Ruled.AGAINST.value, _("against us")),
    (Ruled.LEFT_WITHOUT_MOTION.value, _("left without motion until it is mended")),
    (Ruled.RETURNED.value, _("returned")),
    (Ruled.STAYED.value, _("stayed")),
    (Ruled.DISCONTINUED.value, _("discontinued")),
)
RULINGS: Choices = (
    (RulingKind.KAS_JUDGMENT.value, _("judgment of an administrative case")),
    (RulingKind.KAS_RULING.value, _("ruling in an administrative case")),
    (RulingKind.GPK_JUDGMENT.value, _("judgment of a civil case")),
)
CASES: Choices = (
    (Case.NOMINATIVE.value, _("who? (nominative)")),
    (Case.GENITIVE.value, _("of whom? (genitive)")),
    (Case.DATIVE.value, _("to whom? (dative)")),
    (Case.ACCUSATIVE.value, _("whom? (accusative)")),
    (Case.INSTRUMENTAL.value, _("by whom? (instrumental)")),
    (Case.PREPOSITIONAL.value, _("about whom? (prepositional)")),
    (Case.VOCATIVE.value, _("addressing (vocative)")),
)
_DOUBTS: Choices = (
    (Doubt.POST.value, _("nobody wrote down when it arrived: two weeks of post are counted")),
    (Doubt.REGISTRATION.value, _("nobody wrote down when it was registered: the latest day is taken")),
    (Doubt.CALENDAR.value, _("the days off of that year are not decreed yet")),
    (Doubt.FULL_TEXT.value, _("the day of the full text is not known: the earliest is taken")),
)
TROUBLES: dict[Trouble, Words] = {
    Trouble.MISSING: _("The letter needs this."),
    Trouble.WRONG_KIND: _("This does not fit here. Expected: %(detail)s."),
    Trouble.NOT_DECLARED: _("The template does not know this field any more."),
    Trouble.UNPRINTABLE: _("No font has these characters: %(detail)s"),
}
ASKED: dict[WhyAsked, Words] = {
    WhyAsked.SEX: _("Man or woman? Nobody has said, and the name's form depends on it."),
    WhyAsked.UNSURE: _("Write the name in this form: we are not sure of it."),
    WhyAsked.OFFICE: _("Write the line of the addressee as it stands on the letter."),
}
_BY_KIND: dict[type[Enum], dict[str, Words]] = {
    Channel: dict(CHANNELS),
    Answer: dict(ANSWERS),
    Instance: dict(INSTANCES),
    Ruled: dict(RULED),
    RulingKind: dict(RULINGS),
    Case: dict(CASES),
    Doubt: dict(_DOUBTS),
}


def word(member: Enum | None) -> str:
    """Return the words for a member of one of the sets; empty for None."""
    return "" if member is None else str(_BY_KIND[type(member)][member.value])
