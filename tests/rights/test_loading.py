"""A rule file that cannot be law is refused, with its file and line."""

import time
from datetime import date

import pytest

from bereginya.rights import RuleFileError, load, rules
from bereginya.rights.vocabulary import vocabulary

_SOURCES = "sources:\n  S1: {title: An invented gazette, kind: press, dated: 2020}\n"
_ENDS = "end_rules:\n  stays: {law: none, moves: stays, confidence: B, lawyer: false, checked: 2026-01-01}\n"
_ONE = """  - id: {id}
    rule: invented
    title: Invented
    since: {since}
    until: {until}
    law: 1-FZ
    article: art. 1
    applies_to: [conscript]
    condition: Whatever.
    consequence: Whatever.
    finding: info
    needs: [children]
    when: {{children: {{at_least: 1}}}}
    sources: [S1]
    confidence: C
    lawyer: true
    checked: 2026-01-01
"""


def _files(*versions: tuple[str, str, str]) -> dict[str, str]:
    law = "".join(_ONE.format(id=name, since=since, until=until) for name, since, until in versions)
    return {"a.yaml": f"subject: term\nprovisions:\n{law}", "sources.yaml": _SOURCES, "ends.yaml": _ENDS}


def _refused(files: dict[str, str]) -> RuleFileError:
    with pytest.raises(RuleFileError) as refused:
        load(files)
    return refused.value


def test_versions_that_follow_each_other_day_by_day_are_law() -> None:
    law = load(_files(("a.1", "2000-01-01", "2009-12-31"), ("a.2", "2010-01-01", "null")))
    assert [version.id for version in law.versions] == ["a.1", "a.2"]


def test_a_gap_of_one_day_is_refused_with_file_and_line() -> None:
    error = _refused(_files(("a.1", "2000-01-01", "2009-12-30"), ("a.2", "2010-01-01", "null")))
    assert (error.file, error.line) == ("a.yaml", 20)
    assert "gap after a.1" in error.problem
    assert str(error).startswith("a.yaml:20: a.2")


def test_an_overlap_of_one_day_is_refused() -> None:
    error = _refused(_files(("a.1", "2000-01-01", "2010-01-01"), ("a.2", "2010-01-01", "null")))
    assert error.line == 20
    assert "overlaps a.1" in error.problem


def test_nothing_follows_a_version_without_an_end() -> None:
    assert "overlaps a.1" in _refused(_files(("a.1", "2000-01-01", "null"), ("a.2", "2010-01-01", "null"))).problem


def test_only_the_first_version_may_have_no_beginning() -> None:
    error = _refused(_files(("a.1", "null", "2009-12-31"), ("a.2", "null", "2019-12-31")))
    assert "only the first" in error.problem


def test_one_id_stands_once() -> None:
    assert (
        "stands twice" in _refused(_files(("a.1", "2000-01-01", "2009-12-31"), ("a.1", "2010-01-01", "null"))).problem
    )


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("needs: [children]", "needs: [shoe_size]", "shoe_size"),
        ("finding: info", "finding: verdict", "none of the four"),
        ("confidence: C", "confidence: sure", "A, B or C"),
        ("lawyer: true", "lawyer: perhaps", "true or false"),
        ("sources: [S1]", "sources: [S9]", "source that is not listed"),
        ("sources: [S1]", "sources: []", "source that is not listed"),
        ("since: 2000-01-01", "since: yesterday", "have to be days"),
        ("until: null", "until: 1999-12-31", "since not after until"),
        ("applies_to: [conscript]", "applies_to: [cossack]", "nobody knows"),
        ("checked: 2026-01-01", "chekced: 2026-01-01", "lacks checked"),
        ("when: {children: {at_least: 1}}", "notes: x", "neither a table"),
        ("when: {children: {at_least: 1}}", "when: {children: {about: 1}}", "cannot say this"),
        ("when: {children: {at_least: 1}}", "when: {status: [conscript]}", "neither in needs"),
        ("when: {children: {at_least: 1}}", "when: 'children > 1'", "has to be a table"),
        ("needs: [children]", "needs: children", "has to be a list"),
        ("sources: [S1]", "sources: [S1]\n    deadlines: [{kind: filing, months: three}]", "whole numbers"),
    ],
)
def test_what_no_rule_can_say_is_refused_with_its_line(old: str, new: str, says: str) -> None:
    files = _files(("a.1", "2000-01-01", "null"))
    assert old in files["a.yaml"]
    error = _refused({**files, "a.yaml": files["a.yaml"].replace(old, new)})
    assert error.line == 3
    assert says in error.problem


def test_a_word_outside_the_list_of_its_fact_is_refused() -> None:
    files = _files(("a.1", "2000-01-01", "null"))
    text = files["a.yaml"].replace("needs: [children]", "needs: [status]")
    text = text.replace("{children: {at_least: 1}}", "{status: [cossack]}")
    assert "status is never one of these" in _refused({**files, "a.yaml": text}).problem


def test_a_key_told_twice_is_refused_with_its_line() -> None:
    files = _files(("a.1", "2000-01-01", "null"))
    error = _refused({**files, "a.yaml": files["a.yaml"].replace("    law: 1-FZ", "    law: 1-FZ\n    law: 2-FZ")})
    assert error.line == 3
    assert "twice" in error.problem


def test_what_is_not_yaml_is_refused_with_its_line() -> None:
    error = _refused({**_files(("a.1", "2000-01-01", "null")), "b.yaml": "subject: term\nprovisions: [\n  - {"})
    assert error.file == "b.yaml"
    assert error.line >= 2


def test_code_in_a_rule_file_is_never_run() -> None:
    files = {
        **_files(("a.1", "2000-01-01", "null")),
        "b.yaml": "subject: !!python/object/apply:os.getcwd []\nprovisions: []",
    }
    with pytest.raises(RuleFileError):
        load(files)


def test_the_same_text_has_the_same_digest_wherever_it_stands() -> None:
    alone = load(_files(("a.2", "2010-01-01", "null")))["a.2"]
    second = load(_files(("a.1", "2000-01-01", "2009-12-31"), ("a.2", "2010-01-01", "null")))["a.2"]
    assert alone.cite == second.cite
    assert alone.place != second.place


def test_every_version_has_a_source_with_its_kind_a_day_checked_and_a_place() -> None:
    for version in rules().versions:
        assert version.sources
        assert all(source.kind for source in version.sources)
        assert version.checked <= date(2026, 11, 23)
        assert ":" in version.place


def test_every_fact_of_the_vocabulary_is_asked_by_some_provision() -> None:
    asked = {"status", "served_as", "asker"}
    for version in rules().versions:
        starts = (key for term in version.terms for key in term.start)
        asked |= {*version.needs, *version.also, *version.decided_by, *starts}
    assert set(vocabulary()) <= asked


def test_the_files_load_fast_enough_for_every_command() -> None:
    rules.cache_clear()
    start = time.process_time()
    rules()
    assert time.process_time() - start < 0.2
