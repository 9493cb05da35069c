"""Shares: a percentage or a fraction, where it is one of an area figure, a place or its ground."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from geonews.hedges import HEDGES, hedge_before
from geonews.measure.words import (
    ADJECTIVES,
    AFTER_PLACE,
    DETERMINERS,
    GENERIC,
    REGION,
    TERRITORY,
)
from geonews.model import Figure, Mention
from geonews.numbers import (
    FRACTION,
    NUMBER,
    RANGE,
    Number,
    parse_fraction,
    parse_number,
    span_of,
)

__all__ = ["find_shares"]

_PERCENT = re.compile(r"(?<=[\w\s½¼¾⅓⅔-])(?:%|(?:percent|per[-\s]cents?|pct)(?!\w))")
_PERCENT_NUMBER = re.compile(
    rf"(?<![^\W_])(?<![0-9][.,/:])(?<![$€£¥₹#])(?<![\s(][-−–])"
    rf"(?:(?P<first>{NUMBER})(?:\s?(?:%|percent|per\scent))?(?P<join>{RANGE}))?"
    rf"(?P<number>{NUMBER})[-‐‑\s]?\Z"
)
_FRACTION = re.compile(rf"(?<![\w-]){FRACTION}(?=\s(?:of|the)\s)")
_REACH = 60
# A last place above ten points would make "100%" mean a half: see rule 1 of the calibration.
_MOST_STEP = 10.0

_OF = re.compile(r"\sof\s")
_HALF_THE = re.compile(r"\s(?=the\s)")
_LEAD = re.compile(
    rf"(?:(?:{DETERMINERS}|{ADJECTIVES}|more\sthan|over|at\sleast|up\sto|almost|around"
    r"|approximately|some|an?\sestimated|[\w-]{2,30}['’]s?)\s){0,5}"
)
_MODIFIERS = re.compile(rf"(?:(?:{DETERMINERS}|{ADJECTIVES})\s){{0,4}}")
_GROUND = re.compile(rf"(?:(?:{ADJECTIVES})\s){{0,3}}(?:{TERRITORY})\b")
_BELONGS = re.compile(rf"\s(?:{REGION})\b")
_NOUN = re.compile(rf"(?:{'|'.join(GENERIC)})\b")
# "the island of Crete", "the territory in the north of Mali"
_NAMED = re.compile(rf"\s(?:of|in)\s(?:(?:{DETERMINERS}|{ADJECTIVES})\s){{0,3}}")
_POSSESSIVE = re.compile(r"['’]s?\s")
_TAIL = re.compile(rf"\Z|\s*[.,;:!?()\[\]—–”\"\n…]|\s-\s|\s(?:{AFTER_PLACE})\b")
# The head may stand for people: "40% of the country is against it".
_PEOPLE = re.compile(
    r"\s(?:is|are|was|were|has|have|had|lives?|lived)\s(?:now\s|still\s|not\s|been\s)?"
    r"(?:against|in\sfavou?r|opposed|unemployed|poor|literate|illiterate|vaccinated|white|black|asian"
    r"|hispanic|latino|muslim|christian|catholic|orthodox|protestant|hindu|jewish|buddhist|religious"
    r"|[a-z]+-speaking|on\s(?:less|benefits|welfare)|without|hungry|registered|voted|aged|over\s[0-9]"
    r"|under\s[0-9]|in\spoverty|below)\b"
)


def find_shares(
    text: str, lower: str, areas: Sequence[Figure], mentions: Sequence[Mention]
) -> Iterator[tuple[Figure, Figure | Mention | str]]:
    """Yield the shares of a text, each with what it is a share of.

    Parameters
    ----------
    text, lower : str
        The text, and the same in small letters.
    areas : sequence of Figure
        The area figures of the text, in order.
    mentions : sequence of Mention
        The mentions of the text, in order.

    Yields
    ------
    tuple
        The share, and the area figure, the mention or the common noun that it is a share of.
    """
    area_at = {area.start: area for area in areas}
    mention_at = {mention.start: mention for mention in mentions}
    found = sorted([*_percentages(lower), *_fractions(lower, areas)], key=lambda each: each[1])
    for number, start, end in found:
        target = _target(lower, end, area_at, mention_at)
        if target is None:
            continue
        hedge = hedge_before(text, start)
        low, high = HEDGES[hedge].interval(number) if hedge else (number.low, number.high)
        figure = Figure(
            start=start,
            end=end,
            text=text[start:end],
            quantity="share",
            value=number.value,
            unit=None,
            low=max(low, 0.0),
            high=min(high, 1.0),
            hedge=hedge,
        )
        yield figure, target


def _percentages(lower: str) -> Iterator[tuple[Number, int, int]]:
    end = 0
    for sign in _PERCENT.finditer(lower):
        reach = max(end, sign.start() - _REACH)
        if not _OF.match(lower, sign.end()):
            continue
        match = _PERCENT_NUMBER.search(lower, reach, sign.start())
        end = sign.end()
        if match is None:
            continue
        start, number = match.start("number"), parse_number(match["number"])
        first = parse_number(match["first"]) if match["first"] else None
        if number is not None and first is not None and first.value < number.value:
            start, number = match.start(), span_of(first, number)
        if number is not None and number.first > 0 and number.last <= 100:
            yield _of_hundred(number), start, end


def _of_hundred(number: Number) -> Number:
    excess = max(number.step - _MOST_STEP, 0.0)
    return Number(
        value=number.value / 100,
        first=number.first / 100,
        last=number.last / 100,
        low=(number.low + excess / 2) / 100,
        high=(number.high - excess) / 100,
        step=min(number.step, _MOST_STEP) / 100,
        digits=number.digits,
    )


def _fractions(lower: str, areas: Sequence[Figure]) -> Iterator[tuple[Number, int, int]]:
    starts = [area.start for area in areas]
    for match in _FRACTION.finditer(lower):
        number = parse_fraction(match[0])
        start, end = match.span()
        # "three-quarters of a square mile" is an area figure already.
        at = bisect_left(starts, end) - 1
        if number is None or (at >= 0 and areas[at].end > start):
            continue
        yield number, start, end


def _target(
    lower: str,
    end: int,
    area_at: dict[int, Figure],
    mention_at: dict[int, Mention],
) -> Figure | Mention | str | None:
    """Return what a share that ends at an offset is a share of."""
    of = _OF.match(lower, end) or _HALF_THE.match(lower, end)
    if of is None:
        return None
    lead = _LEAD.match(lower, of.end())
    if lead is not None:
        for at in (lead.end(), *_word_starts(lower, of.end(), lead.end())):
            if at in area_at:
                return area_at[at]
    modifiers = _MODIFIERS.match(lower, of.end())
    at = modifiers.end() if modifiers else of.end()
    mention = next((mention_at[a] for a in (at, of.end()) if a in mention_at), None)
    if mention is not None:
        return _place_target(lower, mention, mention_at)
    for back in (at, *_word_starts(lower, of.end(), at)):
        noun = _NOUN.match(lower, back)
        named = _NAMED.match(lower, noun.end()) if noun else None
        if named and named.end() in mention_at:
            return _place_target(lower, mention_at[named.end()], mention_at)
        if noun and _is_ground(lower, noun.end()):
            return noun[0]
        ground = _GROUND.match(lower, back)
        if ground and _is_tail(lower, ground.end()):
            return _ground_target(lower, ground.end(), mention_at)
    return None


def _word_starts(lower: str, start: int, end: int) -> list[int]:
    """Return where the words between two offsets start, last first."""
    return [start + match.start() for match in re.finditer(r"\S+", lower[start:end])][::-1]


def _place_target(
    lower: str, mention: Mention, mention_at: dict[int, Mention]
) -> Mention | str | None:
    if mention.kind == "demonym":
        match = _GROUND.match(lower, mention.end + 1)
        return "" if match and _is_tail(lower, match.end()) else None
    if mention.kind != "place":
        return None
    possessive = _POSSESSIVE.match(lower, mention.end)
    if possessive:
        modifiers = _MODIFIERS.match(lower, possessive.end())
        for at in (possessive.end(), modifiers.end() if modifiers else possessive.end()):
            inner = mention_at.get(at)
            if inner is not None and inner.kind == "place":
                return _place_target(lower, inner, mention_at)
        ground = _GROUND.match(lower, possessive.end())
        return mention if ground and _is_tail(lower, ground.end()) else None
    belongs = _BELONGS.match(lower, mention.end)
    return mention if _is_ground(lower, belongs.end() if belongs else mention.end) else None


def _ground_target(lower: str, end: int, mention_at: dict[int, Mention]) -> Mention | str:
    """Return the place of "the territory of X", or "" where none is named."""
    of = _NAMED.match(lower, end)
    mention = mention_at.get(of.end()) if of else None
    return mention if mention is not None and mention.kind == "place" else ""


def _is_ground(lower: str, end: int) -> bool:
    """Tell whether what ends at an offset is meant as ground: "the region's territory"."""
    possessive = _POSSESSIVE.match(lower, end)
    if possessive:
        ground = _GROUND.match(lower, possessive.end())
        return ground is not None and _is_tail(lower, ground.end())
    return _is_tail(lower, end)


def _is_tail(lower: str, end: int) -> bool:
    return _TAIL.match(lower, end) is not None and _PEOPLE.match(lower, end) is None
