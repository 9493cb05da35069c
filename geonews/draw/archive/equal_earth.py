"""The Equal Earth projection: the whole world at its true sizes, as atlases like it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from geonews.draw.equal_area import R_KM, authalic_sine

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["EqualEarth"]

# B. Savric, T. Patterson, B. Jenny, The Equal Earth map projection, International Journal of
# Geographical Information Science 33 (2019), pp. 454-465, eqs. 7 and 8.
_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796


@dataclass(frozen=True, slots=True)
class EqualEarth:
    """The projection about a meridian, in kilometres east and north of where it meets the equator.

    Attributes
    ----------
    lon : float
        Degrees.

    Examples
    --------
    >>> EqualEarth(10).points(np.array([[10.0, 0.0], [190.0, 0.0]])).round().tolist()
    [[0.0, 0.0], [17244.0, 0.0]]
    """

    lon: float

    def points(self, lonlat: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return points of shape (n, 2), degrees of longitude and latitude, in kilometres.

        Longitudes lie within 180 degrees of the meridian, beyond 180 too.
        """
        east = np.radians(lonlat[:, 0] - self.lon)
        theta = np.arcsin(math.sqrt(3) / 2 * authalic_sine(np.radians(lonlat[:, 1])))
        square = theta**2
        sixth = square**3
        across = _A1 + 3 * _A2 * square + sixth * (7 * _A3 + 9 * _A4 * square)
        x = 2 * math.sqrt(3) * east * np.cos(theta) / (3 * across)
        y = theta * (_A1 + _A2 * square + sixth * (_A3 + _A4 * square))
        return R_KM * np.column_stack([x, y])
