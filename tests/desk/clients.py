"""Browsers without a window: one for the door, one for the desk, each with the settings of its process."""

from pathlib import Path
from typing import Any

from django.test import Client, override_settings
from django.urls import reverse

from bereginya.desk.members.guards import COOKIE
from bereginya.desk.members.sessions import Sessions
from bereginya.desk.site.menu import CASE_MENU, FINDING_MENU, MENU
from bereginya.desk.site.settings import Process, SiteSettings, special
from bereginya.desk.ui.house import House
from bereginya.desk.ui.requests import HOUSE
from bereginya.vault import Keyring, Vault

SITE = SiteSettings(Path("never-used"))
HERE = "http://127.0.0.1"


class SiteClient(Client):
    """Sends requests as a browser does: with the origin of this address, in English unless told otherwise."""

    process: Process

    def __init__(self, house: House, **environ: Any) -> None:
        super().__init__()
        said = {"SERVER_NAME": "127.0.0.1", "HTTP_ORIGIN": HERE, "HTTP_ACCEPT_LANGUAGE": "en"}
        self.defaults.update(said | environ | {HOUSE: house})
        self.house = house
        self.settings = special(SITE, self.process, "key for tests")

    def request(self, **environ: Any) -> Any:
        with override_settings(**self.settings):
            return super().request(**environ)

    def url(self, name: str, *args: object) -> str:
        """Return the address of a page by the name of its url."""
        with override_settings(**self.settings):
            return reverse(name, args=args)

    def text(self, path: str) -> str:
        """Return the page that is shown at a path."""
        response = self.get(path)
        assert response.status_code == 200, response.status_code
        return response.content.decode()


class DoorClient(SiteClient):
    """Somebody at the door."""

    process = Process.DOOR

    @classmethod
    def at(cls, vault: Vault, **environ: Any) -> "DoorClient":
        return cls(House(vault, "door"), **environ)


class DeskClient(SiteClient):
    """Somebody at the desk."""

    process = Process.DESK

    @classmethod
    def at(cls, vault: Vault, sessions: Sessions | None = None, **environ: Any) -> "DeskClient":
        """A browser at the desk; give two browsers the same sessions to let them meet in one process."""
        sessions = sessions or Sessions(vault, restart=lambda: None)
        return cls(House(vault, "desk", sessions, MENU, case_menu=CASE_MENU, finding_menu=FINDING_MENU), **environ)

    def sign_in(self, keys: Keyring) -> "DeskClient":
        """Go on as the member of this keyring."""
        assert isinstance(self.house.sessions, Sessions)
        self.cookies[COOKIE] = self.house.sessions.open(keys, None)
        return self
