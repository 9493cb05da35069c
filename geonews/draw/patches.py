"""The windows of a map that are drawn in detail, and how much detail each can show."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import shapely

from geonews.draw.lonlat import Plane
from geonews.draw.topology import COARSE_STEPS, SCALE
from geonews.model import BBox

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geonews.gazetteer import Detail

__all__ = ["COARSE_DEGREES", "COARSE_ISLAND", "Patch", "cut_patches"]

# What is simplified away is smaller than this share of a frame: about 2 pixels on a desk screen,
# and 1 where the map has few lines; 3 far off, where few readers fly.
_DETAIL, _FINE_DETAIL, _FAR_DETAIL = 1 / 320, 1 / 800, 1 / 200
COARSE_DEGREES = 0.9
# Islands below this, in square degrees, are left out of the coarse world.
COARSE_ISLAND = 2.0
# Windows that are drawn in detail beside the main one; each costs a kilobyte or two.
_MOST_PATCHES = 5
# A place wider than this, in degrees, is seen from so far that the coarse world does.
_WIDEST_PATCH = 45.0
# Wider than this, in degrees, the outlines of the world level are fine enough.
_WORLD_DETAIL_ABOVE = 75.0
# Below each span, degrees, a grid with so many steps to a degree is finer than a pixel.
_SCALES = ((6.0, SCALE), (9.0, 200), (math.inf, 100))
# The room around a far-off place, degrees and share of its size.
_ROOM_DEGREES, _ROOM_SHARE = 1.2, 0.2


@dataclass(frozen=True, slots=True)
class Patch:
    """A window drawn in detail.

    Attributes
    ----------
    frame : BBox
        What is looked at; it sets the level of detail.
    box : BBox
        What is drawn: the frame and some room around it, on the coarse grid.
    region : geometry
        The box less the windows before it.
    """

    frame: BBox
    box: BBox
    region: BaseGeometry

    @property
    def span(self) -> float:
        """The longer side of the frame, degrees."""
        return max(self.frame[2] - self.frame[0], self.frame[3] - self.frame[1])

    @property
    def tolerance(self) -> float:
        """The most that is simplified away, degrees."""
        return max(0.004, self.span * _DETAIL)

    @property
    def far_tolerance(self) -> float:
        """What is simplified away in a window beside the main one, degrees."""
        return max(0.004, self.span * _FAR_DETAIL)

    @property
    def fine_tolerance(self) -> float:
        """The least that is, where there is room for more points."""
        return max(0.003, self.span * _FINE_DETAIL)

    @property
    def scale(self) -> int:
        """Steps of the grid to a degree that are finer than anything left to see."""
        return next(scale for span, scale in _SCALES if self.span < span)

    @property
    def detail(self) -> Detail:
        """The gazetteer's level that the window needs."""
        return "world" if self.span > _WORLD_DETAIL_ABOVE else "region"

    @property
    def around(self) -> BBox:
        """The box and a margin, to simplify in before the edge is cut."""
        west, south, east, north = self.box
        lon, lat = 0.02 * (east - west), 0.02 * (north - south)
        return (west - lon, south - lat, east + lon, north + lat)


def cut_patches(main: BBox, window: BBox, far: Iterable[BBox], plane: Plane) -> tuple[Patch, ...]:
    """Return the windows to draw in detail, apart from each other.

    Parameters
    ----------
    main, window : BBox
        The frame of the map and what is drawn around it, degrees on the plane.
    far : iterable of BBox
        Where else a reader may fly to, by weight; small boxes are widened, huge ones left out.
    plane : Plane
        What can be drawn at all.

    Examples
    --------
    >>> far = [(3, 3, 9, 9), (1, 1, 2, 2)]
    >>> patches = cut_patches((0, 0, 4, 4), (-1, -1, 5, 5), far, Plane(-169))
    >>> len(patches)
    2
    """
    window = _on_coarse_grid(window, plane)
    patches = [Patch(main, window, shapely.box(*window))]
    taken = patches[0].region
    for west, south, east, north in far:
        if len(patches) > _MOST_PATCHES:
            break
        span = max(east - west, north - south)
        if span > _WIDEST_PATCH:
            continue
        margin = max(_ROOM_DEGREES, _ROOM_SHARE * span)
        frame = (west - margin, south - margin, east + margin, north + margin)
        box = _on_coarse_grid(frame, plane)
        if box[0] >= box[2] or box[1] >= box[3]:
            continue
        whole = shapely.box(*box)
        region = shapely.difference(whole, taken)
        if region.area > 0.1 * whole.area:
            patches.append(Patch(frame, box, region))
            taken = shapely.union(taken, region)
    return tuple(patches)


def _on_coarse_grid(box: BBox, plane: Plane) -> BBox:
    least_west, least_south, most_east, most_north = plane.bounds
    west, south, east, north = (round(value * COARSE_STEPS) / COARSE_STEPS for value in box)
    return (
        max(west, least_west),
        max(south, least_south),
        min(east, most_east),
        min(north, most_north),
    )
