"""Somebody in front of a browser, who finds everything by the words on the page, in her own language."""

import re
from typing import Self

from django.utils import translation
from django.utils.translation import gettext
from playwright.sync_api import Error, Locator, Page, Response

_PATIENCE = 90_000
"""Milliseconds; a journey is no race, and the machine may be busy."""


class Somebody:
    """A person, her page, and the address where she begins. A page that broke fails the test at once."""

    def __init__(self, page: Page, address: str, language: str) -> None:
        self.page, self.address, self.language = page, address, language
        page.set_default_timeout(_PATIENCE)
        page.on("response", self._looked)
        self._broken: list[str] = []

    def says(self, text: str, **values: object) -> str:
        """Return a sentence of ours in her language."""
        with translation.override(self.language):
            return gettext(text) % values if values else gettext(text)

    def goes(self, path: str = "/") -> Self:
        """Type an address; once more where a page that goes on by itself came in between."""
        try:
            self.page.goto(self.address + path)
        except Error as error:
            if "ERR_ABORTED" not in error.message:
                raise
            self.page.goto(self.address + path)
        return self._seen()

    def follows(self, text: str, **values: object) -> Self:
        """Follow a link; the first, if there are several."""
        self.page.get_by_role("link", name=self.says(text, **values)).first.click()
        return self._seen()

    def presses(self, text: str, **values: object) -> Self:
        """Press a button; the first, if there are several."""
        self.page.get_by_role("button", name=self.says(text, **values), exact=True).first.click()
        return self._seen()

    def opens(self, where: str, with_text: str | None = None, last: bool = False) -> Self:
        """Open what has no words of its own on the page, like a row of a list: the first one, or the last."""
        found = self.page.locator(where, has_text=with_text)
        (found.last if last else found.first).click()
        return self._seen()

    def types(self, **texts: str) -> Self:
        """Type into the fields that hold these names; their labels have to be there, too."""
        for name, text in texts.items():
            field = self._labelled(name)
            if field.evaluate("field => field.tagName") == "SELECT":
                field.select_option(text)
            else:
                field.fill(text)
        return self

    def ticks(self, text: str, **values: object) -> Self:
        """Tick a box or choose an answer."""
        self.page.get_by_label(self.says(text, **values)).first.check()
        return self

    def chooses(self, text: str) -> Self:
        """Choose an answer that is a name and not a sentence of ours."""
        self.page.get_by_label(text).first.check()
        return self

    def sees(self, text: str, **values: object) -> Self:
        """See words somewhere on the page: a sentence of ours, or what somebody wrote."""
        words = re.sub(r"\s+", " ", self.says(text, **values))
        assert words in re.sub(r"\s+", " ", self.page.locator("body").inner_text()), words
        return self

    def does_not_see(self, text: str) -> Self:
        """See that words are nowhere on the page."""
        assert text not in self.page.locator("body").inner_text(), text
        return self

    def words(self) -> tuple[str, ...]:
        """Return the words that are shown to be written down, as soon as the page that shows them is there."""
        self.page.wait_for_selector("ol.words li")
        return tuple(item.strip() for item in self.page.locator("ol.words li").all_inner_texts())

    def _labelled(self, name: str) -> Locator:
        field = self.page.locator(f"main [name={name}]:not([type=hidden])").first
        assert self.page.locator(f"label[for={field.get_attribute('id')}]").count() == 1, name
        return field

    def _looked(self, response: Response) -> None:
        if response.status >= 400:
            self._broken.append(f"{response.status} {response.url}")

    def _seen(self) -> Self:
        self.page.wait_for_load_state()  # a click only waits until the next page begins to arrive
        assert self._broken == [], self._broken
        return self
