"""Spans that some place or people in the gazetteer is called by, longest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from geonews.gazetteer import Gazetteer, NameKind
from geonews.gazetteer.lexicon import Lexicon
from geonews.recognise.cues import CONNECTORS
from geonews.recognise.tokens import Token, joined
from geonews.text import fold

__all__ = ["Bearer", "Named", "named_at"]

_LONGEST = 6
_EXPANDED = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "pt": "point"}
_COUNTRIES = ("PCLI", "PCLD")


@dataclass(frozen=True, slots=True)
class Bearer:
    """The most prominent of those that bear a name in one way."""

    feature: str
    weight: int
    kind: NameKind


@dataclass(frozen=True, slots=True)
class Named:
    """A span that is a name in the gazetteer.

    ``first`` and ``last`` are numbers of tokens, both included; ``place`` and ``demonym`` the best
    bearer of each sort, or None.
    """

    first: int
    last: int
    start: int
    end: int
    key: str
    place: Bearer | None
    demonym: Bearer | None

    @property
    def is_people(self) -> bool:
        """Whether the name is a demonym first: "Canadian" is a town in Texas, but hardly ever."""
        return self.demonym is not None and (
            self.place is None or self.place.feature in ("PPL", "ADM2")
        )


def named_at(
    text: str, tokens: tuple[Token, ...], at: int, gazetteer: Gazetteer, english: bool = True
) -> Iterator[Named]:
    """Yield the names that begin at a token, longest first."""
    last = at
    while (
        last + 1 < len(tokens)
        and last - at + 1 < _LONGEST
        and not (tokens[last + 1].first and not tokens[at].text.isupper())
        and (tokens[last + 1].cap or fold(tokens[last + 1].text) in CONNECTORS)
        and joined(text, tokens[last], tokens[last + 1])
    ):
        last += 1
    while last >= at:
        if tokens[last].cap:
            found = _named(text, tokens, at, last, gazetteer, english)
            if found is not None:
                yield found
        last -= 1


def _named(
    text: str, tokens: tuple[Token, ...], first: int, last: int, gazetteer: Gazetteer, english: bool
) -> Named | None:
    start, end = tokens[first].start, tokens[last].end
    surface = text[start:end]
    lexicon = gazetteer.lexicon
    if text[end : end + 1] == "." and f"{surface}." in lexicon.abbreviations:
        surface, end = f"{surface}.", end + 1
    key = fold(surface)
    if len(key) < 2 and key.isascii():
        return None
    if key.startswith("the ") and _better_without(key, gazetteer):
        return None
    head, _, tail = key.partition(" ")
    postings = gazetteer.find(key)
    if not postings and head.rstrip(".") in _EXPANDED:
        key = f"{_EXPANDED[head.rstrip('.')]} {tail}"
        postings = gazetteer.find(key)
    if not postings:
        return None
    place = demonym = None
    for row, kind in postings:
        if not _counts(kind, surface, lexicon, english):
            continue
        bearer = Bearer(gazetteer.feature(row), gazetteer.weight(row), kind)
        if kind in (NameKind.ADJECTIVE, NameKind.PEOPLE):
            demonym = demonym or bearer
        elif place is None or _prominence(bearer) > _prominence(place):
            place = bearer
    if place is None and demonym is None:
        return None
    return Named(first, last, start, end, key, place, demonym)


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
