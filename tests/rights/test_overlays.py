"""The committee adds, ends and corrects law from data; what was found before keeps citing the text it used."""

from datetime import date

import pytest

from bereginya.rights import Outcome, RuleFileError, assess, changed, outdated, read_changes, rules
from bereginya.rights.saying import words

_ADDED = """
changes:
  - add:
      id: house.parcel
      subject: letters
      title: A parcel for each conscript
      since: 2026-06-01
      until: null
      law: an invented order
      article: para 1
      applies_to: [conscript]
      condition: Serves as a conscript and has no child.
      consequence: One parcel a month.
      finding: entitled
      needs: [children, service_start_date]
      when: {children: {at_most: 0}, service_start_date: happened}
      deadlines:
        - {kind: authority, days: 3, counting: working, start: [service_start_date], text: 3 working days}
      sources: [H1]
      confidence: B
      lawyer: false
      checked: 2026-06-02
    new_sources:
      H1: {title: The order itself, kind: official_text, dated: 2026-06-01}
"""
_HE = {"status": "conscript", "children": 0, "service_start_date": "2026-10-30"}


def test_a_provision_is_added_without_code() -> None:
    law = changed(rules(), read_changes(_ADDED, "our.yaml"))
    finding = assess(_HE, on=date(2026, 11, 10), law=law).get("house.parcel")
    assert finding is not None
    assert finding.outcome is Outcome.ENTITLED
    assert finding.version.sources[0].kind == "official_text"
    assert finding.deadline is not None
    assert finding.deadline.day == date(2026, 11, 5)  # Friday, then Unity Day on the Wednesday between


def test_it_is_three_valued_like_every_other() -> None:
    law = changed(rules(), read_changes(_ADDED, "our.yaml"))
    facts = {"status": "conscript", "service_start_date": "2026-10-30"}
    finding = assess(facts, on=date(2026, 11, 10), law=law).get("house.parcel")
    assert finding is not None
    assert (finding.outcome, finding.missing) == (Outcome.UNKNOWN, ("children",))


def test_the_law_of_the_program_stays_as_it_is() -> None:
    changed(rules(), read_changes(_ADDED, "our.yaml"))
    assert "house.parcel" not in {version.id for version in rules().versions}


def test_a_provision_is_ended() -> None:
    law = changed(rules(), [{"end": "combat.policy", "until": date(2026, 5, 1)}])
    facts = {"status": "conscript", "location_zone": "ukraine_or_annexed", "contract_state": "none"}
    assert assess(facts, on=date(2026, 5, 1), law=law).outcome("combat.policy") is Outcome.AT_RISK
    assert assess(facts, on=date(2026, 5, 2), law=law).outcome("combat.policy") is Outcome.NOT_MET


def test_a_finding_of_before_keeps_its_text_and_is_to_be_looked_at_again() -> None:
    facts = {"status": "draftee", "children": 1, "married": "yes", "wife_pregnant_weeks": 22}
    before = assess(facts, on=date(2024, 1, 1)).get("defer.child_and_pregnancy")
    assert before is not None
    law = changed(rules(), [{"correct": "defer.child_and_pregnancy", "with": {"consequence": "Deferment of a year."}}])
    after = assess(facts, on=date(2024, 1, 1), law=law).get("defer.child_and_pregnancy")
    assert after is not None
    assert before.version.consequence == "Deferment."
    assert before.cite != after.cite
    assert outdated([before.cite, after.cite], law) == (before.cite,)


def test_a_corrected_table_is_used_in_place_of_the_old_condition() -> None:
    law = changed(
        rules(), [{"correct": "mobil.647_age", "with": {"needs": ["sentence"], "when": {"sentence": ["none"]}}}]
    )
    facts = {"status": "contract", "sentence": "none"}
    assert assess(facts, on=date(2024, 1, 1), law=law).outcome("mobil.647_age") is Outcome.ENTITLED


def test_a_lawyers_signature_changes_no_law() -> None:
    law = changed(rules(), [{"correct": "combat.train_4m", "with": {"lawyer": False, "checked": date(2026, 12, 1)}}])
    assert law["combat.train_4m"].lawyer is False
    assert outdated([rules()["combat.train_4m"].cite], law) == ()


def test_a_correction_is_shown_in_the_words_of_who_corrected_it() -> None:
    law = changed(rules(), [{"correct": "defer.two_children", "with": {"consequence": "Отсрочка на три года."}}])
    assert words("ru").gives(law["defer.two_children"]) == "Отсрочка на три года."
    assert words("ru").gives(rules()["defer.two_children"]).startswith("Отсрочка; если")


def test_a_new_version_follows_the_one_that_ended() -> None:
    law = changed(
        rules(),
        [
            {"end": "callup.age_30", "until": date(2026, 12, 31)},
            {"add": {**_like("callup.age_30"), "id": "callup.age_35", "since": date(2027, 1, 1),
                     "needs": ["children"], "when": {"children": {"at_most": 0}}}},
        ],
    )  # fmt: skip
    assert [version.id for version in law.versions if version.rule == "callup.age"] == [
        "callup.age_27",
        "callup.age_30",
        "callup.age_35",
    ]


def _like(provision: str) -> dict[str, object]:
    return dict(next(raw.told for raw in rules().raws if raw.told["id"] == provision))


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ([{"end": "callup.age_27", "until": date(2023, 12, 30)}], "gap after callup.age_27"),
        ([{"end": "callup.age_27", "until": date(2024, 1, 1)}], "overlaps callup.age_27"),
        ([{"end": "no.such", "until": date(2024, 1, 1)}], "is not there"),
        ([{"end": "combat.policy"}], "needs its day"),
        ([{"correct": "combat.policy", "with": {"id": "other"}}], "never changed"),
        ([{"correct": "combat.policy", "with": {"colour": "red"}}], "keys nobody knows"),
        ([{"correct": "combat.policy", "with": {"sources": ["S0"]}}], "not listed"),
        ([{"add": {"id": "combat.policy"}}], "correct it"),
        ([{"add": {"title": "x"}}], "with an id"),
        ([{"forget": "combat.policy"}], "exactly one"),
    ],
)
def test_a_change_that_cannot_be_is_refused(changes: list[dict[str, object]], says: str) -> None:
    with pytest.raises(RuleFileError, match=says):
        changed(rules(), changes)


def test_a_refused_change_names_its_file_and_line() -> None:
    text = "changes:\n  - end: combat.policy\n    until: 2026-01-01\n  - end: no.such\n    until: 2026-01-01\n"
    with pytest.raises(RuleFileError) as refused:
        changed(rules(), read_changes(text, "our.yaml"), file="our.yaml")
    assert (refused.value.file, refused.value.line) == ("our.yaml", 4)
