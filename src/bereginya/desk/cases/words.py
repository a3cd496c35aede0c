"""The words a page has for our closed sets: needs, steps of a service, relations, reasons."""

from enum import Enum

from django.utils.translation import gettext_lazy as _

from bereginya.desk.cases.records import CloseReason, NeedKind
from bereginya.desk.ui.words import Words
from bereginya.facts.contacts import Channel
from bereginya.facts.people import Relation, Sex
from bereginya.facts.service import ServiceStep
from bereginya.facts.sources import Credibility, Reliability, Way

Choices = tuple[tuple[str, Words], ...]

NEEDS: Choices = (
    (NeedKind.FIND.value, _("find somebody")),
    (NeedKind.BRING_HOME.value, _("bring a son or a body home")),
    (NeedKind.LAW.value, _("law: call-up, contract, refusal, court")),
    (NeedKind.SAFETY.value, _("safety: threats, beatings, escape")),
    (NeedKind.MEDICINE.value, _("doctor, hospital, medical board")),
    (NeedKind.REHABILITATION.value, _("rehabilitation, a psychologist")),
    (NeedKind.MONEY.value, _("payments, pension")),
    (NeedKind.SHELTER.value, _("a roof, a journey")),
    (NeedKind.PAPERS.value, _("papers")),
    (NeedKind.TALK.value, _("somebody to talk to")),
    (NeedKind.OTHER.value, _("something else")),
)
STEPS: Choices = (
    (ServiceStep.CALL_UP.value, _("call-up")),
    (ServiceStep.OATH.value, _("oath")),
    (ServiceStep.TRAINING.value, _("training")),
    (ServiceStep.TRANSFER.value, _("transfer")),
    (ServiceStep.CONTRACT.value, _("contract")),
    (ServiceStep.MOBILISED.value, _("mobilised")),
    (ServiceStep.SENT_TO_FIGHT.value, _("sent to fight")),
    (ServiceStep.REFUSED.value, _("refused")),
    (ServiceStep.LEFT_UNIT.value, _("left the unit")),
    (ServiceStep.LEAVE.value, _("leave")),
    (ServiceStep.ILL.value, _("ill")),
    (ServiceStep.WOUNDED.value, _("wounded")),
    (ServiceStep.HOSPITAL.value, _("hospital")),
    (ServiceStep.BEATEN.value, _("beaten")),
    (ServiceStep.LAST_CONTACT.value, _("last sign of life")),
    (ServiceStep.MISSING.value, _("missing")),
    (ServiceStep.CAPTURED.value, _("captured")),
    (ServiceStep.EXCHANGED.value, _("exchanged")),
    (ServiceStep.ARRESTED.value, _("arrested")),
    (ServiceStep.DISCHARGED.value, _("discharged")),
    (ServiceStep.DEAD.value, _("dead")),
    (ServiceStep.OTHER.value, _("something else")),
)
RELATIONS: Choices = (
    (Relation.MOTHER.value, _("mother")),
    (Relation.FATHER.value, _("father")),
    (Relation.WIFE.value, _("wife")),
    (Relation.HUSBAND.value, _("husband")),
    (Relation.SON.value, _("son")),
    (Relation.DAUGHTER.value, _("daughter")),
    (Relation.SISTER.value, _("sister")),
    (Relation.BROTHER.value, _("brother")),
    (Relation.GRANDMOTHER.value, _("grandmother")),
    (Relation.GRANDFATHER.value, _("grandfather")),
    (Relation.PARTNER.value, _("partner")),
    (Relation.FRIEND.value, _("friend")),
    (Relation.COMRADE.value, _("served together")),
    (Relation.HIMSELF.value, _("the person himself or herself")),
    (Relation.OTHER.value, _("somebody else")),
)
SEXES: Choices = (
    (Sex.FEMALE.value, _("woman")),
    (Sex.MALE.value, _("man")),
    (Sex.OTHER.value, _("neither")),
)
CHANNELS: Choices = (
    (Channel.PHONE.value, _("by telephone")),
    (Channel.MESSENGER.value, _("in a messenger")),
    (Channel.EMAIL.value, _("by e-mail")),
    (Channel.POST.value, _("by post")),
    (Channel.THROUGH_SOMEBODY.value, _("through somebody trusted")),
    (Channel.HERE_ONLY.value, _("only here, with the nine words")),
)
SOURCE_WAYS: Choices = (
    (Way.TOLD.value, _("heard from others")),
    (Way.WITNESSED.value, _("saw it")),
    (Way.DOCUMENT.value, _("a document")),
    (Way.CALL.value, _("a call")),
    (Way.MESSAGE.value, _("a message")),
    (Way.VIDEO.value, _("a picture or video")),
    (Way.LIST.value, _("a list")),
    (Way.PRESS.value, _("the press")),
    (Way.OFFICE.value, _("an office")),
    (Way.OTHER.value, _("something else")),
)
RELIABILITIES: Choices = (
    (Reliability.COMPLETELY.value, _("A: could always be relied on")),
    (Reliability.USUALLY.value, _("B: usually")),
    (Reliability.FAIRLY.value, _("C: fairly")),
    (Reliability.NOT_USUALLY.value, _("D: usually not")),
    (Reliability.NOT.value, _("E: not at all")),
    (Reliability.UNKNOWN.value, _("F: not known")),
)
CREDIBILITIES: Choices = (
    (Credibility.CONFIRMED.value, _("1: confirmed by others")),
    (Credibility.PROBABLE.value, _("2: probably true")),
    (Credibility.POSSIBLE.value, _("3: possibly true")),
    (Credibility.DOUBTFUL.value, _("4: doubtful")),
    (Credibility.IMPROBABLE.value, _("5: improbable")),
    (Credibility.UNKNOWN.value, _("6: cannot be said")),
)
REASONS: Choices = (
    (CloseReason.HELPED.value, _("what was needed is done")),
    (CloseReason.PASSED_ON.value, _("others help now")),
    (CloseReason.HER_WISH.value, _("it was the person's own wish")),
    (CloseReason.NO_CONTACT.value, _("no contact any more")),
    (CloseReason.NOTHING_MORE.value, _("nothing more can be done")),
    (CloseReason.DEAD.value, _("the person died")),
)

_TABLES: dict[type[Enum], Choices] = {
    NeedKind: NEEDS,
    ServiceStep: STEPS,
    Relation: RELATIONS,
    Sex: SEXES,
    Channel: CHANNELS,
    Way: SOURCE_WAYS,
    Reliability: RELIABILITIES,
    Credibility: CREDIBILITIES,
    CloseReason: REASONS,
}


def word(value: Enum | None) -> str:
    """Return the words for a member of one of our closed sets, or nothing for None."""
    return "" if value is None else str(dict(_TABLES[type(value)])[value.value])
