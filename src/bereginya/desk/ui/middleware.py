"""What happens to every request before a view sees it, and to every answer."""

from collections.abc import Callable
from typing import cast

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import translation

from bereginya.desk.ui import errors, uploads
from bereginya.desk.ui.house import house_of
from bereginya.desk.ui.requests import PageRequest

Answer = Callable[[HttpRequest], HttpResponseBase]

_ANSWERED = {
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
}


def quiet(answer: Answer) -> Answer:
    """Refuse strange hosts; let no answer be kept by a browser or a proxy, framed, or used by another site."""

    def page(request: HttpRequest) -> HttpResponseBase:
        try:
            request.get_host()
        except DisallowedHost:
            return HttpResponse(status=400)
        response = answer(request)
        for name, value in _ANSWERED.items():
            response.headers.setdefault(name, value)
        return response

    return page


def language(answer: Answer) -> Answer:
    """Speak the language that was chosen, or that the browser prefers, or Russian."""

    def page(request: HttpRequest) -> HttpResponseBase:
        chosen = translation.get_language_from_request(request)
        with translation.override(chosen):
            request.LANGUAGE_CODE = chosen  # as Django's own middleware does
            response = answer(request)
        response.headers.setdefault("Content-Language", chosen)
        return response

    return page


def same_site(answer: Answer) -> Answer:
    """Refuse a form that another site sent, before its body is read: where it comes from must be this very address.

    Browsers say so in `Origin`; those older than 2020 in `Referer`. Who says neither is refused.
    """

    def page(request: HttpRequest) -> HttpResponseBase:
        if request.method in {"GET", "HEAD"} or _from_here(request):
            return answer(request)
        return errors.forged(request)

    return page


def _from_here(request: HttpRequest) -> bool:
    here = f"{request.scheme}://{request.get_host()}"
    origin = request.headers.get("Origin")
    if origin is not None:
        return origin == here and request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
    return request.headers.get("Referer", "").startswith(f"{here}/")


def size(answer: Answer) -> Answer:
    """Refuse a body that is longer than its page can take, before any of it is read."""

    def page(request: HttpRequest) -> HttpResponseBase:
        return answer(request)

    def look(request: HttpRequest, view: Callable[..., object], *_: object) -> HttpResponse | None:
        files = uploads.most_bytes(view)
        most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE + files
        return errors.too_large(request, files=files > 0) if _length(request) > most else None

    page.process_view = look  # type: ignore[attr-defined]  # Django looks for this attribute
    return page


def _length(request: HttpRequest) -> int:
    said = request.META.get("CONTENT_LENGTH") or "0"
    return int(said) if said.isdecimal() else 0


def house(answer: Answer) -> Answer:
    """Give the view the open vault, and turn our own errors into their sentences."""

    def page(request: HttpRequest) -> HttpResponseBase:
        cast("PageRequest", request).vault = house_of(request).vault
        return answer(request)

    page.process_exception = errors.of_ours  # type: ignore[attr-defined]  # Django looks for this attribute
    return page
