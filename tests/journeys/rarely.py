"""Pages that are shown once, or only in a bad hour: each part leads to one or two of them."""

import pyotp

from tests.journeys.invented import Invented, sign_in
from tests.journeys.somebody import Somebody
from tests.journeys.story import Look


def set_up_code(olga: Somebody, look: Look) -> None:
    """Set up a code from the phone; ten others are shown once."""
    secret = olga.goes("/me/code/").page.locator("main li strong").inner_text()
    olga.types(code=pyotp.TOTP(secret.replace(" ", "")).now()).presses("Ask for a code from now on")
    look(olga.sees("Ten codes for when the phone is gone"))
    assert len(olga.words()) == 10
    olga.follows("They are printed or copied").presses("Ask for no code any more")


def send_too_late(invented: Invented, olga: Somebody, elsewhere: Somebody, look: Look) -> None:
    """Send a form whose session was ended from another browser; it waits after the next sign-in."""
    olga.goes("/me/name/").types(called="Ольга Т.")
    sign_in(elsewhere, "ольга", invented.passphrases["ольга"])
    elsewhere.goes("/me/").presses("End it")
    olga.presses("Keep")
    olga.types(name="ольга", passphrase=invented.passphrases["ольга"]).presses("Open the desk")
    look(olga.sees("This came after the desk had locked itself"))
    assert olga.page.locator("main textarea").first.input_value() == "Ольга Т."
    olga.presses("Forget it")


def enter_request(olga: Somebody, look: Look) -> None:
    """Enter a request from a visit and hand over nine words."""
    olga.goes("/in/new/").ticks("a visit").ticks("a request for help").chooses("Русский")
    olga.types(text="Пришла сама, просит совета.").ticks("Make nine words for her, to read our answers")
    look(olga.presses("Save").sees("Nine words for her"))
    olga.presses("She has them")


def set_aside(olga: Somebody, look: Look) -> None:
    """Set a request aside, and look at it again."""
    olga.goes("/in/").page.locator("main .list a.whole").last.click()
    olga.follows("Set aside").ticks("others can help better").presses("Set aside")
    look(olga.goes("/in/aside/"))
    olga.page.locator("main .list a.whole").last.click()
    look(olga.follows("Look at it again"))
    olga.presses("Look at it again")


def keep_files(olga: Somebody, look: Look) -> None:
    """Add a file to a case and open its page; erase a note; end the work and go on with it."""
    olga.goes("/cases/").page.locator("main .list a.whole").first.click()
    folder = olga.page.url.removeprefix(olga.address)
    olga.goes(f"{folder}file/")
    olga.page.locator("main [type=file]").set_input_files(
        {"name": "договор.txt", "mimeType": "text/plain", "buffer": "Контракт".encode()}
    )
    olga.types(says="договор, страница 1").presses("Seal and keep").follows("договор, страница 1")
    look(olga)
    olga.follows("Erase this file").types(why="второй раз").ticks("I know that nobody can bring it back")
    look(olga.presses("Erase").sees("Erased"))
    olga.goes(f"{folder}close/").types(reason="helped").presses("End it")
    look(olga.follows("Go on with it"))
    olga.page.locator("main form.page button").click()


def search(olga: Somebody, look: Look) -> None:
    """Look for a name in everything that she may open, as soon as all of it was read."""
    look(olga.goes("/").types(words="иванов").presses("Find"))
    olga.page.wait_for_selector("main ol.list", timeout=20_000)
    look(olga.sees("Иванов Пётр"))


def search_day(olga: Somebody, look: Look) -> None:
    """Make the address that locks from elsewhere; come to the last question before closing hard; lock everything."""
    look(olga.goes("/lock/everything/").presses("Make the address"))
    address = olga.page.locator("main .card strong").inner_text()
    olga.page.goto(address)
    look(olga.sees("Lock everything?"))
    olga.goes("/lock/hard/").ticks("A copy of the key box lies in another place, or enough trustees can be reached.")
    look(olga.presses("Go on").sees("Close hard: really?"))
    look(olga.goes("/lock/everything/").presses("Lock everything now").sees("Everything is locked"))
