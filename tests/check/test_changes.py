"""What a figure was, what it changed by, and what it is."""

from __future__ import annotations

import re
from typing import cast

import pytest

from geonews.model import Figure, FigureSense
from tests.check.hand import area, checks, share, told

_MARK = re.compile(r"\[(b|a|d):([^\]]+)\]")
_SENSES = {"b": "before", "a": "after", "d": "by"}


def figures(marked: str) -> tuple[str, list[Figure]]:
    """Return a text without its marks, and the figures they mark: [b:...] was, [a:...] is."""
    text = _MARK.sub(lambda match: match[2], marked)
    found = []
    for kind, phrase in _MARK.findall(marked):
        sense = cast(FigureSense, _SENSES[kind])
        if phrase.endswith("%") or phrase.startswith("a "):
            found.append(share(text, phrase, sense=sense))
        else:
            unit = None if re.search("[a-z]", phrase) else "acre"
            found.append(area(text, phrase, sense=sense, unit=unit))
    return text, found


@pytest.mark.parametrize(
    ("marked", "verdict", "reason"),
    [
        (
            "It fell by [d:300 sq km], from [b:1,500 sq km] to [a:1,200 sq km].",
            "consistent",
            "300 square kilometres less, or 20%",
        ),
        (
            "It grew by [d:400 ha], from [b:1,050 ha] to [a:1,950 ha].",
            "inconsistent",
            "900 hectares more, or 85.7%; the story says by 400 ha",
        ),
        ("It fell [d:20%], from [b:1,500 sq km] to [a:1,200 sq km].", "consistent", "or 20%"),
        ("It fell [d:12%], from [b:1,540 ha] to [a:1,130 ha].", "inconsistent", "or 26.6%"),
        (
            "It shrank from [b:1,500 sq km] to [a:1,200 sq km], [d:a fifth] less.",
            "consistent",
            "the story says a fifth",
        ),
        # A round number is not so round as its last digit allows.
        ("It grew [d:20%], from [b:1,000 acres] to [a:1,850 acres].", "inconsistent", "or 85%"),
        # Right of what it is now, wrong of what it was.
        (
            "It fell [d:25%], from [b:1,523 sq km] to [a:1,218 sq km].",
            "depends on definition",
            "25% is right of the new size only",
        ),
        ("It grew from [b:500] to [a:1,200 acres].", "plausible", "700 acres more, or 140%"),
        (
            "It grew from [b:1,200 acres] to [a:500 acres].",
            "inconsistent",
            "the other way from what the story says",
        ),
        ("It was put at [b:500 acres], now [a:1,200 acres].", "plausible", "700 acres more"),
        (
            "It shrank by [d:12,800 sq km] to [a:78,000 sq km].",
            "plausible",
            "That makes it 90,800 square kilometres before",
        ),
        (
            "It shrank by [d:500 acres] from [b:1,200 acres].",
            "plausible",
            "That makes it 700 acres after",
        ),
        (
            "It shrank by [d:5,000 acres] from [b:1,200 acres].",
            "inconsistent",
            "5,000 acres is as much as all of 1,200 acres",
        ),
        (
            "It fell [d:20%] from [b:1,500 sq km].",
            "plausible",
            "300 square kilometres, which makes",
        ),
        (
            "It fell by [d:300 sq km], [d:20%], to [a:1,200 sq km].",
            "consistent",
            "300 sq km is 20% of 1,500 km2",
        ),
        (
            "It fell by [d:300 sq km], [d:50%], from [b:1,500 sq km].",
            "inconsistent",
            "300 sq km is 20% of 1,500 km2",
        ),
    ],
)
def test_change(marked: str, verdict: str, reason: str) -> None:
    text, stated = figures(marked)
    (found,) = checks(text, *stated)
    assert (found.kind, found.verdict) == ("change", verdict)
    assert reason in found.reason
    assert "\n" not in found.reason


def test_a_share_of_the_new_size_is_told_in_the_words_of_the_story() -> None:
    text, stated = figures("It fell [d:25%], from [b:1,523 sq km] to [a:1,218 sq km].")
    (found,) = checks(text, *stated)
    assert found.statement == "by 25%; from 1,523 sq km; to 1,218 sq km"


def test_two_changes_in_one_sentence_are_never_inconsistent() -> None:
    text, stated = figures(
        "One fell from [b:1,500 ha] to [a:1,200 ha], one grew by [d:90 ha] from [b:10 ha] to"
        " [a:400 ha]."
    )
    verdicts = told(checks(text, *stated), "change")
    assert "inconsistent" not in verdicts
    assert len(verdicts) == 2


@pytest.mark.parametrize("marked", ["It grew to [a:500 acres].", "It grew by [d:50%]."])
def test_one_figure_is_no_change(marked: str) -> None:
    text, stated = figures(marked)
    assert checks(text, *stated) == ()


def test_a_figure_in_two_units_counts_once() -> None:
    text, stated = figures(
        "It grew from [b:500 acres] ([b:202 ha]) to [a:1,200 acres] ([a:486 ha])."
    )
    found = checks(text, *stated)
    assert told(found, "unit_pair") == ["consistent", "consistent"]
    assert [check.figures for check in found if check.kind == "change"] == [(0, 2)]
