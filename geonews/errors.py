"""The errors a caller may see: one root; a branch also is the builtin a caller expects."""

__all__ = [
    "AreaFileError",
    "CorrectionsError",
    "GazetteerError",
    "GeocoderError",
    "GeonewsError",
    "ModelError",
    "OptionError",
    "OutputError",
    "PageError",
    "StoryError",
    "UnknownPlaceError",
]


class GeonewsError(Exception):
    """Root of every error geonews raises on purpose.

    The message is one line: what was wrong with which value, where, and what to do next.

    Examples
    --------
    >>> issubclass(StoryError, GeonewsError) and issubclass(StoryError, ValueError)
    True
    """


class StoryError(GeonewsError, ValueError):
    """A story that cannot be read: missing, a directory, empty, binary, or without text."""


class AreaFileError(GeonewsError, ValueError):
    """A polygon file that is no GeoJSON, or holds a ring no area can be computed from."""


class CorrectionsError(GeonewsError, ValueError):
    """A file of corrections with a fault in it, told by file and line."""


class PageError(GeonewsError, ValueError):
    """A page that geonews did not write, or that is too old, cut short, damaged or too large."""


class OptionError(GeonewsError, ValueError):
    """A choice that does not exist or does not go with another."""


class GazetteerError(GeonewsError, OSError):
    """A gazetteer file that is missing, truncated, of another version or damaged."""


class ModelError(GeonewsError, OSError):
    """A file of trained weights that is missing, damaged or of another version."""


class UnknownPlaceError(GeonewsError, LookupError):
    """A place named by the user (not by a story) that the gazetteer does not know."""


class GeocoderError(GeonewsError, ConnectionError):
    """A geocoding service that failed: refused, timed out, or answered nonsense."""


class OutputError(GeonewsError, OSError):
    """A file that cannot be written."""
