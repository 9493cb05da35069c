"""The still figure: whole, well-formed, small, its names apart and within it."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geonews.draw.figure import figure_css, size_of, still
from geonews.draw.figure.furniture import scale_bar
from geonews.draw.figure.layers import draw_ground
from geonews.draw.figure.names import LINE, Name, Type, context, names
from geonews.draw.figure.still import NARROW, WIDE
from geonews.draw.figure.view import View, view_of
from geonews.draw.figure.widths import text_width
from geonews.draw.scene import Scene, build_scene
from geonews.draw.style import FIGURE_TEXT
from geonews.gazetteer import Gazetteer
from geonews.model import Article
from geonews.pipeline import analyse
from tests.draw.figure.scenes import full_scene, kinds_scene, town_scene
from tests.draw.world import report, world

GOLDEN = Path(__file__).parent / "small.svg"
HOSTILE = (
    "<script>alert(1)</script>",
    "${x}`\\users",
    "]]>",
    '"><img onerror=alert(1)>',
    "\x00\ud800",
)


def _view(scene: Scene) -> View:
    return view_of(scene, width=900, least_height=563, most_height=900, bleed=0.3)


def _box(name: Name) -> tuple[float, float, float, float]:
    """Return a name's box as a browser draws it, or a little larger."""
    look = FIGURE_TEXT[name.style]
    width = max(
        text_width(line, name.size, bold=look.bold, spacing=look.spacing) for line in name.lines
    )
    left = name.x - {"start": 0.0, "middle": 0.5, "end": 1.0}[name.anchor] * width
    bottom = name.y + (len(name.lines) - 1) * LINE * name.size + 0.2 * name.size
    return (left, name.y - 0.73 * name.size, left + width, bottom)


def _named(scene: Scene, type_: Type) -> tuple[View, tuple[Name, ...]]:
    view = _view(scene)
    ground = draw_ground(scene, view).ground
    return view, names(scene, ground, context(scene, ground), type_, [])


def test_a_small_scene_is_drawn_to_the_byte() -> None:
    assert f"{still(full_scene())}\n" == GOLDEN.read_text(encoding="utf-8")


def test_it_is_xml_and_says_what_it_shows() -> None:
    root = ElementTree.fromstring(still(full_scene(), prefix="a"))  # noqa: S314  ours
    assert root.get("viewBox") == f"0 0 900 {size_of(full_scene())[1]}"
    labels = (root.get("aria-labelledby") or "").split()
    words = {child.get("id"): child.text or "" for child in root if child.tag in ("title", "desc")}
    assert words[labels[0]] == "Map: Rain in Westmark"
    assert "Where it happens: Westmark" in words[labels[1]]
    assert "To check: Faraway" in words[labels[1]]
    assert "Named for a government or a people: Southland" in words[labels[1]]


def test_two_figures_of_a_page_share_no_id() -> None:
    ids = [set(re.findall(r'id="([^"]+)"', still(full_scene(), prefix=p))) for p in ("a", "b")]
    assert ids[0]
    assert not ids[0] & ids[1]


def test_kinds_are_told_apart_by_more_than_colour() -> None:
    drawn = still(kinds_scene())
    assert "url(#gn-still-hatch)" in drawn, "a disputed area is hatched"
    assert 'class="gn-square gn-dateline-dot"' in drawn, "a dateline is a square"
    assert 'class="gn-ring gn-uncertain-dot"' in drawn, "an uncertain place is hollow"
    assert ">Faraway ?</text>" in drawn, "and says that it is"
    css = figure_css(".g")
    for dashed in ("uncertain-dot", "uncertain", "associative-edge", "zone", "disputed-edge"):
        assert re.search(rf"\.gn-{dashed}\{{[^}}]*dasharray", css), dashed


def test_nothing_to_draw_is_a_sea_with_words() -> None:
    scene = build_scene(report("Nobody said anything.", []), world())
    root = ElementTree.fromstring(still(scene))  # noqa: S314  ours
    assert not root.findall(".//text")
    assert "No place" in "".join(root.itertext())


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_stay_text(name: str) -> None:
    scene = town_scene([(name, 10.0, 10.0)], title=name)
    drawn = still(scene)
    root = ElementTree.fromstring(drawn)  # noqa: S314  ours
    shown = name.replace("\x00", "\ufffd").replace("\ud800", "\ufffd")
    assert shown in [" ".join(text.itertext()) for text in root.iter("text")]
    assert {element.tag for element in root.iter()} <= {
        *("svg", "title", "desc", "g", "path", "circle", "text", "tspan", "pattern")
    }
    assert "<script" not in drawn


_LAT, _LON = st.floats(-60, 70), st.floats(-150, 150)
_SPREAD = st.sampled_from([0.05, 1.0, 8.0, 40.0])


@st.composite
def _stories(draw: st.DrawFn) -> Scene:
    lat, lon, spread = draw(_LAT), draw(_LON), draw(_SPREAD)
    words = st.text("abcdefgh ABC北京Жш", min_size=1, max_size=24).map(str.strip).filter(bool)
    towns = draw(st.lists(st.tuples(words, st.floats(-1, 1), st.floats(-1, 1)), min_size=1))
    return town_scene(
        [
            (name, max(-80, min(80, lat + y * spread)), (lon + x * spread + 540) % 360 - 180)
            for name, y, x in towns
        ]
    )


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_stories(), st.sampled_from([WIDE, NARROW]))
def test_no_name_stands_on_another_or_leaves_the_figure(scene: Scene, type_: Type) -> None:
    view, found = _named(scene, type_)
    boxes = [_box(name) for name in found]
    for i, (left, top, right, bottom) in enumerate(boxes):
        assert left >= 0
        assert right <= view.width
        assert top >= 0
        assert bottom <= view.height
        for other in boxes[:i]:
            apart = left >= other[2] or other[0] >= right or top >= other[3] or other[1] >= bottom
            assert apart, (found[i], boxes)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_stories())
def test_the_same_scene_gives_the_same_bytes(scene: Scene) -> None:
    assert still(scene) == still(scene)


def test_every_town_of_a_short_story_has_its_name() -> None:
    towns = [(f"Town {chr(65 + i)}", 50 + 0.09 * (i % 4), 5 + 0.12 * (i // 4)) for i in range(12)]
    for type_ in (WIDE, NARROW):
        _, found = _named(town_scene(towns), type_)
        assert {name for name, _, _ in towns} <= {" ".join(name.lines) for name in found}


@pytest.mark.parametrize(
    "towns",
    [
        [("North", 89.5, 10.0)],
        [("South", -89.0, -70.0)],
        [("Suva", -18.1, 178.4), ("Apia", -13.8, -171.8)],
        [("Nowhere", -48.9, -123.4)],
        [("Lima", -12.0, -77.0), ("Perth", -32.0, 115.9), ("Oslo", 59.9, 10.8)],
    ],
    ids=["north pole", "south pole", "antimeridian", "mid-ocean", "world"],
)
def test_every_town_is_in_sight_wherever_it_lies(towns: list[tuple[str, float, float]]) -> None:
    _, found = _named(town_scene(towns), WIDE)
    assert {" ".join(name.lines) for name in found} >= {name for name, _, _ in towns}


def test_a_scale_bar_is_as_long_as_it_says() -> None:
    view = _view(town_scene([("Lima", -12.0, -77.0)]))
    bar = scale_bar(view, 12)
    assert bar is not None
    km, miles = float(bar.km_text.split()[0]), float(bar.miles_text.split()[0])
    assert bar.km / view.per_km == pytest.approx(km)
    assert bar.miles / view.per_km == pytest.approx(miles * 1.609344)
    assert view.width_km < 2000


def test_a_world_has_no_scale_bar() -> None:
    view = _view(town_scene([("Lima", -12.0, -77.0), ("Oslo", 59.9, 10.8)]))
    assert scale_bar(view, 12) is None


@pytest.mark.parametrize("story", ["kursk", "essequibo", "maui"])
def test_figure_and_rules_fit_into_fifteen_kilobytes(story: str) -> None:
    folder = Path(__file__).parents[3] / "maps" / story
    gazetteer = Gazetteer.open()
    text = (folder / "story.txt").read_text(encoding="utf-8")
    drawn = still(build_scene(analyse(Article(text), gazetteer=gazetteer), gazetteer))
    size = len(gzip.compress((figure_css(".geonews") + drawn).encode(), 9, mtime=0))
    print(f"{story}: {size:,} B gzipped, of {len(drawn):,} B")
    assert size < 13_500, "the caption needs the rest"
