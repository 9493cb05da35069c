"""The place that a common noun means: "the country", "the region", "the island"."""

from __future__ import annotations

from collections.abc import Sequence

from geonews.measure.binding_words import HOLDS
from geonews.measure.chains import NOWHERE, Bound, places_in
from geonews.measure.patterns import compiled
from geonews.measure.words import GENERIC, ISLAND_COUNTRIES
from geonews.model import Mention, Place

__all__ = ["bound_to_noun", "place_of_noun"]


def bound_to_noun(
    text: str, noun: str, at: int, mentions: Sequence[Mention], starts: Sequence[int]
) -> Bound:
    """Return the one place that "the country" or "the region" can mean at an offset.

    It is looked for in the sentence, in the paragraph, and at most 600 characters back; where two
    would do, there is none. Who holds or takes ground is not the country it is of: "Russia holds
    a fifth of the country".
    """
    low = max(0, at - _NOUN_REACH)
    paragraph = max(text.rfind("\n\n", low, at), low)
    sentence = max(*(text.rfind(stop, low, at) for stop in (". ", "! ", "? ")), paragraph)
    for start in sorted({sentence, paragraph, low}, reverse=True):
        near = [
            each
            for each in places_in(mentions, starts, (start, at))
            if not compiled(HOLDS).match(text, each.end)
        ]
        found = {each.place for each in near if _may_be(noun, each.place)}
        if not found:
            # A name that was taken for the town may be that of its region.
            found = {
                other
                for each in near
                for other in each.alternatives[:_ALTERNATIVES]
                if _may_be(noun, other) and each.place and other.country == each.place.country
            }
            found = found if len(near) == 1 or len(found) == 1 else set()
        if len(found) > 1:
            return NOWHERE
        if found:
            place = found.pop()
            return place, f"the {noun}: {place.name if place else ''}, named before"
    return NOWHERE


_NOUN_REACH = 600
_ALTERNATIVES = 3


def _may_be(noun: str, place: Place | None) -> bool:
    if place is None or not place.feature.startswith(GENERIC.get(noun, ())):
        return False
    if place.is_country and noun in ("island", "archipelago"):
        return place.country in ISLAND_COUNTRIES
    return True


def place_of_noun(
    text: str, noun: str, at: int, mentions: Sequence[Mention], starts: Sequence[int]
) -> Place | None:
    """Return the place `bound_to_noun` finds, without its reason."""
    return bound_to_noun(text, noun, at, mentions, starts)[0]
