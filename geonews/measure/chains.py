"""The place that a phrase means which starts with a name: "Russia's Kursk", "Kursk, Belgorod"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from geonews.measure.binding_words import (
    BELONGS,
    CHAIN,
    COMMA,
    LIST,
    LIST_GOES_ON,
    REACH,
)
from geonews.measure.patterns import compiled
from geonews.model import Mention, Place, Span

__all__ = [
    "NOWHERE",
    "Bound",
    "bound_to_mention",
    "called",
    "holds",
    "in_span",
    "places_in",
]

Bound = tuple[Place | None, str]
"""A place, and why a figure speaks of it; None and "" where nothing says so."""

NOWHERE: Bound = (None, "")


def in_span(mentions: Sequence[Mention], starts: Sequence[int], span: Span) -> Sequence[Mention]:
    """Return the mentions that start within a span; ``starts`` are the starts of all."""
    return mentions[bisect_left(starts, span[0]) : bisect_left(starts, span[1])]


def places_in(mentions: Sequence[Mention], starts: Sequence[int], span: Span) -> list[Mention]:
    """Return the mentions `in_span` does, of places that are known."""
    return [
        each
        for each in in_span(mentions, starts, span)
        if each.kind == "place" and each.place is not None
    ]


def bound_to_mention(
    text: str,
    mention: Mention,
    mentions: Sequence[Mention],
    starts: Sequence[int],
    why: str,
) -> Bound:
    """Return the place a phrase means that starts with a mention.

    The holder gives way to what it holds ("Russia's Kursk"), and a list of places means none of
    them alone ("Kursk and Belgorod").
    """
    for _ in range(_LONGEST_CHAIN):
        index = bisect_left(starts, mention.start) + 1
        following = mentions[index] if index < len(mentions) else None
        own: Bound = (mention.place, " ".join(why.split())) if mention.place else NOWHERE
        if following is None or following.place is None or mention.place is None:
            return own
        gap = text[mention.end : following.start]
        if following.kind != "place" or len(gap) > REACH:
            return own
        if not compiled(CHAIN).fullmatch(gap):
            is_one_of_many = compiled(LIST).fullmatch(gap) or (
                compiled(COMMA).fullmatch(gap)
                and not holds(following.place, mention.place)
                # "in Kursk, Belgorod and Bryansk", but "in Kursk, Ukraine said"
                and compiled(LIST_GOES_ON).match(text, following.end)
            )
            return NOWHERE if is_one_of_many else own
        why = f"{why}{gap}{following.text}"
        mention = following
    return NOWHERE


# "Russia's Kursk region's Sudzha": whoever writes more of them means no reader to follow.
_LONGEST_CHAIN = 5


def holds(outer: Place, inner: Place) -> bool:
    """Tell whether a place after a comma is the one that holds the place before it."""
    if outer.country != inner.country:
        return False
    if outer.is_country:
        return not inner.is_country
    return outer.name == inner.admin1 or (outer.feature == "ADM1" and inner.feature != "ADM1")


def called(text: str, mention: Mention) -> str:
    """Return a name with the noun that belongs to it: "Donetsk region"."""
    noun = compiled(BELONGS).match(text, mention.end)
    return mention.text + (" ".join(["", noun[0].strip()]) if noun else "")
