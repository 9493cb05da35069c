"""Which place a figure speaks of: told by the structure of its sentence, or not at all."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from geonews.measure.words import ADJECTIVES, GENERIC, REGION
from geonews.model import Mention, Place, Span

__all__ = ["place_after", "place_before", "place_of_mention", "place_of_noun"]

_BRACKET = re.compile(r"\s?\([^()]{0,80}\)|\)")
# From a figure to the place it lies in: "of land in", "have burned across the". A clause that
# breaks off ("that", "said", a comma) binds nothing.
_GAP_AFTER = re.compile(
    r"(?:,(?=\s(?:of|in|inside|across|within)\s))?"
    r"(?:[-\s](?!(?:that|which|who|and|but|or|while|when|after|before|since|to|for|near|on|along"
    r"|between|off|around|beside|into|through|said|says|told|by|with|than|as|if|size|twice|times"
    r"|equivalent|outskirts|edge|border|population|people|residents|capital)\s)"
    r"[A-Za-z][A-Za-z'’-]*){0,6}?\s"
    r"(?:of|in|inside|on|across|within|throughout)\s(?:(?:the|what\sis\snow|its|all\sof)\s)?"
    rf"(?:(?:{ADJECTIVES}|(?:[a-z]+\s)?parts?\sof|(?:south|north|east|west|middle|heart"
    r"|cent(?:re|er))\sof|(?:region|province|state|county|island|district|city|oblast|republic"
    r"|territory)\sof)\s(?:the\s)?){0,3}"
)
_ASIDE = re.compile(
    r"(?<!the )\b(?:north|south|east|west|northeast|northwest|southeast|southwest|outside|short"
    r"|ahead|because|instead|out)\s+of\s+\Z|\b(?:miles|kilomet(?:re|er)s|km)\s+(?:of|in)\s+\Z"
)
_NOUN_AFTER = re.compile(
    rf"(?:\s(?:land|territory|ground|terrain|forest|farmland))?\s(?:of|in|inside|across|within)"
    rf"\s(?:the|this)\s(?:{ADJECTIVES}\s)?(?P<noun>{'|'.join(GENERIC)})\b(?!['’])"
)
_CHAIN = re.compile(rf"['’]s?\s(?:(?:{ADJECTIVES})\s){{0,2}}")
_LIST = re.compile(rf"(?:\s(?:{REGION}))?\s(?:and|or|&)\s(?:the\s|in\s)?(?:(?:{ADJECTIVES})\s)?")
_COMMA = re.compile(r",\s")

_HEDGED = r"(?:more than|less than|over|about|around|nearly|almost|some|roughly|at least|up to)"
# Right before a figure: "Kursk's remaining 984 sq km", "Malta (316 sq km", "Malta, which covers".
_GAP_POSSESSIVE = re.compile(
    rf"(?:\s{REGION})?['’]s?\s(?:(?:{ADJECTIVES}|area\sof|territory\sof|{_HEDGED})\s){{0,4}}"
)
_GAP_BRACKET = re.compile(
    rf"(?:\s{REGION})?\s[(\[](?:(?:area|about|around|roughly|some|an area of)[:\s]\s?)?"
)
_GAP_COVERS = re.compile(
    rf"(?:\s{REGION})?,?(?:\s(?:which|that|also|is|has|with|an?|the|total|area|land|surface|island|country"
    rf"|region|state|now|only|of|just|itself|alone|{_HEDGED}))*?"
    r"\s(?:covers|covering|spans|spanning|measures|measuring|occupies|occupying|area\sof|totals)"
    rf"(?:\s(?:an\sarea\sof|{_HEDGED}))*\s"
)
_IN_BEFORE = re.compile(
    rf"\b(?:in|In|across|Across|inside|Inside|within|Within|throughout|Throughout)\s"
    rf"(?:the\s|all\sof\s)?(?:(?:{ADJECTIVES}|[a-z]+\sparts?\sof|parts?\sof)\s)*"
    r"(?:(?:region|province|state|county|island|district|city|oblast)\sof\s)?\Z"
)
# What ends the reach of "in Kursk" to a later figure: speech, another clause, money, a comparison.
_BREAKS = re.compile(
    r"\b(?:said|says|say|told|tells|according|announced|reported|reports|claimed|estimated|asked|wrote"
    r"|near|from|equivalent|size|larger|bigger|smaller|compared|and|but|or|which|who|while|than)\b"
    r"|[;:!?$€£\"“”]"
)
_REACH = 60
_IN_REACH = 80


def _in_span(mentions: Sequence[Mention], starts: Sequence[int], span: Span) -> Sequence[Mention]:
    return mentions[bisect_left(starts, span[0]) : bisect_left(starts, span[1])]


def place_after(
    text: str, end: int, sentence: Span, mentions: Sequence[Mention], starts: Sequence[int]
) -> Place | None:
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
    """
    index = bisect_left(starts, end)
    if text[end : end + 1] == " " and "-" in text[end - 12 : end] and index < len(mentions):
        named = mentions[index]
        if named.start == end + 1 and named.kind == "place":
            # "the 25,000-square-kilometre Kursk region"
            return place_of_mention(text, named, mentions, starts)
    bracket = _BRACKET.match(text, end)
    origin = bracket.end() if bracket else end
    limit = min(sentence[1], origin + 2 * _REACH)
    near = _in_span(mentions, starts, (origin, limit))
    masked = text[origin:limit]
    for mention in near[:4]:
        gap = masked[: mention.start - origin]
        if mention.kind == "place" and _GAP_AFTER.fullmatch(gap) and not _ASIDE.search(gap):
            return place_of_mention(text, mention, mentions, starts)
        # A name on the way is passed over as a word: "from Ukraine in Kursk".
        width = mention.end - mention.start
        masked = gap + "x" * width + masked[len(gap) + width :]
    noun = _NOUN_AFTER.match(text, origin)
    if noun and noun.end() <= sentence[1]:
        return place_of_noun(text, noun["noun"], noun.start("noun"), mentions, starts)
    return None


def place_before(
    text: str, start: int, sentence: Span, mentions: Sequence[Mention], starts: Sequence[int]
) -> Place | None:
    """Return the place that a figure follows: "Kursk's 984 sq km", "In Kursk, it hit 9 sq km"."""
    earlier = _in_span(mentions, starts, (max(sentence[0], start - 2 * _REACH), start))
    places = [each for each in earlier if each.kind == "place" and each.place is not None]
    if places:
        last = places[-1]
        gap = text[last.end : start]
        if len(gap) <= _REACH and (
            _GAP_POSSESSIVE.fullmatch(gap)
            or _GAP_BRACKET.fullmatch(gap)
            or _GAP_COVERS.fullmatch(gap)
        ):
            return place_of_mention(text, last, mentions, starts)
    located = [
        each
        for each in places
        if each.role == "literal"
        and start - each.end <= _IN_REACH
        and _IN_BEFORE.search(text, max(sentence[0], each.start - _REACH), each.start)
    ]
    if located and not _BREAKS.search(text, located[-1].end, start):
        return place_of_mention(text, located[-1], mentions, starts)
    return None


def place_of_mention(
    text: str, mention: Mention, mentions: Sequence[Mention], starts: Sequence[int]
) -> Place | None:
    """Return the place a phrase means that starts with a mention.

    The holder gives way to what it holds ("Russia's Kursk"), and a list of places means none of
    them alone ("Kursk and Belgorod").
    """
    index = bisect_left(starts, mention.start) + 1
    following = mentions[index] if index < len(mentions) else None
    if following is None or following.place is None or mention.place is None:
        return mention.place
    gap = text[mention.end : following.start]
    if following.kind != "place" or len(gap) > _REACH:
        return mention.place
    if _CHAIN.fullmatch(gap):
        return place_of_mention(text, following, mentions, starts)
    if _LIST.fullmatch(gap):
        return None
    if _COMMA.fullmatch(gap) and not _holds(following.place, mention.place):
        return None
    return mention.place


def _holds(outer: Place, inner: Place) -> bool:
    """Tell whether a place after a comma is the one that holds the place before it."""
    if outer.country != inner.country:
        return False
    if outer.is_country:
        return not inner.is_country
    return outer.name == inner.admin1 or (outer.feature == "ADM1" and inner.feature != "ADM1")


def place_of_noun(
    text: str, noun: str, at: int, mentions: Sequence[Mention], starts: Sequence[int]
) -> Place | None:
    """Return the one place that "the country" or "the region" can mean at an offset.

    It is looked for in the same paragraph and at most 300 characters back; where two would do,
    there is none.
    """
    codes = GENERIC.get(noun, ())
    reach = max(0, at - _NOUN_REACH)
    paragraph = max(text.rfind("\n\n", reach, at), reach)
    found = {
        each.place
        for each in _in_span(mentions, starts, (paragraph, at))
        if each.kind == "place" and each.place is not None and each.place.feature.startswith(codes)
    }
    return found.pop() if len(found) == 1 else None


_NOUN_REACH = 300
