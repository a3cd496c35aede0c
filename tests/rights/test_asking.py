"""Questions: only what decides."""

from datetime import date

from bereginya.rights import Outcome, assess, provisions, questions

_DAY = date(2022, 3, 1)
_COMBAT = ["combat"]


def test_who_he_is_is_asked_first() -> None:
    assert questions({}, on=_DAY)[0].key == "status"


def test_of_a_man_who_signed_freely_nothing_is_asked_that_only_protects_conscripts() -> None:
    told = {"status": "contract", "contract_state": "signed_freely"}
    asked = {question.key for question in questions(told, on=_DAY, subjects=_COMBAT)}
    assert asked == {"combat_tasks_date", "in_combat", "oath_date", "oath_taken"}


def test_of_a_contract_soldier_it_is_asked_how_he_signed() -> None:
    assert "contract_state" in {one.key for one in questions({"status": "contract"}, on=_DAY, subjects=_COMBAT)}


def test_the_answers_lead_to_an_end() -> None:
    answers = {"status": "conscript", "in_combat": "yes", "combat_tasks_date": "2022-02-24",
               "service_start_date": "2021-12-20", "contract_state": "none", "location_zone": "ukraine_or_annexed",
               "oath_taken": "yes", "oath_date": "2022-01-20"}  # fmt: skip
    told: dict[str, object] = {}
    asked = []
    while waiting := questions(told, on=_DAY, subjects=_COMBAT):
        key = waiting[0].key
        asked.append(key)
        told[key] = answers.get(key, "unknown")
        assert len(asked) < 15
    assert assess(told, on=_DAY).outcome("combat.train_4m") is Outcome.VIOLATED
    assert asked[0] == "status"
    assert len(asked) == len(set(asked))


def test_one_plain_no_ends_a_subject() -> None:
    told = {"status": "conscript", "in_combat": "no", "location_zone": "permanent_base", "contract_state": "none"}
    assert questions(told, on=_DAY, subjects=_COMBAT) == ()


def test_what_nobody_knows_is_not_asked_again() -> None:
    told = {"status": "conscript", "contract_state": "none", "location_zone": "permanent_base",
            "combat_tasks_date": "2022-02-24", "oath_date": "2022-01-10", "service_start_date": "unknown"}  # fmt: skip
    assert "service_start_date" not in {question.key for question in questions(told, on=_DAY, subjects=_COMBAT)}


def test_every_question_names_a_provision_that_waits_for_it() -> None:
    ids = {version.id for version in provisions()}
    for question in questions({"status": "conscript"}, on=_DAY):
        assert question.decides
        assert set(question.decides) <= ids


def test_in_public_nothing_is_asked_for_what_only_a_lawyer_may_say() -> None:
    lawyers = {version.id for version in provisions() if version.lawyer}
    for question in questions({"status": "conscript"}, on=_DAY, public=True):
        assert not set(question.decides) & lawyers


def test_a_question_that_only_may_undo_comes_after_those_that_decide() -> None:
    keys = [question.key for question in questions({"status": "conscript", "sent_date": "2022-02-20"}, on=_DAY,
                                                   subjects=["crime_report"])]  # fmt: skip
    assert keys.index("registered_date") < keys.index("letter")
