"""The invented committee of the demo is a whole one: members sign in, people are there, the log verifies."""

from pathlib import Path

from bereginya import vault as vaults
from bereginya.cli.invented import found_committee
from bereginya.desk.cases import queries as cases
from bereginya.desk.intake import queries as intake
from bereginya.desk.site.kinds import KINDS
from bereginya.desk.site.settings import SiteSettings
from bereginya.vault.verifying import verify


def test_the_invented_committee_can_be_worked_in(tmp_path: Path) -> None:
    lines = list(found_committee(SiteSettings(tmp_path / "data")))
    vault = vaults.open_vault(tmp_path / "data", KINDS)
    name, passphrase = lines[1].strip().split(" · ")

    keys = vaults.unlock(vault, name, passphrase)

    assert len(intake.requests(keys)) >= 6
    assert {one.case.open for one in cases.cases(keys)} == {True}
    assert any(one.waits for one in cases.cases(keys))
    assert len(lines[-1].rpartition(": ")[2].split()) == 9
    assert verify(vault).sound
    vault.close()
