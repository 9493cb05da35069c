"""Extents: a radius, a diameter, two sides or the length of something that lies on the ground."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from geonews.hedges import hedge_before, interval_of
from geonews.measure.lengths import HEDGED, Length
from geonews.measure.patterns import compiled
from geonews.model import Figure, FigureSense, Mention, Place
from geonews.numbers import NUMBER, Number, parse_number
from geonews.relations import Relation, anchors_of
from geonews.units import UNIT_KM

__all__ = ["find_extents"]

_FROM = Relation("from", 1.0)

_LEAST_KM = 0.05
"""A thing that is smaller is no ground: a screen, a ship, a house."""

# What has an area, and what is only long: a length says nothing of the size of the second kind.
_GROUND = (
    r"(?:areas?|atolls?|bands?|beach(?:es)?|belts?|blocks?|canyons?|chunks?|corridors?|craters?"
    r"|enclaves?|expanses?|fields?|floes?|glaciers?|icebergs?|islands?|isles?|islets?|lakes?"
    r"|landslides?|lagoons?|parcels?|patch(?:es)?|peninsulas?|pockets?|reefs?|regions?|salients?"
    r"|scars?|sheens?|slicks?|spits?|stretch(?:es)?|strips?|swath(?:e?s)?|swathe|territor(?:y|ies)"
    r"|tracts?|valleys?|wedges?|zones?)"
)
_NARROW = (
    r"(?:bands?|belts?|beach(?:es)?|buffers?|corridors?|spits?|strips?|swath(?:e?s)?|swathe|zones?)"
)
_LINE = (
    r"(?:roads?|streets?|highways?|motorways?|rivers?|streams?|canals?|channels?|straits?|gaps?|cracks?"
    r"|fences?|walls?|borders?|front(?:lines?|\slines?)?|trench(?:es)?|moats?|ditch(?:es)?|tunnels?"
    r"|bridges?|dams?|runways?|paths?|trails?|tracks?|rail\w*|pipelines?|queues?|lines?|convoys?|columns?"
    r"|jams?|tailbacks?|routes?|race|march|walk|hike|trek|trip|journey|drive|ride|flight|course|circuit"
    r"|loop|lanes?|screens?|ships?|vessels?|trains?|wings?|ropes?|cables?|banners?|flags?|plumes?"
    r"|telescopes?|mirrors?|fault|rift|chain|procession|crossing|swim|run|marathon|causeway)"
)

_SENSES: tuple[tuple[str, FigureSense, bool], ...] = (
    # What follows a length, what the length is then, and whether the words belong to the figure.
    (r"[-‐‑\s](?:in\s)?radius\b", "radius", False),
    (r"[-‐‑\s](?:in\s)?diameter\b", "diameter", False),
    (
        r"[-‐‑\s]across(?=\s*(?:[.,;:!?)—–]|\Z)|\s(?:and|or|but|at|as|in|that|which|with|when|while|off"
        r"|near|on|by|has|is|was)\b)",
        "diameter",
        False,
    ),
    (r"[-‐‑]wide(?!\w)", "diameter", True),
    (r"\swide(?!\w)", "diameter", False),
    (r"[-‐‑]long(?!\w)", "length", True),
    (r"\slong(?!\w)", "length", False),
)
_SENSES_BEFORE: tuple[tuple[str, FigureSense], ...] = (
    (r"\bradius\s(?:of|is|was)\s\Z", "radius"),
    (r"\bdiameter\s(?:of|is|was)\s\Z", "diameter"),
)
# "a 5-km buffer zone": how long or how wide it is goes unsaid.
_A_STRIP = (
    r"[-‐‑\s](?:(?:buffer|exclusion|security|safe|safety|evacuation|border|coastal|dead|no-fly"
    rf"|demilitari[sz]ed|defensive|frontier)\s)?{_NARROW}\b"
)
_A_SIDE = (
    r"(?:\s(?:on\s(?:a|each|every|one)|along\seach|(?:to\s)?(?:a|each|per))\sside\b"
    r"|\ssquare\b(?!\s\w+s\b))"
)
_SIDES_OF = r"\bsides\sof\s\Z"

# One side before another: "12 by 5 km", "12 km x 5 km", "25 miles long and 10 miles wide".
_FIRST_SIDE = (
    rf"(?<![^\W_])(?<![0-9][.,/:])(?P<number>{NUMBER})(?:\s?[x×]\s?|[-‐‑]by[-‐‑]|\sby\s)\Z"
)
_BY = rf"(?:\s?[x×]\s?|[-‐‑\s]by[-‐‑\s]|\sby\s)(?:an?\s)?{HEDGED}{{0,3}}"
_LONG = r"[-‐‑\s](?:long|in\slength)"
_WIDE = r"[-‐‑\s](?:wide|broad|deep|across|in\swidth)(?!\w)"
_AND = rf"(?:,?\s(?:and|by)|,)\s(?:(?:is|was|up\sto)\s)?{HEDGED}{{0,3}}"

_CENTRE = r"\s(?:of|around|about|from|cent(?:er|r)ed\s(?:on|at|around))(?=\s)"
_WHAT = rf"(?:(?P<line>{_LINE})|(?P<narrow>{_NARROW})|(?P<ground>{_GROUND}))\b"
_NOUN_BEHIND = rf"\s(?:[a-z’'-]+\s){{0,2}}?{_WHAT}(?!\s(?:of\s)?{_GROUND}\b)"
_NOUN_BEFORE = (
    rf"\b{_WHAT}(?:\s(?:in|of|on|off)\s[^.,;:]{{1,30}})?,?(?:\s(?:that|which))?"
    r"(?:\s(?:is|was|are|were|runs?|ran|measures|measuring|stretch\w*|spread|spans?))?"
    r"(?:\s(?:now|only|just|itself|up\sto|an?))*\s\Z"
)
_REACH = 60


@dataclass(frozen=True, slots=True)
class _Extent:
    start: int
    end: int
    number: Number
    unit: str
    hedge: str | None
    sense: FigureSense
    breadth_km: float | None = None
    tail: int = 0


def find_extents(
    text: str, lower: str, lengths: Sequence[Length], mentions: Sequence[Mention]
) -> Iterator[Figure]:
    """Yield the extents of a text, in order, tied to no place.

    Parameters
    ----------
    text, lower : str
        The text, and the same in small letters.
    lengths : sequence of Length
        Its lengths, in order.
    mentions : sequence of Mention
        Its mentions, in order: ``other`` is the one a radius is told from.

    Yields
    ------
    Figure
        ``low`` and ``high`` of the first side, in km.

    Examples
    --------
    >>> from geonews.measure.lengths import find_lengths
    >>> text = "Fire took a strip 12 by 5 km. It rained within a 10-mile radius."
    >>> figures = find_extents(text, text, find_lengths(text, text), ())
    >>> [(f.text, f.sense, f.value, f.breadth) for f in figures]
    [('12 by 5 km', 'sides', 12.0, 5.0), ('10-mile', 'radius', 10.0, None)]
    """
    if not lengths:
        return
    names = [each for each in mentions if each.kind != "relative"]
    done = 0
    for at, length in enumerate(lengths):
        if length.start < done:
            continue
        found = _sides(lower, lengths, at) or _one(lower, length)
        if found is None or found.start < done:
            continue
        done = found.end
        yield _figure(text, found, _centre(text, found, names))


def _figure(text: str, found: _Extent, other: Place | None) -> Figure:
    hedge = found.hedge
    number, km = found.number, UNIT_KM[found.unit]
    low, high = interval_of(number, hedge)
    breadth = found.breadth_km
    return Figure(
        start=found.start,
        end=found.end,
        text=text[found.start : found.end],
        quantity="extent",
        value=number.value,
        unit=found.unit,
        low=max(low, 0.0) * km,
        high=high * km,
        hedge=hedge,
        other=other,
        sense=found.sense,
        breadth=None if breadth is None else round(breadth / km, 9),
    )


def _sides(lower: str, lengths: Sequence[Length], at: int) -> _Extent | None:
    length = lengths[at]
    first = compiled(_FIRST_SIDE).search(lower, max(0, length.start - _REACH), length.start)
    number = parse_number(first["number"]) if first else None
    if first is not None and number is not None:
        km = number.value * UNIT_KM[length.unit]
        if min(km, length.km) < _LEAST_KM or number.first <= 0:
            return None
        return _Extent(
            first.start(),
            length.end,
            number,
            length.unit,
            hedge_before(lower, first.start()),
            "sides",
            length.km,
        )
    if compiled(_A_SIDE).match(lower, length.tail) or _ends(lower, length, _SIDES_OF):
        if length.km < _LEAST_KM:
            return None
        return _Extent(
            length.start, length.end, length.number, length.unit, length.hedge, "sides", length.km
        )
    other = next((each for each in lengths[at + 1 : at + 4] if not each.restates), None)
    if other is None or other.start - length.tail > _REACH:
        return None
    end = other.end
    if compiled(_BY).fullmatch(lower, length.tail, other.start) is None:
        end = _long_and_wide(lower, length, other)
    if not end or min(length.km, other.km) < _LEAST_KM:
        return None
    if end < 0:
        # "10 miles wide and 25 miles long": the longer way is the first side.
        return _Extent(
            length.start, -end, other.number, other.unit, other.hedge, "sides", length.km
        )
    return _Extent(length.start, end, length.number, length.unit, length.hedge, "sides", other.km)


def _long_and_wide(lower: str, first: Length, second: Length) -> int:
    """Return where "x long and y wide" ends; negative where the width comes first, 0 for none."""
    for mine, others, sign in ((_LONG, _WIDE, 1), (_WIDE, _LONG, -1)):
        one = compiled(mine).match(lower, first.tail)
        two = compiled(others).match(lower, second.tail)
        is_depth = "deep" in f"{one} {two}" and not {first.unit, second.unit} <= {"km", "mi", "nmi"}
        if (
            one
            and two
            and not is_depth
            and compiled(_AND).fullmatch(lower, one.end(), second.start)
        ):
            return sign * two.end()
    return 0


def _one(lower: str, length: Length) -> _Extent | None:
    if length.km < _LEAST_KM:
        return None
    for pattern, sense, is_part in _SENSES:
        match = compiled(pattern).match(lower, length.end) or compiled(pattern).match(
            lower, length.tail
        )
        if match is None:
            continue
        meant = _meant(lower, length, match.end(), sense)
        if meant is None:
            return None
        end = match.end() if is_part and match.start() == length.end else length.end
        return _Extent(
            length.start, end, length.number, length.unit, length.hedge, meant, tail=match.end()
        )
    for pattern, sense in _SENSES_BEFORE:
        if _ends(lower, length, pattern):
            return _Extent(
                length.start,
                length.end,
                length.number,
                length.unit,
                length.hedge,
                sense,
                tail=length.tail,
            )
    if compiled(_A_STRIP).match(lower, length.end):
        return _Extent(length.start, length.end, length.number, length.unit, length.hedge, "length")
    return None


def _meant(lower: str, length: Length, end: int, sense: FigureSense) -> FigureSense | None:
    """Return what "wide", "across" or "long" says of what it is said of; None for a mere line."""
    if sense == "radius":
        return sense
    low = max(0, length.start - _REACH)
    start = _lead(lower, length)
    before, behind = compiled(_NOUN_BEFORE), compiled(_NOUN_BEHIND)
    noun = behind.match(lower, end) or before.search(lower, low, start)
    if noun is None:
        return None if sense == "length" else sense
    if noun["line"]:
        return None
    return "length" if noun["narrow"] else sense


def _lead(lower: str, length: Length) -> int:
    """Return where a length starts with its hedge."""
    if length.hedge is None:
        return length.start
    at = lower.rfind(length.hedge, max(0, length.start - _REACH), length.start)
    return at if at >= 0 else length.start


def _ends(lower: str, length: Length, pattern: str) -> bool:
    """Tell whether the text before a length and its hedge ends with a pattern."""
    start = _lead(lower, length)
    return compiled(pattern).search(lower, max(0, start - _REACH), start) is not None


def _centre(text: str, found: _Extent, names: Sequence[Mention]) -> Place | None:
    """Return the place a radius is told from: "within a 10-mile radius of Kursk"."""
    behind = compiled(_CENTRE).match(text, found.tail) if found.sense == "radius" else None
    if behind is None:
        return None
    spans = anchors_of(text, found.start, behind.end(), _FROM, names)
    if not spans:
        return None
    return names[bisect_left(names, spans[0][0], key=lambda name: name.start)].place
