"""Keys of the texts of one run: each text is looked at once, and many of them by two processes.

`begin` says early what will be wanted; a helper works on it from the front while other things are done here. Who asks
for keys then takes pieces from the back until none is left. Which process made a key changes nothing in the answer.
"""

from collections import deque
from collections.abc import Callable, Sequence
from threading import Thread
from typing import overload

from bereginya.names.apart import Helper, HelperGoneError
from bereginya.names.keys import Keys, Part, key_lines_each, keys_in

KeysOf = Callable[[Sequence[str], Part], Sequence[Keys]]

_PIECE = 5_000
"""Texts that are done at a time: a fiftieth of a second, so that nobody waits long for the last one."""

_SAMPLE = 100
"""Of how many texts one is looked up to see whether its piece is made: pieces are much longer."""
_SHARE = 6
"""Of how many pieces that are left one more is sent to the helper at a time."""


Piece = tuple[tuple[Part, ...], list[str]]
"""Texts and the parts of a name for which their keys are wanted."""


class KeyLines(Sequence[Keys]):
    """The keys of many texts, kept as lines and taken apart when one is looked at: most are only told apart."""

    __slots__ = ("lines",)

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines

    def __len__(self) -> int:
        return len(self.lines)

    @overload
    def __getitem__(self, place: int) -> Keys: ...
    @overload
    def __getitem__(self, place: slice) -> list[Keys]: ...
    def __getitem__(self, place: int | slice) -> Keys | list[Keys]:
        found = self.lines[place]
        return keys_in(found) if isinstance(found, str) else [keys_in(line) for line in found]


class Keying:
    """Makes keys and remembers them while it lives. With a helper, what was begun is shared with it."""

    def __init__(self, helper: Helper | None = None) -> None:
        self._known: dict[Part, dict[str, str]] = {part: {} for part in ("surname", "given", "patronymic")}
        self._pieces: deque[Piece] = deque()
        self._helper = helper
        self._thread: Thread | None = None

    def begin(self, texts: Sequence[str], *parts: Part) -> None:
        """Let the helper make the keys of these texts; without one they are made when they are asked for.

        What is wanted for several parts is begun for all of them at once: each text is read once.
        """
        if self._helper is None:
            return
        new = self._new(texts, parts[-1])
        self._pieces.extend((parts, new[start : start + _PIECE]) for start in range(0, len(new), _PIECE))
        if self._pieces and (self._thread is None or not self._thread.is_alive()):
            self._thread = Thread(target=self._help, args=(self._helper,), daemon=True)
            self._thread.start()

    def keys_of(self, texts: Sequence[str], part: Part) -> KeyLines:
        """Return what `names.keys_of` does."""
        known = self._known[part]
        for text in texts[::_SAMPLE]:
            while text not in known and self._one_more():
                pass
        lines = list(map(known.get, texts))
        if None in lines:  # never begun, or in a piece that no sample fell in
            while self._one_more():
                pass
            new = self._new(texts, part)
            self._keep((part,), new, key_lines_each(new, (part,)))
            lines = list(map(known.get, texts))
        return KeyLines([line for line in lines if line is not None])

    def _new(self, texts: Sequence[str], part: Part) -> list[str]:
        known = self._known[part]
        return [text for text in dict.fromkeys(texts) if text not in known]

    def _keep(self, parts: Sequence[Part], texts: list[str], lines: list[list[str]]) -> None:
        for part, each in zip(parts, lines, strict=True):
            self._known[part].update(zip(texts, each, strict=True))

    def _help(self, helper: Helper) -> None:
        """Let the helper do pieces from the front until none is left; if it ends, they are left to us."""
        while pieces := self._next():
            parts = pieces[0][0]
            texts = [text for _, piece in pieces for text in piece]
            try:
                self._keep(parts, texts, helper.key_lines_each(texts, parts))
            except HelperGoneError:
                self._pieces.extendleft(reversed(pieces))
                self._helper = None
                return

    def _next(self) -> list[Piece]:
        """Take pieces for the same parts from the front: many while there are many, as an answer waits for its turn."""
        found: list[Piece] = []
        for _ in range(1 + len(self._pieces) // _SHARE):
            try:
                piece = self._pieces.popleft()
            except IndexError:
                break  # the last one was taken here
            if found and piece[0] != found[0][0]:
                self._pieces.appendleft(piece)
                break
            found.append(piece)
        return found

    def _one_more(self) -> bool:
        """Do a piece from the back, or wait for the helper's last; tell whether there was any."""
        try:
            parts, texts = self._pieces.pop()
        except IndexError:
            if self._thread is None:
                return False
            self._thread.join()
            self._thread = None
            return True
        self._keep(parts, texts, key_lines_each(texts, parts))
        return True
