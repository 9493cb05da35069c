"""Changes: before, after and by, numbers that borrow their unit, and what is no change."""

from __future__ import annotations

import pytest

from geonews.measure import measure
from geonews.model import Article, Figure
from tests.measure.marked import marked, shown


def figures_in(story: str) -> tuple[Figure, ...]:
    text, mentions = marked(story)
    return measure(Article(text), mentions)


# Story, and every figure of it: text, value, sense.
CHANGES: tuple[tuple[str, tuple[tuple[str, float, str | None], ...]], ...] = (
    (
        "The blaze grew from 500 to 1,200 acres.",
        (("500", 500, "before"), ("1,200 acres", 1200, "after")),
    ),
    (
        "The lake shrank by 12,800 to 78,000 sq km.",
        (("12,800", 12_800, "by"), ("78,000 sq km", 78_000, "after")),
    ),
    (
        "They hold 984 sq km, down from 1,376 sq km.",
        (("984 sq km", 984, "after"), ("1,376 sq km", 1376, "before")),
    ),
    (
        "They hold 984 sq km in [Kursk:ADM1], down from 1,376 in May.",
        (("984 sq km", 984, "after"), ("1,376", 1376, "before")),
    ),
    (
        "Down from 1,376 sq km to 984, it is small.",
        (("1,376 sq km", 1376, "before"), ("984", 984, "after")),
    ),
    (
        "It went from 1,376 sq km (531 sq mi) to 984 sq km (380 sq mi).",
        (
            ("1,376 sq km", 1376, "before"),
            ("531 sq mi", 531, "before"),
            ("984 sq km", 984, "after"),
            ("380 sq mi", 380, "after"),
        ),
    ),
    (
        "It measures 480 sq km, a fifth less than the 600 sq km a year ago.",
        (("480 sq km", 480, "after"), ("a fifth", 0.2, "by"), ("600 sq km", 600, "before")),
    ),
    (
        "Poppy fields fell by 300 sq km, from 1,500 sq km to 1,200 sq km.",
        (
            ("300 sq km", 300, "by"),
            ("1,500 sq km", 1500, "before"),
            ("1,200 sq km", 1200, "after"),
        ),
    ),
    (
        "Rice land fell 12%, from 1,540 hectares to 1,130 hectares.",
        (
            ("12%", 0.12, "by"),
            ("1,540 hectares", 1540, "before"),
            ("1,130 hectares", 1130, "after"),
        ),
    ),
    (
        "Felling fell 31% to 6,288 sq km from 9,064 a year earlier.",
        (("31%", 0.31, "by"), ("6,288 sq km", 6288, "after"), ("9,064", 9064, "before")),
    ),
    (
        "The wood shrank by a fifth to 480 sq km.",
        (("a fifth", 0.2, "by"), ("480 sq km", 480, "after")),
    ),
    (
        "The wood is 480 sq km, down 20% from last year.",
        (("480 sq km", 480, "after"), ("20%", 0.2, "by")),
    ),
    (
        "The lake covers 300 sq km, compared with 500 sq km a year ago.",
        (("300 sq km", 300, "after"), ("500 sq km", 500, "before")),
    ),
    (
        "The ice lost 12 sq km, shrinking from 80 to 68 sq km.",
        (("12 sq km", 12, "by"), ("80", 80, "before"), ("68 sq km", 68, "after")),
    ),
    (
        "The ice shrank from 14.5 million sq km to 4.3 million.",
        (("14.5 million sq km", 14.5e6, "before"), ("4.3 million", 4.3e6, "after")),
    ),
    (
        "They widened the park from 500 hectares to 800 hectares.",
        (("500 hectares", 500, "before"), ("800 hectares", 800, "after")),
    ),
    (
        "Police cut the cordon by half to 3 sq km.",
        (("half", 0.5, "by"), ("3 sq km", 3, "after")),
    ),
    (
        "Sea ice dropped below 4 million sq km, from 7 million in the 1980s.",
        (("4 million sq km", 4e6, "after"), ("7 million", 7e6, "before")),
    ),
    ("They reduced the zone by 30 sq km.", (("30 sq km", 30, "by"),)),
    ("The fire grew 500 acres overnight.", (("500 acres", 500, "by"),)),
    ("The fire is 500 acres larger than on Monday.", (("500 acres", 500, "by"),)),
    ("A loss of 500 acres was feared.", (("500 acres", 500, "by"),)),
    ("It grew by 5 to 7 acres.", (("5 to 7 acres", 6, "by"),)),
    # What an area is now is no change where the sentence does not say what it was.
    ("The fire doubled to 5,000 acres.", (("5,000 acres", 5000, None),)),
    ("The fire has spread to 500 acres.", (("500 acres", 500, None),)),
    ("The lake fell to 984 sq km from 2020.", (("984 sq km", 984, None),)),
    ("The plots cover up to 500 acres.", (("500 acres", 500, None),)),
    ("Farms range from 5 acres to 10 acres.", (("5 acres to 10 acres", 7.5, None),)),
    ("Plots of from 5 to 10 acres are for sale.", (("5 to 10 acres", 7.5, None),)),
    (
        "He moved from a 5-acre farm to a 10-acre farm.",
        (("5-acre", 5, None), ("10-acre", 10, None)),
    ),
    (
        "It burned 300 acres on Monday and 500 acres today.",
        (("300 acres", 300, None), ("500 acres", 500, None)),
    ),
    ("She cut 5 acres of hay.", (("5 acres", 5, None),)),
    ("Output rose 5% on 300 acres.", (("300 acres", 300, None),)),
    (
        "Oil fell 3% and the wood shrank from 500 acres to 300 acres.",
        (("500 acres", 500, "before"), ("300 acres", 300, "after")),
    ),
)


@pytest.mark.parametrize(("story", "rows"), CHANGES, ids=[row[0][:50] for row in CHANGES])
def test_changes(story: str, rows: tuple[tuple[str, float, str | None], ...]) -> None:
    figures = figures_in(story)
    assert [(f.text, f.sense) for f in figures] == [(text, sense) for text, _, sense in rows]
    assert [f.value for f in figures] == pytest.approx([value for _, value, _ in rows])


def test_a_number_without_unit_has_that_of_the_figure_beside_it() -> None:
    before, after = figures_in("It grew from about 512 to 1,200 acres.")
    assert before.unit == after.unit == "acre"
    acre = 0.0040468564224
    assert (before.low, before.high) == pytest.approx((512 * 0.95 * acre, 512 * 1.05 * acre))
    assert before.hedge == "about"


@pytest.mark.parametrize(
    ("story", "low", "high"),
    [
        ("Rice land fell 12% to 1,130 hectares.", 0.115, 0.13),
        ("Rice land fell by a third to 1,130 hectares.", 0.3, 0.3667),
        ("Rice land fell more than 20% to 1,130 hectares.", 0.2, 0.25),
        ("Rice land fell 100% to 1 hectare.", 0.95, 1.0),
        ("The lake grew by more than 100% to 1,200 sq km.", 1.0, 1.0),
    ],
)
def test_shares_of_change(story: str, low: float, high: float) -> None:
    share = figures_in(story)[0]
    assert (share.quantity, share.sense) == ("share", "by")
    assert (share.low, share.high) == pytest.approx((low, high), rel=1e-3)


def test_the_figures_of_one_change_share_their_place() -> None:
    figures = figures_in("They hold 984 sq km in [Kursk:ADM1], down from 1,376 in May.")
    assert [shown(f.place) for f in figures] == ["Kursk", "Kursk"]
    assert {f.bound_by for f in figures} == {"in Kursk"}


@pytest.mark.parametrize(
    "story",
    [
        "They advance at a rate of 20 sq km a day.",
        "The rate rose from 10 sq km a day to 20 sq km a day.",
    ],
)
def test_flows_have_no_part_in_a_change(story: str) -> None:
    assert {figure.sense for figure in figures_in(story)} == {None}


@pytest.mark.parametrize(
    "piece", ["grew from 5 to 8 acres. ", "from 5 acres ", "fell 3% to 5 acres ", "by 5 to "]
)
def test_repetition_costs_no_more_than_its_length(piece: str) -> None:
    assert all(figure.value > 0 for figure in figures_in(piece * 3_000))
