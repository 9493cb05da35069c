"""What the gazetteer answers with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from geonews.gazetteer.names import NameKind
from geonews.model import Place

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

__all__ = ["Candidate", "Convention", "Detail", "Dispute", "OfficialArea", "Outline"]

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


@dataclass(frozen=True, slots=True)
class Dispute:
    """An area that more than one state claims, as a worldview sees it.

    Attributes
    ----------
    name : str
    owner : str or None
        Whose it is in the gazetteer's worldview: an ISO 3166-1 code, the area's own name where it
        is a state without a code, None where it is nobody's and drawn hatched.
    code : str or None
        The area's own ISO 3166-1 code: XK, TW, PS, EH, FK.
    claimed_by : tuple of str
        ISO codes of the states that draw all of it as theirs.
    held_by : str
        Who governs it on the ground, in words.
    sides : tuple of (str, str)
        ISO code of a side, and its name for the area.
    note : str
        A sentence for a caption.
    """

    name: str
    owner: str | None
    code: str | None
    claimed_by: tuple[str, ...]
    held_by: str
    sides: tuple[tuple[str, str], ...]
    note: str


@dataclass(frozen=True, slots=True)
class Convention:
    """A way to draw a country's or region's borders, and the area it gives.

    Attributes
    ----------
    words : str
        "neutral borders (without Crimea and Sevastopol)".
    area_km2 : float
        Geodesic, of the polygon drawn so.
    """

    words: str
    area_km2: float
