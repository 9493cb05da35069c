"""The port the resolver asks for candidates, and what a map asks of the same source."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

from geonews.gazetteer import Candidate, Detail
from geonews.model import Place

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

__all__ = ["CandidateSource", "PlaceSource", "failures_of", "notes_of", "regions_of"]


class CandidateSource(Protocol):
    """Whoever answers the question which places bear a name."""

    def candidates(self, name: str) -> tuple[Candidate, ...]:
        """Return the places that bear a name, most prominent first.

        Raises
        ------
        GeocoderError
            A service failed; () means it answered that it knows no such place.
        """
        ...


class PlaceSource(CandidateSource, Protocol):
    """A source whose places can be drawn: it knows their shapes, and whom to credit."""

    @property
    def attribution(self) -> tuple[str, ...]:
        """The lines that must stand wherever places of this source are shown."""
        ...

    def shape(self, place: Place, detail: Detail = "full") -> BaseGeometry | None:
        """Return the polygon of a place that this source gave, lon/lat degrees (EPSG:4326)."""
        ...


def failures_of(source: CandidateSource) -> Mapping[str, str]:
    """Return the names a source failed on, each with a line that says how.

    Examples
    --------
    >>> from geonews.gazetteer import Gazetteer
    >>> dict(failures_of(Gazetteer.open()))
    {}
    """
    failures: Mapping[str, str] = getattr(source, "failures", {})
    return failures


def notes_of(source: CandidateSource) -> tuple[str, ...]:
    """Return what the user should hear of how a source works, such as a damaged cache."""
    notes: tuple[str, ...] = getattr(source, "notes", ())
    return notes


def regions_of(source: CandidateSource, name: str) -> tuple[Candidate, ...]:
    """Return the first-level regions that a source has under a name, where it may be asked so.

    Raises
    ------
    GeocoderError
        As for `CandidateSource.candidates`.
    """
    regions = getattr(source, "regions_named", None)
    found: tuple[Candidate, ...] = regions(name) if callable(regions) else ()
    return found
