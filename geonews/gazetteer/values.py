"""What the gazetteer answers with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from geonews.gazetteer.names import NameKind
from geonews.model import Place

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

__all__ = ["Candidate", "Detail", "OfficialArea", "Outline"]

Detail = Literal["full", "region", "world"]
"""How fine a shape is: to measure, to draw a region or country, to draw a continent."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that bears a name, and how it bears it.

    ``weight`` orders namesakes by prominence: inhabitants for towns, those of its towns for a
    region, a comparable number for seas and the like.
    """

    place: Place
    kind: NameKind
    weight: int


@dataclass(frozen=True, slots=True)
class Outline:
    """A shape to draw: a country, a region or a disputed area, lon/lat degrees (EPSG:4326)."""

    name: str
    country: str | None
    geometry: BaseGeometry
    note: str = ""


@dataclass(frozen=True, slots=True)
class OfficialArea:
    """An area that an authority states, in square kilometres."""

    total_km2: float
    land_km2: float | None
    source: str
