"""The first person is helped: the parts of one story, each told by what people see and press.

`look` is called on every page they come by; a test that looks for nothing leaves it out.
"""

import re
from collections.abc import Callable
from io import BytesIO

from PIL import Image

from tests.journeys.somebody import Somebody

Look = Callable[[Somebody], None]
PASSPHRASES = {
    "olga": "тихий берег шесть вёсел утром туман",
    "anna": "синяя лодка помнит каждый камень у дома",
}
"""Invented ones, each long enough to be taken."""


def _photo() -> bytes:
    """Return a small grey picture."""
    made = BytesIO()
    Image.new("RGB", (60, 40), "grey").save(made, "PNG")
    return made.getvalue()


def nothing(_who: Somebody) -> None:
    """Look for nothing."""


def found(olga: Somebody, code: str, look: Look = nothing) -> None:
    """Found a committee with the code that stands in the terminal."""
    look(olga.goes())
    olga.types(founding_code=code, committee="Матери Озёрного края", data_lies_in="Озёрный край", called="Ольга")
    olga.types(name="olga", passphrase=PASSPHRASES["olga"], again=PASSPHRASES["olga"])
    olga.ticks("I have read whose law binds us.").presses("Found the committee")
    look(olga.sees("Trustees: so that nothing is lost"))


def hand_to_trustees(olga: Somebody, look: Look = nothing) -> None:
    """Make two sheets, show each once, and let both be typed back; the banner goes."""
    olga.sees("If you forget your passphrase, everything is lost: the trustees have not typed their words back yet.")
    olga.types(names="Тамара\nНина", needed="2").presses("Make the sheets")
    look(olga)
    sheets = {}
    for name in ("Тамара", "Нина"):
        olga.presses("Show the words of %(name)s now", name=name)
        look(olga.sees("Sheet of a trustee"))
        sheets[name] = " ".join(olga.words())
        olga.follows("It is printed or copied")
    for name, words in sheets.items():
        look(olga.follows("A trustee types her words back"))
        olga.types(trustee_words=words).presses("These are the words")
        olga.sees(name)
    look(olga.sees("Done. The trustees hold the committee's key; it no longer lies on this computer."))


def invite(olga: Somebody, anna: Somebody, look: Look = nothing) -> None:
    """Invite Anna by four words, compare four others by voice, and let her in to work."""
    look(olga.goes("/members/"))
    look(olga.presses("Make four words"))
    invitation = " ".join(olga.words())
    look(anna.goes("/sign-in/").follows("I was invited and come for the first time"))
    look(anna.types(invitation=invitation).presses("Go on"))
    anna.types(called="Анна", name="anna", passphrase=PASSPHRASES["anna"], again=PASSPHRASES["anna"])
    look(anna.presses("Make my keys"))
    heard = anna.words()
    look(olga.goes("/members/").follows("Анна"))
    assert olga.words() == heard
    olga.ticks("I heard her voice or saw her, and her four words are the same as these.").presses("Let her in")
    look(olga)
    look(anna.follows("Look again").sees("You are in").follows("Sign in"))


def sign_in(who: Somebody, name: str, look: Look = nothing) -> None:
    """Open the desk."""
    look(who.goes("/sign-in/"))
    who.types(name=name, passphrase=PASSPHRASES[name]).presses("Open the desk")
    look(who)


def ask_for_help(marta: Somebody, text: str, look: Look = nothing) -> tuple[str, ...]:
    """Write at the door, prove that the nine words are on paper, answer what is asked; return the words."""
    look(marta.goes())
    look(marta.types(text=text).presses("Send"))
    words = marta.words()
    assert len(words) == 9
    look(marta.follows("I have written them down"))
    for number in re.findall(r'name="word_(\d)"', marta.page.content()):
        marta.types(**{f"word_{number}": words[int(number) - 1]})
    look(marta.presses("Go on").sees("Who are you?"))
    marta.types(name="Марта", concerns="Пётр Иванов").presses("Send and go on")
    look(marta.sees("What happened?"))
    marta.types(what="Сын не выходит на связь").presses("Send and go on")
    look(marta.sees("What may we do?"))
    marta.ticks("use it to look for the person I am asking about").presses("Send and go on")
    look(marta.sees("How can we reach you safely?"))
    marta.types(address="000-01-01", others="деверь", stop="варенье").presses("Send and go on")
    look(marta.sees("One thing that only you know"))
    look(marta.follows("Skip").sees("Pictures, papers, voice"))
    marta.page.locator("[name=papers]").set_input_files(
        {"name": "письмо.png", "mimeType": "image/png", "buffer": _photo()}
    )
    look(marta.presses("Send and go on").sees("Thank you. It is with us"))
    marta.presses("Close")
    return words


def answer(anna: Somebody, text: str, look: Look = nothing) -> None:
    """Find the request, sort it, and write back."""
    look(anna.goes("/in/"))
    anna.opens("main .list a.whole")
    request = anna.page.url.removeprefix(anna.address)
    look(anna.sees("Пётр Иванов").sees("деверь").follows("письмо.png"))
    assert anna.page.locator("main img").count() == 1
    look(anna.goes(request).follows("Sort"))
    anna.ticks("threat to life").ticks("today").presses("Save")
    look(anna.follows("Write to her"))
    anna.types(text=text).presses("Send")
    look(anna.sees(text))


def come_back(marta: Somebody, words: tuple[str, ...], reply: str, text: str, look: Look = nothing) -> None:
    """Return by the nine words, read the answer, and write on; a slip is pointed out first."""
    look(marta.goes("/b/"))
    slip = " ".join((words[0] + words[0], *words[1:]))
    marta.types(words=slip).presses("Open")
    look(marta.sees("Something below needs another look. Nothing you wrote was lost."))
    look(marta.types(words=" ".join(words)).presses("Open").sees("What we wrote to you").sees(reply))
    look(marta.types(text=text).presses("Send").sees("Thank you. It is with us"))
    marta.presses("Close")


def work(anna: Somebody, said: str, look: Look = nothing) -> None:
    """Take the request on as a case, set a task, do it, and end the work."""
    anna.goes("/in/").opens("main .list a.whole")
    look(anna.sees(said).follows("Take on"))
    anna.page.locator("[name=lead]").first.check()
    look(anna.presses("Take on"))
    anna.goes("/cases/").opens("main .list a.whole")
    look(anna.sees("To do").follows("Add a task"))
    look(anna.types(text="Написать в часть").presses("Write it down").sees("Написать в часть"))
    look(anna.presses("Done: %(task)s", task="Написать в часть").sees("Done"))
    look(anna.follows("End the work"))
    anna.types(reason="helped")
    look(anna.presses("End it").sees("Go on with it"))


def lock(who: Somebody, look: Look = nothing) -> None:
    """Lock by one gesture; what was open is closed, and going back shows nothing."""
    seen = who.page.url
    who.presses("Lock").sees("Sign in")
    who.page.goto(seen)
    look(who.sees("Sign in").does_not_see("Написать в часть"))
