"""A gazetteer to draw from, with what a geocoder gave beside its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from geonews.geocode.policy import attribution_of
from geonews.model import Place, Report

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geonews.gazetteer import Detail, Gazetteer
    from geonews.geocode.port import PlaceSource

__all__ = ["joined"]


def joined(report: Report, gazetteer: Gazetteer, source: PlaceSource | None = None) -> Gazetteer:
    """Return a gazetteer that draws a report whose places may come from elsewhere.

    Parameters
    ----------
    report : Report
        Its places name the service they are from, so that each is credited.
    gazetteer : Gazetteer
        Its own shapes come first: they share their borders with the basemap.
    source : PlaceSource, optional
        Where the places came from; it has the shapes that the gazetteer lacks.

    Returns
    -------
    Gazetteer
        The same one where nothing is to be added.
    """
    places = [mention.place for mention in report.mentions if mention.place]
    places += [place for mention in report.mentions for place in mention.alternatives]
    lines = (
        *gazetteer.attribution,
        *attribution_of(place.source for place in places),
        *(source.attribution if source is not None else ()),
    )
    attribution = tuple(dict.fromkeys(lines))
    if attribution == tuple(gazetteer.attribution) and source in (None, gazetteer):
        return gazetteer
    return cast("Gazetteer", _Joined(gazetteer, source, attribution))


class _Joined:
    """Stands for a gazetteer, but for its shapes and its credits."""

    def __init__(
        self, gazetteer: Gazetteer, source: PlaceSource | None, attribution: tuple[str, ...]
    ) -> None:
        self._gazetteer = gazetteer
        self._source = source
        self.attribution = attribution

    def __getattr__(self, name: str) -> Any:
        return getattr(self._gazetteer, name)

    def shape(self, place: Place, detail: Detail = "full") -> BaseGeometry | None:
        own = self._gazetteer.shape(place, detail)
        if self._source is None or (own is not None and not own.is_empty):
            return own
        return self._source.shape(place, detail)
