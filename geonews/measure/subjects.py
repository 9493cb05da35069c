"""The place a sentence is about, which has, lost or is what its figure says."""

from __future__ import annotations

from collections.abc import Sequence

from geonews.measure.binding_words import (
    APPOSED,
    COMMA,
    GAP_BRACKET,
    GAP_COLON,
    GAP_COMMA,
    GAP_COVERS,
    GAP_LOST,
    GAP_OWN_FIRES,
    GAP_POSSESSIVE,
    IN_SIZE,
    LED,
    REACH,
    REGION_OF,
)
from geonews.measure.chains import NOWHERE, Bound, bound_to_mention, holds, places_in
from geonews.measure.change_words import CHANGED, NOUN_CHANGED, OF_AREA
from geonews.measure.nouns import bound_to_noun
from geonews.measure.patterns import compiled
from geonews.model import Mention, Span

__all__ = ["bound_to_changed", "bound_to_subject", "subject_before"]


def subject_before(
    text: str,
    span: Span,
    low: int,
    places: Sequence[Mention],
    mentions: Sequence[Mention],
    starts: Sequence[int],
) -> Bound | None:
    """Return the place that has, covers or lost what a figure says: "Malta, which covers 9 ha"."""
    for at in range(len(places) - 1, max(len(places) - 3, -1), -1):
        head = places[at]
        gap = compiled(APPOSED).sub("", text[head.end : span[0]], count=1)
        if len(gap) > REACH:
            continue
        patterns = [GAP_POSSESSIVE, GAP_BRACKET, GAP_COLON, GAP_OWN_FIRES]
        if _is_subject(text, low, head):
            patterns += [GAP_COVERS, GAP_LOST]
        if compiled(IN_SIZE).match(text, span[1]):
            patterns.append(GAP_COMMA)
        if not any(compiled(pattern).fullmatch(gap) for pattern in patterns):
            continue
        head = _held(text, places, at)
        why = " ".join(text[head.start : span[0]].split()).rstrip("(,:")
        return bound_to_mention(text, head, mentions, starts, why.strip())
    return None


def _held(text: str, places: Sequence[Mention], at: int) -> Mention:
    """Return the first name of a chain that ends at an index: "Austin, Texas, covers"."""
    while at and _is_within_next(text, places[at - 1], places[at]):
        at -= 1
    return places[at]


def _is_within_next(text: str, inner: Mention, outer: Mention) -> bool:
    return (
        inner.place is not None
        and outer.place is not None
        and compiled(COMMA).fullmatch(text, inner.end, outer.start) is not None
        and holds(outer.place, inner.place)
    )


def _is_subject(text: str, low: int, mention: Mention) -> bool:
    """Tell whether a name may be the subject of what follows: in "near X" it is not."""
    return compiled(LED).search(text, low, mention.start) is None or (
        compiled(REGION_OF).search(text, low, mention.start) is not None
    )


def bound_to_subject(
    text: str, at: int, sentence: Span, mentions: Sequence[Mention], starts: Sequence[int]
) -> Bound:
    """Return the place "its" means at an offset: "Chad has lost half of its territory".

    It is the last place before it in the sentence that no preposition leads to, or the only one.
    """
    low = max(sentence[0], at - _SUBJECT_REACH)
    places = places_in(mentions, starts, (low, at))
    free = [
        each
        for each in places
        if not compiled(LED).search(text, max(low, each.start - REACH), each.start)
    ]
    chosen = free[-1] if free else places[0] if len(places) == 1 else None
    return (chosen.place, f"its: {chosen.text}'s") if chosen else NOWHERE


_SUBJECT_REACH = 300


def bound_to_changed(
    text: str, start: int, sentence: Span, mentions: Sequence[Mention], starts: Sequence[int]
) -> Bound:
    """Return the place that grew or shrank itself: "Lake Urmia shrank from 5,200 square km".

    Parameters
    ----------
    text : str
    start : int
        Where a figure starts that tells of a change.
    sentence : Span
        The sentence it stands in.
    mentions : sequence of Mention
        All mentions, in order; ``starts`` are their starts.
    """
    low = max(sentence[0], start - _CHANGE_REACH)
    places = places_in(mentions, starts, (low, start))
    for at in range(len(places) - 1, -1, -1):
        changed = compiled(CHANGED).match(text, places[at].end, start)
        if changed is None:
            continue
        head = _held(text, places, at)
        if _is_subject(text, low, head) or compiled(OF_AREA).search(text, low, head.start):
            why = " ".join(text[head.start : changed.end()].split())
            return bound_to_mention(text, head, mentions, starts, why)
    noun = compiled(NOUN_CHANGED).search(text, low, start)
    if noun is None:
        return NOWHERE
    place, why = bound_to_noun(text, noun["noun"], noun.start(), mentions, starts)
    return (place, f"{why},{noun['verb']}") if place else NOWHERE


_CHANGE_REACH = 200
