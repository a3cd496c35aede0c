"""The head of a report: what was counted, and the answer, or that there is none and why."""

from collections.abc import Sequence

from bereginya.counting.counted import Counted
from bereginya.counting.public import Public, Safe
from bereginya.counting.record import BOUNDS
from bereginya.counting.report.values import name_of, why
from bereginya.counting.safe import two_digits
from bereginya.counting.saying import number, told
from bereginya.counting.values import Estimate


def case_of(counted: Counted, language: str) -> tuple[tuple[str, str], ...]:
    """Return what was counted, where, when and whose; nothing for a draft."""
    if counted.diary is None:
        return ()
    case = counted.diary.case
    when = f"{case['from']} – {case['to']}"
    return tuple(
        (told(language, "case", key), when if key == "when" else case[key])
        for key in ("what", "where", "when", "whose")
    )


def answer(counted: Counted, language: str) -> tuple[str, ...]:
    """Return the answer for those who count, what matters first."""
    one = counted.count.answer
    seen = number(counted.table.n, language)
    if one is None:
        return _no_answer(counted, told(language, "answer", "none_more", seen=seen), language)
    ends = (one.lo, one.hi)
    return (
        told(language, "answer", "whole", estimate=number(one.estimate, language)),
        _between(ends, (seen, number(one.estimate - counted.table.n, language)), language),
        *_unsure(counted, None if counted.linkage is None else counted.linkage.estimate, language),
        *_said_before(counted, language),
        _spread(counted, language),
    )


def safe_answer(counted: Counted, public: Public, language: str) -> tuple[str, ...]:
    """Return the answer for everybody, of rounded numbers."""
    if not public.seen:
        why_not = "none_withheld" if public.seen is None else "none_few"
        return (told(language, "answer", "none_shown"), told(language, "answer", why_not))
    seen = number(public.seen, language)
    if public.answer is None:
        return _no_answer(counted, told(language, "answer", "none_more", seen=seen), language)
    one = public.answer
    others = [safe for safe in public.others if safe.method != one.method and safe.method not in BOUNDS]
    return (
        told(language, "answer", "whole", estimate=number(one.estimate, language)),
        _between((one.lo, one.hi), (seen, number(two_digits(one.estimate - public.seen), language)), language),
        *_unsure(counted, public.over_links, language),
        *_said_before(counted, language),
        _apart([(safe.estimate, safe.lo, safe.hi) for safe in others], language),
    )


def _between(ends: tuple[float | None, float | None], people: tuple[str, str], language: str) -> str:
    """Return the range, and how many people are on the lists and how many on none."""
    lo, hi = ends
    seen = told(language, "answer", "seen", seen=people[0], unseen=people[1])
    if lo is None or hi is None:
        return f"{told(language, 'answer', 'alone')} {seen}"
    return f"{told(language, 'answer', 'range', lo=number(lo, language), hi=number(hi, language))} {seen}"


def _unsure(counted: Counted, one: Estimate | Safe | None, language: str) -> tuple[str, ...]:
    """Return the answer over draws of who is whom, or that there is none; nothing where who is whom is sure."""
    if counted.linkage is None:
        return ()
    if one is None or one.lo is None or one.hi is None:
        return (told(language, "answer", "links_none"),)
    ends = {"lo": number(one.lo, language), "hi": number(one.hi, language)}
    draws = len(counted.linkage.tables)
    return (told(language, "answer", "links", draws=draws, estimate=number(one.estimate, language), **ends),)


def _no_answer(counted: Counted, seen: str, language: str) -> tuple[str, ...]:
    reasons = " ".join(dict.fromkeys(why(one, language) for one in counted.count.why_none))
    return (
        told(language, "answer", "none"),
        reasons or told(language, "answer", "none_asked"),
        seen,
        *_said_before(counted, language),
    )


def _said_before(counted: Counted, language: str) -> tuple[str, ...]:
    """Return what was declared, what that method takes for granted, and what had been declared before."""
    method = counted.count.declared
    assumes = told(language, "assumes", method)
    lines = [told(language, "answer", "declared", method=name_of(method, language), assumes=assumes)]
    if counted.diary is None:
        lines = [assumes]
    if counted.earlier:
        names = ", ".join(name_of(one, language) for one in counted.earlier)
        lines.append(told(language, "answer", "earlier", methods=names))
    return tuple(lines)


def _spread(counted: Counted, language: str) -> str:
    others = [
        (one.estimate, one.lo, one.hi)
        for one in counted.count.answers.usable()
        if one.method not in BOUNDS | {counted.count.declared} and not one.method.startswith("chapman")
    ]
    return _apart(others, language)


def _apart(others: Sequence[tuple[float, float | None, float | None]], language: str) -> str:
    if not others:
        return told(language, "answer", "alone_method")
    values = [value for value, _, _ in others]
    return told(
        language, "answer", "spread",
        lowest=number(min(values), language), highest=number(max(values), language),
        lo=number(min(value if lo is None else lo for value, lo, _ in others), language),
        hi=number(max(value if hi is None else hi for value, _, hi in others), language),
    )  # fmt: skip
