"""What a search answers: who, how likely, and how likely that nobody of these registers is meant."""

import numpy as np
import pyarrow as pa
import pytest

from bereginya.tracing import Index, Links, People, Resident, link
from tests.tracing.sim import world
from tests.tracing.small import CROWD, KOVTUN, SHEVCHENKO, Row, people, register

FIELDS = ("surname", "given_name", "patronymic", "born", "place", "unit")


def _told(found: Links, column: str, candidate: str) -> float:
    told: dict[str, float] = dict(
        zip(found.table["candidate"].to_pylist(), found.table[column].to_pylist(), strict=True)
    )
    return told[candidate]


def _chance(found: Links, candidate: str) -> float:
    return _told(found, "probability", candidate)


def _bits(found: Links, candidate: str) -> float:
    return _told(found, "bits", candidate)


def _without(row: Row, *fields: str) -> Row:
    return {field: text for field, text in row.items() if field not in fields}


@pytest.mark.parametrize("field", FIELDS[2:])
def test_what_a_record_does_not_say_never_counts_against_it(field: str) -> None:
    silent, other = (
        _without(KOVTUN, field),
        KOVTUN | {field: {"born": "1970-11-30", "unit": "99999"}.get(field, "Омск")},
    )
    found = link(people(KOVTUN), register(KOVTUN, silent, other, among=CROWD))
    assert _bits(found, "a0") > _bits(found, "a1") > _bits(found, "a2")


@pytest.mark.parametrize("field", FIELDS[2:])
def test_what_nobody_asked_weighs_nothing(field: str) -> None:
    held = register(KOVTUN, _without(KOVTUN, field), among=CROWD)
    found = link(people(_without(KOVTUN, field)), held)
    assert _bits(found, "a0") == pytest.approx(_bits(found, "a1"))


def test_namesakes_share_the_chance() -> None:
    namesakes = [KOVTUN | {"born": f"19{year}-04-02", "place": "", "unit": ""} for year in (71, 76, 83, 95)]
    found = link(people(_without(KOVTUN, "born", "place", "unit")), register(*namesakes, among=CROWD))
    chances = [_chance(found, f"a{i}") for i in range(4)]
    assert max(chances) == pytest.approx(min(chances))
    assert sum(found.table["probability"].to_pylist()) + found.none[0] == pytest.approx(1, abs=0.06)


def test_a_person_written_down_twice_does_not_lessen_his_own_chance() -> None:
    once = link(people(KOVTUN), register(KOVTUN, among=CROWD))
    twice = link(people(KOVTUN), register(KOVTUN, KOVTUN | {"surname": "Kovtun"}, among=CROWD))
    assert _chance(twice, "a0") == pytest.approx(_chance(once, "a0"), abs=0.01)
    assert _chance(twice, "a1") > 0.95


def test_who_is_in_no_register_is_said_to_be_in_none() -> None:
    found = link(people(KOVTUN), register(SHEVCHENKO, among=CROWD))
    assert found.none[0] > 0.9


def test_a_prior_that_is_set_is_used_and_shown_per_register() -> None:
    rare = {"surname": "Ржевуцкий", "given_name": "Сергей"}
    held = [register(rare, among=CROWD, name="prisoners"), register(SHEVCHENKO, name="wounded")]
    asked = people(rare)
    likely, hardly = (link(asked, held, priors={"prisoners": prior, "wounded": 0.01}) for prior in (0.9, 0.001))
    assert (likely.priors, hardly.priors) == (
        {"prisoners": 0.9, "wounded": 0.01},
        {"prisoners": 0.001, "wounded": 0.01},
    )
    assert _chance(likely, "a0") > 0.9
    assert _chance(hardly, "a0") < 0.5


@pytest.mark.parametrize("present", [0.1, 0.5, 0.9])
def test_from_many_inquiries_the_share_that_is_present_is_learned(present: float) -> None:
    made = world(1500, 300, seed=8, present=present)
    found = link(People.from_arrow(made.inquiries), Index.build(People.from_arrow(made.register)))
    assert found.priors["register"] == pytest.approx(present, abs=0.12)


def test_a_rare_name_tells_more_than_a_common_one() -> None:
    common, rare = {"surname": "Иванов", "given_name": "Иван"}, {"surname": "Ржевуский", "given_name": "Иван"}
    held = register(common, rare, *[common] * 20, among=CROWD)
    found = link(people(common, rare), held, k=30)
    best = found.table.filter(pa.array(np.array(found.table["rank"]) == 1))["bits"].to_pylist()
    assert best[1] > best[0] + 3


def test_a_slip_tells_less_where_many_names_are_one_slip_away() -> None:
    crowded = [{"surname": surname} for surname in ("Кована", "Ковано", "Ковинь", "Коваль", "Ковачь")] * 20
    held = register({"surname": "Коварь"}, {"surname": "Ржевузкий"}, *crowded, among=CROWD)
    found = link(people({"surname": "Ковасль"}, {"surname": "Ржевсузкий"}), held, k=200)
    assert _bits(found, "a1") > max(
        _bits(found, f"a{i}") for i in (2, 5) if f"a{i}" in found.table["candidate"].to_pylist()
    )


def test_fewer_candidates_are_the_first_of_more() -> None:
    asked, held = People.from_arrow(CROWD.inquiries), Index.build(People.from_arrow(CROWD.register))
    two, ten = (link(asked, held, k=k).table for k in (2, 10))
    assert two.equals(ten.filter(pa.array(np.array(ten["rank"]) <= 2)))
    assert max(two["rank"].to_pylist()) == 2


def test_the_answer_is_the_same_on_one_thread_and_on_two_and_a_second_time() -> None:
    made = world(900, 120, seed=4)
    asked, held = People.from_arrow(made.inquiries), Index.build(People.from_arrow(made.register))
    one, two, again = (link(asked, held, threads=threads) for threads in (1, 2, 2))
    assert one.table.equals(two.table)
    assert two.table.equals(again.table)
    assert one.none.tobytes() == two.none.tobytes() == again.none.tobytes()


def test_a_register_inside_itself_finds_everybody_twice() -> None:
    held = register(KOVTUN, SHEVCHENKO, among=CROWD, name="list")
    found = link(people(KOVTUN), [held, register(KOVTUN, SHEVCHENKO, among=CROWD, name="copy")])
    both = [row for row in found.table.to_pylist() if row["candidate"] == "a0"]
    assert {row["register"] for row in both} == {"list", "copy"}
    assert all(row["probability"] > 0.9 for row in both)


def test_an_empty_register_and_no_inquiries_give_no_candidates() -> None:
    nobody = People.from_arrow(CROWD.register.slice(0, 0))
    assert link(people(KOVTUN), Index.build(nobody)).none.tolist() == [1.0]
    assert len(link(nobody, register(KOVTUN)).table) == 0


@pytest.mark.parametrize("surname", ["Я", "О", "ковтун" * 70, "Ко\u200bвтун", "١٢", "—", "😀"])
def test_odd_names_are_searched_and_found_as_they_stand(surname: str) -> None:
    odd = KOVTUN | {"surname": surname}
    found = link(people(odd), register(SHEVCHENKO, odd, among=CROWD))
    assert found.table["candidate"][0].as_py() == "a1"


@pytest.mark.parametrize("given", ["Вячеслав", "Ярослав", "Станіслав", "Святослав", "Mstislav"])
def test_a_diminutive_of_several_names_finds_each(given: str) -> None:
    found = link(people(KOVTUN | {"given_name": "Слава"}), register(KOVTUN | {"given_name": given}, among=CROWD))
    assert found.table["candidate"][0].as_py() == "a0"
    assert _chance(found, "a0") > 0.9


def test_initials_agree_with_whoever_may_be_shortened_so() -> None:
    asked = people(_without(KOVTUN, "born", "place", "unit") | {"given_name": "С.", "patronymic": "П."})
    other = KOVTUN | {"given_name": "Фёдор", "patronymic": "Львович"}
    found = link(asked, register(KOVTUN, other, among=CROWD))
    assert found.table["candidate"][0].as_py() == "a0"
    assert _bits(found, "a0") > _bits(found, "a1") + 8


def test_names_in_each_others_place_are_found() -> None:
    asked = people(KOVTUN | {"surname": "Сергей", "given_name": "Ковтун"})
    assert _chance(link(asked, register(KOVTUN, among=CROWD)), "a0") > 0.9


@pytest.mark.parametrize("given", ["Микоал", "Мыкола", "Никлоай", "Микола", "Mykola"])
def test_a_slip_in_one_form_of_a_name_is_near_that_form(given: str) -> None:
    asked = people(_without(SHEVCHENKO, "born") | {"given_name": given})
    found = link(asked, register(SHEVCHENKO, {"surname": "Шевченко", "given_name": "Богдан"}, among=CROWD))
    assert found.table["candidate"][0].as_py() == "a0"


@pytest.mark.parametrize("surname", ["П0пов", "Попов", "Popov", "Попова"])
def test_a_letter_read_as_a_digit_is_still_a_letter(surname: str) -> None:
    held = register({"surname": "Попов", "given_name": "Наиль"}, among=CROWD)
    found = link(people({"surname": surname, "given_name": "Наиль"}), held)
    assert found.table["candidate"][0].as_py() == "a0"
    assert _bits(found, "a0") > 12


def test_registers_that_are_kept_ready_answer_one_inquiry_as_many() -> None:
    asked, held = People.from_arrow(CROWD.inquiries), Index.build(People.from_arrow(CROWD.register))
    ready, many = Resident.of(held), link(asked, held)
    for i in range(len(asked)):
        one = ready.ask(People(asked.table.slice(i, 1))).table
        assert one.equals(many.table.filter(pa.array([row == f"q{i}" for row in many.table["inquiry"].to_pylist()])))


def test_a_slip_away_from_a_name_that_many_have_tells_less_than_the_name_itself() -> None:
    common, rare = {"surname": "Иванов", "given_name": "Иван"}, {"surname": "Иваков", "given_name": "Иван"}
    found = link(people(common), register(*[common] * 20, rare, among=CROWD), k=30)
    assert _bits(found, "a0") > _bits(found, "a20") + 3


def test_another_form_of_a_name_is_nearly_as_good_as_the_same() -> None:
    asked = people(_without(SHEVCHENKO, "born"))
    found = link(asked, register(SHEVCHENKO, SHEVCHENKO | {"given_name": "Николай"}, among=CROWD))
    assert 0 < _bits(found, "a0") - _bits(found, "a1") < 3


def test_records_that_agree_in_a_rare_wrong_word_are_not_of_one_person_for_that() -> None:
    common = {"surname": "Васильев", "given_name": "Иван"}
    namesakes = [common | {"patronymic": name} for name in ("Петрович", "Ильич", "Фомич", "Львович")]
    asked = people(common | {"surname": "Васильїф", "born": "1995-04-28", "unit": "33014"})
    found = link(asked, register(common | {"born": "1995-04-28", "unit": "33014"}, *namesakes, among=CROWD))
    assert _chance(found, "a0") > 0.9
    assert all(row["probability"] < 0.05 for row in found.table.to_pylist() if row["candidate"] in {"a1", "a2"})


def test_initials_in_a_register_agree_with_the_whole_name() -> None:
    brief = KOVTUN | {"given_name": "С.", "patronymic": "П."}
    other = brief | {"given_name": "Ф.", "patronymic": "Л."}
    found = link(people(_without(KOVTUN, "born", "place", "unit")), register(brief, other, among=CROWD))
    assert found.table["candidate"][0].as_py() == "a0"
    assert _bits(found, "a0") > _bits(found, "a1") + 5


def test_two_words_that_both_may_be_given_names_are_read_both_ways() -> None:
    held = register({"surname": "Івашко", "given_name": "Микола", "patronymic": "Михайлович"}, among=CROWD)
    found = link(people({"surname": "Коля", "given_name": "Івашко"}), held)
    assert found.table["candidate"][0].as_py() == "a0"


@pytest.mark.parametrize("present", [0.05, 0.9])
def test_sixty_inquiries_are_enough_to_tell_few_from_many(present: float) -> None:
    made = world(1500, 60, seed=9, present=present)
    found = link(People.from_arrow(made.inquiries), Index.build(People.from_arrow(made.register)))
    assert found.priors["register"] == pytest.approx(present, abs=0.15)
