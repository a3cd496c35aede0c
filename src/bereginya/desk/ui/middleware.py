"""What happens to every request before a view sees it, and to every answer."""

import logging
from collections.abc import Callable

from django.core.exceptions import DisallowedHost, RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseBase, UnreadablePostError
from django.utils import translation

from bereginya.desk.ui import errors
from bereginya.desk.ui.requests import HOUSE, PageRequest

Answer = Callable[[HttpRequest], HttpResponseBase]
log = logging.getLogger("bereginya")


def quiet(answer: Answer) -> Answer:
    """Let no answer be kept by a browser or a proxy, and turn the framework's own failures into pages."""

    def page(request: HttpRequest) -> HttpResponseBase:
        try:
            request.get_host()
            response = answer(request)
        except DisallowedHost:
            return HttpResponse(status=400)
        except RequestDataTooBig:
            response = errors.too_large(request)
        except UnreadablePostError:
            return HttpResponse(status=400)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        response.headers.setdefault("X-Frame-Options", "DENY")
        return response

    return page


def same_site(answer: Answer) -> Answer:
    """Refuse a form that another site sent: its origin must be this very address."""

    def page(request: HttpRequest) -> HttpResponseBase:
        if request.method in {"GET", "HEAD"} or _from_here(request):
            return answer(request)
        return errors.forged(request)

    return page


def _from_here(request: HttpRequest) -> bool:
    fetched = request.headers.get("Sec-Fetch-Site", "same-origin")
    origin = request.headers.get("Origin")
    here = f"{request.scheme}://{request.get_host()}"
    return fetched in {"same-origin", "none"} and origin in {None, here}


def language(answer: Answer) -> Answer:
    """Speak the language that was chosen, or that the browser prefers, or Russian."""

    def page(request: HttpRequest) -> HttpResponseBase:
        chosen = translation.get_language_from_request(request)
        with translation.override(chosen):
            request.LANGUAGE_CODE = chosen  # type: ignore[attr-defined]  # as Django's own middleware does
            response = answer(request)
        response.headers.setdefault("Content-Language", chosen)
        return response

    return page


def house(answer: Answer) -> Answer:
    """Give the view the open vault, and turn our own errors into their sentences."""

    def page(request: PageRequest) -> HttpResponseBase:
        request.vault = request.environ[HOUSE].vault  # type: ignore[attr-defined]  # every request here is a WSGIRequest
        return answer(request)

    page.process_exception = errors.of_ours  # type: ignore[attr-defined]  # Django looks for this attribute
    return page  # type: ignore[return-value]  # the vault is set on the way in
