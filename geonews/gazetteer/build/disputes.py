"""Disputed areas: cut out of the regions that hold them, and the rows they become."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from geonews.errors import GazetteerError
from geonews.gazetteer.areas import area_km2
from geonews.gazetteer.build.rows import Row, inner_point
from geonews.gazetteer.build.sources import Unit, polygons_of
from geonews.text import fold

__all__ = ["Cut", "Dispute", "cut_out", "piece_rows", "places_of", "view_of"]

# Degrees within which the end of a disputed border is meant to lie on the region's own border:
# the two come from different editions of Natural Earth.
_MEETS = 0.06
# Degrees, some tenths of a millimetre: below it two points are one.
_SAME = 1e-8


@dataclass(frozen=True, slots=True)
class Dispute:
    """An area of the table, and the units it consists of.

    ``cut`` pairs each unit that was cut out with the unit it was cut from.
    """

    facts: dict[str, str]
    whole: tuple[int, ...]
    cut: tuple[tuple[int, int], ...]

    @property
    def units(self) -> tuple[int, ...]:
        """All of its units."""
        return (*self.whole, *(piece for piece, _ in self.cut))


@dataclass(frozen=True, slots=True)
class Cut:
    """Units with the disputed areas as units of their own, behind the source's."""

    units: tuple[Unit, ...]
    disputes: tuple[Dispute, ...]


def cut_out(
    units: Sequence[Unit], table: Iterable[dict[str, str]], borders: Sequence[BaseGeometry]
) -> Cut:
    """Make every disputed area a set of units.

    Parameters
    ----------
    units : sequence of Unit
        Regions as the source has them.
    table : iterable of dict
        Rows of ``tables/disputed.tsv``; one whose regions are not among the units is left out.
    borders : sequence of geometry
        Disputed borders, which cut regions into parts; lon/lat degrees.

    Raises
    ------
    GazetteerError
        The borders do not cut a region where the table expects it.
    """
    numbers = {unit.properties["adm1_code"]: n for n, unit in enumerate(units)}
    after = list(units)
    lines = shapely.union_all(list(borders))
    disputes = []
    for facts in table:
        whole: list[int] = []
        cut: list[tuple[int, int]] = []
        for piece in facts["pieces"].split("|"):
            if piece.startswith("iso_a2="):
                code = piece.removeprefix("iso_a2=")
                whole += [n for n, unit in enumerate(units) if unit.properties["iso_a2"] == code]
                continue
            code, points, box = _parsed(piece)
            number = numbers.get(code)
            if number is None:
                continue
            if not points and not box:
                whole.append(number)
                continue
            geometry = after[number].geometry
            taken = _islands(geometry, box) if box else _faces(geometry, lines, points)
            if taken is None:
                raise GazetteerError(
                    f"the borders of {facts['name']!r} do not cut {code}: the source has changed, "
                    "look at the piece in tables/disputed.tsv"
                )
            rest = polygons_of(shapely.difference(geometry, taken))
            cut.append((len(after), number))
            after[number] = Unit(after[number].properties, rest, after[number].repaired)
            after.append(Unit({"adm1_code": piece, "iso_a2": ""}, taken))
        if whole or cut:
            disputes.append(Dispute(facts, tuple(whole), tuple(cut)))
    return Cut(tuple(_noded(after, units)), tuple(disputes))


def _parsed(piece: str) -> tuple[str, list[shapely.Point], list[float]]:
    code, at, points = piece.partition("@")
    if at:
        pairs = [pair.split() for pair in points.split(";")]
        return code, [shapely.Point(float(lon), float(lat)) for lon, lat in pairs], []
    code, _, box = piece.partition("#")
    return code, [], [float(edge) for edge in box.split()]


def _islands(geometry: BaseGeometry, box: Sequence[float]) -> BaseGeometry | None:
    west, south, east, north = box
    frame = shapely.box(west, south, east, north)
    found = [part for part in shapely.get_parts(geometry) if frame.contains(part)]
    return shapely.MultiPolygon(found) if found else None


def _faces(
    geometry: BaseGeometry, lines: BaseGeometry, points: Sequence[shapely.Point]
) -> BaseGeometry | None:
    """Return the parts of a region that hold the points, once the lines cut it."""
    inside = shapely.get_parts(shapely.intersection(lines, geometry))
    across = [line for line in inside if line.geom_type.endswith("LineString")]
    joined = shapely.get_parts(shapely.line_merge(shapely.union_all(across)))
    corners = [shapely.Point(at) for at in shapely.get_coordinates(geometry.boundary)]
    tree = shapely.STRtree(corners)
    ends = [_to_corners(line, geometry.boundary, corners, tree) for line in joined]
    net = shapely.union_all([geometry.boundary, *ends])
    faces = shapely.get_parts(shapely.polygonize([net]))
    found = [face for face in faces if any(face.contains(point) for point in points)]
    if len(found) != len(points) or sum(face.area for face in found) > 0.999 * geometry.area:
        return None
    return shapely.union_all(found)


def _to_corners(
    line: BaseGeometry,
    border: BaseGeometry,
    corners: Sequence[shapely.Point],
    tree: shapely.STRtree,
) -> BaseGeometry:
    """Lead a line's ends to corners of the border, which the neighbour's border has too."""
    points = [tuple(point) for point in shapely.get_coordinates(line)]
    for end in (0, -1):
        at = shapely.Point(points[end])
        distance = border.distance(at)
        if distance < _MEETS:
            corner = corners[int(tree.nearest(at))]
            if distance < _SAME:
                points[end] = (corner.x, corner.y)
            else:
                points.insert(0 if end == 0 else len(points), (corner.x, corner.y))
    return shapely.LineString(points)


def _noded(units: Sequence[Unit], source: Sequence[Unit]) -> list[Unit]:
    """Give every unit the corners that cutting put on its neighbours' side of a shared border."""
    old = {point for unit in source for point in _corners(unit.geometry)}
    before = {id(unit) for unit in source}
    changed = [unit for unit in units if id(unit) not in before]
    new = {point for unit in changed for point in _corners(unit.geometry)} - old
    if not new:
        return list(units)
    at = shapely.MultiPoint(sorted((point.real, point.imag) for point in new))
    near = shapely.STRtree([unit.geometry for unit in units]).query(at, "dwithin", distance=_SAME)
    noded = list(units)
    for number in near.tolist():
        unit = units[number]
        noded[number] = replace(unit, geometry=shapely.snap(unit.geometry, at, _SAME))
    return noded


def _corners(geometry: BaseGeometry) -> list[complex]:
    found = shapely.get_coordinates(geometry)
    return (found[:, 0] + 1j * found[:, 1]).tolist()  # type: ignore[no-any-return]


def piece_rows(cut: Cut, named: frozenset[int]) -> tuple[list[Row], list[Row]]:
    """Return a row a dispute, and a row a unit of a dispute that is no region's.

    Parameters
    ----------
    cut : Cut
    named : frozenset of int
        Units that are a row among the regions already.
    """
    rows, pieces = [], []
    for dispute in cut.disputes:
        shapes = [cut.units[number].geometry for number in dispute.units]
        rows.append(_row(dispute.facts["name"], shapes, dispute.units, dispute.facts))
        pieces += [
            _row(dispute.facts["name"], [cut.units[number].geometry], (number,), dispute.facts)
            for number in dispute.units
            if number not in named
        ]
    return rows, pieces


def _row(
    name: str, shapes: Sequence[BaseGeometry], units: tuple[int, ...], facts: dict[str, str]
) -> Row:
    geometry = shapes[0] if len(shapes) == 1 else shapely.union_all(list(shapes))
    lon, lat = inner_point(geometry)
    return Row(
        name=name,
        lat=lat,
        lon=lon,
        feature="RGN",
        country=facts["code"],
        area_km2=sum(map(area_km2, shapes)),
        geometry=geometry,
        units=units,
        note=facts["note"],
    )


def view_of(dispute: Dispute, row: int, rows_of: dict[int, int]) -> dict[str, Any]:
    """Return what the file says of a dispute: who sees it how, and the rows it consists of.

    Parameters
    ----------
    dispute : Dispute
    row : int
        Of the dispute.
    rows_of : dict of int to int
        The row that holds each unit's shape.
    """
    facts = dispute.facts
    return {
        "row": row,
        "code": facts["code"],
        "neutral": facts["neutral"],
        "un": facts["un"],
        "others": facts["others"],
        "claimed_by": facts["claimed_by"].split(),
        "held_by": facts["held_by"],
        "views": _views(facts["views"]),
        "note": facts["note"],
        "sides": [side.split("=", 1) for side in facts["sides"].split("|")],
        "whole": [rows_of[number] for number in dispute.whole],
        "cut": [[rows_of[piece], rows_of[source]] for piece, source in dispute.cut],
    }


def _views(text: str) -> dict[str, str]:
    """Read "NI RU=itself US=MA": states, then what they see."""
    views: dict[str, str] = {}
    states: list[str] = []
    for word in text.split():
        state, is_last, owner = word.partition("=")
        states.append(state)
        if is_last:
            views |= dict.fromkeys(states, owner)
            states.clear()
    return views


def places_of(disputes: Sequence[Dispute]) -> dict[str, tuple[int, ...]]:
    """Return the units of the places of ours that disputed areas are or make up, by name."""
    found: dict[str, tuple[int, ...]] = {}
    for dispute in disputes:
        for name in filter(None, (dispute.facts["name"], dispute.facts["part_of"])):
            found[fold(name)] = (*found.get(fold(name), ()), *dispute.units)
    return found
