"""Which part of the world a map opens on."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import MultiPolygon, box

from geonews.draw.entries import Entry
from geonews.draw.frame import choose_frame, window_of
from geonews.draw.located import Located, core_bounds, form_of
from geonews.draw.lonlat import Plane, plane_for
from geonews.model import BBox, Place, Role, Status

ENTRY = Entry(0, None, "", "", "literal", "resolved", 1, 1, 0, 0, True, (), "", ())


def spot(
    number: int,
    lon: float,
    lat: float,
    literal: int = 1,
    feature: str = "PPL",
    half: float = 0.0,
    role: Role = "literal",
    status: Status = "resolved",
) -> Located:
    place = Place(f"P{number}", lat, lon, feature=feature)
    bounds = (lon - half, lat - half, lon + half, lat + half)
    entry = replace(
        ENTRY, number=number, place=place, role=role, status=status, count=literal, first=number,
        literal=literal if role == "literal" else 0,
    )  # fmt: skip
    return Located(entry, place, "point", None, lon, lat, bounds)


KURSK = spot(0, 36, 51.7, 4, "ADM1", half=2)
SEOUL = spot(1, 127, 37.5, 2)
RUSSIA = spot(2, 100, 60, 9, "PCLI", half=40)


def holds(bounds: BBox, place: Located) -> bool:
    return bounds[0] <= place.lon <= bounds[2] and bounds[1] <= place.lat <= bounds[3]


def test_the_region_wins_over_its_country_and_over_what_is_far() -> None:
    frame = choose_frame([RUSSIA, SEOUL, KURSK])
    assert frame.focus == {0}
    assert frame.span < 12
    assert not holds(frame.bounds, SEOUL)


def test_two_far_towns_of_one_weight_are_both_seen() -> None:
    london, tokyo = spot(0, 0, 51.5, 2), spot(1, 139.7, 35.7, 2)
    frame = choose_frame([london, tokyo])
    assert frame.focus == {0, 1}
    assert holds(frame.bounds, london)
    assert holds(frame.bounds, tokyo)


def test_neighbours_join_whatever_their_weight() -> None:
    towns = [spot(0, 36, 51.7, 9), spot(1, 36.8, 51.9), spot(2, 35.5, 51.2)]
    assert choose_frame(towns).focus == {0, 1, 2}


@pytest.mark.parametrize(
    ("places", "focus"),
    [
        ([spot(0, 10, 10, role="associative"), spot(1, 50, 50, role="dateline")], {1}),
        ([spot(0, 10, 10, role="associative")], {0}),
        ([spot(0, 10, 10, status="uncertain"), RUSSIA], {2}),
        ([spot(0, 10, 10, status="uncertain"), spot(1, 90, 10, role="associative")], {0}),
        ([], set()),
    ],
)
def test_what_is_framed_when_nothing_certain_happens(
    places: list[Located], focus: set[int]
) -> None:
    assert choose_frame(places).focus == focus


@given(
    st.lists(
        st.tuples(st.floats(-180, 168), st.floats(-82, 82), st.integers(1, 9)),
        min_size=1,
        max_size=30,
    )
)
def test_every_frame_can_be_shown_and_holds_its_focus(
    spots: list[tuple[float, float, int]],
) -> None:
    places = [spot(i, lon, lat, weight) for i, (lon, lat, weight) in enumerate(spots)]
    plane = Plane(-191.0)
    frame = choose_frame(places, plane.bounds)
    west, south, east, north = frame.bounds
    assert plane.bounds[0] <= west < east <= plane.bounds[2]
    assert -84 <= south < north <= 84
    assert frame.focus
    for place in places:
        if place.entry.number in frame.focus:
            assert holds(frame.bounds, place)
    window = window_of(frame, plane.bounds)
    assert window[0] <= west
    assert window[2] >= east


def test_far_parts_of_a_country_do_not_widen_its_bounds() -> None:
    france = MultiPolygon([box(-5, 42, 8, 51), box(-54.6, 2, -51.6, 5.8)])
    assert core_bounds(france) == (-5, 42, 8, 51)
    assert core_bounds(MultiPolygon([box(-10, -90, 10, -70)]))[1] == -82


def test_areas_are_never_points() -> None:
    for feature in ("PCLI", "ADM1", "ADM2", "SEA", "CONT", "RGN", "STM", "ISL"):
        assert form_of(Place("X", 0, 0, feature=feature), has_shape=False) == "soft"
        assert form_of(Place("X", 0, 0, feature=feature), has_shape=True) == "area"
    for feature in ("PPL", "PPLC", "AIRP", ""):
        assert form_of(Place("X", 0, 0, feature=feature), has_shape=False) == "point"


@given(st.floats(-180, 180), st.sampled_from([-169.0, -191.0, -30.0]))
def test_longitudes_move_into_the_plane_by_whole_turns(lon: float, west: float) -> None:
    moved = Plane(west).lon(lon)
    assert west <= moved <= west + 360
    assert round((moved - lon) / 360, 9) in (-1, 0, 1)


@pytest.mark.parametrize("west", [-169.0, -191.0, -30.0])
def test_shapes_keep_their_area_when_the_plane_is_cut_elsewhere(west: float) -> None:
    shape = MultiPolygon([box(170, -5, 180, 5), box(-180, -5, -160, 5), box(-35, 0, -20, 10)])
    moved = Plane(west).unroll(shape)
    assert round(moved.area, 6) == round(shape.area, 6)
    assert moved.bounds[0] >= west
    assert moved.bounds[2] <= west + 360


def test_boxes_over_the_antimeridian_are_whole_where_the_story_is() -> None:
    plane = plane_for([(178, -18, 1), (-172, -14, 1)])
    assert plane.bbox((177, -19, -172, -13)) == (177, -19, 188, -13)
    assert plane.query((177, -19, 188, -13)) == (177, -19, -172, -13)
    assert Plane(-169).query((-169, -84, 191, 84)) == (-180, -84, 180, 84)
