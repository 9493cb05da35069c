"""Two figures for one thing."""

from __future__ import annotations

import pytest

from tests.check.hand import area, checks

KIND = "two_figures"
PLACE = "Kursk Oblast"


@pytest.mark.parametrize(
    "text",
    [
        "Kyiv says it holds 1,300 sq km of Kursk. Moscow says its enemy holds 480 sq km of Kursk.",
        "Kyiv says it holds 1,300 sq km of Kursk; Moscow admits that 480 sq km of Kursk was lost"
        " and is held by Kyiv.",
        "The governor said fires burned 1,300 sq km of Kursk, while the ministry said 480 sq km of"
        " Kursk burned.",
        "Activists count 1,300 sq km of burned land in Kursk. The state put the loss at 480 sq km.",
    ],
)
def test_two_figures(text: str) -> None:
    found = checks(text, area(text, "1,300 sq km", PLACE), area(text, "480 sq km", PLACE))
    (clash,) = [check for check in found if check.kind == KIND]
    assert clash.verdict == "cannot be checked"
    assert clash.figures == (0, 1)
    assert "1,300 sq km and 480 sq km; nothing here says which" in clash.reason
    assert clash.settle
    assert "inconsistent" not in {check.verdict for check in found}


@pytest.mark.parametrize(
    "text",
    [
        # Two things that happened.
        "Kyiv says it holds 1,300 sq km of Kursk. Moscow says 480 sq km of Kursk burned.",
        # Nobody is named for either.
        "Fires burned 1,300 sq km of Kursk in May. Fires burned 480 sq km of Kursk in June.",
        # Too far apart to be set against each other.
        "Kyiv says it holds 1,300 sq km of Kursk. "
        + "It rained. " * 80
        + "Moscow says it holds 480 sq km of Kursk.",
    ],
)
def test_no_two_figures(text: str) -> None:
    found = checks(text, area(text, "1,300 sq km", PLACE), area(text, "480 sq km", PLACE))
    assert [check for check in found if check.kind == KIND] == []


def test_figures_that_agree_do_not_clash() -> None:
    text = "Kyiv says it holds 500 sq km of Kursk. Moscow says it holds 480 sq km of Kursk."
    found = checks(text, area(text, "500 sq km", PLACE), area(text, "480 sq km", PLACE))
    assert [check.kind for check in found] == ["part_of_whole", "part_of_whole"]


def test_figures_of_two_places_do_not_clash() -> None:
    text = "Kyiv says it holds 1,300 sq km of Kursk. Moscow says it holds 480 sq km of Sumy."
    found = checks(text, area(text, "1,300 sq km", PLACE), area(text, "480 sq km", "Sumy Oblast"))
    assert KIND not in {check.kind for check in found}
