"""What a share is one of: an area figure, a place, or ground that is named by a noun."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from geonews.measure.parts import OF
from geonews.measure.patterns import compiled
from geonews.measure.words import (
    ADJECTIVES,
    AFTER_PLACE,
    DETERMINERS,
    GENERIC,
    HEDGED,
    REGION,
    TERRITORY,
)
from geonews.model import Figure, Mention, Span
from geonews.wholes import whole_before

__all__ = ["SAYS", "target_of"]

_IN = r"\s(?:of|in|on|across)\s"
_HALF_THE = r"\s(?=the\s)"
_LEAD = (
    rf"(?:(?:{DETERMINERS}|{ADJECTIVES}|more\sthan|over|at\sleast|up\sto|almost|around"
    r"|approximately|some|an?\sestimated|just|fewer\sthan|less\sthan|[\w-]{2,30}['’]s?)\s){0,6}"
)
_MODIFIERS = rf"(?:(?:{DETERMINERS}|{ADJECTIVES})\s){{0,4}}"
_GROUND = rf"(?:(?:{ADJECTIVES})\s){{0,3}}(?:{TERRITORY})\b"
_BELONGS = rf"\s(?:{REGION})\b"
_NOUN = rf"(?:{'|'.join(GENERIC)})\b"
# "the island of Crete", "the territory in the north of Mali"
_NAMED = rf"\s(?:of|in)\s(?:(?:{DETERMINERS}|{ADJECTIVES})\s){{0,3}}"
_POSSESSIVE = r"['’]s?\s"
_ITS = rf"(?:its|their)\s(?:own\s)?(?=(?:(?:{ADJECTIVES})\s){{0,3}}(?:{TERRITORY})\b)"
_AND_MORE = rf"(?:\s(?:{REGION}))?\s(?:and|or|&)\s(?:the\s)?"
_TAIL = rf"\Z|\s*[.,;:!?()\[\]—–”\"\n…]|\s-\s|\s(?:{AFTER_PLACE})\b"
# The head may stand for people: "40% of the country is against it".
_PEOPLE = (
    r"\s(?:has|have|had)\sno\s(?!running|water|electric|power|roads?|trees?|rain|snow|forest)"
    r"|\s(?:still\s|now\s)?lost\s(?:power|electricity|faith|hope|jobs?)\b"
    r"|\s(?:is|are|was|were|has|have|had|lives?|lived)\s(?:now\s|still\s|not\s|been\s)?"
    r"(?:against|in\sfavou?r|opposed|unemployed|poor|literate|illiterate|vaccinated|white|black|asian"
    r"|hispanic|latino|muslim|christian|catholic|orthodox|protestant|hindu|jewish|buddhist|religious"
    r"|[a-z]+-speaking|on\s(?:less|benefits|welfare)|without|hungry|registered|voted|aged|over\s[0-9]"
    r"|under\s[0-9]|in\spoverty|below|facing|at\srisk|eligible|obese|overweight|employed|online"
    r"|connected|asleep|happy|angry|watching|voting|struggling|suffering|starving|displaced|homeless)\b"
)
# "20% of Ukraine and Zelensky says"
SAYS = (
    r"(?:s[ae]ys?|said|told|wants?|plans?|hopes?|fears?|believes?|claim(?:s|ed)|warn(?:s|ed)|insist(?:s|ed)"
    r"|den(?:ies|ied)|vow(?:s|ed)|ask(?:s|ed)|call(?:s|ed)|report(?:s|ed)|announced|added)"
)


def target_of(
    lower: str,
    span: Span,
    areas: Sequence[Figure],
    area_at: dict[int, Figure],
    mention_at: dict[int, Mention],
) -> Figure | Mention | str | int | None:
    """Return what the share of a span is a share of."""
    start, end = span
    before = bisect_left(areas, end, key=_start)
    near = areas[max(0, before - _NEAR) : before]
    counted = lower.endswith(_COUNTED, 0, end)
    of = compiled(OF).match(lower, end) or compiled(_IN if counted else _HALF_THE).match(lower, end)
    if of is None:
        return None
    whole = whole_before(lower, span, [(area.start, area.end) for area in near])
    if whole is not None:
        return near[whole]
    if lower.startswith(("which ", "whose territory "), of.end()):
        return _antecedent(lower, start, mention_at)
    its = compiled(_ITS).match(lower, of.end())
    if its:
        ground = compiled(_GROUND).match(lower, its.end())
        return "its" if ground and _is_tail(lower, ground.end()) else None
    lead = compiled(_LEAD).match(lower, of.end())
    if lead is not None:
        for at in (lead.end(), *_word_starts(lower, of.end(), lead.end())):
            if at in area_at:
                return area_at[at]
    modifiers = compiled(_MODIFIERS).match(lower, of.end())
    at = modifiers.end() if modifiers else of.end()
    backwards = (at, *_word_starts(lower, of.end(), at))
    # An adjective may be part of the name: "of the South China Sea".
    mention = next((mention_at[back] for back in backwards if back in mention_at), None)
    if mention is not None:
        return _place_target(lower, mention, mention_at)
    for back in backwards:
        noun = compiled(_NOUN).match(lower, back)
        named = compiled(_NAMED).match(lower, noun.end()) if noun else None
        if named and named.end() in mention_at:
            return _place_target(lower, mention_at[named.end()], mention_at)
        if noun and _is_ground(lower, noun.end()):
            return noun[0]
        ground = compiled(_GROUND).match(lower, back)
        if ground and _is_ground_named(lower, ground.end()):
            return _ground_target(lower, ground.end(), mention_at)
    return None


# An amount in two or three units is as many figures.
_NEAR = 4
# "Ukraine, a fifth of which"
_WHICH_REACH = 140
_WHICH_PLACE = rf"(?:\s{REGION})?,\s(?:{HEDGED}\s)*\Z"


def _antecedent(lower: str, start: int, mention_at: dict[int, Mention]) -> Mention | None:
    """Return the place that "which" means behind a share that starts at an offset."""
    near = [at for at in range(max(0, start - _WHICH_REACH), start) if at in mention_at]
    last = mention_at[near[-1]] if near else None
    if last is None or last.kind != "place":
        return None
    return last if compiled(_WHICH_PLACE).fullmatch(lower[last.end : start]) else None


def _start(area: Figure) -> int:
    return area.start


_COUNTED = ("hectares", "acres", "miles", "metres", "meters", "kilometers", "kilometres")
# "the territory it had taken in Kursk"
_TAKEN = r"\s(?:it|they|he|she|that|which|held|seized|captured|taken|lost|won)\b"


def _is_ground_named(lower: str, end: int) -> bool:
    return _is_tail(lower, end) or compiled(_TAKEN).match(lower, end) is not None


def _word_starts(lower: str, start: int, end: int) -> list[int]:
    """Return where the words between two offsets start, last first."""
    return [start + match.start() for match in re.finditer(r"\S+", lower[start:end])][::-1]


# Names of a list or a chain, "Kursk and Belgorod": beyond so many they are not followed.
_LONGEST_LIST = 8


def _place_target(
    lower: str, mention: Mention, mention_at: dict[int, Mention], links: int = _LONGEST_LIST
) -> Mention | str | None:
    if links == 0:
        return None
    if mention.kind == "demonym":
        match = compiled(_GROUND).match(lower, mention.end + 1)
        return mention if match and _is_ground_named(lower, match.end()) else None
    if mention.kind != "place":
        return None
    possessive = compiled(_POSSESSIVE).match(lower, mention.end)
    if possessive:
        modifiers = compiled(_MODIFIERS).match(lower, possessive.end())
        for at in (possessive.end(), modifiers.end() if modifiers else possessive.end()):
            inner = mention_at.get(at)
            if inner is not None and inner.kind == "place":
                return _place_target(lower, inner, mention_at, links - 1)
        ground = compiled(_GROUND).match(lower, possessive.end())
        return mention if ground and _is_tail(lower, ground.end()) else None
    # "Bains and Grants Town residents": what follows the last of a list goes for all of it.
    more = compiled(_AND_MORE).match(lower, mention.end)
    following = mention_at.get(more.end()) if more else None
    if following is not None and not compiled(rf"\s{SAYS}\b").match(lower, following.end):
        last = _place_target(lower, following, mention_at, links - 1)
        if last is None:
            return None
    own = (
        compiled(_GROUND).match(lower, mention.end + 1)
        if lower[mention.end : mention.end + 1] == " "
        else None
    )
    if own and _is_ground_named(lower, own.end()):
        return mention
    belongs = compiled(_BELONGS).match(lower, mention.end)
    return mention if _is_ground(lower, belongs.end() if belongs else mention.end) else None


def _ground_target(lower: str, end: int, mention_at: dict[int, Mention]) -> Mention | int:
    """Return the place of "the territory of X", or the offset where none is named."""
    of = compiled(_NAMED).match(lower, end)
    mention = mention_at.get(of.end()) if of else None
    return mention if mention is not None and mention.kind == "place" else end


def _is_ground(lower: str, end: int) -> bool:
    """Tell whether what ends at an offset is meant as ground: "the region's territory"."""
    possessive = compiled(_POSSESSIVE).match(lower, end)
    if possessive:
        ground = compiled(_GROUND).match(lower, possessive.end())
        return ground is not None and _is_tail(lower, ground.end())
    return _is_tail(lower, end)


def _is_tail(lower: str, end: int) -> bool:
    return (
        compiled(_TAIL).match(lower, end) is not None
        and compiled(_PEOPLE).match(lower, end) is None
    )
