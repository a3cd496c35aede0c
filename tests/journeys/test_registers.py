"""Lists, with scripts off: one taken in, searched, decided on; a death looked at by a second; all taken back."""

from collections.abc import Callable

import pytest

from tests.journeys.long_list import reads_long
from tests.journeys.rarely import BUILT
from tests.journeys.somebody import Somebody

pytestmark = pytest.mark.journey

LIST = "Фамилия;Имя;Отчество;Год;Заметка\nМельник;Тарас;Иванович;1997;Кленовое, госпиталь\nДругой;Павел;;1980;\n"
CANDIDATE = "main h2 + ul a[href*='/traces/'][href*='-']:has-text('Кленовом')"

OF_THE_DEMO = "main h2 + ul a[href*='/traces/'][href*='-']"
"""A candidate from the list that the demo brings along: each journey stands by itself, whatever ran before."""


def path(who: Somebody) -> str:
    """Return where she is."""
    return who.page.url.removeprefix(who.address)


def take_in(anna: Somebody) -> None:
    """Take a list in, and correct one column."""
    anna.goes("/lists/new/").ticks("others published it").types(name="Госпиталь в Кленовом", source="сайт города")
    anna.presses("Go on to the file").page.locator("main [type=file]").set_input_files(
        {"name": "list.csv", "mimeType": "text/csv", "buffer": LIST.encode("cp1251")}
    )
    anna.presses("Seal it and go on").sees("Кленовое, госпиталь")
    anna.types(column4="place").presses("Read it like this").page.wait_for_selector("main .lead", timeout=BUILT)
    anna.sees("Прочитано 2 человека.")


def traces_of(who: Somebody, name: str, candidate: str = CANDIDATE) -> str:
    """Come to what was found for a case, once it was compared; return where that is."""
    who.goes("/cases/").opens("main .list a.whole", with_text=name)
    who.follows("Traces of him")
    traces = path(who)
    who.page.wait_for_selector(candidate, timeout=BUILT)
    return traces


def test_from_a_list_to_a_decision_and_back(come: Callable[[str], Somebody]) -> None:
    anna = come("анна")
    take_in(anna)
    traces = traces_of(anna, "Мельник")
    anna.opens(CANDIDATE)
    anna.page.wait_for_selector("main form.page", timeout=BUILT)
    anna.sees("Кленовое, госпиталь").types(verdict="same", why="Год и имя сходятся.").presses("Write the decision down")
    anna.sees("“The same man” needs a document, or one fact that was not known when the search was made. Write which.")
    anna.types(about="place", fact="Мать знает, что он лежал в Кленовом.", says="wounded")
    anna.presses("Write the decision down").sees("the same man").sees("Мать знает, что он лежал в Кленовом.")
    anna.goes(traces).sees("the same man")

    anna.opens(CANDIDATE)
    anna.follows("Take the decision back").sees("The candidate is open again: somebody has to decide anew.")
    anna.types(why="Мать ошиблась.").presses("Take the decision back").sees("Earlier decisions")
    anna.goes("/").sees("Found in the lists, nobody decided yet")


def test_a_death_counts_when_a_second_person_agreed(come: Callable[[str], Somebody]) -> None:
    olga = come("ольга")
    olga.page.wait_for_selector("main a[href*='/agree/']", timeout=BUILT)
    olga.sees("A second person has to look: is he dead?").opens("main a[href*='/agree/']")
    olga.sees("посмотрите вдвоём").types(why="Я позвонила в морг.").presses("I agree").sees("two of us agreed")


def test_a_search_without_a_case_says_what_silence_means(come: Callable[[str], Somebody]) -> None:
    anna = come("анна")
    anna.goes("/lists/").types(name="Немирович Август").presses("Look in all lists")
    anna.page.wait_for_selector("main .notice >> text=не значит", timeout=BUILT)
    anna.sees("Nobody was found in what could be looked through.").sees("a file waits to be read")
    anna.sees("Not being on a list means neither dead nor alive.")


def test_a_row_found_by_hand_goes_into_a_case_and_back(come: Callable[[str], Somebody]) -> None:
    anna = come("анна")
    traces = traces_of(anna, "Мельник", OF_THE_DEMO)
    anna.follows("Look by hand, his name written otherwise").types(name="Иванов Пётр", born="")
    anna.presses("Look in all lists").page.wait_for_selector("main .list a[href*='/row/']", timeout=BUILT)
    anna.presses("This may be he: take it in").page.wait_for_selector("main form.page", timeout=BUILT)
    anna.sees("Put it back: it was a slip").goes(traces).sees("Taken in by hand")
    anna.opens("main a[href*='/traces/'][href*='-']", with_text=anna.says("Taken in by hand"))
    anna.page.wait_for_selector("main form.page", timeout=BUILT)
    anna.presses("Put it back: it was a slip").page.wait_for_selector("main h1", timeout=BUILT)
    assert path(anna) == traces


def test_a_list_is_called_anew_and_what_was_said_before_stays(come: Callable[[str], Somebody]) -> None:
    anna = come("анна")
    anna.goes("/lists/").opens("main .list a.whole", with_text="Озёрного края")
    anna.follows("Correct the name or the source").types(name="Озёрск, госпиталь № 2").presses("Save")
    anna.sees("Озёрск, госпиталь № 2").sees("What was said before")
    anna.page.locator("main details summary", has_text=anna.says("What was said before")).click()
    anna.sees("Госпитали Озёрного края")


def test_a_long_list_is_left_while_it_is_read_and_its_page_goes_on_to_what_it_brought(
    come: Callable[[str], Somebody],
) -> None:
    anna = come("анна")
    reading = path(reads_long(anna))
    anna.goes("/lists/").sees("a file is being read")
    anna.goes(reading).page.wait_for_selector("main .lead", timeout=BUILT)
    anna.sees("Издание от")
