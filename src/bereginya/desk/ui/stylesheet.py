"""The one stylesheet: served under a name made of its content, so that browsers may keep it for ever."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from django.http import HttpRequest, HttpResponse

_FILE = Path(__file__).parent / "static_files" / "page.css"
_FOR_EVER = "public, max-age=31536000, immutable"


@cache
def _content() -> bytes:
    return _FILE.read_bytes()


def address() -> str:
    """Return the path of the stylesheet."""
    return f"/s/{sha256(_content()).hexdigest()[:12]}.css"


def serve(request: HttpRequest, name: str) -> HttpResponse:  # noqa: ARG001 - the name only breaks caches
    """Return the stylesheet."""
    return HttpResponse(_content(), content_type="text/css; charset=utf-8", headers={"Cache-Control": _FOR_EVER})
