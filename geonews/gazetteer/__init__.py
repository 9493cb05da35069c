"""The gazetteer: which places bear a name, and what shape they have.

`Gazetteer.open` memory-maps the compiled file that ships with the package.
"""

from geonews.gazetteer.areas import area_km2, bbox_of
from geonews.gazetteer.names import NameKind
from geonews.gazetteer.store import Candidate, Detail, Gazetteer, OfficialArea, Outline

__all__ = [
    "Candidate",
    "Detail",
    "Gazetteer",
    "NameKind",
    "OfficialArea",
    "Outline",
    "area_km2",
    "bbox_of",
]
