"""The gazetteer: which places bear a name, and what shape they have.

`Gazetteer.open` memory-maps the compiled file that ships with the package.
"""

from geonews.gazetteer.areas import area_km2, bbox_of
from geonews.gazetteer.names import NameKind
from geonews.gazetteer.positions import great_circle_km
from geonews.gazetteer.store import Gazetteer
from geonews.gazetteer.values import (
    Candidate,
    Convention,
    Detail,
    Dispute,
    OfficialArea,
    Outline,
)

__all__ = [
    "Candidate",
    "Convention",
    "Detail",
    "Dispute",
    "Gazetteer",
    "NameKind",
    "OfficialArea",
    "Outline",
    "area_km2",
    "bbox_of",
    "great_circle_km",
]
