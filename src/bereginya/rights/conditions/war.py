"""Combat before training, contracts with conscripts, mobilisation, orders."""

from collections.abc import Callable, Mapping
from datetime import date

from bereginya.rights.calendars import months_later
from bereginya.rights.case import CONTESTED, Case
from bereginya.rights.conditions.service import ends
from bereginya.rights.truth import Truth, either, every, known
from bereginya.rights.values import Outcome

_VOCATIONAL = (date(2017, 4, 1), date(2017, 5, 1))  # press names April and May 2017: between them it is not settled


def train_6m(case: Case) -> Truth:
    """Used in an armed conflict before six months of service, or untrained."""
    return _unready(case, 6)


def train_4m(case: Case) -> Truth:
    """Used in an armed conflict before four months of service, or untrained, and bound by no contract.

    A contract that is contested leaves him at risk: with it falls what made his use lawful.
    """
    return _unready(case, 4)


def before_oath(case: Case) -> Truth:
    """Used in combat before he swore the oath."""
    if case.day("oath_date") is not None:
        return every(_in_combat(case), case.before("combat_tasks_date", "oath_date"))
    unsworn = case.no("oath_taken")
    lacking = ("oath_date",) if case.word("oath_taken") else ("oath_date", "oath_taken")
    return every(_in_combat(case), unsworn if unsworn.value else Truth(None, unsworn.facts, lacking))


def min_service_6m(case: Case) -> Truth:
    """A conscript signed before six months of service."""
    return every(_signed(case), _conscript(case), case.sooner_than(6, "service_start_date", "contract_date"))


def min_service_3m(case: Case) -> Truth:
    """A conscript without the schooling that lets him sign at once signed before three months of service."""
    early = case.sooner_than(3, "service_start_date", "contract_date")
    return every(_signed(case), _conscript(case), early, _has_to_wait(case))


def no_min_2023(case: Case) -> Truth:
    """A conscript or draftee signed; no time of service protects him any more."""
    return every(_signed(case), either(_conscript(case), case.serves_as("draftee")))


def short_439(case: Case) -> Truth:
    """A contract of a year or less, signed earlier than a month before the end of conscript service."""
    short = case.at_least("contract_term_months", 12.01).negated()
    end, signed = ends(case), case.day("contract_date")
    if end is None or signed is None:
        lacking = tuple(key for key in ("service_start_date", "contract_date") if case.day(key) is None)
        return every(_signed(case), short, Truth(None, missing=lacking or ("call_up_date",)))
    early = known(value=signed < months_later(end, -1), facts=("service_start_date", "contract_date"))
    return every(_signed(case), _conscript(case), short, early)


def form(case: Case) -> Truth:
    """Something of the form is lacking, or he denies his signature."""
    faults = either(
        case.is_one("contract_state", "signature_disputed"),
        case.no("contract_written"),
        case.no("contract_signed_by_official"),
        every(case.no("attestation_commission"), case.serves_as("conscript", "contract")),
    )
    return every(_signed(case), faults)


def trace_payment(case: Case) -> Truth:
    """Money came that he did not ask for, and nobody says that he signed freely."""
    return every(case.yes("unexpected_payment"), case.is_one("contract_state", "none"))


def coerced(case: Case) -> Truth:
    """Signed under threat, violence, deceit or deprivation."""
    return case.is_one("contract_state", "signed_under_pressure")


def forged(case: Case) -> Truth:
    """He denies having signed, or what he signed was changed."""
    return case.is_one("contract_state", "signature_disputed")


def probation(case: Case) -> Truth:
    """In the first three months of a first contract."""
    return every(
        case.happened("contract_date"), case.months_over("contract_date", 3).negated(), case.yes("first_contract")
    )


def contracts_run_on(case: Case) -> Truth:
    """The term of his contract is over; a mobilised man has none and is kept all the same."""
    if case.word("status") == "mobilised":
        return known(value=True, facts=("status",))
    signed, months = case.day("contract_date"), case.number("contract_term_months")
    if signed is None or months is None:
        missing = ("contract_date",) if signed is None else ("contract_term_months",)
        return every(case.happened("contract_date"), Truth(None, missing=missing))
    over = months_later(signed, int(months)) <= case.on
    return known(value=over, facts=("contract_date", "contract_term_months"))


def age_limit(case: Case) -> Truth:
    """Is 65 or older."""
    return case.age_between(65, 200)


def suspends_combat(case: Case) -> Truth:
    """Is in the war or mobilised."""
    return either(case.is_one("status", "mobilised"), case.is_one("location_zone", "ukraine_or_annexed"))


def three_months(case: Case) -> Truth:
    """Learned of a decision or breach; the claim has three months from that day."""
    return either(*(case.happened(key) for key in ("contract_known_date", "breach_known_date", "decision_known_date")))


def _unready(case: Case, months: int) -> Truth:
    unready = either(
        case.sooner_than(months, "service_start_date", "combat_tasks_date"), case.no("specialty_training_done")
    )
    used = every(_in_combat(case), unready)
    if case.word("contract_state") in CONTESTED:
        return every(used, case.told("contract_state")).but(Outcome.AT_RISK).called("contract-contested")
    return every(used, case.is_one("contract_state", "none"))


def _in_combat(case: Case) -> Truth:
    """Tell whether he was used in combat by the day asked; "no" decides without a date."""
    return case.happened_unless("combat_tasks_date", "in_combat", "no")


def _signed(case: Case) -> Truth:
    """Tell whether a contract carries a date that is over; "none" decides without a date."""
    return case.happened_unless("contract_date", "contract_state", "none")


def _conscript(case: Case) -> Truth:
    return case.conscript_at("contract_date")


def _has_to_wait(case: Case) -> Truth:
    schooling, signed = case.word("education_before_call_up"), case.day("contract_date")
    if schooling == "secondary_vocational" and signed is not None and signed >= _VOCATIONAL[0]:
        waits = known(value=signed < _VOCATIONAL[1], facts=("education_before_call_up", "contract_date"))
        return waits.but(Outcome.AT_RISK).called("vocational-between-april-and-may-2017")
    return case.is_one("education_before_call_up", "none", "secondary_vocational")


CONDITIONS: Mapping[str, Callable[[Case], Truth]] = {
    "combat.train_6m": train_6m,
    "combat.train_4m": train_4m,
    "combat.before_oath": before_oath,
    "contract.min_service_6m": min_service_6m,
    "contract.min_service_3m": min_service_3m,
    "contract.no_min_2023": no_min_2023,
    "contract.short_439": short_439,
    "contract.form": form,
    "contract.trace_payment": trace_payment,
    "contract.coerced": coerced,
    "contract.forged": forged,
    "contract.probation": probation,
    "court.kas_3m": three_months,
    "court.kas_suspends_combat": suspends_combat,
    "mobil.647_contracts": contracts_run_on,
    "mobil.647_age": age_limit,
}
