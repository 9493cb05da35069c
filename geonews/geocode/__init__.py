"""Where candidates come from: the gazetteer, or any geopy geocoder, behind one port."""

from geonews.geocode.chain import ChainSource, links_of
from geonews.geocode.joining import joined
from geonews.geocode.opening import open_source
from geonews.geocode.port import (
    CandidateSource,
    PlaceSource,
    failures_of,
    notes_of,
    regions_of,
)
from geonews.geocode.service import GeopySource

__all__ = [
    "CandidateSource",
    "ChainSource",
    "GeopySource",
    "PlaceSource",
    "failures_of",
    "joined",
    "links_of",
    "notes_of",
    "open_source",
    "regions_of",
]
