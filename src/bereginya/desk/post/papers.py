"""From what the law gives to the letter that asks for it: which kinds of letters a provision's papers are.

The law's data names papers, the letters have kinds, and neither library knows the other; `papers.toml` joins them.
"""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from bereginya.letters import Template
from bereginya.rights import Version


@cache
def kinds_of_papers() -> Mapping[str, tuple[str, ...]]:
    """Return the kinds of letters for each paper that the law's data names; none for what is no letter of ours."""
    text = files("bereginya.desk.post").joinpath("papers.toml").read_text(encoding="utf-8")
    return MappingProxyType({paper: tuple(kinds) for paper, kinds in tomllib.loads(text).items()})


def papers_of(version: Version) -> tuple[str, ...]:
    """Return the papers that a provision names, one by one."""
    return tuple(part.strip() for part in version.document.split(";"))


def letters_for(version: Version, shelf: Sequence[Template]) -> tuple[Template, ...]:
    """Return the templates that a provision leads to: by its papers, then those that cite the provision itself.

    A paper that a committee's own change of the law names, and nobody joined to a kind, leads to nothing.
    """
    kinds = [kind for paper in papers_of(version) for kind in kinds_of_papers().get(paper, ())]
    by_paper = [one for kind in kinds for one in shelf if one.kind == kind]
    citing = [one for one in shelf if any(article.provision == version.id for article in one.articles)]
    return tuple({one.id: one for one in (*by_paper, *citing)}.values())
