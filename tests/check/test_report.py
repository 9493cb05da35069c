"""Checks as people read them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geonews.check.report import Explained, escaped, explained, to_markdown
from geonews.model import Article, Figure
from tests.check.hand import area, checks, length, ratio, share

STORY = "Troops retook more than 40% of the 984 sq km (380 sq mi) of Kursk. It is cold."


def read(text: str, *figures: Figure) -> tuple[Explained, ...]:
    ordered = tuple(sorted(figures, key=lambda figure: figure.start))
    return explained(Article(text), ordered, checks(text, *ordered))


def story() -> tuple[Explained, ...]:
    return read(
        STORY,
        share(STORY, "40%"),
        area(STORY, "984 sq km", "Kursk Oblast"),
        area(STORY, "380 sq mi", "Kursk Oblast"),
    )


def test_everything_needed_to_repeat_a_check() -> None:
    of_figure, pair, part = story()
    assert part == Explained(
        kind="part of whole",
        sentence="Troops retook more than 40% of the 984 sq km (380 sq mi) of Kursk.",
        marks=((35, 44), (46, 55)),
        understood=(
            "984 sq km: area, stands for 983.5 km2 to 985 km2, of Kursk Oblast",
            "380 sq mi: area, stands for 971.2 km2 to 1,010 km2, of Kursk Oblast",
        ),
        reference=(
            "Register of Areas, 2026: official total, 29,997 km2",
            "Test Atlas (gazetteer 1), geodesic on WGS84: polygon, 30,117 km2",
        ),
        formula="984 km2 / 29,997 km2 = 3.3%",
        tolerance=(
            "the figure must not exceed the whole; Kursk Oblast by official total and polygon, "
            "each give or take 2% for its size"
        ),
        verdict="plausible",
        reason=(
            "984 km2 is 3.3% of Kursk Oblast (30,000 km2), and a part may have any size up to it."
        ),
        settle="",
    )
    assert [STORY[a:b] for a, b in part.marks] == ["984 sq km", "380 sq mi"]
    assert (of_figure.kind, pair.kind) == ("percentage of figure", "unit pair")


def test_what_would_settle_it_is_told_only_where_it_cannot_be_checked() -> None:
    text = "Stay out of a 5-km radius of it."
    (one,) = read(text, length(text, "5-km", "radius"))
    assert (one.verdict, one.settle) == ("cannot be checked", "an area figure for the same ground")
    assert [one.settle for one in story()] == ["", "", ""]


def test_figures_of_two_sentences() -> None:
    text = (
        "Kyiv says it holds 1,300 sq km of Kursk. It\nrained. "
        "Moscow says it holds 480 sq km of Kursk."
    )
    found = read(
        text, area(text, "1,300 sq km", "Kursk Oblast"), area(text, "480 sq km", "Kursk Oblast")
    )
    (clash,) = [one for one in found if one.kind == "two figures"]
    assert clash.sentence == (
        "Kyiv says it holds 1,300 sq km of Kursk. … Moscow says it holds 480 sq km of Kursk."
    )
    assert [clash.sentence[a:b] for a, b in clash.marks] == ["1,300 sq km", "480 sq km"]


def test_a_ratio_and_a_distance_name_their_other_end() -> None:
    text = "Haiti is larger than Jamaica."
    (one,) = read(text, ratio(text, "larger than", 1, "Jamaica", "Haiti", (1.0, 1e6)))
    assert one.understood == (
        "larger than: ratio, stands for 1 times or more, of Haiti, compared with Jamaica",
    )
    text = "Kursk, 460 km from Moscow"
    (one,) = read(text, length(text, "460 km", "apart", place="Kursk", other="Moscow"))
    assert one.understood == ("460 km: distance, stands for 455 to 470 km, of Kursk, from Moscow",)


def test_markdown() -> None:
    assert to_markdown(story()[1:2], "A *story*") == (
        "## A \\*story\\*\n"
        "\n"
        "### Consistent: unit pair\n"
        "\n"
        "> Troops retook more than 40% of the **984 sq km** (**380 sq mi**) of Kursk.\n"
        "\n"
        "- **Understood:** 984 sq km: area, stands for 983.5 km2 to 985 km2, of Kursk Oblast\n"
        "- **Understood:** 380 sq mi: area, stands for 971.2 km2 to 1,010 km2, of Kursk Oblast\n"
        "- **Held against:** Definitions of the units (international mile, foot and acre of 1959;"
        " SI)\n"
        "- **Formula:** 984 km2 x 0.386102 mi2/km2 = 379.9 mi2\n"
        "- **Tolerance:** each number may be rounded in its last digit, so it stands for a range:"
        " 983.5 km2 to 985 km2 against 971.2 km2 to 1,010 km2; the ranges must overlap, and beyond"
        " 2% the pair is loose\n"
        "- **Verdict:** consistent. 984 square kilometres is 379.9 square miles, and the story"
        " gives 380 square miles.\n"
    )
    assert to_markdown(()) == "No figure to check.\n"


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("a *b* _c_ `d`", "a \\*b\\* \\_c\\_ \\`d\\`"),
        ("[x](javascript:alert(1))", "\\[x\\](javascript:alert(1))"),
        ("<img src=x onerror=alert(1)>", "\\<img src=x onerror=alert(1)\\>"),
        ("![x](y)", "\\!\\[x\\](y)"),
        ("# head\n\n- item", "\\# head  - item"),
        ("1. one", "1\\. one"),
        ("12) two", "12\\) two"),
        ("1,200 acres", "1,200 acres"),
        ("- item", "\\- item"),
        ("https://evil.example www.evil.example", "https\\://evil.example www\\.evil.example"),
        ("@here &amp; ~~x~~ $y$ | z", "\\@here \\&amp; \\~\\~x\\~\\~ \\$y\\$ \\| z"),
        ("a\\*b", "a\\\\\\*b"),
        ("a\u202eb\u200bc\x1b[31md", "abc\\[31md"),
        ("", ""),
    ],
)
def test_no_text_is_markup(text: str, markdown: str) -> None:
    assert escaped(text) == markdown


@given(st.text())
def test_escaped_text_is_one_line_without_bare_markup(text: str) -> None:
    line = escaped(text)
    assert len(line.splitlines()) <= 1
    assert not re.search(r"(?<!\\)(?:\\\\)*[*_`<>\[\]|]", line)


def test_a_hostile_story() -> None:
    text = "# [x](y) <script>\nThe farm covers 300 sq km (830 sq mi) | *so* said <b>he</b>."
    page = to_markdown(read(text, area(text, "300 sq km"), area(text, "830 sq mi")))
    assert "<script>" not in page.replace("\\<", "")
    assert "**300 sq km** (**830 sq mi**) \\| \\*so\\* said" in page
    assert page.splitlines()[0] == "### Inconsistent: unit pair"
