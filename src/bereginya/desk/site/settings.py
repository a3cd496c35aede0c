"""Django, without a database and without everything that would keep something.

What differs between door and desk is in `configuration`; the type checker reads the constants.
"""

import ipaddress
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields
from enum import Enum
from pathlib import Path
from typing import Any, Self
from zoneinfo import ZoneInfo

from bereginya.facts.errors import BereginyaError

ROOMS = ("ui", "members", "intake", "cases", "registers", "counsel", "teaching", "homecoming", "post", "overview")
"""Every room that exists, in the order of the import law."""

INSTALLED_APPS = ("django.forms", *(f"bereginya.desk.{room}" for room in ROOMS))
DATABASES: dict[str, object] = {}
USE_TZ = True
USE_I18N = True
LANGUAGE_CODE = "ru"
LANGUAGES = [("ru", "Русский"), ("uk", "Українська"), ("en", "English")]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["bereginya.desk.ui.templatetags.ui", "django.templatetags.i18n"],
            "context_processors": ["bereginya.desk.ui.context.page"],
            "string_if_invalid": "",
        },
    }
]
FORM_RENDERER = "bereginya.desk.ui.forms.PageRenderer"
FILE_UPLOAD_HANDLERS = ["bereginya.desk.ui.uploads.NoFiles"]
"""No file is ever held in memory or in a temporary folder. A view that takes files says so with `takes_files`."""
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
"""Bytes of all fields of a form: two million Cyrillic letters as a browser sends them, to be shown again if refused."""
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
DATA_UPLOAD_MAX_NUMBER_FILES = 20
DEFAULT_EXCEPTION_REPORTER = "bereginya.desk.ui.errors.SilentReporter"
LOGGING_CONFIG = None
"""Logging is set up by `serve`, which lets exception types, places and ids through and nothing else."""
CSRF_FAILURE_VIEW = "bereginya.desk.ui.errors.forged"
CSRF_COOKIE_AGE = None
"""Until the browser is closed: nothing of a visit stays on a phone that others use."""
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
SECURE_REFERRER_POLICY = "same-origin"
"""Nothing is told to other sites; within the site browsers need it to say where a form came from."""
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "media-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
MIDDLEWARE = [
    "bereginya.desk.ui.middleware.quiet",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "bereginya.desk.ui.middleware.language",
    "bereginya.desk.ui.middleware.same_site",
    "bereginya.desk.ui.middleware.size",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "bereginya.desk.ui.middleware.house",
]
SESSIONS = [
    "bereginya.desk.members.guards.session",
    "bereginya.desk.overview.warming.warm_up",
    "bereginya.desk.registers.watching.watch",
]
"""Finds the keyring of who is signed in, begins to read what she may open, compares what is new; only at the desk."""


class Process(Enum):
    """Which of the two processes this is."""

    DOOR = "door"
    DESK = "desk"


class SettingsError(BereginyaError):
    """A setting is missing or odd; the message is its name."""

    code = "site.settings"


_LOCAL = ("127.0.0.1", "localhost")


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """Everything that can be set, read once at the start.

    `door_names` and `desk_names` are the host names under which people reach each; every other is refused. With
    `door_https` or `desk_https` a proxy on this machine speaks TLS for it.
    """

    data: Path
    door_host: str = "127.0.0.1"
    door_port: int = 8300
    door_names: tuple[str, ...] = _LOCAL
    door_https: bool = False
    desk_host: str = "127.0.0.1"
    desk_port: int = 8301
    desk_names: tuple[str, ...] = _LOCAL
    desk_https: bool = False
    zone: str = "Europe/Moscow"
    weak_passphrases_for_tests: bool = False

    def __post_init__(self) -> None:
        for name, is_odd in _ODD.items():
            if is_odd(getattr(self, name)):
                raise SettingsError(name)
        if self.address(Process.DOOR) == self.address(Process.DESK):
            raise SettingsError("desk_port")

    @property
    def desk_is_local(self) -> bool:
        """Whether the desk can be reached from this machine only."""
        return ipaddress.ip_address(self.desk_host).is_loopback

    def address(self, process: Process) -> tuple[str, int]:
        """Return host and port on which a process listens."""
        return (self.door_host, self.door_port) if process is Process.DOOR else (self.desk_host, self.desk_port)

    def names(self, process: Process) -> tuple[str, ...]:
        """Return the host names under which people reach a process."""
        return self.door_names if process is Process.DOOR else self.desk_names

    def https(self, process: Process) -> bool:
        """Tell whether a proxy speaks TLS for a process."""
        return self.door_https if process is Process.DOOR else self.desk_https

    def to_text(self) -> str:
        """Return the settings as `from_text` reads them. They hold no secret."""
        return json.dumps(asdict(self) | {"data": str(self.data)})

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Read settings; raise SettingsError with the name of what is missing or odd."""
        given = json.loads(text)
        known = {field.name for field in fields(cls)}
        for name in set(given) ^ known:
            raise SettingsError(name)
        names = {name: tuple(given[name]) for name in ("door_names", "desk_names")}
        return cls(**given | names | {"data": Path(given["data"])})


def _not_an_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return True
    return False


def _not_a_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return True
    return False


def _not_a_port(port: int) -> bool:
    return not 0 < port < 65536


def _no_names(names: tuple[str, ...]) -> bool:
    return not names or any(not name or name.startswith((".", "*")) for name in names)


_ODD: dict[str, Callable[[Any], bool]] = {
    "door_host": _not_an_address,
    "desk_host": _not_an_address,
    "door_port": _not_a_port,
    "desk_port": _not_a_port,
    "door_names": _no_names,
    "desk_names": _no_names,
    "zone": _not_a_zone,
}


def configuration(site: SiteSettings, process: Process, key: str) -> dict[str, Any]:
    """Return all Django settings of one process."""
    return {name: value for name, value in globals().items() if name.isupper()} | special(site, process, key)


def special(site: SiteSettings, process: Process, key: str) -> dict[str, Any]:
    """Return the settings in which door and desk differ; `key` signs the CSRF cookie."""
    desk = process is Process.DESK
    return {
        "SECRET_KEY": key,
        "ROOT_URLCONF": f"bereginya.desk.site.{process.value}_urls",
        "ALLOWED_HOSTS": list(site.names(process)),
        "CSRF_COOKIE_NAME": "d" if desk else "f",
        "CSRF_COOKIE_SECURE": site.https(process),
        "LANGUAGE_COOKIE_NAME": "v" if desk else "w",
        "LANGUAGE_COOKIE_SECURE": site.https(process),
        "MIDDLEWARE": [*MIDDLEWARE, *(SESSIONS if desk else ())],
    }
