"""A report laid out for drawing: what stands where, and how it is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import shapely

from geonews.draw.basemap import EMPTY, Basemap, Cell, build_basemap
from geonews.draw.entries import Entry, entries
from geonews.draw.frame import Frame, choose_frame, window_of
from geonews.draw.located import Located, locate
from geonews.draw.lonlat import Plane, plane_for
from geonews.draw.patches import cut_patches
from geonews.model import BBox, Report

if TYPE_CHECKING:
    from geonews.gazetteer import Gazetteer

__all__ = ["Kind", "Scene", "build_scene"]

Kind = Literal["focus", "literal", "holder", "associative", "dateline", "uncertain", "zone"]
"""How a place is drawn.

``focus`` is what the map is about, ``literal`` what else the story tells of, ``holder`` a literal
country that holds the focus: filled, it would flood the map, so it is outlined. ``zone`` is a place
that the story gives by distance from others: all of where it may lie is drawn.
"""


@dataclass(frozen=True, slots=True)
class Scene:
    """All that a page draws.

    Attributes
    ----------
    located : tuple of Located
        Every entry with a place, in order of first mention.
    kinds : dict of int to Kind
        How each located entry is drawn, by its number.
    areas : dict of int to tuple of Cell
        The pieces that each shape is made of, by the entry's number.
    disputed : dict of int to str
        The disputed area, of nobody in the gazetteer's worldview, that an entry's place is or lies
        in, by the entry's number.
    worldview : str
        Whose borders are drawn.
    """

    report: Report
    entries: tuple[Entry, ...]
    plane: Plane
    frame: Frame
    window: BBox
    located: tuple[Located, ...]
    kinds: dict[int, Kind]
    basemap: Basemap
    areas: dict[int, tuple[Cell, ...]]
    disputed: dict[int, str]
    worldview: str = "neutral"


def build_scene(report: Report, gazetteer: Gazetteer, aspect: float = 1.0) -> Scene:
    """Lay a report out.

    Parameters
    ----------
    report : Report
    gazetteer : Gazetteer
        Where shapes come from; the one that resolved the report, or another.
    aspect : float
        Width of the picture by its height, for one much wider or taller than a page's map.
    """
    listed = entries(report)
    plane = plane_for(
        (e.place.lon, e.place.lat, max(e.literal, 0.1)) for e in listed if e.place is not None
    )
    placed = (locate(entry, gazetteer, plane) for entry in listed)
    located = tuple(place for place in placed if place is not None)
    west, _, east, _ = plane.bounds
    frame = choose_frame(located, (west, -56.0, east, 74.0))
    window = window_of(frame, plane.bounds, aspect)
    if not located:
        return Scene(report, listed, plane, frame, window, (), {}, EMPTY, {}, {})
    by_weight = sorted(located, key=lambda p: (p.entry.role == "associative", -p.entry.count))
    patches = cut_patches(frame.bounds, window, (p.bounds for p in by_weight), plane)
    # A zone is no part of the coverage that countries and regions make: it is drawn over them.
    shapes = {p.entry.number: p.shape for p in located if p.shape is not None and p.form != "zone"}
    basemap = build_basemap(gazetteer, plane, patches, tuple(shapes.values()))
    return Scene(
        report=report,
        entries=listed,
        plane=plane,
        frame=frame,
        window=window,
        located=located,
        kinds=_kinds(located, frame),
        basemap=basemap,
        areas=dict(zip(shapes, basemap.areas, strict=True)),
        disputed={
            p.entry.number: dispute.name
            for p in located
            if (dispute := gazetteer.dispute_of(p.place)) and dispute.owner is None
        },
        worldview=gazetteer.worldview,
    )


def _kinds(located: Sequence[Located], frame: Frame) -> dict[int, Kind]:
    middles = []
    for place in located:
        if place.entry.number in frame.focus:
            shape = place.shape
            middles.append(
                shapely.Point(place.lon, place.lat)
                if shape is None
                else shape.representative_point()
            )
    return {place.entry.number: _kind(place, frame, middles) for place in located}


def _kind(place: Located, frame: Frame, middles: Sequence[shapely.Point]) -> Kind:
    if place.entry.status == "uncertain":
        return "uncertain"
    if place.entry.role != "literal":
        return place.entry.role
    if place.form == "zone":
        return "zone"
    if place.entry.number in frame.focus:
        return "focus"
    if place.shape is not None and not place.entry.alone:
        return "holder"
    if place.shape is not None and any(place.shape.contains(point) for point in middles):
        return "holder"
    return "literal"
