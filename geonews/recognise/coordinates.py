"""Coordinates written out in a story: decimal degrees, degrees and minutes, aviation's digits."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from geonews.model import Article, BBox, Mention, Place, Zone
from geonews.text import is_within

if TYPE_CHECKING:
    from geonews.recognise.angles import Angle

__all__ = ["coordinates", "joined_with"]

_CONFIDENCE = 0.99
_KM_PER_DEGREE = 111.32
# What every pair has one of. Most stories have none, and need not load the grammar. Each pattern
# begins with a letter or a sort of them, and none ignores case, so that a search leaps from one
# such letter to the next: one pattern for all takes ten times as long.
_MARKS = "°º˚"
_HINTS = (
    re.compile(r"\d(?:\.\d{3}|[^\S\n]{0,2}[NSEW](?![A-Za-z])|[Dd][Ee][Gg])"),
    re.compile(r"[NSEW](?<![A-Za-z].)[^\S\n]{0,2}\d"),
)
_HINTS_IN_SMALL_LETTERS = (
    re.compile(r"lat(?<!\w...)(?:itude)?(?![a-z])"),
    re.compile(r"lat/?lon"),
    re.compile(r"deg(?<=[0-9]\s...)"),
    re.compile(r"coordinates?\b|co-ord"),
    re.compile(r"g(?:ps\b(?<!\w...)|eoloca|rid\sposition)"),
    re.compile(r"wgs(?<!\w...)"),
)


def coordinates(article: Article) -> tuple[Mention, ...]:
    """Return the coordinates a story writes out, each with its place.

    The place is a ``SPOT`` named as the coordinates are written, in tidy form; ``zone`` is a disc
    about it as wide as half a unit of the last digit written. A pair that says it is one and lies
    on no Earth is returned unresolved, with the reason.

    Parameters
    ----------
    article : Article
        Page furniture is left out.

    Returns
    -------
    tuple of Mention
        In order, disjoint, of kind ``coordinates``.

    Examples
    --------
    >>> (mention,) = coordinates(Article("A drone fell at 51°44′N 36°11′E on Monday."))
    >>> mention.text, mention.place.name, round(mention.place.lat, 4)
    ('51°44′N 36°11′E', '51°44′N 36°11′E', 51.7333)
    >>> coordinates(Article("It was 12.5 degrees; they won 3.125, 4.250 and 5.375 points."))
    ()
    """
    text = article.text
    if not _may_have_some(text):
        return ()
    from geonews.recognise.angles import find_pairs

    return tuple(
        _placed(Mention(start, end, text[start:end], "coordinates"), first, second)
        for start, end, first, second in find_pairs(text)
        if not is_within((start, end), article.furniture)
    )


def _may_have_some(text: str) -> bool:
    if any(mark in text for mark in _MARKS) or any(hint.search(text) for hint in _HINTS):
        return True
    small = text.lower()
    return any(hint.search(small) for hint in _HINTS_IN_SMALL_LETTERS)


def joined_with(mentions: tuple[Mention, ...], found: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Return two series of mentions as one, in order; of two that touch, the found one stays.

    Parameters
    ----------
    mentions, found : tuple of Mention
        Each in order and disjoint.

    Examples
    --------
    >>> names = (Mention(0, 3, "Lat"), Mention(20, 24, "Lima"))
    >>> [m.text for m in joined_with(names, (Mention(0, 12, "Lat 5, Lon 6"),))]
    ['Lat 5, Lon 6', 'Lima']
    """
    if not found:
        return mentions
    spans = tuple((mention.start, mention.end) for mention in found)
    kept = [m for m in mentions if not is_within((m.start, m.end), spans)]
    return tuple(sorted((*kept, *found), key=lambda mention: mention.start))


def _placed(mention: Mention, first: Angle, second: Angle) -> Mention:
    lat, lon = (second, first) if first.axis == "lon" else (first, second)
    wrong = lat.wrong or lon.wrong
    if not wrong and abs(lat.degrees) > 90:
        wrong = f"its latitude {lat.degrees:g} is not within -90 and 90"
        if abs(lon.degrees) <= 90 and abs(lat.degrees) <= 180:
            wrong += "; with longitude first it would be one"
    if not wrong and abs(lon.degrees) > 180:
        wrong = f"its longitude {lon.degrees:g} is not within -180 and 180"
    if wrong:
        reason = f"{' '.join(mention.text.split())!r} is no position: {wrong}"
        return replace(mention, reason=reason, status="unresolved")
    cos = math.cos(math.radians(lat.degrees))
    north_km = lat.half_unit * _KM_PER_DEGREE
    radius = round(math.hypot(north_km, lon.half_unit * cos * _KM_PER_DEGREE), 6)
    name = f"{_named(lat, 'NS')} {_named(lon, 'EW')}"
    place = Place(
        name=name,
        lat=round(lat.degrees, 9),
        lon=round(lon.degrees, 9),
        feature="SPOT",
        bbox=_bbox(lat, lon),
        source="coordinates in the story",
    )
    return replace(
        mention,
        place=place,
        confidence=_CONFIDENCE,
        status="resolved",
        reason=f"The story gives the coordinates, good to {_length(radius)} as written.",
        zone=Zone(place.lat, place.lon, 0.0, radius, radius),
    )


def _named(angle: Angle, letters: str) -> str:
    """Return an angle with its letter, whether or not the story writes it."""
    if angle.written[-1].isalpha():
        return angle.written
    return f"{angle.written.lstrip('−')}{letters[angle.degrees < 0]}"


def _bbox(lat: Angle, lon: Angle) -> BBox:
    west, east = lon.degrees - lon.half_unit, lon.degrees + lon.half_unit
    return (
        round(west + 360 if west < -180 else west, 9),
        round(max(-90.0, lat.degrees - lat.half_unit), 9),
        round(east - 360 if east > 180 else east, 9),
        round(min(90.0, lat.degrees + lat.half_unit), 9),
    )


def _length(km: float) -> str:
    """Return a length as a reader takes it in: two digits, metres below a kilometre."""
    if km < 1:
        return f"{max(1, float(f'{km * 1000:.2g}')):g} m"
    return f"{float(f'{km:.2g}'):,g} km"
