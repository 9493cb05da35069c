"""Equal-area projections of the whole Earth and of one part of it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from geonews.draw.equal_area import R_KM, EqualArea, authalic_sine

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geonews.model import BBox

__all__ = ["EqualEarth", "Projection", "projection_for"]

# Beyond this angle from its centre, Lambert's projection stretches shapes by 1.17 and more.
_FARTHEST_DEGREES = 62.0
# The coefficients of Equal Earth: Savric, Patterson and Jenny, table 1.
_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_M = math.sqrt(3) / 2


class Projection(Protocol):
    """What lays degrees out on a plane, true to area.

    Attributes
    ----------
    lon : float
        The central meridian, degrees.
    """

    @property
    def lon(self) -> float: ...  # noqa: D102

    def points(self, lonlat: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return points of shape (n, 2), degrees of longitude and latitude, in kilometres."""


@dataclass(frozen=True, slots=True)
class EqualEarth:
    """The Equal Earth projection: the whole world, its continents near their true shapes.

    B. Savric, T. Patterson and B. Jenny, The Equal Earth map projection, International Journal of
    Geographical Information Science 33 (2019), p. 454; the ellipsoid by authalic
    latitudes.

    Attributes
    ----------
    lon : float
        The central meridian, degrees; longitudes count from it unwrapped.

    Examples
    --------
    >>> world = EqualEarth(0.0).points(np.array([[0.0, 0.0], [180.0, 0.0], [0.0, 90.0]]))
    >>> world.round().tolist()
    [[0.0, 0.0], [17244.0, 0.0], [0.0, 8393.0]]
    """

    lon: float

    def points(self, lonlat: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return points of shape (n, 2), degrees of longitude and latitude, in kilometres."""
        theta = np.arcsin(_M * authalic_sine(np.radians(lonlat[:, 1])))
        squared = theta * theta
        sixth = squared**3
        slope = _A1 + 3 * _A2 * squared + sixth * (7 * _A3 + 9 * _A4 * squared)
        x = np.radians(lonlat[:, 0] - self.lon) * np.cos(theta) / (_M * slope)
        y = theta * (_A1 + _A2 * squared + sixth * (_A3 + _A4 * squared))
        return R_KM * np.column_stack([x, y])


def projection_for(bounds: BBox, plane: BBox) -> Projection:
    """Return the projection for a box of a plane, degrees.

    A part of the Earth lies about the centre of Lambert's projection, the land around a pole about
    the pole; the world takes Equal Earth, cut where the plane is.

    Examples
    --------
    >>> world = (-169, -84, 191, 84)
    >>> projection_for((30, 49, 40, 53), world), projection_for((-169, -56, 191, 74), world)
    (EqualArea(lat=51.0, lon=35.0), EqualEarth(lon=11.0))
    """
    west, south, east, north = bounds
    lon = (west + east) / 2
    lat = (south + north) / 2
    if east - west > 180 and (south >= 40 or north <= -40):
        lat = 90.0 if south > 0 else -90.0
    corners = [
        _angle(lat, lon, *corner)
        for corner in ((south, west), (south, east), (north, west), (lat, west), (0.0, west))
        if south <= corner[0] <= north
    ]
    if max(corners) > _FARTHEST_DEGREES:
        return EqualEarth((plane[0] + plane[2]) / 2)
    return EqualArea(lat, lon)


def _angle(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    """Return the angle between two points on the sphere, degrees."""
    a, b = math.radians(lat_a), math.radians(lat_b)
    cosine = math.sin(a) * math.sin(b) + math.cos(a) * math.cos(b) * math.cos(
        math.radians(lon_b - lon_a)
    )
    return math.degrees(math.acos(min(1.0, max(-1.0, cosine))))
