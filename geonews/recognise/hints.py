"""What the gazetteer and the word lists say of each unit, for the tagger to weigh."""

from __future__ import annotations

from collections.abc import Sequence

from geonews.gazetteer import Gazetteer, NameKind
from geonews.recognise.cues import CONNECTORS
from geonews.recognise.pieces import Unit
from geonews.text import fold

__all__ = ["DEMONYM_HINTS", "NAME_HINTS", "PERSON_HINTS", "hints_of"]

_SORTS = (
    "country",
    "region",
    "county",
    "great town",
    "town",
    "small town",
    "village",
    "other place",
    "other name",
    "abbreviation",
    "demonym",
)
NAME_HINTS = 1 + 2 * len(_SORTS)
"""0 for no name; for each sort, whether the unit begins the name or goes on with it."""
DEMONYM_HINTS = (1 + 2 * _SORTS.index("demonym"), 2 + 2 * _SORTS.index("demonym"))
"""The name hints of a demonym."""
PERSON_HINTS = 8
"""Bits: 1 a given name, 2 a family name, 4 also written small in the story."""
_LONGEST = 6


def hints_of(
    text: str, units: Sequence[Unit], gazetteer: Gazetteer
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return, for each unit, its name hint and its person hint.

    Names are the longest in the gazetteer that begin with a capital, left to right.

    Examples
    --------
    >>> from geonews.recognise.pieces import units_of
    >>> text = "Talks in South Korea"
    >>> hints_of(text, tuple(units_of(text)), Gazetteer.open())[0]
    (0, 0, 1, 2)
    """
    lexicon = gazetteer.lexicon
    small = {unit.text for unit in units if unit.text.islower()}
    names = [0] * len(units)
    people = [0] * len(units)
    known: dict[str, int] = {}
    at = 0
    while at < len(units):
        word = units[at].text
        if not word[0].isalpha() or word[0].islower():
            at += 1
            continue
        low = word.lower()
        people[at] = (low in lexicon.given) + 2 * (low in lexicon.surnames) + 4 * (low in small)
        length, sort = _name_at(text, units, at, gazetteer, known)
        for number in range(at, at + length):
            names[number] = 1 + 2 * sort + (number > at)
        at += max(length, 1)
    return tuple(names), tuple(people)


def _name_at(
    text: str, units: Sequence[Unit], at: int, gazetteer: Gazetteer, known: dict[str, int]
) -> tuple[int, int]:
    """Return how many units from here are a name, and its sort; 0 for none."""
    last, words = at, 1
    while last + 1 < len(units) and last - at < 2 * _LONGEST and words < _LONGEST:
        following = units[last + 1]
        if following.gap == 2:
            break
        first = following.text[0]
        if first.isalpha() and not first.islower():
            words += 1
        elif not (following.text in _INSIDE or following.text in CONNECTORS):
            break
        last += 1
    for stop in range(last, at - 1, -1):
        final = units[stop].text
        # "U.S." is looked up with its last full stop, "Paris." without.
        if stop > at and not (final[0].isalpha() or final == "."):
            continue
        if stop > at and final[0].islower():
            continue
        surface = text[units[at].start : units[stop].end]
        sort = known.get(surface)
        if sort is None:
            sort = known[surface] = _sort_of(surface, gazetteer)
        if sort >= 0:
            return stop - at + 1, sort
    return 0, -1


_INSIDE = frozenset(".-'’‐‑")


def _sort_of(surface: str, gazetteer: Gazetteer) -> int:
    """Return the sort of the most prominent place that bears a name; -1 where there is none."""
    if surface[-1:] == ".":
        return _SORTS.index("abbreviation") if surface in gazetteer.lexicon.abbreviations else -1
    if len(surface) < 2 and surface.isascii():
        return -1
    best, best_weight = -1, -1
    other = demonym = False
    for row, kind in gazetteer.find(fold(surface)):
        if kind in (NameKind.ADJECTIVE, NameKind.PEOPLE):
            demonym = True
        elif kind is NameKind.ABBREVIATION:
            if surface in gazetteer.lexicon.abbreviations:
                return _SORTS.index("abbreviation")
        elif kind is NameKind.NAME:
            weight = gazetteer.weight(row)
            if weight > best_weight:
                best, best_weight = _sort_of_place(gazetteer.feature(row), weight), weight
        elif kind is NameKind.ALTERNATE:
            if gazetteer.feature(row).startswith("PCL"):
                return 0
            other = True
    if best == 0 or (best >= 0 and not demonym):
        return best
    if demonym:
        return _SORTS.index("demonym")
    return _SORTS.index("other name") if other else -1


def _sort_of_place(feature: str, weight: int) -> int:
    if feature.startswith("PCL"):
        return 0
    if feature.startswith("ADM"):
        return 1 if feature == "ADM1" else 2
    if feature.startswith("PPL"):
        return 3 if weight > 300_000 else 4 if weight > 30_000 else 5 if weight > 5_000 else 6
    return 7
