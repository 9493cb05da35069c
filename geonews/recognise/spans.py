"""Spans that some place or people in the gazetteer is called by, longest first."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from geonews.gazetteer import Gazetteer, NameKind
from geonews.gazetteer.lexicon import Lexicon
from geonews.recognise.cues import CONNECTORS
from geonews.recognise.tokens import Token, joined
from geonews.text import SPELT_OUT, fold

__all__ = ["Bearer", "Holder", "Named", "Names", "holder_at", "named_at", "names_of"]

_LONGEST = 6
_COUNTRIES = ("PCLI", "PCLD")
_MOST_HOMES = 30
_LARGE = 100_000

Holder = tuple[str, str]
"""Country (ISO 3166-1 alpha-2) and name of a first-level region, "" for the whole country."""


@dataclass(frozen=True, slots=True)
class Bearer:
    """The most prominent of those that bear a name in one way."""

    feature: str
    weight: int
    kind: NameKind


@dataclass(frozen=True, slots=True)
class Names:
    """What the gazetteer says of a name.

    ``place`` and ``demonym`` are the best bearer of each sort, or None; ``homes`` the countries
    and first-level regions that hold a town of the name; ``holds`` the countries and regions of
    the name; ``own`` the weight of the most prominent whose preferred name it is, -1 for none.
    """

    key: str
    place: Bearer | None
    demonym: Bearer | None
    homes: frozenset[Holder]
    holds: frozenset[Holder]
    own: int = -1

    @property
    def is_people(self) -> bool:
        """Whether the name is a demonym first: "Canadian" is a town in Texas, but hardly ever."""
        return self.demonym is not None and (
            self.place is None
            or self.place.feature.startswith("PPL")
            or self.place.feature == "ADM2"
        )


class Named(NamedTuple):
    """A span that may be a name; ``first`` and ``last`` are numbers of tokens, both included."""

    first: int
    last: int
    start: int
    end: int
    names: Names

    @property
    def key(self) -> str:
        """The folded name."""
        return self.names.key


def named_at(
    text: str, tokens: tuple[Token, ...], at: int, gazetteer: Gazetteer, english: bool = True
) -> Iterator[Named]:
    """Yield the names that begin at a token, longest first."""
    last, count = at, len(tokens)
    upper = at + 1 < count and tokens[at + 1].first and tokens[at].text.isupper()
    while last + 1 < count and last - at + 1 < _LONGEST:
        following = tokens[last + 1]
        if (
            not (following.cap or following.text in CONNECTORS)
            or (following.first and not upper)
            or not joined(text, tokens[last], following)
        ):
            break
        last += 1
    start = tokens[at].start
    abbreviations = gazetteer.lexicon.abbreviations
    while last >= at:
        token = tokens[last]
        if token.cap:
            end = token.end
            surface = text[start:end]
            if text[end : end + 1] == "." and f"{surface}." in abbreviations:
                surface, end = f"{surface}.", end + 1
            found = names_of(gazetteer, surface, english)
            if found is None and last == at and _is_clipped(text, tokens, at, abbreviations):
                found = names_of(gazetteer, f"{surface}.", english)
            if found is not None:
                yield Named(at, last, start, end, found)
        last -= 1


def _is_clipped(text: str, tokens: tuple[Token, ...], at: int, abbreviations: Set[str]) -> bool:
    """Tell whether a state's letters lack their full stop: "Lexington, Ky)", "D-Calif"."""
    token = tokens[at]
    if at == 0 or token.first or f"{token.text}." not in abbreviations:
        return False
    left = tokens[at - 1]
    gap = text[left.end : token.start]
    return (gap == ", " and left.cap) or (gap == "-" and left.text in ("D", "R"))


def holder_at(
    text: str, tokens: tuple[Token, ...], at: int, gazetteer: Gazetteer
) -> frozenset[Holder]:
    """Return the countries and first-level regions whose name begins at a token."""
    abbreviations = gazetteer.lexicon.abbreviations
    token = tokens[at]
    if f"{token.text}." in abbreviations and text[token.end : token.end + 1] == ".":
        names = names_of(gazetteer, f"{token.text}.")
        if names is not None and names.holds:
            return names.holds
    for last in range(min(at + 2, len(tokens) - 1), at - 1, -1):
        if tokens[last].cap:
            names = names_of(gazetteer, text[token.start : tokens[last].end])
            if names is not None and names.holds:
                return names.holds
    return frozenset()


@lru_cache(maxsize=1 << 16)
def names_of(gazetteer: Gazetteer, surface: str, english: bool = True) -> Names | None:
    """Return what a gazetteer says of a name as written, None where it has none."""
    key = fold(surface)
    if len(key) < 2 and key.isascii():
        return None
    if key.startswith("the ") and _better_without(key, gazetteer):
        return None
    head, _, tail = key.partition(" ")
    postings = gazetteer.find(key)
    if not postings and head.rstrip(".") in SPELT_OUT:
        key = f"{SPELT_OUT[head.rstrip('.')]} {tail}"
        postings = gazetteer.find(key)
    if not postings:
        return None
    place = demonym = None
    own = -1
    city: Bearer | None = None
    towns: list[int] = []
    holders: list[int] = []
    for row, kind in postings:
        if not _counts(kind, surface, gazetteer.lexicon, english):
            continue
        bearer = Bearer(gazetteer.feature(row), gazetteer.weight(row), kind)
        if kind in (NameKind.ADJECTIVE, NameKind.PEOPLE):
            demonym = demonym or bearer
            continue
        if bearer.feature.startswith("PCL") or bearer.feature == "ADM1":
            holders.append(row)
        if not bearer.feature.startswith("PCL") and len(towns) < _MOST_HOMES:
            towns.append(row)
        if kind is NameKind.NAME:
            own = max(own, bearer.weight)
        if place is None or _prominence(bearer) > _prominence(place):
            place = bearer
        if bearer.feature.startswith("PPL") and (city is None or bearer.weight > city.weight):
            city = bearer
    if place is None and demonym is None:
        return None
    if (
        place is not None
        and (place.feature, place.kind) == ("ADM1", NameKind.ALTERNATE)
        and city is not None
        and city.weight >= _LARGE
    ):
        # "Kharkov": another name of the region only because the city has it.
        place = city
    return Names(key, place, demonym, _homes(gazetteer, towns), _holds(gazetteer, holders), own)


def _homes(gazetteer: Gazetteer, rows: list[int]) -> frozenset[Holder]:
    homes: set[Holder] = set()
    for row in rows:
        place = gazetteer.place(row)
        if place.country:
            homes.add((place.country, ""))
            if place.admin1 and place.feature != "ADM1":
                homes.add((place.country, place.admin1))
    return frozenset(homes)


def _holds(gazetteer: Gazetteer, rows: list[int]) -> frozenset[Holder]:
    holds: set[Holder] = set()
    for row in rows[:_MOST_HOMES]:
        place = gazetteer.place(row)
        if place.country:
            holds.add((place.country, place.name if place.feature == "ADM1" else ""))
    return frozenset(holds)


def _counts(kind: NameKind, surface: str, lexicon: Lexicon, english: bool) -> bool:
    """Tell whether a name of this kind, written so, may be a mention in running text."""
    if kind is NameKind.ABBREVIATION:
        return surface in lexicon.abbreviations
    if kind is NameKind.FOREIGN:
        return not english
    return kind < NameKind.CODE


def _prominence(bearer: Bearer) -> tuple[bool, int]:
    country = bearer.feature in _COUNTRIES and bearer.kind in (
        NameKind.NAME,
        NameKind.ALTERNATE,
        NameKind.ABBREVIATION,
    )
    # Another name of a place counts a tenth: "Ukraine" is also what somebody calls a Spanish town.
    return country, bearer.weight // (10 if bearer.kind is NameKind.ALTERNATE else 1)


def _better_without(key: str, gazetteer: Gazetteer) -> bool:
    """Tell whether a name stands better without its "the": all but The Hague and its like."""
    bare = gazetteer.find(key.removeprefix("the "))
    whole = gazetteer.find(key)
    if any(kind is NameKind.NAME and gazetteer.weight(row) > 10_000 for row, kind in whole):
        return False
    best_bare = max((gazetteer.weight(row) for row, _ in bare), default=0)
    best_whole = max((gazetteer.weight(row) for row, k in whole if k < NameKind.CODE), default=0)
    return best_bare >= best_whole
