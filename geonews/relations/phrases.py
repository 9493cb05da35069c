"""What phrases such as "30 km south of" and "halfway between" say, before any name is looked at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from geonews.numbers import GAP
from geonews.relations.amounts import ANY_UNIT, amount_before, interval_km

__all__ = ["Relation", "find_relations", "relation_at"]

Form = Literal["from", "within", "between", "halfway"]


@dataclass(frozen=True, slots=True)
class Relation:
    """What a phrase says of where a place lies.

    Attributes
    ----------
    form : {'from', 'within', 'between', 'halfway'}
    km, low_km, high_km : float
        The distance written and the interval it stands for; 0 for ``between`` and ``halfway``.
    bearing : float or None
        Degrees clockwise from north, from the place named to the one that is not.
    spread : float
        How far the true bearing may be off to either side, degrees.
    """

    form: Form
    km: float = 0.0
    low_km: float = 0.0
    high_km: float = 0.0
    bearing: float | None = None
    spread: float = 0.0

    @property
    def is_between(self) -> bool:
        """Whether it is reckoned from two places."""
        return self.form in ("between", "halfway")


# Units are found first: they are rare, so most of a story is never looked at for numbers.
_UNIT = re.compile(rf"(?<![^\W\d_]){ANY_UNIT}(?![\w²³^/]|\s?/\s?[a-z])", re.IGNORECASE)
# What every unit begins with, and little else. It leaps from one such letter to the next, as a
# pattern that ignores case does not, which must be tried at every character.
_UNIT_HEAD = re.compile(
    r"[kKmMnNsSyYfF\u212a\u017f](?<![^\W\d_].)"
    r"(?i:ilom|ms?\b|autical|mi\b|ea\s|iles?\b|i\.|et[er]|(?<=m)\b|ards?\b|ds?\b|eet\b|oot\b|t\b)"
)

_REACH = 60

_WITHIN = re.compile(
    rf"\bwithin{GAP}(?:(?:an?|about|around|roughly|approximately|some|just|only){GAP})?\Z",
    re.IGNORECASE,
)

_POINTS = (
    *("north", "northnortheast", "northeast", "eastnortheast", "east", "eastsoutheast"),
    *("southeast", "southsoutheast", "south", "southsouthwest", "southwest", "westsouthwest"),
    *("west", "westnorthwest", "northwest", "northnorthwest"),
)
_LETTERS = {
    "".join(word[0].upper() for word in re.findall("north|east|south|west", p)): p for p in _POINTS
}
_SIDE = r"(?:north|south|east|west)"
_COMPASS = (
    rf"(?P<point>{_SIDE}(?:[-‐‑]{_SIDE}|{GAP}{_SIDE}|{_SIDE}){{0,2}}|(?-i:[NS]?[NS][EW]|[EW][NS][EW]|[NSEW]))"
    r"(?:wards?)?"
)
_SPREAD_8, _SPREAD_16 = 22.5, 11.25
"""Half of a sector of the compass of eight and of sixteen points, degrees."""

# The same distance in another unit is not read, so it need not be read well.
_OTHER = rf"[0-9][0-9.,]{{0,8}}(?:{GAP}?|[-‐‑])"
_ASIDE = (
    rf"(?:[^\S\n]?[(\[][^()\[\]\n]{{1,48}}[)\]]"
    rf"|,{GAP}or{GAP}(?:(?:about|roughly|around|nearly|some){GAP})?{_OTHER}{ANY_UNIT},?"
    rf"|[^\S\n]?/[^\S\n]?{_OTHER}{ANY_UNIT})?,?"
)
_WAY = r"(?:road|coast|river|line|highway|motorway|railway|street|valley|tracks?|shore)"
_FILL = (
    rf"(?:(?:away|out|or{GAP}so|further|farther|inland|upriver|downriver|upstream|downstream"
    rf"|offshore|by{GAP}(?:road|air|rail|sea|car)|as{GAP}the{GAP}crow{GAP}flies|drive|journey|lying"
    rf"|(?:up|down){GAP}the{GAP}{_WAY}),?{GAP}){{0,2}}"
)
_EDGE = (
    rf"(?:{GAP}the{GAP}(?:[a-z]+[-\s])?(?:coast|coastline|shores?|cent(?:re|er)|outskirts|edge"
    rf"|suburbs|city{GAP}limits|heart){GAP}of(?!\w))?"
)
_TAIL = re.compile(
    rf"(?:[-‐‑\s](?P<radius>radius|range)|{_ASIDE}){GAP}{_FILL}(?:"
    rf"(?:to{GAP}the{GAP}|to{GAP}|the{GAP})?(?P<due>(?:due|directly|straight){GAP})?{_COMPASS}"
    rf"{GAP}(?:of|from|off)(?!\w)"
    rf"|(?P<how>from|off|outside(?:{GAP}of)?|short{GAP}of|of|around)(?!\w)){_EDGE}",
    re.IGNORECASE,
)
# Before such a number there is no distance: a rate, one side of a rectangle, a price.
_NOT_BEFORE = re.compile(r"(?:[$€£¥]\s?|\bper\s|\bevery\s|[0-9]\s?[x×]\s?)\Z", re.IGNORECASE)

_HALFWAY = re.compile(
    rf"\b(?:half(?:[-‐‑]|{GAP})?way|mid[-‐‑]?way|equidistant)(?:{GAP}point)?"
    rf"(?:{GAP}along{GAP}(?:the|a){GAP}{_WAY})?{GAP}(?:in{GAP})?(?:between|from)(?!\w)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\b(?:in[-\s]?)?between(?!\w)", re.IGNORECASE)
# Talks, wars, flights and borders are between places too: the words before must tell of a spot.
_SPOT_BEFORE = re.compile(
    r"\b(?:road|highway|route|motorway|railway|railroad|(?:rail|railway|train|bus)\sline|track"
    r"|village|town|settlement|hamlet|point|spot|site|somewhere|waters|sea|strait|channel|mountains?"
    r"|hills|valley|desert|forest|woods|fields?|countryside|stretch|lies|lie|lay|lying|located"
    r"|situated|sits|sitting|nestled|crashed|derailed|collided|sank|capsized|ditched|landed"
    r"|disappeared|vanished|stranded|anchored|adrift|stuck|camped|exploded|(?:came|went|shot|brought)\sdown)"
    r"(?:\s(?:right|exactly|just|roughly|directly|that\slies|which\slies|that\sruns|running))?\s\Z",
    re.IGNORECASE,
)
_SPOT_REACH = 48


@lru_cache(maxsize=8)
def find_relations(text: str) -> tuple[tuple[int, int, Relation], ...]:
    """Return the phrases of a text as start, end and what each says, in order and disjoint.

    A phrase ends before the name it is reckoned from, or before "the city of" and its like.

    Examples
    --------
    >>> text = "A drone fell about 30 km (19 miles) south-east of Kursk."
    >>> [(text[a:b], r.km, r.low_km, r.bearing) for a, b, r in find_relations(text)]
    [('30 km (19 miles) south-east of', 30.0, 22.5, 135.0)]
    """
    # Two stages ask of one story in turn.
    found = []
    done = 0
    for start, end, relation in sorted(_all(text), key=lambda phrase: phrase[:2]):
        if start >= done:
            done = end
            found.append((start, end, relation))
    return tuple(found)


def _all(text: str) -> Iterator[tuple[int, int, Relation]]:
    yield from _distances(text, 0, len(text))
    small = text.lower()
    if any(word in small for word in ("half", "mid", "equidistant")):
        for match in _HALFWAY.finditer(text):
            yield match.start(), match.end(), Relation("halfway")
    for match in _BETWEEN.finditer(text) if "between" in small else ():
        if _SPOT_BEFORE.search(text[max(0, match.start() - _SPOT_REACH) : match.start()]):
            yield match.start(), match.end(), Relation("between")


def relation_at(text: str, start: int, end: int) -> Relation | None:
    """Return what the phrase at a span says, or None where none stands there.

    Examples
    --------
    >>> relation_at("It lies midway between Lima and Cusco.", 8, 22).form
    'halfway'
    """
    for first, last, relation in _distances(text, start, end):
        if (first, last) == (start, end):
            return relation
    if _HALFWAY.fullmatch(text, start, end):
        return Relation("halfway")
    return Relation("between") if _BETWEEN.fullmatch(text, start, end) else None


def _distances(text: str, low: int, high: int) -> Iterator[tuple[int, int, Relation]]:
    done = low
    for head in _UNIT_HEAD.finditer(text, low, high):
        if head.start() < done:
            continue
        unit = _UNIT.match(text, head.start(), high)
        if unit is None:
            continue
        tail = _TAIL.match(text, unit.end(), high)
        if tail is None:
            continue
        amount = amount_before(text, done, unit.start())
        if amount is None:
            continue
        found = _read(text, amount, unit, tail)
        if found is not None:
            done = tail.end()
            yield found[0], tail.end(), found[1]


def _read(
    text: str, amount: re.Match[str], unit: re.Match[str], tail: re.Match[str]
) -> tuple[int, Relation] | None:
    read = interval_km(text, amount, unit[0])
    if read is None:
        return None
    start, low, middle, high = read
    before = text[max(0, start - _REACH) : start]
    within = _WITHIN.search(before)
    how = (tail["how"] or "").lower()
    # "50 km of" is a stretch of something and "50 km around" a way, but for a bound or a radius.
    bounded = within is not None or tail["radius"] is not None
    if (how in ("of", "around") and not bounded) or _NOT_BEFORE.search(before):
        return None
    # "5m" is a distance less often than a sum.
    if unit[0].lower() == "m" and how in ("from", "of"):
        return None
    if high > _HALF_THE_EARTH_KM:
        return None
    if bounded:
        start -= len(before) - within.start() if within else 0
        return start, Relation("within", middle, 0.0, middle)
    bearing, spread = _bearing(tail)
    return start, Relation("from", middle, low, high, bearing, spread)


_HALF_THE_EARTH_KM = 20_000.0


def _bearing(tail: re.Match[str]) -> tuple[float | None, float]:
    point = tail["point"]
    if point is None:
        return None, 0.0
    name = _LETTERS.get(point if point.isupper() else "") or re.sub(r"[^a-z]", "", point.lower())
    if name not in _POINTS:
        return None, 0.0
    number = _POINTS.index(name)
    spread = _SPREAD_16 if number % 2 or tail["due"] else _SPREAD_8
    return number * 22.5, spread
