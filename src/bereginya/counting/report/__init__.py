"""The report of a count, in one language, as headings, sentences, tables and figures; pages and paper are made of it.

Two of them: for those who count, with cells that name few people; for everybody, of what passed the safe numbers.
"""

from collections.abc import Mapping

from bereginya.counting.counted import Counted
from bereginya.counting.public import Public
from bereginya.counting.report.answer import answer, case_of, safe_answer
from bereginya.counting.report.change import change, models
from bereginya.counting.report.lists import check, limits, lists_told, overlaps, read, tables
from bereginya.counting.report.methods import methods, refused_ones, safe_methods
from bereginya.counting.report.values import Bullets, Figure, Grid, Report, Section
from bereginya.counting.saying import told

__all__ = ["Bullets", "Figure", "Grid", "Report", "Section", "inside", "outside"]


def inside(counted: Counted, language: str, settings: Mapping[str, object]) -> Report:
    """Return the report for those who count."""
    sections = [read(counted, language), overlaps(counted, language), methods(counted, language)]
    sections += [refused_ones(counted.count.answers.refused, language)]
    if counted.diagnostics is not None:
        sections += [change(counted, counted.diagnostics, language)]
    sections += [models(counted.diagnostics, language)] if counted.diagnostics is not None else []
    sections += [lists_told(counted, language), limits(language), check(counted, language, settings)]
    mark = told(language, "draft" if counted.diary is None else "inside")
    return Report(
        language, told(language, "title"), mark, case_of(counted, language), answer(counted, language),
        tuple(one for one in sections if one.blocks),
    )  # fmt: skip


def outside(counted: Counted, public: Public, language: str, settings: Mapping[str, object]) -> Report:
    """Return the report for everybody, of what may be published."""
    sections = [safe_methods(counted, public, language)]
    sections += [
        refused_ones([one for one in counted.count.answers.refused if not one.method.startswith("chapman")], language)
    ]
    sections += [tables(public, language), lists_told(counted, language), limits(language)]
    sections += [check(counted, language, settings, public)]
    return Report(
        language, told(language, "title"), told(language, "outside"), case_of(counted, language),
        safe_answer(counted, public, language), tuple(one for one in sections if one.blocks),
    )  # fmt: skip
