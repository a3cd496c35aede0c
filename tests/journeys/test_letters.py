"""A letter's way, with scripts off: written, checked by a second person, sent, overdue, answered, stepped up."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from bereginya.vault import system_clock
from tests.journeys.invented import Invented
from tests.journeys.somebody import Somebody

pytestmark = pytest.mark.journey


def look(who: Somebody, _name: str) -> Somebody:
    """Come by a page; who wants pictures of them puts a camera here."""
    return who


def path(who: Somebody) -> str:
    """Return where she is."""
    return who.page.url.removeprefix(who.address)


def test_from_a_case_to_the_next_step(invented: Invented, come: Callable[[str], Somebody]) -> None:
    olga, anna = come("ольга"), come("анна")
    olga.goes("/cases/").opens("main .list a.whole")
    folder = path(olga)
    share(olga, folder, "Анна")
    look(olga.goes(folder).follows("Letters of this case"), "letters-empty")
    look(olga.follows("Write a letter"), "choose").follows("Обращение по закону № 59-ФЗ")
    look(olga, "write")
    olga.types(office__office="ru.mod.appeals", applicant__surname="Озёрная", applicant__given="Марта")
    olga.types(applicant__patronymic="Петровна", applicant__sex="female", applicant_address="г. Тверь, а/я 1")
    olga.types(
        subject="о судьбе сына", facts="Сын не выходит на связь.\n\nВ части не отвечают.", request="сообщить, где он"
    )
    confirm(look(olga.presses("Make the letter"), "asked"))
    letter = path(olga)
    look(
        olga.sees("You wrote this letter. A colleague who holds this case has to read it before it goes out."), "letter"
    )

    look(anna.goes(letter), "to-check").presses("I read it, it is right")
    sent = system_clock("Europe/Moscow").now().date() - timedelta(days=90)
    look(olga.goes(letter).follows("Number it and send"), "send")
    olga.types(day=sent.isoformat(), channel="post", proof="80 080 1").presses("Number it")
    look(olga.sees("they are silent").sees("The next step"), "silent")
    number = olga.page.get_by_text("№ ").first.inner_text().removeprefix("№ ")
    look(olga.goes("/"), "today").sees("Letters that wait for an answer")

    look(olga.goes(letter).follows("An answer came"), "receive")
    olga.types(sender="Министерство обороны", answer="refused", text="Сведений нет.").presses("Write it down")
    look(olga.sees("Answers our letter").sees("The next step"), "came")
    look(olga.goes("/post/"), "register").sees(number)
    look(olga.goes("/post/offices/ru.mod.appeals/"), "office").sees("Refusals among the answers")
    look(olga.goes("/post/days/"), "days")


def share(olga: Somebody, folder: str, name: str) -> None:
    """Give a colleague the key of a case, unless she holds it."""
    olga.goes(f"{folder}people/")
    if olga.page.get_by_label(name, exact=True).count():
        olga.chooses(name).presses("Give the key")


def confirm(who: Somebody) -> None:
    """Confirm the forms of names that are asked."""
    fields = who.page.locator("main [name*=__form_]")
    for at in range(fields.count()):
        fields.nth(at).fill("Озёрной Марты Петровны")
    if fields.count():
        who.presses("Make the letter")
