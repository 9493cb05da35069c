"""Disputed areas on their way into the file: cut along borders, and never by guess."""

from __future__ import annotations

from typing import Any

import pytest
import shapely
from shapely import LineString, box

from geonews.errors import GazetteerError
from geonews.gazetteer import area_km2
from geonews.gazetteer.build.disputes import cut_out, places_of
from geonews.gazetteer.build.sources import Unit

_WEST, _EAST = box(0, 0, 4, 4), box(4, 0, 8, 4)
_ISLES = shapely.MultiPolygon([box(20, 0, 21, 1), box(22, 0, 23, 1), box(30, 0, 31, 1)])
# Ends a little short of the border, as an older edition of the same source does.
_BORDER = LineString([(2, 0.03), (2.2, 2), (2, 3.98)])


def _units() -> list[Unit]:
    shapes = {"W-1": _WEST, "E-1": _EAST, "I-1": _ISLES}
    return [
        Unit({"adm1_code": code, "iso_a2": code[0] * 2}, shape) for code, shape in shapes.items()
    ]


def _facts(**changes: str) -> dict[str, str]:
    facts = {"name": "The March", "pieces": "W-1", "code": "", "part_of": "", "neutral": "none"}
    facts |= {"un": "WW", "others": "WW", "claimed_by": "EE WW", "held_by": "EE", "views": ""}
    return {**facts, "sides": "EE=Marchland", "note": "The March: held by E.", **changes}


def _cut(**changes: str) -> Any:
    return cut_out(_units(), [_facts(**changes)], [_BORDER])


def test_a_whole_region_stays_what_it_was() -> None:
    cut = _cut()
    assert [unit.geometry for unit in cut.units] == [_WEST, _EAST, _ISLES]
    assert cut.disputes[0].whole == (0,)


def test_every_region_of_a_code() -> None:
    assert _cut(pieces="iso_a2=EE").disputes[0].whole == (1,)


def test_a_border_cuts_a_region_in_two_that_fit_together() -> None:
    cut = _cut(pieces="W-1@3 2")
    (dispute,) = cut.disputes
    assert dispute.cut == ((3, 0),)
    rest, piece = cut.units[0].geometry, cut.units[3].geometry
    assert piece.contains(shapely.Point(3, 2))
    assert rest.contains(shapely.Point(1, 2))
    assert shapely.coverage_is_valid([rest, piece, _EAST])
    assert rest.union(piece).equals(_WEST)
    # The cut ends at corners that the neighbours' borders have too.
    corners = set(shapely.get_coordinates(_WEST).view("c16").ravel().tolist())
    ends = {complex(*point) for point in shapely.get_coordinates(rest)} - corners
    assert len(ends) == 3, "only the corners of the border itself are new"


def test_islands_are_taken_by_their_box() -> None:
    cut = _cut(pieces="I-1#19 -1 25 2")
    assert [len(shapely.get_parts(cut.units[n].geometry)) for n in (2, 3)] == [1, 2]


@pytest.mark.parametrize("pieces", ["E-1@5 2", "W-1@3 2;3.1 2.1", "W-1@9 9", "I-1#50 50 60 60"])
def test_a_source_that_has_changed_is_told(pieces: str) -> None:
    with pytest.raises(GazetteerError, match="do not cut") as told:
        _cut(pieces=pieces)
    assert "The March" in str(told.value)


def test_a_region_that_is_not_there_is_no_dispute() -> None:
    assert _cut(pieces="X-9").disputes == ()


def test_places_of_ours_get_the_shape_of_what_they_are_made_of() -> None:
    cut = cut_out(
        _units(),
        [
            _facts(part_of="Borderland"),
            _facts(name="The Isles", pieces="I-1", part_of="Borderland"),
        ],
        [_BORDER],
    )
    assert places_of(cut.disputes) == {"the march": (0,), "the isles": (2,), "borderland": (0, 2)}
    assert area_km2(cut.units[0].geometry) > 0
