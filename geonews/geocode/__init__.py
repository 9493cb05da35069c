"""Where candidates come from: the gazetteer, or any geopy geocoder, behind one port."""

from geonews.geocode.port import CandidateSource, GeopySource, open_source

__all__ = ["CandidateSource", "GeopySource", "open_source"]
