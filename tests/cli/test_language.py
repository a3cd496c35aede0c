"""Commands speak the language of the machine: what was typed wrong, what trustees are asked, what the doctor finds."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bereginya import vault as vaults
from bereginya.cli import app
from bereginya.cli.language import of_machine
from bereginya.desk.site.kinds import KINDS
from bereginya.vault.backup import backup
from bereginya.vault.quorum import split
from tests.cli.test_commands import PASSPHRASE

REFUSED = [
    (("trace",), "Не хватает: inquiries."),
    (("nothing",), "Команды nothing нет."),
    (("trace", "a", "b", "--nothing"), "Параметра --nothing нет."),
    (("trace", "a", "b", "--models"), "Параметра --models нет. Возможно: --model."),
    (("verify", "/", "b"), "Это лишнее: b."),
    (("trace", "--lang"), "После --lang должно что-то идти."),
    (("verify", "/nowhere"), "data: нет такого: /nowhere."),
    (("verify", __file__), f"data: {__file__} — это файл, а нужна папка."),
    (("names", "compare", "--pairs", "/"), "--pairs: / — это папка, а нужен файл."),
    (("demo", "--door-port", "x"), "--door-port: здесь нужно другое."),
    (("names", "parse", "Озёрная", "--lang", "xx"), "--lang: Подходит одно из этого: ru, uk, en."),
    (("letters", "clocks", "nothing"), "KIND: Для nothing закон не устанавливает срока."),
]


def said(*arguments: str, language: str, typed: str = "") -> str:
    """Return what a command says on a machine that speaks this language."""
    return CliRunner().invoke(app, list(arguments), input=typed, env={"LC_ALL": f"{language}.UTF-8"}).output


@pytest.mark.parametrize(("typed", "answer"), REFUSED)
def test_what_was_typed_wrong_is_said_in_the_language_of_the_machine(typed: Sequence[str], answer: str) -> None:
    result = CliRunner().invoke(app, list(typed), env={"LC_ALL": "ru_RU.UTF-8"})

    assert f"ошибка: {answer}" in result.output
    assert result.exit_code == 2
    assert result.output.splitlines()[-1].startswith("подсказка: ")


@pytest.mark.parametrize("full", ["backup", "restore"])
def test_what_the_computer_refuses_is_a_sentence_and_no_trace(tmp_path: Path, full: str) -> None:
    vault = vaults.open_vault(tmp_path / "data", KINDS, members=vaults.FAST, receipts=vaults.FAST)
    vaults.found(vault, "olga", PASSPHRASE)
    backup(vault, tmp_path / "copy")
    vault.close()
    (tmp_path / "file").write_bytes(b"")
    source = {"backup": "data", "restore": "copy"}[full]

    output = said(full, str(tmp_path / source), str(tmp_path / "file" / "x"), language="ru_RU")

    assert output.startswith("ошибка: ")
    assert "создать нельзя: что-то на пути туда не папка." in output


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({"LC_ALL": "uk_UA.UTF-8", "LANG": "ru_RU.UTF-8"}, "uk"),
        ({"LC_ALL": "", "LC_MESSAGES": "ru_RU.UTF-8", "LANG": "uk_UA.UTF-8"}, "ru"),
        ({"LC_ALL": "", "LC_MESSAGES": "", "LANG": "de_DE.UTF-8"}, "en"),
        ({"LC_ALL": "", "LC_MESSAGES": "", "LANG": ""}, "en"),
    ],
)
def test_the_strongest_variable_tells_the_language(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], language: str
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)

    assert of_machine() == language


def test_trustees_are_asked_and_answered_in_their_language(tmp_path: Path) -> None:
    vault = vaults.open_vault(tmp_path / "data", KINDS, members=vaults.FAST, receipts=vaults.FAST)
    first, second, _ = split(vaults.found(vault, "olga", PASSPHRASE).committee_seed, 2, 3)
    vault.close()
    typed = (
        "зебра " + first.split(" ", 1)[1],
        first,
        first,
        second,
        "может быть",
        "да",
        "nina",
        "короткая",
        PASSPHRASE,
    )

    output = said(
        "recover",
        str(tmp_path / "data"),
        language="ru_RU",
        typed="\n".join((*typed, "x", PASSPHRASE, PASSPHRASE)) + "\n",
    )

    for sentence in (
        "Слова 1 нет в списке.",
        "Прочитано. Нужно ещё хранителей: 1.",
        "Это слова хранителя, который уже был.",
        "Наберите «да» или «нет».",
        "Это слишком легко угадать.",
        "Это две разные фразы.",
        "Теперь можно войти.",
    ):
        assert sentence in output
    assert vaults.unlock(vaults.open_vault(tmp_path / "data", KINDS), "nina", PASSPHRASE).member


def test_an_empty_answer_lets_nobody_in(tmp_path: Path) -> None:
    vault = vaults.open_vault(tmp_path / "data", KINDS, members=vaults.FAST, receipts=vaults.FAST)
    shares = split(vaults.found(vault, "olga", PASSPHRASE).committee_seed, 2, 3)
    members = len(vault.trust().members)
    vault.close()

    output = said("recover", str(tmp_path / "data"), language="uk_UA", typed="\n".join((*shares[:2], "", "")))

    assert output.splitlines()[-1] == "Зупинено."
    assert len(vaults.open_vault(tmp_path / "data", KINDS).trust().members) == members


def test_the_doctor_speaks_the_language_of_the_machine(tmp_path: Path) -> None:
    assert "невідомо: " in said("doctor", str(tmp_path), language="uk_UA")
