"""Several sources behind one port: the next is asked for what the ones before do not know."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from geonews.errors import GeocoderError
from geonews.gazetteer import Candidate, Detail
from geonews.geocode.port import CandidateSource, PlaceSource, failures_of, notes_of
from geonews.model import Place

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

__all__ = ["ChainSource", "links_of"]


class ChainSource:
    """A chain of sources.

    As a source it answers with the first link that knows a name. The resolver does better: it
    goes link by link (`links_of`), and asks the next also for what it could not settle.

    Parameters
    ----------
    *sources : PlaceSource

    Examples
    --------
    >>> from geonews.gazetteer import Gazetteer
    >>> gazetteer = Gazetteer.open()
    >>> ChainSource(gazetteer, gazetteer).candidates("Seoul") == gazetteer.candidates("Seoul")
    True
    """

    def __init__(self, *sources: PlaceSource) -> None:
        self.sources = sources

    @property
    def attribution(self) -> tuple[str, ...]:
        """The lines of all links, each once."""
        return tuple(dict.fromkeys(line for link in self.sources for line in link.attribution))

    @property
    def failures(self) -> Mapping[str, str]:
        """The names that links failed on, each with how the last of them did."""
        return {name: why for link in self.sources for name, why in failures_of(link).items()}

    @property
    def notes(self) -> tuple[str, ...]:
        """What the user should hear of the links, each once."""
        return tuple(dict.fromkeys(note for link in self.sources for note in notes_of(link)))

    def candidates(self, name: str) -> tuple[Candidate, ...]:
        """Return what the first link answers that knows a name.

        Raises
        ------
        GeocoderError
            No link knows it, and one failed, so that nobody can tell.
        """
        failure: GeocoderError | None = None
        for link in self.sources:
            try:
                if found := link.candidates(name):
                    return found
            except GeocoderError as error:
                failure = failure or error
        if failure is not None:
            raise failure
        return ()

    def shape(self, place: Place, detail: Detail = "full") -> BaseGeometry | None:
        """Return the polygon of the first link that has one."""
        shapes = (link.shape(place, detail) for link in self.sources)
        return next((shape for shape in shapes if shape is not None), None)


def links_of(source: CandidateSource) -> tuple[CandidateSource, ...]:
    """Return the links of a chain in order; any other source is its own only link."""
    return source.sources if isinstance(source, ChainSource) else (source,)
