"""Figures that are only bounds: a value beyond what they mostly stand for makes them no error."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geonews.model import Figure
from tests.check.hand import area, checks, length, ratio, share


def more(figure: Figure) -> Figure:
    """Return a figure as "more than" has it."""
    point = figure.value
    return replace(figure, hedge="more than", low=point, high=1.25 * point)


def less(figure: Figure) -> Figure:
    """Return a figure as "less than" has it."""
    return replace(figure, hedge="less than", low=0.8 * figure.value, high=figure.value)


@pytest.mark.parametrize(
    ("text", "is_more", "verdict"),
    [
        ("Malta covers more than 200 sq km.", True, "plausible"),
        ("Malta covers more than 400 sq km.", True, "inconsistent"),
        ("Malta covers less than 500 sq km.", False, "plausible"),
        ("Malta covers less than 200 sq km.", False, "inconsistent"),
    ],
)
def test_the_size_of_a_place(text: str, is_more: bool, verdict: str) -> None:
    phrase = text[text.index(" than ") + 6 : -1]
    figure = area(text, phrase, "Malta")
    (found,) = checks(text, more(figure) if is_more else less(figure))
    assert found.verdict == verdict


def test_a_distance() -> None:
    text = "Kursk, more than 100 km from Moscow"
    figure = length(text, "100 km", "apart", place="Kursk", other="Moscow")
    (found,) = checks(text, more(figure))
    assert (found.verdict, found.reason.split(": ")[1]) == ("plausible", "a bound, and it holds.")
    (found,) = checks(text, replace(more(figure), value=1200, low=1200, high=1500))
    assert found.verdict == "inconsistent"
    text = "Sudzha, within 100 km of Kursk"
    (found,) = checks(text, length(text, "100 km", "apart", place="Sudzha", other="Kursk"))
    assert found.verdict in ("consistent", "loosely rounded", "plausible")
    text = "Sudzha, within 300 km of Kursk"
    (found,) = checks(text, length(text, "300 km", "apart", place="Sudzha", other="Kursk"))
    assert found.verdict == "plausible"


def test_a_ratio_and_a_share() -> None:
    text = "Haiti is more than twice the size of Malta."
    found = checks(text, more(ratio(text, "twice the size of Malta", 2, "Malta", "Haiti")))
    assert found[0].verdict == "plausible"
    assert "is a bound that holds" in found[0].reason
    text = "They hold more than 10% of Jamaica, or 4,000 sq km."
    found = checks(text, more(share(text, "10%", "Jamaica")), area(text, "4,000 sq km"))
    assert [check.verdict for check in found if check.kind == "share_of_whole"] == ["plausible"]


def test_a_hedge_that_stays_near_is_no_bound() -> None:
    text = "Kursk, just over 100 km from Moscow"
    figure = length(text, "100 km", "apart", place="Kursk", other="Moscow")
    (found,) = checks(text, replace(figure, hedge="just over", low=100, high=119))
    assert found.verdict == "inconsistent"
