"""Counting an archive: one pass over its reports, a small file of numbers, then exact sums.

Of each report only numbers are kept, in a temporary file: its month and its places. What is to be
broken down by month or by pair is chosen when all places are known, and summed from that file; so
no count is an estimate, and memory grows with the number of distinct places alone.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from geonews.archive.place_ids import place_id
from geonews.archive.spill import Spill
from geonews.draw.dates import day_of
from geonews.model import Place

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Counter", "Sums", "Tally"]

MOST_PLACES = 1_000_000
"""The embedded gazetteer has 245,000; a place takes some 700 bytes."""
MOST_MONTHS = 6_000
"""Five centuries; beyond that dates are not to be believed."""
_MOST_NAME = 200
# Stories that are summed at a time.
_STORIES = 1 << 15
# Rows of the matrix whose product with itself counts pairs: exact in float32 up to 2**24.
_PAIR_STORIES = 1 << 12
# By month, what memory is given to: 8 bytes each.
_MOST_CELLS = 4_000_000
_POSITIONS = ("coordinates", "relative")
_CODE = re.compile("[A-Z]{2}")
_TEXTS, _NEEDED = ("name", "country", "admin1", "feature"), ("name", "feature")


@dataclass(slots=True)
class Tally:
    """What was seen, beside the places.

    Attributes
    ----------
    stories : int
        Reports that were read.
    dated : int
        Those with a day of publication.
    mentions : int
        Mentions whose place is counted.
    unsure, unresolved : int
        Mentions whose place is uncertain and not counted; mentions without a place.
    positions : int
        Mentions that give a position by coordinates or by distance: they are no place.
    broken : int
        Reports that could not be understood.
    beyond : int
        Mentions of places beyond the bound.
    """

    stories: int = 0
    dated: int = 0
    mentions: int = 0
    unsure: int = 0
    unresolved: int = 0
    positions: int = 0
    broken: int = 0
    beyond: int = 0


@dataclass(frozen=True, slots=True)
class Sums:
    """What is broken down; months are those of `Counter.months`, in their order.

    Attributes
    ----------
    stories : array of shape (months + 1,)
        Stories by month; the last is those without one.
    places : array of shape (places, months)
        Stories by place and month, for as many of the places given as there is room.
    countries : dict of str to array of shape (months + 1,)
        Stories that name a country or a place in it, by code.
    pairs : array of shape (n, n)
        Stories that name both, for the first of the places given.
    """

    stories: NDArray[np.int64]
    places: NDArray[np.int64]
    countries: dict[str, NDArray[np.int64]]
    pairs: NDArray[np.int64]


class Counter:
    """Counts places of reports. To be used as a context: its file goes with it.

    Parameters
    ----------
    is_wide : bool
        Whether uncertain mentions count too.
    """

    def __init__(self, *, is_wide: bool = False) -> None:
        self.tally = Tally()
        self.places: list[Place] = []
        self.ids: list[str] = []
        self.mentions = array("q")
        self.stories = array("q")
        self.literal = array("q")
        # Days as ordinals, 0 for none.
        self.first = array("i")
        self.last = array("i")
        self._is_wide = is_wide
        self._numbers: dict[object, int] = {}
        self._months: dict[str, int] = {}
        self._heads = Spill()
        self._named = Spill()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._heads.close()
        self._named.close()

    @property
    def months(self) -> tuple[str, ...]:
        """The months there are stories of, ``YYYY-MM``, in order."""
        return tuple(sorted(self._months))

    def add(self, report: dict[str, Any]) -> None:
        """Count one report, as `geonews.model.Report.to_dict` writes it.

        Raises
        ------
        OutputError
            The temporary folder is full.
        """
        try:
            day = day_of(report["article"]["published"])
            named = self._named_in(report["mentions"])
        except (AttributeError, KeyError, TypeError, ValueError, OverflowError):
            self.tally.broken += 1
            return
        self.tally.stories += 1
        month = self._month(day[:7]) if day else -1
        ordinal = date.fromisoformat(day).toordinal() if month >= 0 else 0
        self.tally.dated += month >= 0
        for number, (mentions, is_literal) in named.items():
            self.tally.mentions += mentions
            self.mentions[number] += mentions
            self.stories[number] += 1
            self.literal[number] += is_literal
            if ordinal:
                self.first[number] = min(self.first[number] or ordinal, ordinal)
                self.last[number] = max(self.last[number], ordinal)
        self._heads.write((month, len(named)))
        self._named.write(named)

    def _named_in(self, mentions: list[dict[str, Any]]) -> dict[int, tuple[int, bool]]:
        """Return the places a story names by their numbers: how often, and whether literally."""
        found: dict[int, tuple[int, bool]] = {}
        unsure = unresolved = positions = beyond = 0
        for mention in mentions:
            fields = mention["place"]
            if fields is None:
                unresolved += 1
            elif mention["kind"] in _POSITIONS:
                positions += 1
            elif mention["status"] != "resolved" and not self._is_wide:
                unsure += 1
            elif (number := self._number(fields)) is None:
                beyond += 1
            else:
                count, is_literal = found.get(number, (0, False))
                found[number] = (count + 1, is_literal or mention["role"] == "literal")
        tally = self.tally
        tally.unsure += unsure
        tally.unresolved += unresolved
        tally.positions += positions
        tally.beyond += beyond
        return found

    def _number(self, fields: dict[str, Any]) -> int | None:
        # A number is told faster than an id is written.
        key = fields["geonames_id"] or place_id(fields)
        number = self._numbers.get(key)
        if number is None:
            if len(self.places) >= MOST_PLACES:
                return None
            texts = {name: _text(fields[name], name in _NEEDED) for name in _TEXTS}
            if not _CODE.fullmatch(texts["country"] or ""):
                texts["country"] = None
            place = Place.from_dict({**fields, **texts})
            written = place_id({**fields, **texts})
            number = self._numbers[key] = len(self.places)
            self.places.append(place)
            self.ids.append(written)
            for column in (self.mentions, self.stories, self.literal, self.first, self.last):
                column.append(0)
        return number

    def _month(self, month: str) -> int:
        known = self._months.get(month)
        if known is None and len(self._months) < MOST_MONTHS:
            known = self._months[month] = len(self._months)
        return -1 if known is None else known

    def ranked(self) -> list[int]:
        """Return the numbers of all places, that of most stories first, whatever was read first."""
        places = self.places
        return sorted(
            (number for number in range(len(places)) if self.stories[number]),
            key=lambda n: (
                -self.stories[n],
                -self.mentions[n],
                places[n].name,
                places[n].lat,
                places[n].lon,
            ),
        )

    def sums(self, ranked: list[int], paired: int) -> Sums:
        """Break down by month, country and pair.

        Parameters
        ----------
        ranked : list of int
            Places by number, the foremost first.
        paired : int
            How many of them are counted by pair.
        """
        months = len(self._months)
        kept = ranked[: _MOST_CELLS // max(1, months)]
        rank = np.full(len(self.places), -1, np.int64)
        rank[kept] = np.arange(len(kept))
        codes = sorted({place.country for place in self.places if place.country})
        code_at = {code: i for i, code in enumerate(codes)}
        country = np.array([code_at.get(p.country or "", -1) for p in self.places], np.int64)
        # From the order in which months were met to that of the calendar; -1, the last, to the end.
        order = np.zeros(months + 1, np.int64)
        for i, name in enumerate(self.months):
            order[self._months[name]] = i
        order[-1] = months
        by_month = np.zeros(months + 1, np.int64)
        by_place = np.zeros(len(kept) * months, np.int64)
        by_country = np.zeros(len(codes) * (months + 1), np.int64)
        paired = min(paired, len(kept))
        pairs = np.zeros((paired, paired), np.int64)
        for met, story, named in self._chunks():
            month = order[met]
            by_month += np.bincount(month, minlength=months + 1)
            at = rank[named]
            when = month[story]
            is_kept = (at >= 0) & (when < months)
            if months:
                cells = at[is_kept] * months + when[is_kept]
                by_place += np.bincount(cells, minlength=len(by_place))
            where = country[named]
            once = np.unique(story[where >= 0] * max(1, len(codes)) + where[where >= 0])
            if len(codes):
                cells = (once % len(codes)) * (months + 1) + month[once // len(codes)]
                by_country += np.bincount(cells, minlength=len(by_country))
            is_paired = (at >= 0) & (at < paired)
            _add_pairs(pairs, story[is_paired], at[is_paired], len(met))
        rows = by_country.reshape(len(codes), months + 1)
        return Sums(
            stories=by_month,
            places=by_place.reshape(len(kept), months),
            countries=dict(zip(codes, rows, strict=True)),
            pairs=pairs,
        )

    def _chunks(
        self,
    ) -> Iterator[tuple[NDArray[np.int32], NDArray[np.int64], NDArray[np.int32]]]:
        """Yield, for some stories at a time: their months; a story and a place for each naming."""
        heads, named = self._heads.reader(), self._named.reader()
        while len(head := heads(2 * _STORIES)):
            months, counts = head[::2], head[1::2]
            story = np.repeat(np.arange(len(counts), dtype=np.int64), counts)
            yield months, story, named(len(story))


def _text(value: object, is_needed: bool) -> str | None:
    if value is None and not is_needed:
        return None
    if not isinstance(value, str):
        raise TypeError("a name that is no text")
    return value[:_MOST_NAME]


def _add_pairs(
    pairs: NDArray[np.int64], story: NDArray[np.int64], at: NDArray[np.int64], stories: int
) -> None:
    for start in range(0, stories, _PAIR_STORIES):
        first, last = np.searchsorted(story, (start, start + _PAIR_STORIES))
        if first == last:
            continue
        holds = np.zeros((_PAIR_STORIES, len(pairs)), np.float32)
        holds[story[first:last] - start, at[first:last]] = 1
        pairs += (holds.T @ holds).astype(np.int64)
