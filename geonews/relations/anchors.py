"""The names that a phrase such as "30 km south of" is reckoned from."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from geonews.model import Mention, Span
from geonews.numbers import GAP
from geonews.relations.phrases import Relation

__all__ = ["anchors_of"]

_KIND = (
    r"(?:city|town|village|hamlet|settlement|suburb|port|capital|resort|municipality|district"
    r"|township|hub|seat|outpost|stronghold|centre|center|island)"
)
# What may stand between a phrase and the name it is reckoned from. "^" is the name of a people,
# "~" that of a place which only says whose the next one is: "Yemen's Red Sea port of Hodeidah".
_GAP_TO_NAME = re.compile(
    r"[^\S\n]?\n?[^\S\n]?(?:(?:(?:the|a|its|their|nearby|neighbou?ring|downtown|central|inner"
    r"|coastal|border|frontier|northern|southern|eastern|western|northeastern|northwestern"
    r"|southeastern|southwestern|historic|besieged|occupied|ruined|devastated|strategic|key|main"
    r"|major|small|large|largest|second|provincial|regional|state|county|national|country|region"
    r"|breakaway|mining|industrial|oil|market|university|desert|mountain|river|seaside|lakeside"
    rf"|holy|ancient|{_KIND}|of|[a-z]+[-‐‑](?:held|controlled|occupied|ruled|backed))(?:['’]s)?,?"
    rf"|\^|~['’]s?|~(?=\s(?:[a-z]+\s){{0,2}}{_KIND}\sof\s))\s){{0,8}}"
)
_SKIPPED_MOST = 4
_GAP_MOST = 90
# What makes of a name another thing's: a border, an airport, a longer name.
_NO_ANCHOR_AFTER = re.compile(
    r"['’]s?\s(?!(?:city\s|town\s)?(?:cent(?:re|er)|downtown|outskirts|edge|suburbs|coast\w*|shores?)\b)"
    r"|\s(?:[a-z]+\s)?(?:borders?|frontier|boundary|line|coast|shore|airport|airfield|airbase|base"
    r"|station|plant|bridge|dam|rivers?|roads?|streets?|avenues?|counties|islands|highway|mountains)\b"
    r"|[-‐‑]\w|\s(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May"
    r"|June|July|August|September|October|November|December|I\b)[A-Z][\w’'-]"
)
_STREET = re.compile(r"\s(?:Street|Road|Lane|Drive|Avenue|Boulevard|Highway|St|Rd|Ave|Blvd)\.?$")
_ON_THE_WAY = re.compile(rf"{GAP}to{GAP}")
_AND = re.compile(r",?\s(?:and|&)(?=\s)")
_TO = re.compile(r"\sto(?=\s)")
_HOLDER = re.compile(r",\s")


def anchors_of(
    text: str, start: int, end: int, relation: Relation, mentions: Sequence[Mention]
) -> tuple[Span, ...]:
    """Return the spans of the mentions that a phrase is reckoned from; none where it has none.

    Parameters
    ----------
    text : str
    start, end : int
        The span of the phrase.
    relation : Relation
        What it says.
    mentions : sequence of Mention
        The story's, in order and disjoint.

    Examples
    --------
    >>> text = "A drone fell 30 km south of the Russian city of Kursk."
    >>> names = [Mention(32, 39, "Russian", "demonym"), Mention(48, 53, "Kursk")]
    >>> anchors_of(text, 13, 27, Relation("from", 30), names)
    ((48, 53),)
    """
    at = bisect_left(mentions, end, key=lambda mention: mention.start)
    number = _name_behind(text, end, at, mentions)
    if number is None:
        return ()
    name = mentions[number]
    first = (name.start, name.end)
    leaves = text[start:end].lower().endswith("from")
    if not relation.is_between:
        # "ran 109 miles from Lima to Cusco" is the way itself.
        way = leaves and _ON_THE_WAY.match(text, name.end)
        return () if way or _NO_ANCHOR_AFTER.match(text, name.end) else (first,)
    behind = name.end
    if number + 1 < len(mentions) and _HOLDER.fullmatch(text, behind, mentions[number + 1].start):
        # "between Paris, Texas, and Dallas"
        number += 1
        behind = mentions[number].end
    link = (_TO if leaves else _AND).match(text, behind)
    if link is None:
        return ()
    other = _name_behind(text, link.end(), number + 1, mentions)
    if other is None or _NO_ANCHOR_AFTER.match(text, mentions[other].end):
        return ()
    return (first, (mentions[other].start, mentions[other].end))


def _name_behind(text: str, end: int, at: int, mentions: Sequence[Mention]) -> int | None:
    """Return the number of the mention that words ending here lead to, past whose it is."""
    found = None
    gap = ""
    for number in range(at, min(at + _SKIPPED_MOST, len(mentions))):
        mention = mentions[number]
        gap += text[end : mention.start]
        if len(gap) > _GAP_MOST or not _GAP_TO_NAME.fullmatch(gap):
            break
        if mention.kind in ("place", "coordinates") and not _STREET.search(mention.text):
            found = number
        gap += "^" if mention.kind == "demonym" else "~"
        end = mention.end
    return found
