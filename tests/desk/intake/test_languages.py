"""No page of this room falls back into English."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import URLPattern

from bereginya.desk.intake import actions, door_urls, urls
from bereginya.desk.intake.queries import RESERVED
from bereginya.vault import CompartmentId
from tests.desk.clients import SiteClient
from tests.desk.intake.visitor import Visitor
from tests.desk.world import Committee

NOT_OURS = re.compile(r'<(style|script|title)\b.*?</\1>|<[^>]*\slang="(?!ru|uk).*?</\w+>|<[^>]+>', re.DOTALL)
ENGLISH = re.compile(r"[A-Za-z]{3,}[ ,.]+[A-Za-z]{3,}")


def english_on(client: SiteClient, address: str, language: str, **said: object) -> list[str]:
    """Return the English that stands on a page."""
    headers = {"accept-language": language}
    answer = client.post(address, said, headers=headers) if said else client.get(address, headers=headers)
    return ENGLISH.findall(NOT_OURS.sub(" | ", answer.content.decode())) if not answer.streaming else []


def pages(client: SiteClient, patterns: list[URLPattern], prefix: str, **given: object) -> list[str]:
    """Return the address of every page."""
    return [client.url(f"{prefix}:{one.name}", *(given[name] for name in one.pattern.converters)) for one in patterns]


@pytest.fixture
def everything(committee: Committee) -> CompartmentId:
    """A request in which everything was said, answered, sorted, set aside and looked at again."""
    marta = Visitor(committee)
    marta.writes("Сына избивают. 8 900 123-45-67")
    Visitor(committee).writes("Сына избивают! 8 900 123-45-67", token="f" * 32)
    marta.answers(1, name="Марта", concerns="Пётр Иванов", relation="сын", place="Омск", speaks="русский")
    marta.answers(2, what="Увезли", where="Омск", when="весной", wish="вернуть", until="до пятницы")
    marta.answers(3, scopes=["keep"], said_more="нет")
    marta.answers(
        4, channel="phone", address="+7", when="утром", how="тихо", others="муж", stop="пирог", question="Кот?"
    )
    marta.answers(5, fact="шрам")
    marta.answers(6, papers=SimpleUploadedFile("договор.jpg", b"x" * 100), voice=SimpleUploadedFile("a.ogg", b"y"))
    folder, desk = marta.folder, committee.desk(committee.anna)
    desk.post(desk.url("intake:sort", folder), {"dangers": ["life"], "urgency": "today", "interpreter": "on"})
    desk.post(desk.url("intake:pass", folder), {"to": committee.olga.member, "why": "срочно"})
    desk.post(desk.url("intake:reply", folder), {"text": "Мы читаем."})
    actions.replace_receipt(committee.anna, folder, "узнала голос", "ru")
    return folder


@pytest.mark.parametrize("language", ["ru", "uk"])
def test_the_desk_speaks_her_language(committee: Committee, everything: CompartmentId, language: str) -> None:
    olga = committee.desk(committee.olga)
    addresses = pages(olga, urls.urlpatterns, "intake", folder=everything, entry="0" * 32, name=RESERVED)
    assert {address: found for address in addresses if (found := english_on(olga, address, language))} == {}


@pytest.mark.parametrize("language", ["ru", "uk"])
def test_the_door_speaks_her_language(committee: Committee, marta: Visitor, language: str) -> None:
    given = {"number": marta.number, "entry": "0" * 32, "place": 0}
    addresses = [
        address
        for step in range(1, 7)
        for address in pages(marta.door, door_urls.urlpatterns, "door", step=step, **given)
    ]
    assert {one: found for one in addresses if (found := english_on(marta.door, one, language))} == {}
