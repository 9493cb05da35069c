"""Shares of an amount that stands before them."""

from __future__ import annotations

import pytest

from tests.measure.stories import figures_in

# Story, and its shares: text and value.
BEFORE: tuple[tuple[str, tuple[tuple[str, float], ...]], ...] = (
    (
        "Of the 6,300 hectares that froze, 45 percent, or 2,835 hectares, thawed.",
        (("45 percent", 0.45),),
    ),
    ("Of the 812 sq km held in Kursk, about 30% has been lost.", (("30%", 0.3),)),
    ("Out of 640 acres planted, a quarter failed.", (("a quarter", 0.25),)),
    ("Of its 640 acres (259 hectares), half is wood.", (("half", 0.5),)),
    ("Of those 90 sq km, two-thirds are mined.", (("two-thirds", 2 / 3),)),
    (
        "Of the 812 sq km, 40% is forest and 30% is farmland.",
        (("40%", 0.4), ("30%", 0.3)),
    ),
    ("It rained, and of the 500 hectares, just 12 per cent stayed dry.", (("12 per cent", 0.12),)),
    ("They took 812 sq km of Kursk, 40% of which is forest.", (("40%", 0.4),)),
    ("They took 812 sq km; half of it burned.", (("half", 0.5),)),
    ("They took 812 sq km. Half of that area is mined.", (("Half", 0.5),)),
    ("They lost 40% of the 812 sq km.", (("40%", 0.4),)),
    # Not of the ground.
    ("Of the 500 acres that burned, 40% of the homes were insured.", ()),
    ("The fire of 500 acres was 40% contained.", ()),
    ("Of the 500 acres, prices rose 30%.", ()),
    ("Of the 500 acres, a third fire burned 20.", ()),
    ("It cost $5 million to buy 500 acres, and half of the money was lost.", ()),
)


@pytest.mark.parametrize(("story", "shares"), BEFORE, ids=[row[0][:60] for row in BEFORE])
def test_shares_of_what_stands_before(story: str, shares: tuple[tuple[str, float], ...]) -> None:
    figures = figures_in(story)
    found = [f for f in figures if f.quantity == "share"]
    assert [(f.text, round(f.value, 4)) for f in found] == [(t, round(v, 4)) for t, v in shares]
    # A share of a figure is of the figure's ground.
    area = next(f for f in figures if f.quantity == "area")
    assert all(f.place == area.place for f in found)
