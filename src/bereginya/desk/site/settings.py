"""Django, without a database and without everything that would keep something.

What differs between door and desk is in `configuration`; the type checker reads the constants.
"""

import ipaddress
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from bereginya.facts.errors import BereginyaError

DESK = Path(__file__).resolve().parent.parent
ROOMS = ("ui", "members", "intake", "cases", "overview")

INSTALLED_APPS = ("django.forms", *(f"bereginya.desk.{room}" for room in ROOMS))
DATABASES: dict[str, object] = {}
USE_TZ = True
USE_I18N = True
LANGUAGE_CODE = "ru"
LANGUAGES = [("ru", "Русский"), ("uk", "Українська"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "lang"
LOCALE_PATHS = [str(DESK / room / "locale") for room in ROOMS]
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
FILE_UPLOAD_HANDLERS: list[str] = []
"""None: no file is ever held in memory or in a temporary folder. A view that takes files installs its own."""
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
DEFAULT_EXCEPTION_REPORTER = "bereginya.desk.ui.errors.SilentReporter"
LOGGING_CONFIG = None
"""Logging is set up by `serve`, which lets exception types, places and ids through and nothing else."""
CSRF_FAILURE_VIEW = "bereginya.desk.ui.errors.forged"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Strict"
SECURE_REFERRER_POLICY = "same-origin"
"""Nothing is told to other sites; within the site browsers need it to say where a form came from."""
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
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
    "bereginya.desk.ui.middleware.same_site",
    "bereginya.desk.ui.middleware.language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "bereginya.desk.ui.middleware.house",
]


class Process(Enum):
    """Which of the two processes this is."""

    DOOR = "door"
    DESK = "desk"


class SettingsError(BereginyaError):
    """A setting is missing or odd; the message is its name."""

    code = "site.settings"


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """Everything that can be set, read once at the start."""

    data: Path
    door_host: str = "127.0.0.1"
    door_port: int = 8300
    desk_host: str = "127.0.0.1"
    desk_port: int = 8301
    names: tuple[str, ...] = ("127.0.0.1", "localhost")
    https: bool = False
    zone: str = "Europe/Moscow"
    weak_passphrases_for_tests: bool = False

    def __post_init__(self) -> None:
        for name in ("door_port", "desk_port"):
            if not 0 < getattr(self, name) < 65536:
                raise SettingsError(name)
        if self.door_port == self.desk_port and self.door_host == self.desk_host:
            raise SettingsError("desk_port")
        for name in ("door_host", "desk_host"):
            try:
                ipaddress.ip_address(getattr(self, name))
            except ValueError as error:
                raise SettingsError(name) from error

    @property
    def desk_is_local(self) -> bool:
        """Whether the desk can be reached from this machine only."""
        return ipaddress.ip_address(self.desk_host).is_loopback


def configuration(site: SiteSettings, process: Process, key: str) -> dict[str, Any]:
    """Return the Django settings of one process; `key` signs its CSRF cookie."""
    desk = process is Process.DESK
    sessions = ["bereginya.desk.members.sessions.session"] if desk else []
    return {
        "SECRET_KEY": key,
        "ROOT_URLCONF": f"bereginya.desk.site.{process.value}_urls",
        "ALLOWED_HOSTS": list(site.names),
        "CSRF_COOKIE_NAME": "d" if desk else "f",
        "CSRF_COOKIE_SECURE": site.https,
        "MIDDLEWARE": MIDDLEWARE + sessions,
        "PROCESS": process.value,
    }
