"""Missing, captured, dead: what the family may ask, and when."""

from collections.abc import Callable, Mapping

from bereginya.rights.case import Case
from bereginya.rights.truth import Truth, either, every
from bereginya.rights.values import Outcome


def died(case: Case) -> Truth:
    """He died."""
    return case.dead()


def died_in_operation(case: Case) -> Truth:
    """He died in the operation."""
    return every(case.dead(), case.yes("died_in_operation"))


def died_on_duty(case: Case) -> Truth:
    """He died in performance of duty."""
    return every(case.dead(), case.yes("died_on_duty"))


def captured(case: Case) -> Truth:
    """He is a prisoner of war."""
    return case.captured()


def captured_or_missing(case: Case) -> Truth:
    """He is captured or missing: the family gets his pay."""
    return either(case.is_one("status", "missing"), case.captured())


def repatriation(case: Case) -> Truth:
    """A prisoner who is seriously wounded, sick or unfit."""
    return every(case.captured(), either(case.yes("seriously_wounded"), case.is_one("health_category", "D")))


def shown(case: Case) -> Truth:
    """A prisoner who was filmed, photographed or interviewed."""
    return every(case.captured(), either(case.is_one("capture_source", "video"), case.yes("shown_in_public")))


def surrendered(case: Case) -> Truth:
    """A prisoner of whom it may be said that he surrendered."""
    return every(case.captured(), case.yes("surrendered"))


def bureau(case: Case) -> Truth:
    """A man to be asked for at the bureaux: missing, captured, or out of contact."""
    return either(case.gone(), case.captured())


def out_of_contact(case: Case) -> Truth:
    """Contact with him was lost."""
    return every(case.happened_unless("last_contact_date", "out_of_contact", "no"), case.gone())


def court_absent(case: Case) -> Truth:
    """Six months without news of a participant of the operation."""
    return every(out_of_contact(case), case.months_over("last_contact_date", 6), case.yes("operation_participant"))


def court_dead(case: Case) -> Truth:
    """Three months after a court found him missing; or he vanished in deadly circumstances, whose term was not read."""
    after_court = case.months_over("court_missing_date", 3)
    deadly = case.yes("deadly_circumstances")
    if after_court.value is not True and deadly.value:
        return deadly.but(Outcome.AT_RISK).called("term-not-read")
    return either(after_court, deadly)


def disappeared(case: Case) -> Truth:
    """Taken by agents of a state who refuse to say where he is; lost contact alone is not that."""
    gone = out_of_contact(case)
    return every(gone, case.yes("held_by_state")) if gone.value else gone


CONDITIONS: Mapping[str, Callable[[Case], Truth]] = {
    "death.notify_2008": died,
    "death.notify_2023": died,
    "death.cause": died,
    "pay.decree98": died_in_operation,
    "pay.insurance_52": died,
    "pay.lump_306": died_on_duty,
    "pay.recipients": died,
    "missing.court_absent": court_absent,
    "missing.court_dead": court_dead,
    "missing.first_steps": out_of_contact,
    "pow.capture_card": captured,
    "pow.correspondence": captured,
    "pow.bureau": bureau,
    "pow.repatriation": repatriation,
    "pow.public_curiosity": shown,
    "pow.art352_1": surrendered,
    "pow.family_pay": captured_or_missing,
    "pow.ua_projects": out_of_contact,
    "un.wgeid": disappeared,
}
