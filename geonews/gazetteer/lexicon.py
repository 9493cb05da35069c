"""Words that tell names of places from other capitalised words, as the compiled file has them."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

__all__ = ["Lexicon"]


@dataclass(frozen=True, slots=True, init=False)
class Lexicon:
    """Our word lists; all are folded but ``abbreviations`` and ``postal``, which are as written.

    Attributes
    ----------
    abbreviations : frozenset of str
        "U.S.", "Ky.": match only as written.
    postal : frozenset of str
        "KY": match only in capitals behind a town and a comma.
    never, ambiguous : frozenset of str
        Names of some place that are no place in running text, or only behind a cue.
    cautious : dict of str to str
        Demonyms that often mean a language or a food.
    phrases : frozenset of str
        "world war ii": phrases in which no part is a place.
    given, given_places, surnames : frozenset of str
        People's names; ``given_places`` are also names of well-known places.
    """

    abbreviations: frozenset[str]
    postal: frozenset[str]
    never: frozenset[str]
    ambiguous: frozenset[str]
    cautious: dict[str, str]
    phrases: frozenset[str]
    given: frozenset[str]
    given_places: frozenset[str]
    surnames: frozenset[str]

    def __init__(self, **lists: Any) -> None:
        for field in fields(self):
            words = lists[field.name]
            value = dict(words) if field.name == "cautious" else frozenset(words)
            object.__setattr__(self, field.name, value)
