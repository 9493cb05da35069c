"""What an archive is about: tables of its places, and a page with a map of all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geonews
from geonews.archive.counting import Counter, Sums
from geonews.archive.summary_tables import (
    COUNTRIES,
    COUNTRY_MONTHS,
    MONTHS,
    PAIRS,
    PLACES,
    TABLES,
    ranked_countries,
    ranked_pairs,
    write_tables,
)
from geonews.draw.archive import Archive, CountryCount, Pair, PlaceCount, archive_page
from geonews.draw.save import write_atomically
from geonews.errors import OutputError, StoryError
from geonews.gallery.files import is_ours

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geonews.gazetteer import Gazetteer
    from geonews.model import Place

__all__ = ["INDEX", "Summarised", "summarise"]

INDEX = "index.html"
PAIRED = 500
"""Places of most stories whose pairs are counted: 125,000 pairs, 2 seconds for 100,000 stories."""
_ON_PAGE = 400
_PAIRS_ON_PAGE = 12
# More steps than a slider has room for: years then.
_MOST_MONTHS, _MOST_YEARS = 120, 150
_TOLD_EVERY = 500


@dataclass(frozen=True, slots=True)
class Summarised:
    """What a summary holds.

    Attributes
    ----------
    stories, places, countries : int
    notes : tuple of str
        What was left out.
    """

    stories: int
    places: int
    countries: int
    notes: tuple[str, ...]


def summarise(
    reports: Iterable[dict[str, Any]],
    folder: Path,
    gazetteer: Gazetteer,
    *,
    title: str,
    is_wide: bool = False,
    progress: Callable[[int], None] = lambda _: None,
) -> Summarised:
    """Write the tables and the page of an archive into a folder.

    ``places.csv``, ``countries.csv``, ``months.csv``, ``pairs.csv`` and ``index.html``; the same
    reports make the same bytes, in whatever order they come. A story counts once for each place.

    Parameters
    ----------
    reports : iterable of dict
        As `geonews.archive.export.reports_of` yields them.
    folder : Path
        Made if need be.
    gazetteer : Gazetteer
        Where the countries of the map come from.
    title : str
        Of the page.
    is_wide : bool
        Whether uncertain places count too.
    progress : callable
        Gets how many reports are read.

    Raises
    ------
    OutputError
        The folder or a file cannot be written, or holds a page that geonews did not write.
    StoryError
        There is no report.
    """
    with Counter(is_wide=is_wide) as counter:
        for count, report in enumerate(reports):
            # Before the work, which may be long; yet not where there is nothing to read.
            if count == 0:
                _prepare(folder)
            counter.add(report)
            if count % _TOLD_EVERY == 0:
                progress(count)
        if not counter.tally.stories:
            raise StoryError("the archive has no report: name the output of geonews batch")
        ranked = counter.ranked()
        sums = counter.sums(ranked, PAIRED)
        notes = write_tables(folder, counter, ranked, sums, gazetteer)
        archive = _archive(counter, ranked, sums, gazetteer, title, notes)
    write_atomically(folder / INDEX, archive_page(archive, gazetteer))
    return Summarised(archive.stories, archive.place_count, len(archive.countries), notes)


def _prepare(folder: Path) -> None:
    """Make the folder; refuse one where something else stands under a name of ours."""
    try:
        folder.mkdir(exist_ok=True)
        taken = [name for name in (INDEX, *TABLES) if (folder / name).exists()]
    except OSError as error:
        raise OutputError(
            f"cannot make the folder {str(folder)!r} ({error.strerror or error}): make it first, "
            "or name another with -o"
        ) from error
    if taken and not is_ours(folder / INDEX):
        raise OutputError(
            f"{str(folder / taken[0])!r} is not from geonews: name another folder with -o"
        )


def _archive(
    counter: Counter,
    ranked: list[int],
    sums: Sums,
    gazetteer: Gazetteer,
    title: str,
    notes: tuple[str, ...],
) -> Archive:
    periods, at = _periods(counter.months)

    def spread(counts: Any) -> tuple[int, ...]:
        found = [0] * len(periods)
        for count, place in zip(counts.tolist(), at, strict=True):
            if place is not None:
                found[place] += count
        return tuple(found)

    counted: dict[int, PlaceCount] = {}
    places: list[PlaceCount] = []
    for i, number in enumerate(ranked[: len(sums.places)]):
        place = counter.places[number]
        if len(places) == _ON_PAGE and i >= len(sums.pairs):
            break
        dispute = gazetteer.dispute_of(place) if place.is_country else None
        dispute = dispute or gazetteer.dispute_at(place.lat, place.lon)
        name = dispute.name if dispute is not None and dispute.owner is None else ""
        counted[i] = PlaceCount(place, counter.stories[number], spread(sums.places[i]), name)
        # Countries have a table of their own.
        if not place.is_country and len(places) < _ON_PAGE:
            places.append(counted[i])
    codes = ranked_countries(sums)
    return Archive(
        title=title,
        periods=periods,
        stories=counter.tally.stories,
        dated=counter.tally.dated,
        in_period=spread(sums.stories[:-1]),
        place_count=len(ranked),
        places=tuple(places),
        countries=tuple(
            CountryCount(code, int(sums.countries[code].sum()), spread(sums.countries[code][:-1]))
            for code in codes
        ),
        pairs=tuple(_telling_pairs(counted, sums)),
        files=(
            (PLACES, "every place with its mentions, stories, first and last day"),
            (COUNTRIES, "stories by country"),
            (MONTHS, "stories by place and month"),
            (COUNTRY_MONTHS, "stories by country and month"),
            (PAIRS, "stories that name two places together"),
        ),
        notes=notes,
        version=geonews.__version__,
        gazetteer=gazetteer.info,
        attribution=gazetteer.attribution,
    )


def _periods(months: tuple[str, ...]) -> tuple[tuple[str, ...], list[int | None]]:
    """Return the periods of the page without a gap, and which of them each month falls in."""
    if not months:
        return (), []
    first, last = _month_number(months[0]), _month_number(months[-1])
    if last - first < _MOST_MONTHS:
        periods = [f"{n // 12:04}-{n % 12 + 1:02}" for n in range(first, last + 1)]
        return tuple(periods), [_month_number(month) - first for month in months]
    # A stray date centuries ago would leave no room for the rest: the youngest years are shown.
    end = last // 12
    start = max(first // 12, end - _MOST_YEARS + 1)
    years = [int(month[:4]) - start for month in months]
    return tuple(f"{n:04}" for n in range(start, end + 1)), [n if n >= 0 else None for n in years]


def _month_number(month: str) -> int:
    return 12 * int(month[:4]) + int(month[5:]) - 1


def _telling_pairs(counted: dict[int, PlaceCount], sums: Sums) -> Iterator[Pair]:
    """Yield the foremost pairs of which neither lies in the other."""
    found = 0
    for i, j in ranked_pairs(sums):
        one, other = counted[i], counted[j]
        if not (_holds(one.place, other.place) or _holds(other.place, one.place)):
            yield Pair(one, other, int(sums.pairs[i, j]))
            found += 1
            if found == _PAIRS_ON_PAGE:
                return


def _holds(one: Place, other: Place) -> bool:
    if one.country is None or one.country != other.country:
        return False
    return one.is_country or one.name in (other.admin1, other.name)
