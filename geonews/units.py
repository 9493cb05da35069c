"""How large the units of area and length are, and the Earth: for reading figures and for checks."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["AUTHALIC_KM", "EARTH_KM2", "UNIT_KM", "UNIT_KM2"]

EARTH_KM2 = 510_065_622.0
"""Surface of the WGS84 ellipsoid: a larger figure is no area on Earth."""

AUTHALIC_KM = 6371.0072
"""Radius of the sphere that has that surface."""

_MILE_KM = 1.609344
_FOOT_KM = 0.3048e-3

UNIT_KM: Mapping[str, float] = MappingProxyType(
    {
        "km": 1.0,
        "mi": _MILE_KM,
        "m": 1e-3,
        "ft": _FOOT_KM,
        "yd": 3 * _FOOT_KM,
        "nmi": 1.852,
    }
)
"""One unit in kilometres."""

UNIT_KM2: Mapping[str, float] = MappingProxyType(
    {
        "km2": 1.0,
        # International mile of 1,609.344 m and foot of 0.3048 m (1959).
        "mi2": _MILE_KM**2,
        "ft2": _FOOT_KM**2,
        # International acre of 4,840 square yards; the US survey acre is 4 ppm larger.
        "acre": 4840 * (3 * _FOOT_KM) ** 2,
        "ha": 0.01,
        "m2": 1e-6,
        # International nautical mile of 1,852 m (1929).
        "nmi2": 1.852**2,
        # Metric dunam of 1,000 m2 (Israel, Jordan, Turkey); Iraq's is 2,500 m2.
        "dunam": 0.001,
        # Thailand; China; Egypt and Sudan.
        "rai": 0.0016,
        "mu": 0.01 / 15,
        "feddan": 0.0042,
        # Assumed: 105 m x 68 m, the size UEFA and FIFA ask for.
        "pitch": 0.105 * 0.068,
    }
)
"""One unit in square kilometres, by the code figures carry in ``Figure.unit``."""
