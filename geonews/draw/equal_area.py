"""Lambert's azimuthal equal-area projection, so that shapes can be compared by their size.

The ellipsoid is first laid on the sphere of the same surface by authalic latitudes, then on a
plane: both steps keep every area.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

__all__ = ["R_KM", "EqualArea", "authalic_sine", "centred_on"]

# WGS84.
_A_KM = 6378.137
_F = 1 / 298.257223563
_E2 = _F * (2 - _F)
_E = math.sqrt(_E2)
# A border along a parallel is no straight line on the plane: a point every so many degrees.
_STEP_DEGREES = 1.0
# Both sides of a cut along the antimeridian are joined on a grid of a metre.
_GRID_KM = 1e-3


def _q(sine: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return q of the sine of a geodetic latitude: Snyder, eq. 3-12, with atanh for its log."""
    return (1 - _E2) * (sine / (1 - _E2 * sine**2) + np.arctanh(_E * sine) / _E)


_Q_POLE = float(_q(np.array([1.0]))[0])
R_KM = _A_KM * math.sqrt(_Q_POLE / 2)
"""Radius of the sphere that has the surface of the ellipsoid of WGS84."""


def authalic_sine(lat: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the sine of the authalic latitude of geodetic latitudes in radians: Snyder, p. 16."""
    return np.clip(_q(np.sin(lat)) / _Q_POLE, -1, 1)


@dataclass(frozen=True, slots=True)
class EqualArea:
    """The projection centred on a point, in kilometres east and north of it.

    J. P. Snyder, Map Projections: A Working Manual, USGS Professional Paper 1395 (1987),
    p. 16 (authalic latitude) and pp. 185-186, eqs. 22-4, 24-2 to 24-4.

    Attributes
    ----------
    lat, lon : float
        WGS84 degrees.

    Examples
    --------
    >>> degree = EqualArea(60.5, 0.5).project(shapely.box(0, 60, 1, 61))
    >>> round(degree.area)  # by geodesics: 6,122.9 km2
    6123
    """

    lat: float
    lon: float

    def project(self, geometry: BaseGeometry) -> BaseGeometry:
        """Return polygons in degrees (EPSG:4326) on the plane, valid, in kilometres.

        What the antimeridian cuts in two is joined.
        """
        parts = _polygons(shapely.force_2d(geometry))
        west, _, east, _ = shapely.bounds(parts).T
        dense = shapely.segmentize(parts, _STEP_DEGREES)
        plane = shapely.make_valid(shapely.transform(dense, self.points))
        is_cut = (west <= -180) | (east >= 180)
        if is_cut.any():
            joined = shapely.union_all(plane[is_cut], grid_size=_GRID_KM)
            plane = np.array([*plane[~is_cut], joined])
        return shapely.MultiPolygon(list(_polygons(plane)))

    def points(self, lonlat: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return points of shape (n, 2), degrees of longitude and latitude, in kilometres.

        Longitudes may lie beyond 180.

        Examples
        --------
        >>> EqualArea(0, 180).points(np.array([[180.0, 0.0], [181.0, 0.0]])).round(1).tolist()
        [[0.0, 0.0], [111.2, 0.0]]
        """
        east = np.radians(lonlat[:, 0] - self.lon)
        sine = authalic_sine(np.radians(lonlat[:, 1]))
        sine0 = float(authalic_sine(np.radians(np.array([self.lat])))[0])
        cosine, cosine0 = np.sqrt(1 - sine**2), math.sqrt(1 - sine0**2)
        across = cosine * np.cos(east)
        # The far side of the Earth is a circle, not a point: kept finite, and drawn by nobody.
        k = np.sqrt(2 / np.maximum(1 + sine0 * sine + cosine0 * across, 1e-9))
        x = k * cosine * np.sin(east)
        y = k * (cosine0 * sine - sine0 * across)
        return R_KM * np.column_stack([x, y])


def centred_on(geometry: BaseGeometry) -> EqualArea:
    """Return the projection centred on polygons in degrees, over the antimeridian too.

    The centre is where the mean of the parts, weighted by area, points to from the Earth's.

    Examples
    --------
    >>> isles = shapely.MultiPolygon([shapely.box(177, -19, 180, -16),
    ...                               shapely.box(-180, -19, -179, -16)])
    >>> centre = centred_on(isles)
    >>> round(centre.lat, 1), round(centre.lon, 1)
    (-17.5, 179.0)
    """
    parts = _polygons(geometry)
    middles = shapely.get_coordinates(shapely.centroid(parts))
    lon, lat = np.radians(middles[:, 0]), np.radians(middles[:, 1])
    weight = shapely.area(parts) * np.cos(lat)
    points = np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])
    x, y, z = (points * weight[:, None]).sum(axis=0).tolist()
    return EqualArea(math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x)))


def _polygons(geometries: BaseGeometry | NDArray[np.object_]) -> NDArray[np.object_]:
    """Return the polygons of geometries; repaired ones may be collections of multi-geometries."""
    parts = shapely.get_parts(shapely.get_parts(geometries))
    found: NDArray[np.object_] = parts[shapely.area(parts) > 0]
    return found
