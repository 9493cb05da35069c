"""What the words of a size comparison say: how many times, more or less, and how firmly."""

from __future__ import annotations

import re
from dataclasses import dataclass

from geonews.hedges import HEDGES, hedge_before
from geonews.measure import ratio_words as words
from geonews.measure.patterns import compiled
from geonews.model import FigureSense
from geonews.numbers import parse_fraction, parse_number

__all__ = [
    "OPEN_END",
    "RATIO_RANGES",
    "Ratio",
    "group_of",
    "hedged",
    "is_sized",
    "multiple_of",
    "read_ratio",
]

OPEN_END = 1e6
"""How many times larger "larger than" allows: no bound, in a number that JSON has."""

RATIO_RANGES: dict[str, tuple[float, float, str]] = {
    # Factors of the ratio: measured on 304 clauses of the World Factbook, rule 5 of the
    # calibration. The first two accept 92% of them, 95% by land or total area.
    "about": (0.85, 1.15, "bare or about N times: 5th and 95th percentile 0.88 and 1.14 of 43"),
    "nearly": (0.75, 1.03, "slightly less, almost: 0.77 and 0.99 of 81 'slightly smaller than'"),
    "just above": (0.97, 1.25, "slightly more: 0.98 and 1.19 of 43 'slightly larger than'"),
    "above": (0.85, 1.25, "more than: 5th and 95th percentile"),
    "below": (0.8, 1.18, "less than: the mirror of more than, 1 / 1.25 and 1 / 0.85"),
}
"""What a hedge makes of a ratio, by its kind: lowest and highest factor, and their source."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """What the words say: a multiple, its sense, and where the phrase starts with its hedge."""

    lead: int
    start: int
    end: int
    low: float
    value: float
    high: float
    sense: FigureSense
    hedge: str | None


def read_ratio(text: str, lower: str, core: re.Match[str], sentence: int) -> Ratio | None:
    """Return what a comparison says, None where its words compare nothing."""
    start, low = core.start(), max(sentence, core.start() - words.REACH)
    if compiled(words.VAGUE).search(lower, low, start):
        return None
    multiple = compiled(words.MULTIPLE).search(lower, low, start)
    if multiple is None:
        return _bare(text, lower, core, low)
    read = multiple_of(multiple)
    if read is None or (core["that"] and not compiled(words.SIZE_BEFORE).search(lower, low, start)):
        return None
    if core["than"] and core["than"].startswith(("greater", "less")) and not is_sized(core):
        return None
    is_share = multiple["fraction"] or multiple["percent"] or multiple["part"]
    if core["area"] and is_share and not _is_size(lower, multiple, low):
        return None
    first, value, last = read
    sense: FigureSense = "times"
    if core["than"]:
        is_less = core["than"].startswith(("smaller", "less"))
        if multiple["times"] or multiple["word"]:
            first, value, last = (1 / last, 1 / value, 1 / first) if is_less else read
        elif is_less:
            first, value, last, sense = 1 - last, 1 - value, 1 - first, "less"
        else:
            first, value, last, sense = 1 + first, 1 + value, 1 + last, "more"
    if first <= 0:
        return None
    return hedged(text, multiple.start(group_of(multiple)), core.end(), (first, value, last), sense)


def _is_size(lower: str, multiple: re.Match[str], low: int) -> bool:
    """Tell whether a part of an area is said of something, and is no share of the place."""
    return " of" not in multiple[0] and bool(
        compiled(words.IS_SIZED).search(lower, low, multiple.start())
    )


def group_of(multiple: re.Match[str]) -> str:
    """Return which group of `ratio_words.MULTIPLE` a multiple starts with."""
    return next(
        name
        for name in ("first", "times", "word", "percent", "part", "fraction")
        if multiple[name] is not None
    )


def multiple_of(match: re.Match[str]) -> tuple[float, float, float] | None:
    """Return the lowest, the middle and the highest of a multiple."""
    if match["word"]:
        if match["word"] not in ("twice", "thrice") and compiled(words.AS_VERB).search(
            match.string, max(0, match.start() - 12), match.start()
        ):
            return None
        value = words.TIMES[match["word"]]
        return value, value, value
    if match["fraction"]:
        part = parse_fraction(match["fraction"])
        return (part.value, part.value, part.value) if part else None
    written = match["times"] or match["percent"] or match["part"]
    number = parse_number(written.removesuffix("th").removesuffix("rd"))
    first = parse_number(match["first"]) if match["first"] else None
    if number is None:
        return None
    scale = 0.01 if match["percent"] else 1.0
    last = number.value * scale
    if first is not None and 0 < first.value < number.value:
        return first.value, (first.value + last) / 2, last
    return last, last, last


def hedged(
    text: str, start: int, end: int, values: tuple[float, float, float], sense: FigureSense
) -> Ratio:
    """Return the lowest, middle and highest of a ratio as its hedge widens them."""
    hedge = hedge_before(text, start)
    low, high, _ = RATIO_RANGES[_kind(hedge)]
    first, value, last = values
    lead = _before_hedge(text, start, hedge)
    return Ratio(lead, start, end, first * low, value, last * high, sense, hedge)


def _kind(hedge: str | None) -> str:
    """Return which row of the table holds for a hedge of numbers."""
    if hedge is None or HEDGES[hedge].low is None or HEDGES[hedge].high is None:
        return "about"
    bounds = HEDGES[hedge]
    is_slight = hedge.startswith(("just", "slightly", "a little", "a bit", "barely", "marginally"))
    if bounds.low == 1.0:
        return "just above" if is_slight else "above"
    return "below" if bounds.high == 1.0 and not is_slight else "nearly"


def _before_hedge(text: str, start: int, hedge: str | None) -> int:
    if hedge is None:
        return start
    low = max(0, start - words.REACH)
    at = text[low:start].lower().rfind(hedge.split()[0])
    return low + at if at >= 0 else start


def _bare(text: str, lower: str, core: re.Match[str], low: int) -> Ratio | None:
    """Read a comparison without a multiple."""
    start, end = core.span()
    if compiled(words.NOT_READ).search(lower, low, start):
        return None
    if core["that"] or compiled(words.NEGATED).search(lower, low, start):
        not_quite = compiled(words.NOT_QUITE).search(lower, low, start)
        if not_quite is None or core["than"] or core["that"]:
            return None
        at = not_quite.start("hedge")
        return Ratio(at, start, end, *_times("nearly"), "times", not_quite["hedge"])
    if core["than"]:
        return _bare_than(lower, core, low)
    ratio = hedged(text, start, end, (1.0, 1.0, 1.0), "times")
    lead = ratio.lead
    if core["size"] and compiled(words.OWN_SIZE).search(lower, low, lead):
        return None
    if ratio.hedge == "about" and compiled(words.SPEAKS_ABOUT).search(lower, low, lead):
        return None
    if core["size"] and (text[start].isupper() or ratio.hedge in ("over", "under", "below")):
        return None
    to_it = compiled(words.TO).search(lower, low, lead)
    if core["size"] and to_it and not compiled(words.TO_THE_SIZE).search(lower, low, lead):
        return None
    if core["area"] and not (
        compiled(words.AS_AREA).search(lower, low, start)
        or compiled(words.AS_AREA_ABOUT).search(lower, low, start)
    ):
        return None
    is_told = is_sized(core) or compiled(words.AN_AREA).search(lower, low, lead)
    return None if core["equal"] and not is_told else ratio


def _bare_than(lower: str, core: re.Match[str], low: int) -> Ratio | None:
    """Read "larger than", which has no upper bound, and "slightly larger than", which has."""
    start, end = core.span()
    is_less = core["than"].startswith(("smaller", "less"))
    if core["than"].startswith(("greater", "less")) and not is_sized(core):
        return None
    sense: FigureSense = "less" if is_less else "more"
    slightly = compiled(words.SLIGHTLY).search(lower, low, start)
    if slightly:
        bounds = _times("nearly" if is_less else "just above")
        return Ratio(slightly.start("hedge"), start, end, *bounds, sense, slightly["hedge"])
    if compiled(words.NO_MORE).search(lower, low, start):
        return None
    lead = compiled(words.FAR).search(lower, low, start)
    bounds = (0.0, 1.0, 1.0) if is_less else (1.0, 1.0, OPEN_END)
    return Ratio(lead.start() if lead else start, start, end, *bounds, sense, None)


def _times(kind: str) -> tuple[float, float, float]:
    low, high, _ = RATIO_RANGES[kind]
    return low, 1.0, high


def is_sized(core: re.Match[str]) -> bool:
    """Tell whether a comparison names size or area itself."""
    return any(core[name] for name in ("insize", "insize2", "noun1", "noun2", "noun3", "size"))
