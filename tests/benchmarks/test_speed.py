"""Ratios to a peer in the same run: ``pytest tests/benchmarks --benchmark-enable``.

In the plain suite each runs once, as a test that it still works; nothing is timed there.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from geonews.gazetteer import Gazetteer
from geonews.model import Article
from geonews.pipeline import analyse

STORY = Path(__file__).parents[2] / "maps" / "kursk" / "story.txt"
NAMES = (
    "kursk",
    "seoul",
    "no such name",
    "paris",
    "lamar county",
    "moscow",
    "xyzzy",
    "springfield",
)


def test_open(benchmark: BenchmarkFixture) -> None:
    benchmark(Gazetteer.open)


def test_exact_lookups_of_eight_names(benchmark: BenchmarkFixture) -> None:
    gazetteer = Gazetteer.open()
    found = benchmark(lambda: [gazetteer.lookup(name) for name in NAMES])
    assert [bool(places) for places in found] == [True, True, False, True, True, True, False, True]


def test_one_story(benchmark: BenchmarkFixture) -> None:
    gazetteer = Gazetteer.open()
    article = Article(STORY.read_text(encoding="utf-8"))
    report = benchmark(lambda: analyse(article, gazetteer=gazetteer))
    assert report.mentions


@pytest.mark.parametrize("what", ["geonews map", "an empty folium map"])
def test_whole_process(benchmark: BenchmarkFixture, tmp_path: Path, what: str) -> None:
    """The issue's ratio: mapping a story takes at most three empty folium maps."""
    out = tmp_path / "map.html"
    if what == "geonews map":
        command = [sys.executable, "-m", "geonews", "map", str(STORY), "-o", str(out), "--quiet"]
    else:
        command = [sys.executable, "-c", f"import folium; folium.Map().save({str(out)!r})"]
    benchmark(lambda: subprocess.run(command, check=True))
    assert out.stat().st_size > 1000
