"""Which part of the Earth a figure shows, and where on it a point lies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geonews.draw.figure.projection import Projection, projection_for
from geonews.draw.located import Located
from geonews.draw.scene import Scene

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geonews.model import BBox

__all__ = ["View", "view_of"]

_KM_PER_DEGREE = 111.2
# Points a side of a box is projected by.
_SAMPLES = 9


@dataclass(frozen=True, slots=True)
class View:
    """A rectangle of the projected Earth, in units of the drawing.

    Attributes
    ----------
    projection : Projection
    per_km : float
        Units to a kilometre.
    left, top : float
        Of the rectangle, in units from the projection's origin, rightwards and downwards.
    width, height : int
    bleed : int
        How far beyond the upper and the lower edge the ground is drawn.
    """

    projection: Projection
    per_km: float
    left: float
    top: float
    width: int
    height: int
    bleed: int = 0

    def xy(self, lonlat: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return points of shape (n, 2), degrees, in units from the upper left corner."""
        found = self.projection.points(lonlat) * (self.per_km, -self.per_km)
        shifted: NDArray[np.float64] = found - (self.left, self.top)
        return shifted

    def point(self, lon: float, lat: float) -> tuple[float, float]:
        """Return one point in units from the upper left corner."""
        x, y = self.xy(np.array([[lon, lat]])).tolist()[0]
        return x, y

    @property
    def width_km(self) -> float:
        """How much of the Earth the view is wide, at its centre."""
        return self.width / self.per_km

    def shows(self, x: float, y: float, margin: float = 0.0) -> bool:
        """Tell whether a point lies within the rectangle."""
        return margin <= x <= self.width - margin and margin <= y <= self.height - margin


def view_of(
    scene: Scene, *, width: int, least_height: int, most_height: int, bleed: float = 0.0
) -> View:
    """Return the view of a scene's frame: as wide as asked for, as high as the frame is.

    Parameters
    ----------
    scene : Scene
    width, least_height, most_height : int
        Units.
    bleed : float
        Share of the height that is drawn beyond the upper and the lower edge.
    """
    projection = projection_for(scene.frame.bounds, scene.plane.bounds)
    west, south, east, north = _extent(scene, projection)
    wide, high = max(east - west, 1.0), max(north - south, 1.0)
    height = round(min(max(width * high / wide, least_height), most_height))
    per_km = min(width / wide, height / high)
    return View(
        projection=projection,
        per_km=per_km,
        left=(west + east) / 2 * per_km - width / 2,
        top=-(south + north) / 2 * per_km - height / 2,
        width=width,
        height=height,
        bleed=round(bleed * height),
    )


def _extent(scene: Scene, projection: Projection) -> BBox:
    """Return the box to show on the projected plane, kilometres.

    A box of degrees is a wide fan far from the equator: what it was drawn around is projected, and
    the room around it kept.
    """
    focus = [place for place in scene.located if place.entry.number in scene.frame.focus]
    if not focus:
        return _bounds(projection.points(_outline(scene.frame.bounds)))
    degrees = np.concatenate([_points(place) for place in focus])
    west, south, east, north = _bounds(projection.points(degrees))
    least, most = degrees.min(axis=0), degrees.max(axis=0)
    frame = scene.frame.bounds
    margin = max(0.0, least[1] - frame[1], frame[3] - most[1]) * _KM_PER_DEGREE
    # A frame cut off at the edge of the plane still has room around what it shows.
    margin = max(margin, 0.08 * max(east - west, north - south))
    return (west - margin, south - margin, east + margin, north + margin)


def _points(place: Located) -> NDArray[np.float64]:
    """Return what of a place a view must hold, as points in degrees."""
    if place.form == "point":
        # The scene keeps points within what Mercator can show; here there are poles.
        lat = place.place.lat if abs(place.lat - place.place.lat) > 1e-6 else place.lat
        return np.array([[place.lon, lat]])
    outline = _outline(place.bounds)
    if place.shape is None:
        return outline
    points = shapely.get_coordinates(place.shape)
    west, south, east, north = place.bounds
    least, most = np.array([west, south]), np.array([east, north])
    inside = points[((points >= least) & (points <= most)).all(axis=1)]
    return inside if len(inside) else outline


def _outline(box: BBox) -> NDArray[np.float64]:
    """Return points along the edge of a box, degrees."""
    west, south, east, north = box
    lon, lat = np.linspace(west, east, _SAMPLES), np.linspace(south, north, _SAMPLES)
    return np.concatenate(
        [
            np.column_stack([lon, np.full(_SAMPLES, south)]),
            np.column_stack([lon, np.full(_SAMPLES, north)]),
            np.column_stack([np.full(_SAMPLES, west), lat]),
            np.column_stack([np.full(_SAMPLES, east), lat]),
        ]
    )


def _bounds(points: NDArray[np.float64]) -> BBox:
    (west, south), (east, north) = points.min(axis=0).tolist(), points.max(axis=0).tolist()
    return (west, south, east, north)
