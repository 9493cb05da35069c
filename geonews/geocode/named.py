"""A name with what holds it, such as "Paris, Texas", looked up in the gazetteer."""

from __future__ import annotations

from geonews.gazetteer import Candidate, Gazetteer
from geonews.model import Place
from geonews.text import fold

__all__ = ["named"]


def named(query: str, gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    """Return the places that a name may mean, each once, most prominent first.

    Parameters
    ----------
    query : str
        A name, or a name and what holds it: "Kursk", "Paris, Texas", "Lima, Ohio, USA".
    gazetteer : Gazetteer

    Examples
    --------
    >>> [found.place.geonames_id for found in named("Paris, Texas", Gazetteer.open())]
    [4717560]
    """
    name, *holders = [part.strip() for part in query.split(",") if part.strip()] or [""]
    found = [c for c in gazetteer.candidates(name) if c.kind.is_name]
    for holder in holders:
        bearers = gazetteer.lookup(holder)
        found = [c for c in found if _is_in(c.place, fold(holder), bearers, gazetteer)]
    unique = {id(c.place): c for c in found}
    return tuple(unique.values())


def _is_in(place: Place, folded: str, bearers: tuple[Place, ...], gazetteer: Gazetteer) -> bool:
    areas = (place.admin1, gazetteer.admin2_name(place))
    if any(area and fold(area) == folded for area in areas):
        return True
    return any(
        other.is_country or (other.feature == "ADM1" and other.name == place.admin1)
        for other in bearers
        if other is not place and other.country == place.country
    )
