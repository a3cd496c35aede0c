"""Ports for the servers that tests start."""

import random
import socket
from contextlib import closing

_BELOW_OUTGOING = range(20_000, 32_768)
"""Linux takes the ports of outgoing connections from 32768 on: one that is free now may be taken a moment later."""


def free_ports() -> tuple[int, int]:
    """Return two ports on which nobody listens, and which no outgoing connection will take."""
    free = (port for port in random.sample(_BELOW_OUTGOING, 200) if _is_free(port))
    return next(free), next(free)


def _is_free(port: int) -> bool:
    with closing(socket.socket()) as one:
        try:
            one.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True
