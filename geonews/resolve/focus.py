"""Where a story is about: the one to three places it turns on.

The idea is CLIFF's (D'Ignazio, Bhargava, Zuckerman and Beck, 2014); the rules are our own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from geonews.model import Article, Mention, Place
from geonews.text import fold

__all__ = ["focus_of"]

_MOST_PLACES = 3
# Set by hand on the first eighteen stories of tests/quality/test_focus.py.
_ROLES = {"literal": 1.0, "dateline": 0.4, "associative": 0.6}
_OF_A_DEMONYM = 0.3
_AS_HOLDER = 0.25
"""A state that only says where its town is: "Paris, Texas"."""
_IN_HEADLINE = 2.0
_IN_LEAD = 1.6
_LEAD_CHARACTERS = 300
_AT_THE_END = 0.6
"""What a mention counts at the end of a story; it falls evenly from 1 at the beginning."""
_CARRIES_MOST = 0.5
_CARRY_MOST = 0.7
"""Share of the weight of a country or region that a town, or two, must have to stand for it."""
_BESIDE_THE_FIRST = 0.6
"""Share of the weight of the first that a second must have."""
_LONGEST_HEADLINE = 120
_HOLDER_GAP = re.compile(r",\s|\s\(")
_EDGE = re.compile(r"\b")


@dataclass(slots=True)
class _Node:
    """A place, or a country or region no mention names, with what it holds."""

    place: Place | None = None
    own: float = 0.0
    holds: dict[object, _Node] = field(default_factory=dict)

    def total(self) -> float:
        return self.own + sum(node.total() for node in self.holds.values())


def focus_of(article: Article, mentions: tuple[Mention, ...]) -> tuple[Place, ...]:
    """Return the places a story is about, the foremost first; at most three.

    Each mention weighs by its confidence, its role, and where it stands: headline and lead more,
    datelines, peoples and bodies that bear a place's name less. What a country or region holds
    speaks for it, unless one or two towns carry most of its weight: then it is these. A country or
    region that no mention names is never given, only what lies in it.

    Parameters
    ----------
    article : Article
    mentions : tuple of Mention
        As `geonews.resolve.resolve` returns them.

    Returns
    -------
    tuple of Place
        Places of the mentions; none where none has a place.

    Examples
    --------
    >>> lima = Place("Lima", -12.04, -77.03, country="PE")
    >>> text = "Rain fell on Lima."
    >>> mention = Mention(13, 17, "Lima", place=lima, confidence=0.9)
    >>> [place.name for place in focus_of(Article(text), (mention,))]
    ['Lima']
    """
    world = _Node()
    headline = _headline(article)
    titled = fold(headline)
    counted: set[Place] = set()
    for mention, weight in _weighed(article, mentions, len(headline)):
        place = mention.place
        # A point that only figures give has no name to tell a reader.
        if place is None or mention.kind not in ("place", "demonym"):
            continue
        if _stands_in(fold(mention.text), titled) and place not in counted:
            counted.add(place)
            weight += _IN_HEADLINE * _of_role(mention)
        node = _node(world, place)
        node.place = node.place or place
        node.own += weight
    spoken = sorted(_speaks(world), key=lambda found: -found[1])
    least = spoken[0][1] * _BESIDE_THE_FIRST if spoken else 0.0
    return tuple(place for place, weight in spoken[:_MOST_PLACES] if weight >= least)


def _stands_in(name: str, headline: str) -> bool:
    """Tell whether a headline has a name as a word; a pattern for each name costs more to make."""
    at = headline.find(name)
    while at >= 0:
        if _EDGE.match(headline, at) and _EDGE.match(headline, at + len(name)):
            return True
        at = headline.find(name, at + 1)
    return False


def _headline(article: Article) -> str:
    """Return the story's headline: its title, or a first line that ends no sentence."""
    if article.title:
        return article.title[: 2 * _LONGEST_HEADLINE]
    first, line_break, _ = article.text[: _LONGEST_HEADLINE + 1].lstrip().partition("\n")
    return first if line_break and not first.rstrip().endswith((".", "!", "?", ",")) else ""


def _of_role(mention: Mention) -> float:
    return _OF_A_DEMONYM if mention.kind == "demonym" else _ROLES[mention.role]


def _weighed(
    article: Article, mentions: tuple[Mention, ...], headline: int
) -> Iterator[tuple[Mention, float]]:
    """Yield each mention with what it weighs, the headline aside."""
    length = max(len(article.text), 1)
    holders = {
        after.start
        for before, after in pairwise(mentions)
        if _HOLDER_GAP.fullmatch(article.text, before.end, after.start) and _may_hold(after, before)
    }
    for mention in mentions:
        weight = mention.confidence * _of_role(mention)
        weight *= 1 - (1 - _AT_THE_END) * mention.start / length
        if mention.start < headline + _LEAD_CHARACTERS and mention.role != "dateline":
            weight *= _IN_LEAD
        if mention.start in holders:
            weight *= _AS_HOLDER
        yield mention, weight


def _may_hold(holder: Mention, held: Mention) -> bool:
    outer, inner = holder.place, held.place
    if outer is None or inner is None or outer.country != inner.country or outer == inner:
        return False
    return outer.is_country or inner.admin1 == outer.name


def _node(world: _Node, place: Place) -> _Node:
    """Return the node of a place, under its region's and its country's."""
    if place.country is None:
        return world.holds.setdefault(place, _Node())
    country = world.holds.setdefault(place.country, _Node())
    if place.is_country:
        return country
    region = place.name if place.feature == "ADM1" else place.admin1
    node = country.holds.setdefault(region, _Node()) if region else country
    if place.feature == "ADM1":
        return node
    return node.holds.setdefault((place.name, place.lat, place.lon), _Node())


def _speaks(node: _Node) -> list[tuple[Place, float]]:
    """Return the places that speak for a node, with their weights: all of the node's."""
    inside = sorted(_named(node), key=_Node.total, reverse=True)
    total = node.total()
    if node.place is None:
        return [found for held in inside for found in _speaks(held)]
    beside = len(inside) > 1 and inside[1].total() >= _BESIDE_THE_FIRST * inside[0].total()
    chosen = inside[: 2 if beside else 1]
    most = _CARRY_MOST if beside else _CARRIES_MOST
    weight = sum(held.total() for held in chosen)
    if not chosen or weight < most * total:
        return [(node.place, total)] if total > 0 else []
    spoken = [found for held in chosen for found in _speaks(held)]
    return [(place, share * total / weight) for place, share in spoken]


def _named(node: _Node) -> Iterator[_Node]:
    """Yield what a node holds; in place of a region or country that no mention names, its own."""
    for held in node.holds.values():
        if held.place is None:
            yield from _named(held)
        elif held.total() > 0:
            yield held
