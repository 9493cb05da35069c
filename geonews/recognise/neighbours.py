"""A story as a whole, and what stands left and right of each span in it."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from functools import lru_cache

from geonews.gazetteer import Gazetteer, NameKind
from geonews.model import Span
from geonews.recognise.cues import (
    DIRECTIONS,
    INSTITUTIONS,
    KINDS_AFTER,
    KINDS_BEFORE,
    PREFIXES,
    RESIDENTS,
    SAYING,
    SPEAKING,
    STREETS,
    TITLES,
    WEAK_LOCATIVES,
)
from geonews.recognise.spans import Bearer, Named, holder_at
from geonews.recognise.tokens import Token, is_space

__all__ = ["Story", "Weighed", "is_language", "sort_of", "weighed"]

_CUES = frozenset({"in", "kind of", "holder", "kind", "title", "say", "Cap", "Inst", "^"})
"""What one occurrence of a name tells of the others."""


@dataclass(frozen=True, slots=True)
class Story:
    """What the whole story says that one name needs.

    ``words`` are the tokens in small letters; ``small`` those the story writes small itself;
    ``inside`` the numbers of tokens in people's names, ``people`` their words in small letters,
    ``surnames`` their folded last names;
    ``heads`` the spans of datelines; ``locatives`` the prepositions of its language that stand
    before places.
    """

    text: str
    tokens: tuple[Token, ...]
    words: list[str]
    small: Set[str]
    inside: Set[int]
    people: Set[str]
    surnames: Set[str]
    heads: tuple[Span, ...]
    shouting: bool
    gazetteer: Gazetteer
    locatives: Set[str]
    english: bool


@dataclass(slots=True)
class Weighed:
    """A span on its way to a verdict: what stands left and right of it, and its log-odds."""

    named: Named
    sort: str
    size: str
    left: str
    right: str
    cues: frozenset[str]
    logit: float = 0.0


def sort_of(named: Named) -> str:
    """Return how a span is weighed: as ``listed``, ``people`` or ``told``."""
    names = named.names
    if names.place is None and names.demonym is None:
        return "told"
    return "people" if names.is_people else "listed"


def is_language(named: Named, story: Story) -> bool:
    """Tell whether a demonym is a language where it stands: "speaks Korean"."""
    if story.gazetteer.lexicon.cautious.get(named.key) != "language":
        return False
    before = story.words[named.first - 1] if named.first else ""
    after = story.words[named.last + 1] if named.last + 1 < len(story.words) else ""
    if before in SPEAKING or after in SPEAKING:
        return True
    return before == "in" and _right(named, story) in (".", "\n")


def _size(bearer: Bearer | None, key: str) -> str:
    """Return how prominent the best bearer of a name is, in few words."""
    if bearer is None:
        return "-"
    feature, other = bearer.feature, bearer.kind is NameKind.ALTERNATE
    if feature.startswith("PCL"):
        return "C"
    if feature == "ADM1":
        # "Gaza Strip" is as good as "Gaza"; "Ohio State" and "Dublin City" are mostly others'.
        long = " " in key and not key.endswith((" state", " city"))
        return "Ra" if other and not long else "R"
    if feature == "ADM2":
        return "A"
    if not feature.startswith("PPL"):
        return "O"
    size = "T" if bearer.weight >= 100_000 else "t" if bearer.weight >= 15_000 else "s"
    return f"{size}a" if other else size


def weighed(named: Named, story: Story) -> Weighed:
    """Return a span with its neighbours told."""
    left, right = _left(named, story), _right(named, story)
    if right == "say" and left in _OF:
        # "the mayor of Branson said"
        right = "low"
    size = _size(named.names.place, named.key)
    if not story.english:
        # What English news calls by another name, its own country does not.
        size = size.removesuffix("a")
    return Weighed(named, sort_of(named), size, left, right, _cues_of(left, right))


_OF = frozenset({"of", "kind of", "in", "to"})


@lru_cache(maxsize=1 << 10)
def _cues_of(left: str, right: str) -> frozenset[str]:
    return frozenset({left, right} & _CUES)


def _left(named: Named, story: Story) -> str:
    first, tokens, words = named.first, story.tokens, story.words
    if first == 0 or tokens[first].first:
        return "^"
    left = tokens[first - 1]
    gap = story.text[left.end : named.start]
    word = words[first - 1]
    if gap == " " or is_space(gap):
        if left.possessive:
            return "'s" if left.cap else "'s low"
        if word in story.locatives:
            return "in"
        if word == "of":
            return "kind of" if first > 1 and words[first - 2] in KINDS_BEFORE else "of"
        if word in DIRECTIONS:
            return "Dir" if left.cap else "dir"
        if word in WEAK_LOCATIVES:
            return "to"
        if word == "the":
            return "the"
        if word in ("a", "an"):
            return "a"
        if word in TITLES:
            return "title"
        if left.cap:
            if left.first:
                return "^Cap"
            return "Inst" if word in INSTITUTIONS else "Cap"
        return "num" if word[0].isdigit() else "low"
    if gap[:1] == ",":
        return ",Cap" if left.cap else ",low"
    if gap[-1:] == "-":
        if word in PREFIXES:
            return "low"
        return "D-" if left.text in ("D", "R") else "-"
    return gap.strip()[:1] or "other"


def _right(named: Named, story: Story) -> str:
    following, tokens = named.last + 1, story.tokens
    if following >= len(tokens):
        return "."
    right = tokens[following]
    gap = story.text[named.end : right.start]
    if right.first:
        return "." if gap[:1] != "\n" else "\n"
    word = story.words[following]
    if gap == " " or is_space(gap):
        if right.cap:
            if word in STREETS:
                return "Street"
            return "Inst" if word in INSTITUTIONS or word in KINDS_AFTER else "Cap"
        if word in KINDS_AFTER:
            return "kind"
        if word in SAYING:
            return "say"
        if word in RESIDENTS:
            return "resident"
        return "num" if word[0].isdigit() else "low"
    if gap[:1] == ",":
        if not right.cap:
            return ",num" if word[0].isdigit() else ",low"
        if gap in (", ", ",\n"):
            holders = holder_at(story.text, tokens, following, story.gazetteer)
            if holders:
                homes = named.names.homes
                return ",Holder" if homes and homes.isdisjoint(holders) else "holder"
        return ",Cap"
    if tokens[named.last].possessive:
        return "'s"
    if gap[:1] == "-":
        return "-" + (word if word in _COMPOUNDS else "")
    return gap.strip()[:1] or "other"


_COMPOUNDS = frozenset("based born area led backed held controlled".split())
