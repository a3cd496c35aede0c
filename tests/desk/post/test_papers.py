"""From a finding of the law to the letter that asks for it."""

import pytest

from bereginya.desk.counsel import actions as counsel
from bereginya.desk.post.papers import kinds_of_papers, letters_for, papers_of
from bereginya.letters import templates
from bereginya.rights import rules
from bereginya.rights.saying import words
from bereginya.vault import CompartmentId, Keyring
from tests.desk.clients import DeskClient

SHELF = tuple(templates().values())


def test_every_paper_of_the_law_is_joined_to_letters_or_said_to_have_none() -> None:
    named = {paper for version in rules().versions for paper in papers_of(version)}

    assert named == kinds_of_papers().keys()


def test_every_kind_that_a_paper_leads_to_is_a_letter_on_the_shelf() -> None:
    kinds = {kind for found in kinds_of_papers().values() for kind in found}

    assert kinds <= {one.kind for one in SHELF}


@pytest.mark.parametrize(
    ("provision", "kind"),
    [
        ("combat.train_4m", "prosecutor-complaint"),
        ("hazing.335", "crime-report"),
        ("defer.student", "deferment"),
        ("death.circumstances_1421", "disappearance-certificate"),
        ("un.wgeid", "un-urgent-action"),
    ],
)
def test_what_the_law_gives_leads_to_the_letter_that_asks_for_it(provision: str, kind: str) -> None:
    assert kind in {one.kind for one in letters_for(rules()[provision], SHELF)}


def test_a_letter_is_offered_once_however_many_papers_lead_to_it() -> None:
    found = [one.id for one in letters_for(rules()["contract.coerced"], SHELF)]

    assert len(found) == len(set(found))


def test_what_no_lawyer_signed_is_not_written_into_the_letter(
    desk: DeskClient, anna: Keyring, folder: CompartmentId
) -> None:
    address = f"/cases/{folder}/letters/for/combat.train_4m/"

    assert "ask a lawyer" in desk.text(address)
    page = desk.text(f"{address}ru/prosecutor-complaint/")
    assert words("ru").gives(rules()["combat.train_4m"]) not in page


def test_what_a_lawyer_signed_stands_in_the_letter_with_its_article(
    desk: DeskClient, anna: Keyring, folder: CompartmentId
) -> None:
    counsel.sign(anna, "combat.train_4m", right=True, text=None, once="d" * 32)

    page = desk.text(f"/cases/{folder}/letters/for/combat.train_4m/ru/prosecutor-complaint/")
    assert words("ru").gives(rules()["combat.train_4m"]) in page


def test_a_provision_that_is_not_there_is_not_found(desk: DeskClient, folder: CompartmentId) -> None:
    assert desk.get(f"/cases/{folder}/letters/for/no.such/").status_code == 404
