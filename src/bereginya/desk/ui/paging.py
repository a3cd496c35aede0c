"""Long lists, a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.http import HttpRequest

_T = TypeVar("_T")
SIZE = 50


@dataclass(frozen=True, slots=True, repr=False)
class Paged(Generic[_T]):
    """One page of a list: its items, its number from 1, and of how many."""

    items: Sequence[_T]
    number: int
    pages: int
    count: int

    @property
    def before(self) -> int | None:
        """The number of the page before, or None."""
        return self.number - 1 if self.number > 1 else None

    @property
    def after(self) -> int | None:
        """The number of the page after, or None."""
        return self.number + 1 if self.number < self.pages else None


def paged(request: HttpRequest, items: Sequence[_T], size: int = SIZE) -> Paged[_T]:
    """Return the page that `?page=` asks for, or the nearest there is. Show it with `ui/pages.html`."""
    asked = request.GET.get("page", "1")
    pages = max(1, -(-len(items) // size))
    number = min(max(int(asked) if asked.isdecimal() and len(asked) < 10 else 1, 1), pages)
    return Paged(items[(number - 1) * size : number * size], number, pages, len(items))
