"""The stylesheet and the icon, under names made of their content, so that browsers may keep them for ever."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

_FOLDER = Path(__file__).parent / "static_files"
_TYPES = {".css": "text/css; charset=utf-8", ".svg": "image/svg+xml"}
_FOR_EVER = "public, max-age=31536000, immutable"


@cache
def _content(name: str) -> bytes:
    return (_FOLDER / name).read_bytes()


@cache
def _served() -> dict[str, str]:
    """Return the file name behind each served name."""
    return {_served_name(file.name): file.name for file in _FOLDER.iterdir() if file.suffix in _TYPES}


def _served_name(name: str) -> str:
    return sha256(_content(name)).hexdigest()[:12] + Path(name).suffix


def address(name: str) -> str:
    """Return the path of a file of ours."""
    return reverse("ui:asset", args=[_served_name(name)])


@require_safe
def serve(_request: HttpRequest, name: str) -> HttpResponse:
    """Return a file of ours."""
    file = _served().get(name)
    if file is None:
        raise Http404
    return HttpResponse(_content(file), content_type=_TYPES[Path(file).suffix], headers={"Cache-Control": _FOR_EVER})
