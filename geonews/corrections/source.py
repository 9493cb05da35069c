"""A source of candidates that knows the newsroom's own places beside its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from geonews.corrections.values import Corrections, Own
from geonews.gazetteer import Candidate, Detail, NameKind
from geonews.geocode import ChainSource, PlaceSource
from geonews.model import Place
from geonews.text import fold

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geonews.geocode import CandidateSource

__all__ = ["with_own"]


def with_own(source: CandidateSource | PlaceSource, corrections: Corrections) -> PlaceSource:
    """Return a source with the newsroom's own places among its candidates, and their polygons.

    An own place is as prominent as the most prominent place of its name.

    Parameters
    ----------
    source : CandidateSource
    corrections : Corrections
        The same source comes back where they have no own places.

    Examples
    --------
    >>> from geonews.gazetteer import Gazetteer
    >>> own = Own(Place("Harbor Quarter", 42.36, -71.05), 1)
    >>> source = with_own(Gazetteer.open(), Corrections("desk.toml", own=(own,)))
    >>> [candidate.place.lat for candidate in source.candidates("Harbor Quarter")]
    [42.36]
    """
    known = cast("PlaceSource", source)
    if not corrections.own:
        return known
    if isinstance(source, ChainSource):
        return ChainSource(*(with_own(link, corrections) for link in source.sources))
    if isinstance(source, _WithOwn) and source.own == corrections.own:
        return source
    return _WithOwn(known, corrections.own)


class _WithOwn:
    """Stands for a source in all that it does, but for its candidates and shapes."""

    def __init__(self, source: PlaceSource, own: tuple[Own, ...]) -> None:
        self._source = source
        self.own = own
        self._by_name = {fold(each.place.name): each for each in own}
        self._shapes = {each.place: each.area.geometry for each in own if each.area}

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self._source, name)

    @property
    def attribution(self) -> tuple[str, ...]:
        """The lines of the source itself; a newsroom needs no credit for its own places."""
        return self._source.attribution

    def candidates(self, name: str) -> tuple[Candidate, ...]:
        """Return the own place of a name first, then what the source has."""
        own = self._by_name.get(fold(name))
        found = self._source.candidates(name)
        if own is None:
            return found
        weight = max((own.place.population or 1, *(each.weight for each in found)))
        return (Candidate(own.place, NameKind.NAME, weight), *found)

    def shape(self, place: Place, detail: Detail = "full") -> BaseGeometry | None:
        """Return the polygon of an own place, or what the source has."""
        own = self._shapes.get(place)
        return self._source.shape(place, detail) if own is None else own
