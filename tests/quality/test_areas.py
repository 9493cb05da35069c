"""Floors under the area figures: raised when we improve, never lowered."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from geonews.gazetteer import Gazetteer
from geonews.options import Options
from geonews.pipeline import analyse
from geonews.train.corpora import stories
from tests.quality.areas import items, judged_all

# Read: value, unit, interval and sense; place: both ends; verdict: of each check that must be made.
FLOORS = {
    "seen": {"read": 1.0, "place": 0.985, "verdict": 1.0},
    "held": {"read": 0.98, "place": 0.97, "verdict": 0.97},
    "second": {"read": 0.98, "place": 0.98, "verdict": 0.95},
}
FOUND_IN_CORPORA = 40
# A number before a unit of area, found by nothing of ours.
_STATED = re.compile(
    r"\d[\d,]*(?:\.\d+)?[ -]{0,2}"
    r"(?:acres?|hectares?|sq(?:uare|\.)?[\s-]*(?:f|k|met|mi|y)\w*|km2|km²|m²)\b",
    re.I,
)


@pytest.mark.parametrize("name", FLOORS)
def test_sentences(name: str) -> None:
    total, wrong = judged_all(item for item in items() if item["set"] == name)
    low = {
        kind: total[kind] / total[f"{kind} of"]
        for kind, floor in FLOORS[name].items()
        if total[kind] < floor * total[f"{kind} of"]
    }
    assert not low, wrong
    assert not total["false inconsistent"], wrong
    assert total["spurious"] <= 1, wrong


def test_whole_stories_hold_no_figure_unread_and_none_called_wrong(shared: Path) -> None:
    gazetteer = Gazetteer.open()
    found, missed, wrong = 0, [], []
    for article in (story.article for story in stories(shared / "corpora")):
        report = analyse(article, Options(recogniser="fast"), gazetteer=gazetteer)
        areas = [f for f in report.figures if f.quantity == "area"]
        found += len(areas)
        missed += [
            (article.id, stated[0])
            for stated in _STATED.finditer(article.text)
            if not any(f.start <= stated.start() < f.end for f in areas)
        ]
        wrong += [(article.id, c.statement) for c in report.checks if c.verdict == "inconsistent"]
    print(f"\n{found} areas read, {len(missed)} missed, {len(wrong)} called inconsistent")
    assert found >= FOUND_IN_CORPORA
    assert not missed
    # Nobody has said that one of these stories is wrong.
    assert not wrong
