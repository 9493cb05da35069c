"""Which place a figure speaks of: told by the structure of its sentence, or not at all."""

from __future__ import annotations

from collections.abc import Sequence

from geonews.measure.binding_words import (
    ASIDE,
    ASIDES,
    AT_SEA,
    BRACKET,
    BREAKS,
    CHAIN,
    DEMONYM_AFTER,
    ELSEWHERE,
    FRONTED,
    GAP_AFTER,
    HEDGE_LAST,
    IN_BEFORE,
    IN_NOUN_BEFORE,
    IN_REACH,
    ITS_AFTER,
    NAME_TAIL,
    NOUN_AFTER,
    NOUN_BEFORE,
    OWN_GROUND,
    REACH,
    SPEAKING,
    THE,
    THE_NOUN,
    THEN_NAME,
    WATERS,
)
from geonews.measure.chains import NOWHERE, Bound, bound_to_mention, called, in_span, places_in
from geonews.measure.nouns import bound_to_noun
from geonews.measure.patterns import compiled
from geonews.measure.subjects import bound_to_subject, subject_before
from geonews.model import Mention, Place, Span

__all__ = ["bound_after", "bound_before"]


def bound_after(
    text: str,
    end: int,
    sentence: Span,
    mentions: Sequence[Mention],
    starts: Sequence[int],
    start: int | None = None,
) -> Bound:
    """Return the place that follows a figure: "984 sq km (380 sq mi) of land in Kursk".

    Parameters
    ----------
    text : str
    end : int
        Where the figure ends.
    sentence : Span
        The sentence it stands in.
    mentions : sequence of Mention
        All mentions, in order; ``starts`` are their starts.
    start : int, optional
        Where the figure starts, which tells "the 9-acre island" from "a 9-acre island".
    """
    bracket = compiled(BRACKET).match(text, end)
    origin = bracket.end() if bracket else end
    named = in_span(mentions, starts, (origin + 1, origin + 2))
    if (
        text[origin : origin + 1] == " "
        and named
        and named[0].kind == "place"
        and compiled(NAME_TAIL).match(text, named[0].end)
    ):
        # "the 25,000-square-kilometre Kursk region"
        why = f"before {called(text, named[0])}"
        return bound_to_mention(text, named[0], mentions, starts, why)
    at_sea = compiled(AT_SEA).match(text, end)
    limit = min(sentence[1], origin + 2 * REACH)
    near = in_span(mentions, starts, (origin, limit))
    masked = text[origin:limit]
    for mention in near[:4]:
        gap = masked[: mention.start - origin]
        if (
            mention.kind == "place"
            and not (at_sea and not _is_water(mention.place))
            and compiled(GAP_AFTER).fullmatch(gap)
            and not compiled(ASIDE).search(gap)
        ):
            why = _words(gap, called(text, mention))
            return bound_to_mention(text, mention, mentions, starts, why)
        # A name on the way is passed over as a word: "from Ukraine in Kursk".
        width = mention.end - mention.start
        masked = gap + "x" * width + masked[len(gap) + width :]
    demonym = next((m for m in near[:1] if m.kind == "demonym" and m.place is not None), None)
    if (
        demonym is not None
        and compiled(DEMONYM_AFTER).fullmatch(text, origin, demonym.start)
        and (ground := compiled(OWN_GROUND).match(text, demonym.end))
    ):
        return demonym.place, " ".join(f"of {demonym.text}{ground[0]}".split())
    if its := compiled(ITS_AFTER).match(text, origin):
        return bound_to_subject(text, its.start(), sentence, mentions, starts)
    noun = compiled(NOUN_AFTER).match(text, origin)
    if noun is None and start is not None:
        the = compiled(THE).search(text, max(sentence[0], start - REACH), start)
        noun = compiled(THE_NOUN).match(text, origin) if the else None
    if noun and noun.end() <= sentence[1]:
        return bound_to_noun(text, noun["noun"], noun.start("noun"), mentions, starts)
    return NOWHERE


def _is_water(place: Place | None) -> bool:
    return place is not None and place.feature.startswith(WATERS)


def _words(gap: str, name: str) -> str:
    """Return the last words of a gap with the name they lead to: "in western Kursk"."""
    words = gap.split()
    for at in range(len(words) - 1, -1, -1):
        if words[at] in _LEADS:
            return " ".join((*words[at:], name))
    return name


_LEADS = frozenset(("of", "in", "inside", "on", "across", "within", "throughout"))


def bound_before(
    text: str, span: Span, sentence: Span, mentions: Sequence[Mention], starts: Sequence[int]
) -> Bound:
    """Return the place that a figure follows: "Kursk's 984 sq km", "In Kursk, it hit 9 sq km"."""
    if compiled(ELSEWHERE).match(text, span[1]):
        return NOWHERE
    start = span[0]
    low = max(sentence[0], start - 2 * REACH)
    places = places_in(mentions, starts, (low, start))
    bound = subject_before(text, span, low, places, mentions, starts)
    if bound is not None:
        return bound
    noun = compiled(NOUN_BEFORE).search(text, low, start)
    if noun:
        return bound_to_noun(text, noun["noun"], noun.start("noun"), mentions, starts)
    found = _located(text, start, low, places)
    if found is not None:
        mention, lead = found
        why = " ".join(f"{text[lead].lower()}{text[lead + 1 : mention.start]}".split())
        why = f"{why} {called(text, mention)}"
        place, why = bound_to_mention(text, mention, mentions, starts, why)
        return (place, f"{why}, before it in the sentence") if place else NOWHERE
    noun = compiled(IN_NOUN_BEFORE).search(text, low, start)
    if noun and not _breaks(text, noun.end(), start):
        return bound_to_noun(text, noun["noun"], noun.start("noun"), mentions, starts)
    return _fronted(text, span, sentence, mentions, starts)


def _located(
    text: str, start: int, low: int, places: Sequence[Mention]
) -> tuple[Mention, int] | None:
    """Return the place of "In Kursk, ..." and where that starts.

    It is the last one that no other clause parts from the figure.
    """
    for at in range(len(places) - 1, -1, -1):
        each = places[at]
        holder = (
            places[at - 1]
            if at and compiled(CHAIN).fullmatch(text, places[at - 1].end, each.start)
            else each
        )
        # A place that another holds is where it is, whatever the holder's name stands for.
        is_there = each.role == "literal" or holder is not each
        if not is_there or start - each.end > IN_REACH:
            continue
        lead = compiled(IN_BEFORE).search(text, max(low, holder.start - REACH), holder.start)
        if lead is None or compiled(SPEAKING).search(
            text, max(low, lead.start() - REACH), lead.start()
        ):
            continue
        return None if _breaks(text, each.end, start) else (each, lead.start())
    return None


def _breaks(text: str, start: int, end: int) -> bool:
    between = compiled(HEDGE_LAST).sub(" ", compiled(ASIDES).sub(" ", text[start:end]))
    return compiled(BREAKS).search(between) is not None


def _fronted(
    text: str, span: Span, sentence: Span, mentions: Sequence[Mention], starts: Sequence[int]
) -> Bound:
    """Return the place a fronted phrase speaks of: "With an area of 316 sq km, Malta ..."."""
    if not compiled(FRONTED).fullmatch(text, sentence[0], span[0]):
        return NOWHERE
    then = compiled(THEN_NAME).match(text, span[1])
    named = in_span(mentions, starts, (then.end(), then.end() + 1)) if then else ()
    if not named or named[0].kind != "place":
        return NOWHERE
    return bound_to_mention(text, named[0], mentions, starts, f"said of {named[0].text}")
