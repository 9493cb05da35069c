"""Hostile input: what reads stories and polygons, and all that works on them, never crashes.

Each runs for a moment in the plain suite; ``GEONEWS_FUZZ_SECONDS=150 pytest tests/test_fuzz.py -s``
keeps each of them at it for that long.
"""

from __future__ import annotations

import json
import os
import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geonews.errors import GeonewsError
from geonews.gazetteer import Gazetteer
from geonews.measure import measure
from geonews.model import Article, Report
from geonews.options import Options
from geonews.pipeline import analyse
from geonews.read import read_bytes
from geonews.read.areas import read_areas

SECONDS = float(os.environ.get("GEONEWS_FUZZ_SECONDS", "0"))
GAZETTEER = Gazetteer.open()
QUICK = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)

# Pieces that the grammar, the recogniser and the readers each look for, to be put together anyhow.
PIECES = (
    *(
        "Kursk",
        "Paris, Texas",
        "U.S.",
        "St.",
        "the Donetsk",
        "Lima",
        "North Korean",
        "Acre",
        "Gaza",
    ),
    *(
        "PARIS (AP) —",
        "north",
        "of",
        "between",
        "and",
        "halfway",
        "30 km south of",
        "about",
        "near",
    ),
    *("984", "1,2,3", "0", "-5", "1e400", "½", "1.3 million", "a fifth", "twice", "99999999999999"),
    *(
        "square kilometers",
        "km2",
        "(380 sq mi)",
        "hectares",
        "acres",
        "by",
        "%",
        "per cent",
        "times",
    ),
    *(
        "the size of",
        "larger than",
        "shrunk from",
        "to",
        "radius",
        "51°44′N 36°11′E",
        "12.345, 67.890",
    ),
    *(
        "’s",
        "'",
        "-",
        "–",
        ",",
        ".",
        "?",
        "\n\n",
        "\t",
        "\u00a0",
        "\u2028",
        "\ufeff",
        "\x00",
        "\ud800",
    ),
    *(
        "北京",
        "موسكو",
        "Москва",
        "ศูนย์",
        "İ",
        "ß",
        "e\u0301",
        "🇺🇦",
        "\u202e",
        "<b>",
        "</script>",
        "{",
        '"',
    ),
)
WORDS = st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=60)
STORIES = st.builds(
    lambda words, gaps: "".join(w + (" " if g else "") for w, g in zip(words, gaps, strict=False)),
    WORDS,
    st.lists(st.booleans(), min_size=60, max_size=60),
)
HEADS = (
    b"",
    b"\xff\xfe",
    b"\xfe\xff",
    b"\xef\xbb\xbf",
    b"<!DOCTYPE html>",
    b'{"text": "',
    b"%PDF-1.7",
)
NUMBERS = st.one_of(
    st.floats(-200, 200),
    st.floats(),
    st.integers(-(10**400), 10**400),
    st.none(),
    st.text(max_size=3),
)
RINGS = st.recursive(NUMBERS, lambda inner: st.lists(inner, max_size=6), max_leaves=40)
GEOMETRIES = st.fixed_dictionaries(
    {
        "type": st.sampled_from(
            ["Polygon", "MultiPolygon", "GeometryCollection", "Point", "x", ""]
        ),
        "coordinates": RINGS,
    },
    optional={"geometries": st.lists(st.just({"type": "Polygon", "coordinates": []}), max_size=2)},
)
POLYGONS = st.one_of(
    GEOMETRIES,
    st.fixed_dictionaries(
        {
            "type": st.just("FeatureCollection"),
            "features": st.lists(
                st.fixed_dictionaries(
                    {
                        "type": st.sampled_from(["Feature", "feature"]),
                        "geometry": GEOMETRIES | st.none(),
                        "properties": st.none()
                        | st.dictionaries(
                            st.sampled_from(["name", "date", "x"]), NUMBERS, max_size=3
                        ),
                    }
                ),
                max_size=4,
            ),
        },
        optional={"crs": st.dictionaries(st.text(max_size=4), NUMBERS, max_size=2)},
    ),
)


def read_story(data: bytes) -> None:
    """Read bytes as a story and analyse it."""
    try:
        article = read_bytes(data, "story.txt")
    except GeonewsError:
        return
    analyse_story(article.text)


def analyse_story(text: str) -> None:
    """Analyse a text, and see that what is found lies in it and outlives JSON."""
    try:
        article = Article(text)
    except ValueError:
        return
    measure(article, ())
    report = analyse(article, Options(recogniser="fast"), gazetteer=GAZETTEER)
    for mention in report.mentions:
        assert text[mention.start : mention.end] == mention.text
    data = json.loads(json.dumps(report.to_dict()))
    assert Report.from_dict(data, text).to_dict() == report.to_dict()


def read_polygons(data: Any, folder: Path) -> None:
    """Read a file of polygons, whatever it says."""
    path = folder / "areas.geojson"
    path.write_text(json.dumps(data), encoding="utf-8")
    try:
        areas = read_areas(path)
    except GeonewsError:
        return
    assert all(area.geometry.is_valid for area in areas)


def for_long(test: Callable[[], None]) -> None:
    """Run a test of hypothesis again and again, each time with other examples."""
    until = time.monotonic() + SECONDS
    count = 0
    while time.monotonic() < until:
        test()
        count += 1
    if count:
        print(f"\n{count} rounds")


@pytest.mark.parametrize("seed", range(4))
def test_bytes_are_read_or_refused(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  # not for secrets
    whole = "".join(f"{piece} " for piece in PIECES).encode("utf-8", "surrogatepass")

    def once() -> None:
        for _ in range(12):
            data = bytearray(chance.choice(HEADS) + whole[: chance.randrange(len(whole))])
            for _ in range(chance.randrange(12)):
                at = chance.randrange(len(data) + 1)
                data[at:at] = bytes(chance.randrange(256) for _ in range(chance.randrange(4)))
            read_story(bytes(data))

    once()
    for_long(once)


def test_stories_of_any_pieces_are_analysed() -> None:
    @QUICK
    @given(STORIES)
    def once(text: str) -> None:
        analyse_story(text)

    once()
    for_long(once)


def test_polygons_of_any_shape_are_read_or_refused(tmp_path: Path) -> None:
    @QUICK
    @given(POLYGONS)
    def once(data: Any) -> None:
        read_polygons(data, tmp_path)

    once()
    for_long(once)
