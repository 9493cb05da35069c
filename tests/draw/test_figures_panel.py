"""The panel of checks: sentences marked, verdicts in order, all that repeats a check by hand."""

from __future__ import annotations

import re
from dataclasses import replace

from geonews.draw.figures_panel import figures_panel
from geonews.model import Check, Figure, Report, Verdict
from tests.draw.world import CHECKS, FIGURES, full_report, report, world


def plain(page: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", page).split())


def pair(text: str, verdicts: tuple[Verdict, ...]) -> Report:
    """Return a report with one check a figure; figures are the numbers of the text."""
    figures = tuple(
        Figure(m.start(), m.end(), m[0], "area", float(m[0]), "km2", 1, 2)
        for m in re.finditer(r"\d+", text)
    )
    checks = tuple(
        replace(CHECKS[0], figures=(n,), verdict=verdict, reason=f"Reason {n}.")
        for n, verdict in enumerate(verdicts)
    )
    return report(text, [], figures, checks)


def test_a_card_has_all_that_the_check_explains() -> None:
    base = full_report()
    check = replace(
        CHECKS[0], verdict="cannot be checked", formula="300 km2 / 220,000 km2 = 0.1%",
        settle="a better polygon",
    )  # fmt: skip
    panel = figures_panel(replace(base, checks=(check,)), world())
    words = plain(panel)
    for told in (
        "It covered 300 square kilometers .",
        "Cannot be checked part of whole",
        "300 km² is 0.1 % of Westmark.",
        "Would settle it: a better polygon.",
        "Formula 300 km² / 220,000 km² = 0.1%",
        "Held against Natural Earth",
        "Tolerance no more than the whole",
        "Understood 300 square kilometers: area, stands for 299.5 km² to 300.5 km²",
    ):
        assert told in words, told
    assert "<mark>300 square kilometers</mark>" in panel
    assert panel.count("<details>") == 1


def test_what_is_wrong_comes_first_and_a_sentence_is_quoted_once() -> None:
    text = "One is 10 or 20. Another is 30."
    panel = figures_panel(pair(text, ("consistent", "plausible", "inconsistent")), world())
    words = plain(panel)
    assert words.index("Another is 30") < words.index("One is 10 or 20")
    assert panel.count('<article class="card') == 2
    assert "One is <mark>10</mark> or <mark>20</mark>." in panel
    assert words.index("Inconsistent") < words.index("Plausible") < words.index("Consistent")


def test_a_long_sentence_is_cut_around_its_figures() -> None:
    text = "word " * 200 + "10 " + "word " * 200 + "20 " + "word " * 100
    panel = figures_panel(pair(text, ("plausible",)), world())
    quote = re.search(r'<p class="quote"[^>]*>(.*?)</p>', panel)
    assert quote is not None
    assert len(quote[1]) < 400
    assert "… " in quote[1]
    assert "<mark>10</mark>" in quote[1]


def test_figures_without_a_check_are_listed_and_none_leaves_no_panel() -> None:
    base = full_report()
    panel = figures_panel(replace(base, checks=()), world())
    assert "Stated, with nothing to check against: “300 square kilometers”." in panel
    assert figures_panel(replace(base, checks=(), figures=()), world()) == ""


def test_marks_beyond_the_text_do_no_harm() -> None:
    far = replace(FIGURES[0], start=9000, end=9020)
    panel = figures_panel(replace(full_report(), figures=(far,)), world())
    assert "300 km² is 0.1 % of Westmark." in panel


def test_units_are_typeset() -> None:
    check = Check(
        "unit_pair",
        "consistent",
        (0,),
        "",
        "",
        "",
        "",
        formula="984 km2 x 0.386102 mi2/km2 = 379.9 mi2",
    )
    panel = figures_panel(replace(full_report(), checks=(check,)), world())
    assert "984 km² × 0.386102 mi²/km² = 379.9 mi²" in panel
