"""Mentions gathered by place: one entry a place, with its role, its weight and its sentences."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter

from geonews.model import Article, Mention, Place, Report, Role, Span, Status, Zone
from geonews.text import fold, sentences

__all__ = ["Entry", "Quote", "entries"]

_STRETCH_CHARS = 4000


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of the story and the names within it, as spans of ``Article.text``."""

    start: int
    end: int
    marks: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """All that a story says of one place.

    Attributes
    ----------
    number : int
        Position in the list; ties the list, the map's data and its shapes together.
    place : Place or None
        None where no candidate was found.
    role : {'literal', 'associative', 'dateline'}
        Literal if any mention is; else the dateline if there is one.
    status : {'resolved', 'uncertain', 'unresolved'}
        The best of the mentions.
    written : str
        The first mention of that role, as the story writes it.
    count, literal, associative : int
        Mentions in all, and the literal and the associative ones among them.
    first : int
        Offset of the first mention.
    alone : bool
        Whether a literal mention does more than say where another place lies, as the second name
        in "Medford, Oregon" does.
    zone : Zone or None
        Where the place may lie, for one given by distance or coordinates.
    """

    number: int
    place: Place | None
    name: str
    written: str
    role: Role
    status: Status
    count: int
    literal: int
    associative: int
    first: int
    alone: bool
    quotes: tuple[Quote, ...]
    reason: str
    alternatives: tuple[Place, ...]
    zone: Zone | None = None


def entries(report: Report) -> tuple[Entry, ...]:
    """Return one entry a place, in order of first mention.

    Examples
    --------
    >>> from geonews.model import GazetteerInfo
    >>> lima = Place("Lima", -12.05, -77.04, country="PE")
    >>> mentions = [Mention(a, a + 4, "Lima", place=lima, status="resolved") for a in (13, 19)]
    >>> report = Report(
    ...     Article("Rain fell on Lima. Lima flooded."), GazetteerInfo("", "", ""), tuple(mentions)
    ... )
    >>> [(entry.name, entry.count, len(entry.quotes)) for entry in entries(report)]
    [('Lima', 2, 2)]
    """
    groups: dict[object, list[Mention]] = {}
    for mention in sorted(report.mentions, key=lambda m: (m.start, m.end)):
        groups.setdefault(_key(mention), []).append(mention)
    finder = _Sentences(report.article)
    locating = _locating(report)
    return tuple(_entry(i, group, finder, locating) for i, group in enumerate(groups.values()))


def _locating(report: Report) -> frozenset[int]:
    """Return the offsets of the mentions that only say where the place before them lies."""
    text = report.article.text
    return frozenset(
        after.start
        for before, after in pairwise(sorted(report.mentions, key=lambda m: (m.start, m.end)))
        if re.fullmatch(r",\s", text[before.end : after.start])
        and before.place is not None
        and after.place is not None
        and before.place.country == after.place.country
        and (after.place.is_country or before.place.admin1 == after.place.name)
    )


def _key(mention: Mention) -> object:
    place = mention.place
    if place is None:
        return fold(mention.text)
    if place.geonames_id is not None:
        return place.geonames_id
    return (place.name, place.country, place.admin1, place.feature, place.lat, place.lon)


def _role(mention: Mention) -> Role:
    return "associative" if mention.kind == "demonym" else mention.role


def _entry(
    number: int, group: list[Mention], finder: _Sentences, locating: frozenset[int]
) -> Entry:
    statuses = {mention.status for mention in group}
    status: Status = next(s for s in ("resolved", "uncertain", "unresolved") if s in statuses)
    sure = [mention for mention in group if mention.status == status]
    roles = {_role(mention) for mention in sure}
    role: Role = next(r for r in ("literal", "dateline", "associative") if r in roles)
    # The reason that stands in the list is that of a mention which set the role.
    spoken = next(mention for mention in sure if _role(mention) == role)
    place = spoken.place
    return Entry(
        number=number,
        place=place,
        name=place.name if place else spoken.text,
        written=spoken.text,
        role=role,
        status=status,
        count=len(group),
        literal=sum(_role(mention) == "literal" for mention in group),
        associative=sum(_role(mention) == "associative" for mention in group),
        first=group[0].start,
        alone=any(_role(m) == "literal" and m.start not in locating for m in sure),
        quotes=_quotes(group, finder),
        reason=spoken.reason,
        alternatives=spoken.alternatives,
        zone=spoken.zone,
    )


def _quotes(group: Iterable[Mention], finder: _Sentences) -> tuple[Quote, ...]:
    found: dict[Span, list[Span]] = {}
    for mention in group:
        found.setdefault(finder.at(mention.start, mention.end), []).append(
            (mention.start, mention.end)
        )
    return tuple(Quote(a, b, tuple(marks)) for (a, b), marks in found.items())


class _Sentences:
    """Sentences around places in a text, split once for all the names of a stretch."""

    def __init__(self, article: Article) -> None:
        self._text = article.text
        self._stretches: dict[int, tuple[Span, ...]] = {}

    def at(self, start: int, end: int) -> Span:
        """Return the sentence that holds a span; one over half a stretch long is cut."""
        stretch = start // _STRETCH_CHARS
        if stretch not in self._stretches:
            left = max(0, stretch * _STRETCH_CHARS - _STRETCH_CHARS // 2)
            right = (stretch + 1) * _STRETCH_CHARS + _STRETCH_CHARS // 2
            self._stretches[stretch] = tuple(
                (left + a, left + b) for a, b in sentences(self._text[left:right])
            )
        spans = self._stretches[stretch]
        at = bisect_left(spans, end, key=itemgetter(1))
        return (min(spans[at][0], start), spans[at][1]) if at < len(spans) else (start, end)
