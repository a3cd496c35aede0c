"""The optional language model that finds names of people in Russian text, offline: the extra `nlp`.

It is slovnet's recogniser of names with navec's word vectors, both of which lie in the package natasha: nothing is
fetched while the program runs. Natasha itself is not imported (it needs a library that today's Python does not run);
only its two data files are read. Imported where a text is looked through.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from importlib.util import find_spec
from typing import Protocol

_VECTORS = "natasha/data/emb/navec_news_v1_1B_250K_300d_100q.tar"
_RECOGNISER = "natasha/data/model/slovnet_ner_news_v1.tar"
_PERSON = "PER"


class _Span(Protocol):
    start: int
    stop: int
    type: str


class _Marked(Protocol):
    spans: list[_Span]


class _Recogniser(Protocol):
    def __call__(self, text: str, /) -> _Marked: ...


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """A recogniser of names that is loaded."""

    recognise: _Recogniser

    def people(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where people may be named in a text; one word alone is left to the ear."""
        if not text.strip():
            return
        for one in self.recognise(text).spans:
            if one.type == _PERSON and " " in text[one.start : one.stop].strip():
                yield one.start, one.stop


@cache
def load() -> LanguageModel | None:
    """Return the model, loaded once; None where the extra is not installed."""
    if find_spec("slovnet") is None or find_spec("navec") is None:
        return None
    try:
        data = distribution("natasha")
    except PackageNotFoundError:
        return None
    from navec import Navec  # noqa: PLC0415 - optional
    from slovnet import NER  # noqa: PLC0415 - optional

    recogniser = NER.load(str(data.locate_file(_RECOGNISER)))
    recogniser.navec(Navec.load(str(data.locate_file(_VECTORS))))
    return LanguageModel(recogniser)
