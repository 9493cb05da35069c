"""Mentions that share a name and a sense, with what the words beside them say."""

from __future__ import annotations

import re
from dataclasses import dataclass

from geonews.gazetteer import Candidate, NameKind
from geonews.model import Mention
from geonews.resolve.measures import foremost, measures
from geonews.text import fold

__all__ = ["Cue", "Group", "grouped"]

_REGION_AFTER = re.compile(
    r"\s(?:border\s|frontier\s|autonomous\s)?"
    r"(?:region|oblast|province|state|krai|governorate|prefecture|department|voivodeship|canton|"
    r"republic|territory|emirate)\b(?!\s+(?:university|college|legislature|fair|police))",
    re.IGNORECASE,
)
_REGION_BEFORE = re.compile(
    r"\b(?:region|oblast|province|state|prefecture)s?\sof\s$", re.IGNORECASE
)
# "most of Luhansk", "parts of Kherson": what has parts that can be held is no town first.
_PARTS_BEFORE = re.compile(
    r"\b(?:parts?|most|all|half|much|swathes|areas|sections|a\s(?:third|quarter|fifth))\sof\s(?:the\s)?$",
    re.IGNORECASE,
)
_LIST_GAP = re.compile(r",\s|,?\sand\s|,?\sor\s")
_TOWN_AFTER = re.compile(r"\s(?:city|town|village|suburb|metro)\b", re.IGNORECASE)
_TOWN_BEFORE = re.compile(
    r"\b(?:(?:city|town|village|suburb|port|capital|hamlet)\s(?:of\s)?"
    r"|downtown\s|mayor\sof\s)$",
    re.IGNORECASE,
)
_COUNTY_AFTER = re.compile(r"\s(?:county|district|parish)\b", re.IGNORECASE)
# "in the Donetsk, Luhansk and Kherson regions": the cue at the end of a list is for all of it.
_LIST_AFTER = re.compile(
    r"(?:,\s[\w’'-]+(?:\s[\w’'-]+)?){0,6},?\s(?:and|or)\s[\w’'-]+\s(?:regions|oblasts|"
    r"provinces|states|prefectures|governorates)\b",
    re.IGNORECASE,
)
# "Clarke, Madison and Oconee counties".
_COUNTIES_AFTER = re.compile(
    r"(?:,\s[\w’'-]+(?:\s[\w’'-]+)?){0,9},?\s(?:and|or)\s[\w’'-]+(?:\s[\w’'-]+)?\s"
    r"(?:counties|districts|parishes)\b|\s(?:counties|districts|parishes)\b",
    re.IGNORECASE,
)
_COUNTY_BEFORE = re.compile(r"\b(?:county\sof|counties\sof|district\sof)\s$", re.IGNORECASE)
_LEADS = ("of", "city", "town", "village", "suburb", "port", "capital", "hamlet", "downtown")
# What lists end with: "the Donetsk and Kherson regions". A text has some, or its lists are no cues.
_PLURALS = (
    *("regions", "oblasts", "provinces", "states", "prefectures", "governorates"),
    *("counties", "districts", "parishes"),
)
_HOLDER_GAP = re.compile(r",\s|\s\(|,\s(?:in|of)\s|\sin\s(?:the\s)?")

_POSSESSOR_GAP = re.compile(r"[’']s?\s")
_DEMONYM_GAP = re.compile(
    r"\s(?:(?:border|capital|port|coastal|eastern|western|northern|southern)\s|"
    r"(?:city|town|village|region|province|state)\s(?:of\s)?)+"
)


@dataclass(frozen=True, slots=True)
class Cue:
    """What the words beside one mention say: the kind of place, and the mention that holds it."""

    kind: str = ""
    holder: int | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Mentions of one name in one sense.

    ``mentions`` are numbers of mentions; ``kind`` what the story calls it ("region", "town",
    "county", "part" where it speaks of parts of it, or ""); ``holders`` the numbers of mentions
    said to hold it ("Paris, Texas").
    """

    number: int
    candidates: tuple[Candidate, ...]
    mentions: tuple[int, ...]
    kind: str
    holders: tuple[int, ...]


def grouped(
    text: str, mentions: tuple[Mention, ...], candidates: dict[str, tuple[Candidate, ...]]
) -> tuple[Group, ...]:
    """Group mentions by name; where the story calls a name a region, it is one throughout.

    A dateline keeps its own sense: it is a town whatever the story says of the region. A mention
    that has its place already is a group of its own, and a relative place is in none.
    """
    holders = frozenset(name for name, found in candidates.items() if _may_hold(found))
    lists = _list_starts(text, mentions)
    small = text.lower()
    plurals = any(word in small for word in _PLURALS)
    cues = [_cue(text, mentions, n, lists[n], holders, plurals) for n in range(len(mentions))]
    # "PARIS, Texas (AP)": what holds the town of a dateline is none itself.
    holding = {cue.holder for cue in cues}
    heads = {n for n, m in enumerate(mentions) if m.role == "dateline" and n not in holding}
    members: dict[tuple[str, bool, bool], list[int]] = {}
    said_in = _said_in(mentions, cues)
    alone: list[int] = []
    for number, mention in enumerate(mentions):
        if mention.place is not None:
            alone.append(number)
        if mention.place is not None or mention.kind == "relative":
            continue
        demonym = mention.kind == "demonym"
        town = cues[number].kind == "town" or number in heads
        name = fold(mention.text) + said_in[number]
        members.setdefault((name, demonym, town), []).append(number)
    # A town and a region of one name are two senses; without a region cue they are one.
    merged: dict[tuple[str, bool, bool], list[int]] = {}
    for (name, demonym, town), numbers in members.items():
        plain = members.get((name, demonym, False), [])
        region = any(cues[n].kind == "region" for n in plain)
        merged.setdefault((name, demonym, town and region), []).extend(numbers)
    groups: list[Group] = []
    for (_, demonym, _), numbers in merged.items():
        kinds = [cues[n].kind for n in numbers if cues[n].kind]
        kind = "region" if "region" in kinds else (kinds[0] if kinds else "")
        if not kind and not heads.isdisjoint(numbers):
            kind = "town"
        found = candidates.get(mentions[numbers[0]].text, ())
        found = tuple(c for c in found if _may_be(c, demonym))
        if len(found) > 1 and all(measures(text, mentions[n]) for n in numbers):
            found = foremost(found)
        groups.append(
            Group(
                number=len(groups),
                candidates=found,
                mentions=tuple(sorted(numbers)),
                kind=kind,
                holders=tuple(holder for n in numbers if (holder := cues[n].holder) is not None),
            )
        )
    groups += [Group(len(groups) + n, (), (number,), "", ()) for n, number in enumerate(alone)]
    return tuple(groups)


def _said_in(mentions: tuple[Mention, ...], cues: list[Cue]) -> list[str]:
    """Tell apart the namesakes a story tells apart itself: "Portland, Ore.", "Portland, Maine".

    Where a name is said to be in two places, each mention belongs to the one said last before it.
    """
    holders: dict[str, dict[str, None]] = {}
    named = ["" if c.holder is None else f", {fold(mentions[c.holder].text)}" for c in cues]
    for mention, holder in zip(mentions, named, strict=True):
        if holder:
            holders.setdefault(fold(mention.text), {})[holder] = None
    last: dict[str, str] = {}
    found = []
    for mention, holder in zip(mentions, named, strict=True):
        name = fold(mention.text)
        several = tuple(holders.get(name, ()))
        if len(several) < 2:
            found.append("")
            continue
        last[name] = holder or last.get(name, several[0])
        found.append(last[name])
    return found


def _may_hold(found: tuple[Candidate, ...]) -> bool:
    """Tell whether the most prominent bearer of a name is a country, region or county."""
    return bool(found) and found[0].place.feature.startswith(("PCL", "ADM"))


def _may_be(candidate: Candidate, demonym: bool) -> bool:
    people = candidate.kind in (NameKind.ADJECTIVE, NameKind.PEOPLE)
    if demonym:
        # A geocoder that knows no demonyms answers with a place; its plain answer will do.
        return people or candidate.kind is NameKind.NAME
    return not people and candidate.kind <= NameKind.ABBREVIATION


def _cue(
    text: str,
    mentions: tuple[Mention, ...],
    number: int,
    list_start: int,
    holders: frozenset[str],
    plurals: bool,
) -> Cue:
    mention = mentions[number]
    after = text[mention.end : mention.end + 160]
    before = text[max(0, mention.start - 24) : mention.start]
    holder = _holder(text, mentions, number, holders)
    # Few names have any cue, so what each pattern needs is asked before it is tried.
    lead = _lead(before)
    leads, of = lead.endswith(_LEADS), lead.endswith("of")
    follows = after[:1].isspace()
    lists = plurals and (follows or after[:1] == ",")
    if (
        (follows and _REGION_AFTER.match(after))
        or (of and _REGION_BEFORE.search(before))
        or (lists and _LIST_AFTER.match(after))
    ):
        return Cue("region", holder)
    if (
        (follows and _COUNTY_AFTER.match(after))
        or (lists and _COUNTIES_AFTER.match(after))
        or (of and _COUNTY_BEFORE.search(before))
    ):
        return Cue("county", holder)
    if (follows and _TOWN_AFTER.match(after)) or (leads and _TOWN_BEFORE.search(before)):
        return Cue("town", holder)
    ahead = before if list_start == mention.start else text[max(0, list_start - 24) : list_start]
    if _lead(ahead).endswith(("of", "the")) and _PARTS_BEFORE.search(ahead):
        return Cue("part", holder)
    return Cue("", holder)


def _lead(before: str) -> str:
    """Return what a space and then a name follow, in small letters; "" without the space."""
    return before.rstrip().lower() if before[-1:].isspace() else ""


def _list_starts(text: str, mentions: tuple[Mention, ...]) -> list[int]:
    """Return where the list each mention stands in starts: "parts of Donetsk and Kherson"."""
    starts: list[int] = []
    for number, mention in enumerate(mentions):
        goes_on = number > 0 and _LIST_GAP.fullmatch(text, mentions[number - 1].end, mention.start)
        starts.append(starts[-1] if goes_on else mention.start)
    return starts


def _holder(
    text: str, mentions: tuple[Mention, ...], number: int, holders: frozenset[str]
) -> int | None:
    """Return the mention said to hold this one: next behind a comma, or its possessor."""
    mention = mentions[number]
    if number + 1 < len(mentions) and mentions[number + 1].kind == "place":
        following = mentions[number + 1]
        if following.text in holders and _HOLDER_GAP.fullmatch(text, mention.end, following.start):
            return number + 1
    if number > 0:
        before = mentions[number - 1]
        gap = text[before.end : mention.start]
        if before.kind == "place" and len(gap) < 4 and _POSSESSOR_GAP.fullmatch(gap):
            return number - 1
        if before.kind == "demonym" and _DEMONYM_GAP.fullmatch(gap):
            return number - 1
    return None
