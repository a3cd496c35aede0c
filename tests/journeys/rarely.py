"""Pages that are shown once, or only in a bad hour: each part leads to one or two of them."""

import pyotp

from bereginya.vault import system_clock
from tests.journeys.invented import Invented, sign_in
from tests.journeys.long_list import reads_long
from tests.journeys.somebody import Somebody
from tests.journeys.story import Look

BUILT = 300_000.0
"""Milliseconds in which a slow machine has compiled what searches lists; it does so once."""


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
    olga.goes("/in/").opens("main .list a.whole", last=True)
    olga.follows("Set aside").ticks("others can help better").presses("Set aside")
    look(olga.goes("/in/aside/"))
    olga.opens("main .list a.whole", last=True)
    look(olga.follows("Look at it again"))
    olga.presses("Look at it again")


def keep_files(olga: Somebody, look: Look) -> None:
    """Add a file to a case and open its page; erase a note; end the work and go on with it."""
    olga.goes("/cases/").opens("main .list a.whole")
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
    olga.opens("main form.page button")


def file_letter(olga: Somebody, look: Look) -> None:
    """Write down a letter that came in with a page of its own; open that page; say that it belongs elsewhere."""
    olga.goes("/cases/").opens("main .list a.whole", last=True)
    look(olga.follows("Letters of this case").follows("A letter came in"))
    olga.page.locator("main [type=file]").set_input_files(
        {"name": "ответ.txt", "mimeType": "text/plain", "buffer": "Сообщаем…".encode()}
    )
    olga.types(sender="Военкомат").presses("Write it down")
    look(olga.sees("Военкомат"))
    came = olga.page.url
    look(olga.follows("ответ.txt"))
    look(olga.goes(f"{came.removeprefix(olga.address)}move/"))


def write_many(olga: Somebody, look: Look) -> None:
    """Write one letter for two cases, and wait until both are there."""
    look(olga.goes("/post/many/?template=ru/appeal"))
    for at in range(2):
        olga.page.locator("main [name=folders]").nth(at).check()
    olga.page.locator("main [name=offices]").first.check()
    olga.presses("Write the letters")
    olga.page.wait_for_selector('#written[value="2"]')
    look(olga)


def change_letters(olga: Somebody, look: Look) -> None:
    """Come to the forms of letters that did not leave yet: one to be changed, one to be numbered."""
    olga.goes("/cases/").opens("main .list a.whole", with_text="Иванов Пётр")
    olga.follows("Letters of this case")
    asked = "main a[href*='/letters/']:not([href*='/in/'])"
    letters = {link.get_attribute("href") or "" for link in olga.page.locator(asked).all()}
    for words in ("Change", "Number it and send"):
        found = (
            one for one in sorted(letters) if olga.goes(one).page.get_by_role("link", name=olga.says(words)).count()
        )
        olga.goes(next(found))
        look(olga.follows(words))


def search(olga: Somebody, look: Look) -> None:
    """Look for a name in everything that she may open, as soon as all of it was read."""
    look(olga.goes("/").types(words="иванов").presses("Find"))
    olga.page.wait_for_selector("main ol.list", timeout=20_000)
    look(olga.sees("Иванов Пётр"))


def plan_seminar(olga: Somebody, look: Look) -> None:
    """Plan a seminar; its page and its sheets are there from then on."""
    day = system_clock("Europe/Moscow").now().date().isoformat()
    olga.goes("/seminars/new/").types(called="Разговор о призыве", day=day).ticks("Русский").presses("Plan it")
    look(olga.sees("Questions that wait"))
    look(olga.follows("Sheets to hand out"))


def ask_for_seminar(nina: Somebody, look: Look) -> None:
    """Ask a question for the seminar at the door."""
    nina.goes("/q/").types(text="Что взять с собой на комиссию?").presses("Send")
    look(nina.sees("Your question has arrived"))


def look_in_lists(olga: Somebody, look: Look) -> None:
    """Look for somebody in all lists, come to a row, to the cases it may go into, and to taking it out for good."""
    look(olga.goes("/lists/").types(name="Иванов Петя", born="2004").presses("Look in all lists"))
    olga.page.wait_for_selector("main a[href*='/row/']", timeout=BUILT)
    look(olga)
    olga.opens("main a[href*='/row/']")
    look(olga.sees("Иванов"))
    row = olga.page.url.removeprefix(olga.address)
    look(olga.follows("This may be he: take into a case"))
    look(olga.goes(row).follows("Take this person out for good"))


def refuse_a_leak(olga: Somebody, look: Look) -> None:
    """Say that a list was leaked: it is not taken."""
    olga.goes("/lists/new/").ticks("it was leaked, or nobody knows")
    look(olga.presses("Go on to the file").sees("272.1"))


def stop_a_reading(olga: Somebody, look: Look) -> None:
    """Take a list in that takes longer than a page; stop it, go on with it, and see how far it is."""
    reads_long(olga).presses("Stop reading")
    look(olga.sees("The reading was stopped."))
    look(olga.presses("Read it now"))
    olga.page.wait_for_selector("main .lead", timeout=BUILT)


def look_at_traces(olga: Somebody, look: Look) -> None:
    """Wait until a case was compared with the lists; come to a candidate, a recording, a decision to be taken back."""
    olga.goes("/cases/").opens("main .list a.whole", with_text="Иванов Пётр")
    look(olga.follows("Traces of him"))
    traces = olga.page.url.removeprefix(olga.address)
    candidate = "main h2 + ul a[href*='/traces/'][href*='-']"
    olga.page.wait_for_selector(candidate, timeout=BUILT)
    look(olga)
    olga.opens(candidate)
    olga.page.wait_for_selector("main form.page", timeout=BUILT)
    look(olga.sees("Why the machine proposes it"))
    olga.goes(traces).opens("main a[href*='/traces/']:not([href*='-'])", with_text="Иванов Петя")
    look(look_on(olga, look).follows("See or hear the recording"))
    olga.goes(traces).opens("main a[href*='/traces/']:not([href*='-'])", with_text="погиб", last=True)
    look(look_on(olga, look).follows("Take the decision back"))
    look(olga.goes(traces).follows("Look by hand, his name written otherwise").presses("Look in all lists"))
    olga.page.wait_for_selector("main .list a[href*='/row/']", timeout=BUILT)
    look(olga.sees("Not everything was looked through."))


def look_on(who: Somebody, look: Look) -> Somebody:
    """Look at a page on the way to the next."""
    look(who)
    return who


def search_day(olga: Somebody, look: Look) -> None:
    """Make the address that locks from elsewhere; come to the last question before closing hard; lock everything."""
    look(olga.goes("/lock/everything/").presses("Make the address"))
    address = olga.page.locator("main .card strong").inner_text()
    olga.page.goto(address)
    look(olga.sees("Lock everything?"))
    olga.goes("/lock/hard/").ticks("A copy of the key box lies in another place, or enough trustees can be reached.")
    look(olga.presses("Go on").sees("Close hard: really?"))
    look(olga.goes("/lock/everything/").presses("Lock everything now").sees("Everything is locked"))


PARTS = (
    set_up_code,
    enter_request,
    set_aside,
    keep_files,
    file_letter,
    write_many,
    change_letters,
    plan_seminar,
    search,
    look_in_lists,
    refuse_a_leak,
    stop_a_reading,
    look_at_traces,
)
"""Those that leave the desk as it was: open, and hers."""
