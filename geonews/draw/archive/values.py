"""An archive as its page sees it: counts by place, by country and by period."""

from __future__ import annotations

from dataclasses import dataclass

from geonews.model import GazetteerInfo, Place

__all__ = ["Archive", "CountryCount", "Pair", "PlaceCount"]


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """A place, and the stories that name it.

    Attributes
    ----------
    stories : int
    periods : tuple of int
        Of these, how many fall in each period of the archive.
    dispute : str
        The disputed area that it lies in, "" where there is none.
    """

    place: Place
    stories: int
    periods: tuple[int, ...]
    dispute: str = ""


@dataclass(frozen=True, slots=True)
class CountryCount:
    """A country, and the stories that name it or a place in it.

    Attributes
    ----------
    code : str
        ISO 3166-1 alpha-2.
    """

    code: str
    stories: int
    periods: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two places that stories name together."""

    one: PlaceCount
    other: PlaceCount
    stories: int


@dataclass(frozen=True, slots=True)
class Archive:
    """All that the page of an archive is made from.

    Attributes
    ----------
    periods : tuple of str
        Months (``YYYY-MM``) or years (``YYYY``) without a gap, the oldest first; none where no
        story has a date.
    stories, dated : int
        Of the whole archive; with a day of publication.
    in_period : tuple of int
        Stories of each period.
    place_count : int
        How many different places are named.
    places : tuple of PlaceCount
        Those that most stories name, the foremost first.
    countries : tuple of CountryCount
        All, that of most stories first.
    pairs : tuple of Pair
        The foremost first.
    files : tuple of (str, str)
        Names of the tables beside the page, and what each holds.
    notes : tuple of str
        What was left out.
    """

    title: str
    periods: tuple[str, ...]
    stories: int
    dated: int
    in_period: tuple[int, ...]
    place_count: int
    places: tuple[PlaceCount, ...]
    countries: tuple[CountryCount, ...]
    pairs: tuple[Pair, ...] = ()
    files: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    version: str = ""
    gazetteer: GazetteerInfo | None = None
    attribution: tuple[str, ...] = ()

    @property
    def generator(self) -> str:
        """What wrote the page; begins with ``geonews``, by which it is known again."""
        return f"geonews {self.version}".strip()
