"""The diary is kept before the count, and lists that copied from each other are one list."""

import pytest

from bereginya.counting import Table
from bereginya.counting.diary import PRIMARY, Diary, DiaryError, Entry, merged, read_diary, template

LISTS = ("registry", "relatives", "court", "hospital")


def filled(primary: str = "bic", **copied: list[str]) -> str:
    lists = "".join(
        f'[lists.{name}]\nmade_by="us"\nhow="letters"\nwhen="2024"\ncannot_see="the silent"\n'
        f"copied_from={copied.get(name, [])!r}\n"
        for name in LISTS
    )
    case = '[case]\nwhat="deaths"\nwhere="north"\nfrom="2024-01-01"\nto="2024-12-31"\nwhose="conscripts"\n'
    return f'primary = "{primary}"\n{case}{lists}'


def entry(name: str, *copied: str) -> Entry:
    return Entry(name, "us", "letters", "2024", "the silent", copied)


def test_a_filled_in_diary_says_what_is_counted_and_how() -> None:
    diary = read_diary(filled("lcmcr"), LISTS)

    assert (diary.primary, diary.case["whose"], diary.entries[0].cannot_see) == ("lcmcr", "conscripts", "the silent")


def test_an_empty_diary_names_everything_that_is_missing() -> None:
    with pytest.raises(DiaryError, match=r"case\.what.*lists\.court\.how"):
        read_diary(template(LISTS, "ru"), LISTS)


def test_lists_that_copied_from_each_other_are_one_also_by_way_of_a_third() -> None:
    diary = Diary({}, "bic", (entry("a"), entry("b", "a"), entry("c"), entry("d", "b")))

    assert diary.groups() == (("a", "b", "d"), ("c",))


def test_merged_lists_keep_everybody() -> None:
    told = Table.of(LISTS, [(one, one) for one in range(1, 16)])
    diary = read_diary(filled(relatives=["registry"], court=["relatives"]), LISTS)

    whole = merged(told, diary)

    assert whole.lists == ("hospital", "registry+relatives+court")
    assert whole.n == told.n


@pytest.mark.parametrize(
    ("text", "reason"),
    [("case = [", "not TOML"), (filled("the highest"), "primary"), (filled(court=["court"]), "copied_from"),
     (filled(court=["newspaper"]), "copied_from"), ("primary='bic'\n", "case"), ("case = 3\n", "case")],
)  # fmt: skip
def test_a_diary_that_cannot_be_is_refused(text: str, reason: str) -> None:
    with pytest.raises(DiaryError, match=reason):
        read_diary(text, LISTS)


def test_a_diary_without_a_declared_method_is_refused() -> None:
    with pytest.raises(DiaryError, match="primary"):
        read_diary(filled("").replace('primary = ""', ""), LISTS)
    assert "chapman" not in PRIMARY
