"""Requests that drip: they are cut off after a while, and what came of them is not taken for all she wrote."""

import io
import socket
from typing import Any

import pytest

from bereginya.desk.site import serve
from bereginya.desk.site.patience import FILES_GRACE, FILES_RATE, WORDS_SECONDS, Patience


class Sender:
    """A request on its way in, as far as it has come."""

    def __init__(self, *, received: int | None = 0, files: bool = False) -> None:
        self.mine, self.theirs = socket.socketpair()
        self.come, self.files = received, files

    def socket(self) -> socket.socket:
        return self.mine

    def received(self) -> int | None:
        return self.come

    def brings_files(self) -> bool:
        return self.files

    def is_cut_off(self) -> bool:
        self.mine.setblocking(False)
        try:
            return self.mine.recv(1) == b""
        except BlockingIOError:
            return False


class Clock:
    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def patience(clock: Clock) -> Patience:
    return Patience(clock)


def after(clock: Clock, patience: Patience, seconds: float, sender: Sender) -> bool:
    """Tell whether this sender is cut off when so many seconds have passed."""
    patience.begin(sender)
    clock.seconds += seconds
    patience.look()
    cut = sender.is_cut_off()
    sender.mine.close()
    sender.theirs.close()
    return cut


@pytest.mark.parametrize(
    ("sender", "seconds", "cut"),
    [
        ({"received": 0}, WORDS_SECONDS - 1, False),
        ({"received": 0}, WORDS_SECONDS + 1, True),
        ({"received": None}, 10 * WORDS_SECONDS, False),
        ({"received": 0, "files": True}, FILES_GRACE - 1, False),
        ({"received": 0, "files": True}, FILES_GRACE + 1, True),
        ({"received": 3600 * FILES_RATE, "files": True}, 3600, False),
        ({"received": 3600 * FILES_RATE, "files": True}, 3700, True),
    ],
    ids=["words, in time", "words, too long", "all is here", "files, in time", "no file", "a slow file", "it dried up"],
)
def test_who_is_waited_for(
    clock: Clock, patience: Patience, sender: dict[str, Any], seconds: float, *, cut: bool
) -> None:
    assert after(clock, patience, seconds, Sender(**sender)) is cut


def test_a_request_that_was_answered_is_not_cut_off(clock: Clock, patience: Patience) -> None:
    sender = Sender()
    patience.begin(sender)
    patience.end(sender)
    clock.seconds += 10 * WORDS_SECONDS

    patience.look()

    assert not sender.is_cut_off()
    sender.mine.close()
    sender.theirs.close()


def test_a_connection_that_went_away_by_itself_is_no_error(clock: Clock, patience: Patience) -> None:
    sender = Sender()
    patience.begin(sender)
    sender.mine.close()
    sender.theirs.close()
    clock.seconds += WORDS_SECONDS + 1

    patience.look()


class Stream(io.BytesIO):
    """A body of which the browser promised more than came."""

    remaining = 10


@pytest.mark.parametrize("read", [lambda body: body.read(100), lambda body: body.read(), lambda body: body.readline()])
def test_a_body_that_broke_off_is_an_error_and_not_a_shorter_one(read: Any) -> None:
    body = serve._WholeBody(Stream(b""))

    with pytest.raises(OSError, match="broke off"):
        read(body)
