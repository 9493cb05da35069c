"""An archive of stories on one page: a map of it all, its months, and tables."""

from geonews.draw.archive.page import archive_page
from geonews.draw.archive.values import Archive, CountryCount, Pair, PlaceCount

__all__ = ["Archive", "CountryCount", "Pair", "PlaceCount", "archive_page"]
