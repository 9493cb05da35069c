"""The tables of a summary: places, countries, months and pairs as CSV."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from geonews.archive.counting import MOST_PLACES, Counter, Sums
from geonews.archive.sheets import write_csv

if TYPE_CHECKING:
    from geonews.gazetteer import Gazetteer

__all__ = [
    "COUNTRIES",
    "COUNTRY_MONTHS",
    "MONTHS",
    "PAIRS",
    "PLACES",
    "TABLES",
    "ranked_countries",
    "ranked_pairs",
    "write_tables",
]

PLACES, MONTHS, PAIRS = "places.csv", "months.csv", "pairs.csv"
COUNTRIES, COUNTRY_MONTHS = "countries.csv", "country_months.csv"
TABLES = (PLACES, MONTHS, PAIRS, COUNTRIES, COUNTRY_MONTHS)
_PLACE_FIELDS = (
    *("place_id", "name", "country", "admin1", "feature_code", "lat", "lon", "population"),
    *("mentions", "stories", "stories_literal", "first_published", "last_published"),
)
_MONTH_FIELDS = ("place_id", "name", "country", "month", "stories")
_PAIR_FIELDS = ("place_id", "name", "other_id", "other_name", "stories", "expected")
_COUNTRY_FIELDS = ("country", "name", "stories")
_COUNTRY_MONTH_FIELDS = ("country", "name", "month", "stories")


def write_tables(
    folder: Path, counter: Counter, ranked: list[int], sums: Sums, gazetteer: Gazetteer
) -> tuple[str, ...]:
    """Write the tables and return what is not in them."""
    tally = counter.tally
    write_csv(folder / PLACES, _PLACE_FIELDS, _place_rows(counter, ranked))
    countries = [(code, gazetteer.country_name(code) or code) for code in ranked_countries(sums)]
    write_csv(
        folder / COUNTRIES,
        _COUNTRY_FIELDS,
        ((code, name, int(sums.countries[code].sum())) for code, name in countries),
    )
    write_csv(
        folder / COUNTRY_MONTHS,
        _COUNTRY_MONTH_FIELDS,
        (
            (code, name, month, stories)
            for code, name in countries
            for month, stories in zip(counter.months, sums.countries[code].tolist(), strict=False)
            if stories
        ),
    )
    write_csv(folder / MONTHS, _MONTH_FIELDS, _month_rows(counter, ranked, sums))
    write_csv(folder / PAIRS, _PAIR_FIELDS, _pair_rows(counter, ranked, sums))
    told = [
        (tally.unsure, "1 mention is of an uncertain place and not counted",
         "{:,} mentions are of uncertain places and not counted"),
        (tally.unresolved, "1 name was not found", "{:,} names were not found"),
        (tally.positions, "1 position by distance or coordinates is no place of its own",
         "{:,} positions by distance or coordinates are no places of their own"),
        (tally.beyond, f"1 mention of a place beyond the first {MOST_PLACES:,} is left out",
         f"{{:,}} mentions of places beyond the first {MOST_PLACES:,} are left out"),
        (tally.stories - tally.dated, "1 story has no date and is in no month",
         "{:,} stories have no date and are in no month"),
        (tally.broken, "1 report could not be understood", "{:,} reports could not be understood"),
        (max(0, len(ranked) - len(sums.pairs)), "", f"In {PAIRS}: the {len(sums.pairs):,} "
         f"places that most stories name, of {len(ranked):,}"),
        (len(ranked) - len(sums.places), "", f"In {MONTHS}: the {len(sums.places):,} places "
         f"that most stories name, of {len(ranked):,}"),
    ]  # fmt: skip
    notes = ((one if n == 1 and one else many).format(n) for n, one, many in told if n)
    return tuple(f"{note}." for note in notes)


def _place_rows(counter: Counter, ranked: list[int]) -> Iterator[tuple[object, ...]]:
    for number in ranked:
        place = counter.places[number]
        yield (
            *(counter.ids[number], place.name, place.country, place.admin1, place.feature),
            *(place.lat, place.lon, place.population),
            *(counter.mentions[number], counter.stories[number], counter.literal[number]),
            *(_day(counter.first[number]), _day(counter.last[number])),
        )


def _day(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat() if ordinal else ""


def ranked_countries(sums: Sums) -> list[str]:
    """Return the countries by code, that of most stories first."""
    return sorted(sums.countries, key=lambda code: (-int(sums.countries[code].sum()), code))


def _month_rows(counter: Counter, ranked: list[int], sums: Sums) -> Iterator[tuple[object, ...]]:
    months = counter.months
    for i, row in enumerate(sums.places):
        place = counter.places[ranked[i]]
        for at in row.nonzero()[0].tolist():
            yield (counter.ids[ranked[i]], place.name, place.country, months[at], int(row[at]))


def _pair_rows(counter: Counter, ranked: list[int], sums: Sums) -> Iterator[tuple[object, ...]]:
    """Yield pairs by stories; what would be expected of two that have nothing to do with it."""
    for i, j in ranked_pairs(sums):
        one, other = ranked[i], ranked[j]
        expected = counter.stories[one] * counter.stories[other] / counter.tally.stories
        names = (counter.places[one].name, counter.places[other].name)
        yield (
            *(counter.ids[one], names[0], counter.ids[other], names[1]),
            *(int(sums.pairs[i, j]), round(expected, 2)),
        )


def ranked_pairs(sums: Sums) -> list[tuple[int, int]]:
    """Return the pairs that a story names together, the most frequent first."""
    rows, columns = np.triu(sums.pairs, 1).nonzero()
    order = np.lexsort((columns, rows, -sums.pairs[rows, columns]))
    return list(zip(rows[order].tolist(), columns[order].tolist(), strict=True))
