"""Every address there is, found by walking the url patterns: what is added later is tried without being named here."""

import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser

from django.urls import URLPattern, URLResolver, get_resolver

DESK, DOOR = "bereginya.desk.site.desk_urls", "bereginya.desk.site.door_urls"
_PART = re.compile(r"<(?:(\w+):)?(\w+)>")


def routes(urls: str) -> Iterator[tuple[str, str]]:
    """Yield the name and the route of every page."""
    for room in get_resolver(urls).url_patterns:
        assert isinstance(room, URLResolver)
        for page in room.url_patterns:
            assert isinstance(page, URLPattern)
            yield f"{room.namespace}:{page.name}", "/" + str(page.pattern)


def filled(route: str, ids: Mapping[str, str]) -> str:
    """Return the address of a route with these ids; a number or a name where one belongs, else an invented id."""
    other = {"int": "1", "path": "no/name", "str": "nobody"}
    return _PART.sub(lambda part: ids.get(part[2], other.get(part[1], "0" * 32)), route)


class Forms(HTMLParser):
    """Reads the forms of a page: the address each goes to, and its fields with what they hold."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str], list[str]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take note of a form, or of one of its fields."""
        told = {name: value or "" for name, value in attrs}
        if tag == "form" and told.get("method") == "post":
            self.found.append((told.get("action", ""), {}, []))
        elif tag in {"input", "textarea", "select"} and self.found and told.get("name"):
            _, hidden, written = self.found[-1]
            if told.get("type") in {"hidden", "radio", "checkbox"}:
                hidden.setdefault(told["name"], told.get("value", "on"))
            else:
                written.append(told["name"])
