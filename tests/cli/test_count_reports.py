"""The report of a count tells its answer in three languages, on a page and on paper; outside, nothing of few people."""

import io
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pypdfium2
import pytest
from typer.testing import CliRunner

from bereginya.cli import app
from bereginya.cli.count_reports import _pdf
from bereginya.counting.report import Bullets, Grid, Report, Section
from bereginya.counting.report.page import page
from bereginya.counting.report.paper import paper
from bereginya.counting.report.plots import Axis, Bar, Range, answers_plot, overlap_plot, steps
from bereginya.counting.saying import LANGUAGES, words
from tests.cli.test_count import _keys
from tests.cli.test_count_lists import fill, invented, write


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of one whole count."""
    folder = tmp_path_factory.mktemp("counted")
    lists = invented(folder)
    fill(folder)
    options = ["--boot", "20", "--methods", "bic,chao,chapman,stepwise", "--as-of", "2026-11-01", "--strata", "place"]
    done = CliRunner().invoke(app, ["count", *map(str, lists), *options, "-o", str(folder / "out")])
    assert done.exit_code == 0, done.output
    return folder / "out"


def text_of(path: Path) -> str:
    pages = pypdfium2.PdfDocument(path)
    return " ".join(one.get_textpage().get_text_range() for one in pages)


@pytest.mark.parametrize("which", ["internal", "public"])
@pytest.mark.parametrize(
    ("language", "said"), [("ru", "Всего около"), ("uk", "Усього близько"), ("en", "people in all")]
)
def test_page_and_paper_begin_with_the_answer(out: Path, which: str, language: str, said: str) -> None:
    assert said in (out / which / f"report.{language}.html").read_text("utf-8")
    assert said in text_of(out / which / f"report.{language}.pdf")


@pytest.mark.parametrize("which", ["internal", "public"])
def test_the_paper_is_two_pages_tagged_with_its_own_letters(out: Path, which: str) -> None:
    data = (out / which / "report.ru.pdf").read_bytes()

    assert len(pypdfium2.PdfDocument(io.BytesIO(data))) <= 2
    assert b"/MarkInfo" in data
    assert b"/FontFile3" in data


@pytest.mark.parametrize("which", ["internal", "public"])
def test_a_page_asks_nothing_of_the_network_and_runs_nothing(out: Path, which: str) -> None:
    told = (out / which / "report.ru.html").read_text("utf-8").replace("http://www.w3.org/2000/svg", "")

    assert not re.search(r"<script|https?://|url\(|@import|onload|<link", told)


def test_no_overlap_is_drawn_outside(out: Path) -> None:
    inside, outside = ((out / which / "report.en.html").read_text("utf-8") for which in ("internal", "public"))

    assert "hospital + appeals" in inside
    assert "hospital + appeals" not in outside
    assert "Chapman" not in outside


def test_every_plot_stands_beside_the_same_numbers_as_a_table(out: Path) -> None:
    told = (out / "internal" / "report.en.html").read_text("utf-8")
    figures = re.findall(r"<figure>.*?</figure>", told, re.DOTALL)

    assert len(figures) >= 3
    assert all("<svg" in one and "<table>" in one and 'role="img"' in one for one in figures)


def test_a_refusal_is_told_as_an_answer(tmp_path: Path) -> None:
    lists = [
        write(tmp_path / f"{name}.csv", ("person",), [(f"{name}{at}",) for at in range(30)])
        for name in ("hospital", "appeals", "court")
    ]
    fill(tmp_path)
    options = ["--methods", "bic", "--languages", "ru", "-o", str(tmp_path / "out")]
    done = CliRunner().invoke(app, ["count", *map(str, lists), *options])

    assert done.exit_code == 0, done.output
    for which in ("internal", "public"):
        told = text_of(tmp_path / "out" / which / "report.ru.pdf")
        assert "Оценки дать нельзя" in told
        assert "Никто не стоит в двух списках сразу" in told


def test_what_somebody_wrote_is_text_and_never_markup() -> None:
    nasty = '<b>"x"</b> #strong[y] ${}'
    report = Report(
        "en",
        "t",
        "m",
        ((nasty, nasty),),
        (nasty,),
        (Section(nasty, (nasty, Bullets((nasty,)), Grid((nasty,), ((nasty,),)))),),
    )

    assert "<b>" not in page(report)
    assert _pdf(paper(report)).startswith(b"%PDF")


def test_a_letter_that_no_font_has_does_not_spoil_a_report() -> None:
    report = Report("en", "t", "m", (), ("list 名簿 🙂",), (Section("h", ("名" * 80,)),))

    assert _pdf(paper(report)).startswith(b"%PDF")


def test_plots_are_well_formed_whatever_lists_are_called() -> None:
    axis = Axis(0, 10, (0, 5, 10), ("0", "5", "10"))
    rows = [Range("<&\"'", 4, 2, 300, strong=True), Range("none", None), Range("far", 500)]

    for svg in (
        answers_plot(rows, axis, "<t>", seen=3),
        overlap_plot(12, [Bar((0, 11), 5), Bar((3,), 0)], ["5", "0"], "t"),
    ):
        assert ET.fromstring(svg).tag.endswith("svg")


@pytest.mark.parametrize(("start", "end"), [(0, 1), (0, 17300), (123, 124), (5, 10**12), (0, 0)])
def test_an_axis_has_few_round_numbers_around_what_is_shown(start: float, end: float) -> None:
    found = steps(start, end)

    assert found[0] <= start
    assert found[-1] >= end
    assert 2 <= len(found) <= 7


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_of_the_report_is_there_in_every_language(language: str) -> None:
    assert _keys(words(language, "report")) == _keys(words("en", "report"))


def test_a_report_in_the_dark_and_on_a_phone_keeps_its_width(out: Path) -> None:
    told = (out / "public" / "report.uk.html").read_text("utf-8")

    assert 'name="viewport"' in told
    assert "prefers-color-scheme: dark" in told
    assert "@media print" in told


def test_a_report_without_a_diary_says_that_it_is_a_draft(tmp_path: Path) -> None:
    lists = invented(tmp_path)
    options = ["--draft", "--boot", "0", "--methods", "chao", "--languages", "en", "-o", str(tmp_path / "out")]
    done = CliRunner().invoke(app, ["count", *map(str, lists), *options])

    assert done.exit_code == 0, done.output
    assert "DRAFT" in (tmp_path / "out" / "internal" / "report.en.html").read_text("utf-8")
    assert not list((tmp_path / "out" / "public").iterdir())


def test_other_numbers_for_a_day_that_was_published_are_held_back(tmp_path: Path) -> None:
    lists = invented(tmp_path)
    fill(tmp_path)
    options = ["--boot", "0", "--methods", "chao", "--as-of", "2026-11-01", "--languages", "en"]
    command = ["count", *map(str, lists), *options, "-o", str(tmp_path / "out")]
    CliRunner().invoke(app, command)
    for path in lists:
        path.write_text("\n".join(path.read_text("utf-8").splitlines()[:90]), "utf-8")
    done = CliRunner().invoke(app, command)

    assert done.exit_code == 0, done.output
    assert "No number is published" in (tmp_path / "out" / "public" / "report.en.html").read_text("utf-8")
    assert len((tmp_path / "releases.jsonl").read_text("utf-8").splitlines()) == 1
