"""The command `rights` as a stranger uses it: a file, a day, an answer."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bereginya.cli import app

_RUN = CliRunner()
_HIS = """
person: {status: conscript, service_start_date: 2021-12-20}
combat_tasks_date: 2022-02-24
contract: {state: none}
violence_by: equals
"""


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    path = tmp_path / "facts.yaml"
    path.write_text(_HIS, encoding="utf-8")
    return path


def _listed(*arguments: str) -> dict[str, dict[str, object]]:
    result = _RUN.invoke(app, ["rights", *arguments, "--json"])
    assert result.exit_code == 0, result.stderr
    return {one["provision"]: one for one in json.loads(result.stdout)}


def test_a_list_for_programs_has_everything_a_finding_rests_on(facts: Path) -> None:
    found = _listed(str(facts), "--on", "2022-03-01")["combat.train_4m"]
    assert found["finding"] == "violated"
    assert "combat_tasks_date: 2022-02-24" in found["because"]  # type: ignore[operator]
    assert found["missing"] == []
    assert found["deadline"]["day"] == "2022-05-24"  # type: ignore[index]
    assert found["source"][0]["kind"] == "press"  # type: ignore[index]
    assert (found["confidence"], found["lawyer"]) == ("A", True)


def test_what_is_missing_is_named(facts: Path) -> None:
    found = _listed(str(facts), "--on", "2022-03-01")["term.2008"]
    assert (found["finding"], found["missing"]) == ("unknown", ["call_up_date"])


def test_the_same_file_on_another_day_gives_that_days_law(facts: Path) -> None:
    assert _listed(str(facts), "--on", "2022-02-23").get("combat.train_4m") is None
    assert _listed(str(facts), "--on", "2022-02-24")["combat.train_4m"]["finding"] == "violated"


def test_the_table_shows_the_article_the_reason_the_day_and_the_next_step(facts: Path) -> None:
    out = _RUN.invoke(app, ["rights", str(facts), "--on", "2022-03-01", "--lang", "en"]).stdout
    for part in ("What the law of 1 March 2022 says", "violated", "combat.train_4m", "[ask a lawyer]", "Decree 1237",
                 "because: status conscript", "by 24 May 2022", "next step: complaint on unlawful combat use",
                 "No lawyer has read it through"):  # fmt: skip
        assert part in out


@pytest.mark.parametrize(("lang", "word"), [("ru", "нарушено"), ("uk", "порушено"), ("en", "violated")])
def test_it_speaks_three_languages(facts: Path, lang: str, word: str) -> None:
    assert word in _RUN.invoke(app, ["rights", str(facts), "--on", "2022-03-01", "--lang", lang]).stdout


def test_without_a_language_it_takes_that_of_the_machine(facts: Path) -> None:
    result = _RUN.invoke(app, ["rights", str(facts), "--on", "2022-03-01"], env={"LC_ALL": "uk_UA.UTF-8"})
    assert "порушено" in result.stdout


def test_for_the_public_what_needs_a_lawyer_is_left_out(facts: Path) -> None:
    found = _listed(str(facts), "--on", "2022-03-01", "--public")
    assert "combat.train_4m" not in found
    assert found["hazing.335"]["finding"] == "violated"


def test_one_subject_can_be_asked_and_what_does_not_apply_be_shown(facts: Path) -> None:
    found = _listed(str(facts), "--on", "2022-03-01", "--subject", "violence", "--all")
    assert found["hazing.335"]["finding"] == "violated"
    assert found["hazing.286"]["finding"] == "not_met"
    assert "combat.train_4m" not in found


def test_facts_come_from_standard_input_as_well() -> None:
    result = _RUN.invoke(app, ["rights", "-", "--on", "2022-03-01", "--json"], input='{"status": "pow"}')
    assert "pow.capture_card" in {one["provision"] for one in json.loads(result.stdout)}


def test_contradictions_later_days_and_unknown_keys_are_said_on_the_side(tmp_path: Path) -> None:
    path = tmp_path / "facts.yaml"
    path.write_text(
        "status: conscript\ncontract_state: none\ncontract_date: 2022-02-01\ndeath_date: 2022-04-01\nlast_contact: x\n"
    )
    result = _RUN.invoke(app, ["rights", str(path), "--on", "2022-03-01", "--json", "--lang", "en"])
    assert json.loads(result.stdout)
    assert "cannot all be true" in result.stderr
    assert "contract_state, contract_date" in result.stderr
    assert "not yet happened: death_date" in result.stderr
    assert "Did you mean last_contact_date?" in result.stderr


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("status: reservist", "status: has to be one of draftee"),
        ("birth_date: 2022-02-30", "birth_date: needs a day"),
        ("status: [", "line 2"),
        ("- a\n- b", "keys and values"),
        ("", "keys and values"),
    ],
)
def test_a_file_that_cannot_be_read_ends_with_a_sentence_and_status_1(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "facts.yaml"
    path.write_text(text)
    result = _RUN.invoke(app, ["rights", str(path)])
    assert result.exit_code == 1
    assert says in result.stderr
    assert "Traceback" not in result.stderr


def test_a_file_that_is_not_there_or_not_text_is_said(tmp_path: Path) -> None:
    (tmp_path / "picture.yaml").write_bytes(b"\xff\xd8\xff\xe0")
    assert "No such file" in _RUN.invoke(app, ["rights", str(tmp_path / "none.yaml")]).stderr
    assert "not UTF-8" in _RUN.invoke(app, ["rights", str(tmp_path / "picture.yaml")]).stderr


def test_a_subject_and_a_language_that_are_not_there_are_said(facts: Path) -> None:
    assert "combat" in _RUN.invoke(app, ["rights", str(facts), "--subject", "war"]).stderr
    assert _RUN.invoke(app, ["rights", str(facts), "--lang", "de"]).exit_code == 2


def test_the_committees_changes_count(facts: Path, tmp_path: Path) -> None:
    changes = tmp_path / "ours.yaml"
    changes.write_text("changes:\n  - correct: combat.train_4m\n    with: {lawyer: false, confidence: B}\n")
    found = _listed(str(facts), "--on", "2022-03-01", "--public", "--changes", str(changes))
    assert found["combat.train_4m"]["confidence"] == "B"


def test_a_change_that_cannot_be_is_refused_with_its_line(facts: Path, tmp_path: Path) -> None:
    changes = tmp_path / "ours.yaml"
    changes.write_text("changes:\n  - end: callup.age_27\n    until: 2020-01-01\n")
    result = _RUN.invoke(app, ["rights", str(facts), "--changes", str(changes)])
    assert result.exit_code == 1
    assert "gap after callup.age_27" in result.stderr


def test_the_library_needs_neither_the_desk_nor_the_network() -> None:
    code = (
        "import sys; from datetime import date; from bereginya.rights import assess; "
        "assess({'status': 'conscript'}, on=date(2022, 3, 1)); "
        "far = ('django', 'typer', 'socket', 'bereginya.vault', 'bereginya.desk'); "
        "print([name for name in far if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
