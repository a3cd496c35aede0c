"""From a claim to a follow-up, the day a body comes, and taking back: with scripts off, by two members."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page

from bereginya import vault as vaults
from bereginya.desk.cases import actions as cases
from bereginya.desk.cases.records import PersonTold, Task
from bereginya.desk.intake import actions as intake
from bereginya.desk.intake import door_actions, queries
from bereginya.desk.intake.records import Path as Way
from bereginya.desk.members import actions as members
from bereginya.desk.members import founding_actions
from bereginya.desk.members.records import Asked, CommitteeFounded
from bereginya.desk.site.kinds import KINDS
from bereginya.desk.site.settings import SiteSettings
from bereginya.facts.people import Name, Person
from bereginya.vault import CompartmentId, Keyring, Power, Vault
from tests.desk.world import PASSPHRASE
from tests.journeys.invented import sign_in
from tests.journeys.sites import DESKTOP, Site, serve
from tests.journeys.somebody import Somebody
from tests.ports import free_ports

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, CompartmentId]]:
    """Olga's and Anna's committee with Marta's case, which Anna leads and both hold; running."""
    data = tmp_path_factory.mktemp("home") / "data"
    vault = vaults.open_vault(data, KINDS, members=vaults.FAST, receipts=vaults.FAST)
    folder = _case(vault)
    vault.close()
    door, desk = free_ports()
    running = serve(SiteSettings(data, door_port=door, desk_port=desk, weak_passphrases_for_tests=True))
    yield running, folder
    running.stop()


def _case(vault: Vault) -> CompartmentId:
    olga = founding_actions.found(
        vault, "olga", PASSPHRASE, called="Olga", committee=CommitteeFounded("Mothers of the North", "here", "read")
    )
    anna = _admitted(vault, olga)
    door_actions.receive(vault, "a" * 32, "Мой сын не отвечает.", Way.HELP, "en")
    (folder,) = queries.requests(olga)
    intake.take_on(olga, folder, anna.member, [olga.member])
    cases.say(anna, folder, PersonTold(Person(Name("Иванов Пётр")), Name("Иванова Марта")), once="p")
    cases.say(anna, folder, Task("Письмо ему в лагерь", vault.day(), to_him=True), once="t")
    return folder


def _admitted(vault: Vault, olga: Keyring) -> Keyring:
    made = vaults.enrol(vault, "anna", PASSPHRASE)
    asked = Asked("00" * 8, made.member, "Anna", made.signing, made.sealing, "en")
    members.admit(olga, asked, frozenset({Power.WORK}))
    return vaults.unlock(vault, "anna", PASSPHRASE)


@pytest.fixture
def come(prepared: tuple[Site, CompartmentId], new_page: Callable[..., Page]) -> Callable[[str], Somebody]:
    """Let a member sign in with a browser of her own, at the page of the case."""

    def one(name: str) -> Somebody:
        who = Somebody(new_page(viewport=DESKTOP), prepared[0].desk, "en")
        sign_in(who, name, PASSPHRASE)
        return who.goes(f"/cases/{prepared[1]}/home/")

    return one


def test_found_checked_asked_told_and_asked_after(come: Callable[[str], Somebody]) -> None:
    anna = come("anna")
    anna.follows("Something was found").types(state="prisoner", source="товарищ", way="witnessed", reliability="B")
    anna.presses("Write it down").sees("Nobody was checked yet.")
    anna.follows("Check who asks").types(proof="call-back", text="номер из папки").presses("It is she")
    anna.follows("Tell Иванова Марта").sees("Nobody has written down yet whether he agreed to be found by her.")
    anna.follows("Write down his wish").types(agreed="yes", text="«Скажите маме»").presses("Write it down")

    anna.follows("Tell Иванова Марта").sees("How he was captured is never told.")
    anna.types(wants="жив ли он", way="phone", text="Ваш сын жив.").presses("She was told")

    anna.goes("/").sees("Ask after her: Иванова Марта").follows("Ask after her: Иванова Марта")
    anna.opens("main .list a.whole")
    anna.types(text="плачет, но ест").presses("Write it down").sees("What she was told")


def test_a_death_needs_olga_stops_what_is_addressed_to_him_and_is_taken_back(come: Callable[[str], Somebody]) -> None:
    anna, olga = come("anna"), come("olga")
    anna.goes("/").sees("Письмо ему в лагерь")
    home = olga.page.url.removeprefix(olga.address)
    anna.goes(home).follows("Something was found").types(state="dead", source="военкомат", way="office")
    anna.presses("Write it down").sees("You wrote it down.")

    olga.goes("/").sees("A claim of death waits for a second person").goes(home)
    olga.follows("Look at this claim as the second person").types(text="свидетельство").presses(
        "I looked, and I accept it"
    )
    anna.goes("/").does_not_see("Письмо ему в лагерь")

    olga.follows("Take this claim back").sees("What stopped because he was taken for dead goes on")
    olga.types(text="опознали другого").presses("Take this claim back").sees("taken back")
    anna.goes("/").sees("Письмо ему в лагерь")


def test_the_day_a_body_comes(come: Callable[[str], Somebody]) -> None:
    anna = come("anna")
    anna.follows("A body").sees("A closed coffin is no proof.").types(day="2026-12-01").presses("Go this way")
    anna.sees("What not to sign").sees("Photographs before the burial").sees("Payments to the family")
    anna.follows("Write down by what it was established").ticks("a closed coffin").types(by="военкомат")
    anna.presses("Write it down").sees("This proves nothing yet.")
    anna.presses("Done: %(task)s", task="Who gave notice, by which document").sees("✓")
    anna.follows("For paper").sees("No name and no note stands on it.").does_not_see("Иванов")


def test_a_contact_abroad_is_the_familys_own(come: Callable[[str], Somebody]) -> None:
    anna = come("anna")
    anna.follows("Whom the family can ask, and the sheet to take along").sees("Read this first")
    anna.follows("The sheet to take along").sees("Enquiry about a person").sees("Иванов Пётр")
    assert anna.page.locator("main form").count() == 0
