"""Law at the desk, with scripts off: a case is assessed, a provision signed as its lawyer, a transfer comes due."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from bereginya.vault import system_clock
from tests.journeys.sites import PHONE
from tests.journeys.somebody import Somebody

pytestmark = pytest.mark.journey

WATCHED = "Рябинин Егор Андреевич"


def folder_of(who: Somebody, name: str) -> str:
    """Return where a case is, found in the list."""
    who.goes("/cases/").opens("main .list a.whole", with_text=name)
    return who.page.url.removeprefix(who.address)


def add_step(who: Somebody, folder: str, **told: str) -> None:
    """Write down a step of the service."""
    who.goes(f"{folder}add/service/").types(**told).presses("Write it down")


def test_a_case_is_assessed_from_its_steps_and_one_answer(come: Callable[..., Somebody]) -> None:
    anna = come("анна", PHONE)
    folder = folder_of(anna, WATCHED)

    anna.follows("His rights").sees("Taken from the steps of his service")
    today = system_clock("Europe/Moscow").now().date()
    add_step(anna, folder, step="sent-to-fight", when=f"{today - timedelta(days=3):%-d.%-m.%Y}")
    anna.goes(f"{folder}rights/fact/contract_state/").chooses("нет").presses("Write it down")

    anna.sees("Четыре месяца и обучение специальности до боя").sees("What to do:")


def test_a_provision_is_signed_by_the_lawyer_and_its_mark_goes(come: Callable[..., Somebody]) -> None:
    olga, julia = come("ольга", PHONE), come("юлия", PHONE)
    olga.goes("/law/combat.train_4m/").sees("ask a lawyer").sees("Юлия Ремезова, адвокат")
    assert olga.page.locator("main button").count() == 0

    julia.goes("/law/combat.train_4m/").ticks("yes, as it stands").types(text="Сверила с указом.")
    julia.ticks("I am an advocate or a lawyer of this committee, and I read it").presses("Sign it")

    olga.goes("/law/combat.train_4m/").sees("an advocate read it, or none is needed")


def test_a_transfer_comes_due_and_leads_nearer(come: Callable[..., Somebody]) -> None:
    anna = come("анна", PHONE)
    anna.goes("/").sees("The watch over a service").sees("Silent for longer than usual")
    anna.follows("A move was announced for this day")
    anna.sees("Know this first").sees("Последние 2 переезда вели ближе к границе.")
    assert anna.page.locator("main svg[role=img] desc").count() == 1

    anna.follows("Which one is meant?").chooses("Ростовская область").presses("Write it down")

    anna.sees("That would lead nearer to the border.").sees("Ростовская область, Россия")


def test_without_the_lawyer_nothing_of_it_is_shown(come: Callable[..., Somebody]) -> None:
    olga, julia = come("ольга", PHONE), come("юлия", PHONE)
    folder = folder_of(olga, WATCHED)
    julia.goes("/law/transfers/").ticks("no").types(text="Срок вышел.")
    julia.ticks("I am the committee's advocate or lawyer, and I know these articles").presses("Sign it")

    olga.goes(f"{folder}watch/transfers/").sees("Know this first")

    assert olga.page.locator("main svg").count() == 0
    olga.goes("/").does_not_see(olga.says("A move was announced for this day"))
