"""Parts and their total."""

from __future__ import annotations

import re

import pytest

from geonews.model import Figure
from tests.check.hand import area, checks, told
from tests.check.world import checks_of

KIND = "sum_of_parts"
_AREA = re.compile(r"[0-9][0-9,.]*[- ](?:ha|hectares|acres|sq km|sq mi)\b")


def stated(text: str) -> list[Figure]:
    found: list[Figure] = []
    for match in _AREA.finditer(text):
        name = match[0].replace("-", " ")
        figure = area(name, name)
        found.append(
            Figure(
                *match.span(), match[0], "area", figure.value, figure.unit, figure.low, figure.high
            )
        )
    return found


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("82 ha orchard and 53 ha vineyard of a 121 ha farm", "inconsistent"),
        # Each may be rounded to ten hectares, so that the sum may be off by as many.
        ("80 ha orchard and 50 ha vineyard of a 120 ha farm", "loosely rounded"),
        ("80 ha of orchard and 50 ha of vineyard of a 130-ha farm", "consistent"),
        ("80 ha of orchard and 20 ha of vineyard of a 230-ha farm", "plausible"),
        (
            "Fires burned 3,400 ha in all: 2,100 ha in Attica and 1,300 ha in Evia.",
            "consistent",
        ),
        (
            "Fires burned 3,400 ha in all: 2,100 ha in Attica and 300 ha in Evia.",
            "inconsistent",
        ),
        (
            "Fires burned 3,400 hectares: 2,100 hectares in Attica and 300 hectares in Evia.",
            "plausible",
        ),
        ("Of the 640 acres lost, 410 acres burned in Sonoma and 230 acres in Napa.", "consistent"),
        (
            "Of the 950 hectares lost this year, 720 hectares were in Galicia and 480 hectares in"
            " Asturias.",
            "inconsistent",
        ),
        ("It has 900 acres, of which 500 acres are wooded and 700 acres are moor.", "inconsistent"),
        # A forest may be a reserve, and woods may be on slopes.
        (
            "Of the 1,210 ha burned, 712 ha were forest and 655 ha were protected land.",
            "cannot be checked",
        ),
        (
            "It has 900 acres, including 500 acres of woods and 700 acres of slopes.",
            "cannot be checked",
        ),
        (
            "It has 900 acres, including 1,500 acres of woods and 700 acres of slopes.",
            "inconsistent",
        ),
        (
            "They bought 400 acres of pine and 300 acres of oak, for a total of 700 acres.",
            "consistent",
        ),
        (
            "They bought 400 acres of pine and 300 acres of oak, for a total of 950 acres.",
            "inconsistent",
        ),
        (
            "The farm has 120 ha. Of these, 80 ha are orchard and 75 ha are vineyard.",
            "inconsistent",
        ),
        ("The farm has 120 ha. Of these, 80 ha are orchard and 40 ha are vineyard.", "consistent"),
        (
            "Of the 640 acres, 410 acres (166 ha) burned in Rye and 230 acres (93 ha) here.",
            "consistent",
        ),
        ("The 140-ha estate has a 95-ha orchard and a 65-ha vineyard.", "inconsistent"),
        ("A 160-ha ranch, with a 95-ha paddock and a 65-ha wood, was sold.", "consistent"),
        ("The 260-ha ranch includes a 95-ha paddock and a 65-ha wood.", "plausible"),
        (
            "A 330-ha farm boasts a 115-ha wood, a 145-ha orchard and a 125-ha meadow.",
            "inconsistent",
        ),
        ("They dug a 95-ha pond and a 65-ha pit on the 140-ha estate.", "inconsistent"),
        # A reserve may be a wood.
        ("The 140-ha estate has a 95-ha reserve and a 65-ha wood.", "cannot be checked"),
    ],
)
def test_sum(text: str, verdict: str) -> None:
    found = checks(text, *stated(text))
    assert told(found, KIND) == [verdict]


@pytest.mark.parametrize(
    "text",
    [
        "It burned 80 ha on Monday and 50 ha on Tuesday.",
        "It burned 80 ha on Monday, 50 ha on Tuesday, and 120 ha on Wednesday.",
        "One fire has 900 acres, one 500 acres, one 700 acres.",
        "The farm has 120 ha. Fires took 80 ha of wheat and 50 ha of barley elsewhere.",
        "A 120 ha farm lies near 80 ha of woods and 50 ha of moor.",
        "The 140-ha estate is next to a 95-ha orchard and a 65-ha vineyard.",
        "The 140-ha estate once had a 95-ha orchard and a 65-ha vineyard.",
        "A 140-ha fire and a 95-ha fire threaten a 65-ha wood.",
        "He sold 80 ha and 50 ha to the owner of a 120 ha farm.",
        "It has 900 acres, of which 500 acres are wooded. Last year 700 acres burned.",
        "Of the 950 acres lost, 720 acres burned in Galicia, where a fire took 480 acres in May.",
    ],
)
def test_no_sum(text: str) -> None:
    assert told(checks(text, *stated(text)), KIND) == []


def test_the_arithmetic_is_shown() -> None:
    text = "82 ha orchard and 53 ha vineyard of a 121 ha farm"
    (found,) = checks(text, *stated(text))
    assert found.figures == (0, 1, 2)
    assert found.formula == "0.82 + 0.53 = 1.35 km2, of 1.21 km2"
    assert found.reason == "82 ha and 53 ha make 1.35 km2, more than 121 ha."


def test_adjectives_are_told_as_amounts() -> None:
    text = "The 140-ha estate has a 95-ha orchard and a 65-ha vineyard."
    (found,) = checks(text, *stated(text))
    assert found.reason == "95 hectares and 65 hectares make 1.6 km2, more than 140 hectares."


def test_floors_may_lie_over_each_other() -> None:
    text = "The 1,240-sq-ft plot has a 930-sq-ft floor and a 910-sq-ft attic."
    (found,) = [check for check in checks_of(text) if check.kind == KIND]
    assert found.verdict == "cannot be checked"
