"""Parts that a story names with their total."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from geonews.check.arithmetic import agreement, holds_as_bound
from geonews.check.words import STORY, area, km2, number, percent, said, value_km2
from geonews.model import Check, Figure, Span, Verdict
from geonews.units import UNIT_KM2

__all__ = ["Sum", "sum_of_parts", "sums_of"]


@dataclass(frozen=True, slots=True)
class Sum:
    """A total and its parts, by index.

    ``is_full`` says that the parts are all there is of the total; ``may_overlap`` that they need
    not lie apart.
    """

    total: int
    parts: tuple[int, ...]
    is_full: bool
    may_overlap: bool = False


# Between one part and the next: "80 ha orchard and 50 ha vineyard".
_NEXT = re.compile(
    r"(?:\s?\([^()]{0,60}\))?-?(?:,?\s(?!(?:of|from|to|than|or|by|while|but|after|before|total|were"
    r"\sthe)\s(?:an?|the|its)\s(?:total|farm|estate)\b)[\w'’-]+){0,9}?,?\s(?:and|plus|,)\s"
    r"(?:(?:about|another|some|a\sfurther|roughly|nearly|over|more\sthan|the\sother|also"
    r"|around|a|an)\s)*"
    r"|(?:\s?\([^()]{0,60}\))?(?:\s[\w'’-]+){0,8}[,;]\s(?:about\s|another\s|some\s|a\sfurther\s|an?\s)?",
    re.IGNORECASE,
)
_THING = (
    r"(?:\s?\([^()]{0,60}\))?-?(?:\s(?!(?:to|from|for|by|with|near|against|than|after|before|while"
    r"|but|where|when|who|owners?|edge|border)\s)[\w'’-]+){0,5}?"
)
# "... of a 120 ha farm", after the last part.
_OF_TOTAL = re.compile(
    rf"{_THING},?\s(?:out\s)?of\s(?:an?|the|its|their|his|her)\s"
    r"(?:(?:total|whole|entire|about|roughly|original|combined)\s)*(?:of\s)?\Z",
    re.IGNORECASE,
)
# "80 ha of a and 50 ha of b, for a total of 130 ha", "... making 130 ha in all".
_IN_TOTAL = re.compile(
    rf"{_THING},?\s(?:for\san?|making\san?|a|totall?ing|in)\s?(?:combined\s|grand\s|overall\s)?"
    r"(?:total(?:\sarea)?\sof\s|total:\s|)(?:about\s|roughly\s)?\Z",
    re.IGNORECASE,
)
_TOTALLING = re.compile(rf"{_THING},?\s(?:for|making|a|in|an)\b.*\btotal|totall?ing", re.IGNORECASE)
# Between the total and its first part.
_OF_WHICH = re.compile(
    rf"{_THING}(?:,|;|\s[—–-])\s(?:of\s(?:which|them|it|that|those|these)|including)\s"
    r"(?:(?:about|some|roughly|nearly|over|more\sthan|around|an?|the)\s)*\Z",
    re.IGNORECASE,
)
_COLON = re.compile(
    rf"(?:{_THING})(?:\sin\s(?:all|total))?(?::|\s[—–]|,\s(?:made\sup|consisting|composed)\sof"
    r"|,?\scomprising|\s(?:made\sup|consisting|composed)\sof|\scomprising)\s"
    r"(?:(?:about|some|roughly|nearly|over|more\sthan|around|an?|the)\s)*\Z",
    re.IGNORECASE,
)
_LED_BY_OF = re.compile(
    r"(?:\A|[\s,;:])[Oo]f\s(?:the|its|those|all|a\stotal\sof)\s(?:\w+\s){0,2}?\Z"
)
_AFTER_LED = re.compile(r"(?:\s[\w'’-]+){0,7},\s(?:(?:about|some|roughly|nearly|an?|the)\s)*\Z")
# "The farm covers 120 ha. Of these, 80 ha are orchard and 50 ha vineyard."
_OF_THESE = re.compile(
    r"(?:\s?\([^()]{0,60}\))?(?:\s[\w'’-]+){0,8}[.;]\s+(?:[Oo]f\s(?:these|them|that|this|it|which|those)"
    r"(?:\s[a-z]+)?|[Tt]hat\sincludes),?\s(?:(?:about|some|roughly|nearly|an?|the)\s)*\Z"
)
# "The 120-hectare estate has an 85-hectare orchard and", "a 50-acre park with a 20-acre lake and".
_HAS = re.compile(
    r"(?:\s(?!(?:with|in|on|at|near|of|by|to|and|or|from|for|next|beside|once|used|formerly|originally"
    r"|will|would|could|may|might)\s)[\w'’-]+){1,4}?(?:,?\s(?:(?:which|that|now|also)\s)?"
    r"(?:has|have|had|includes?|included|including|contains?|contained|containing|with|comprises?"
    r"|comprised|comprising|consists?\sof|features?|featured|featuring|boasts?|boasting|holds|offers"
    r"|is\smade\sup\sof|is\sdivided\sinto|is\ssplit\sinto|was\sdivided\sinto|was\ssplit\sinto))\s"
    r"(?:(?:both|about|some|roughly|nearly|over|more\sthan|around|an?|its|the|own)\s)*\Z",
    re.IGNORECASE,
)
# "an 85-hectare orchard and a 55-hectare vineyard on the 120-hectare estate"
_ON_TOTAL = re.compile(
    rf"{_THING}\s(?:on|in|within|inside|of)\s(?:an?|the|its|their|his|her|our|this|that)\s"
    r"(?:(?:total|whole|entire|same)\s)?\Z",
    re.IGNORECASE,
)
_HYPHENS = ("-", "‐", "‑")
# Floors lie over each other, and over the ground of a site.
_FLOORS = ("m2", "ft2")
_IN_ALL = re.compile(r"(?:\s?\([^()]{0,60}\))?(?:\s[\w'’-]+){0,3}\sin\s(?:all|total)\b")
# What land is by law or lie, whatever grows on it.
_CLASS = re.compile(
    r"\b(?:protected|private\w*|public\w*|federal|state-owned|owned|national|reserves?|parks?|habitat"
    r"|leased|organic|irrigated|populated|slopes?|steep|listed|insured|contested|disputed)\b",
    re.IGNORECASE,
)
_HEDGE = re.compile(
    r"(?:\b(?:about|around|roughly|nearly|almost|some|more than|less than|over|up to|at least"
    r"|another|approximately|an estimated|just|a further)\s)+\Z",
    re.IGNORECASE,
)


def sums_of(
    text: str, figures: Sequence[Figure], leads: Sequence[int], spans: Mapping[int, Span]
) -> tuple[Sum, ...]:
    """Return the totals that a story names with two or more parts.

    Parameters
    ----------
    text : str
    figures : sequence of Figure
    leads : sequence of int
        Indices of area figures that restate no other.
    spans : mapping of int to Span
        The sentence of each figure.

    Examples
    --------
    >>> text = "80 ha of orchard and 50 ha of vineyard of a 120-ha farm"
    >>> figures = tuple(
    ...     Figure(text.index(t), text.index(t) + len(t), t, "area", v, "ha", v / 100, v / 100)
    ...     for t, v in (("80 ha", 80), ("50 ha", 50), ("120-ha", 120)))
    >>> sums_of(text, figures, (0, 1, 2), dict.fromkeys(range(3), (0, len(text))))
    (Sum(total=2, parts=(0, 1), is_full=False, may_overlap=False),)
    """
    plain = [n for n in leads if figures[n].sense is None]
    runs = [list(run) for _, run in groupby(plain, key=lambda n: spans[n])]
    found: list[Sum] = []
    for at, run in enumerate(runs):
        found += _in_run(text, figures, run)
        if at + 1 < len(runs) and len(runs[at + 1]) >= 2:
            # A total in one sentence, its parts in the next.
            total, parts = run[-1], runs[at + 1]
            gap = text[figures[total].end : figures[parts[0]].start]
            if _OF_THESE.match(_flat(gap)) and _all_next(text, figures, parts):
                overlaps = _may_overlap(text, figures, parts)
                found.append(Sum(total, tuple(parts), is_full=False, may_overlap=overlaps))
    return tuple(found)


def _in_run(text: str, figures: Sequence[Figure], run: list[int]) -> list[Sum]:
    """Return the total of one sentence, where its figures are parts and a total."""
    if len(run) < 3:
        return []
    first, last = run[0], run[-1]
    start = figures[first].start
    gap = _gap(text, figures, first, run[1])
    parts = tuple(run[1:])
    if _all_next(text, figures, parts):
        if _LED_BY_OF.search(_flat(text[max(0, start - 40) : start])) and _AFTER_LED.match(gap):
            overlaps = _may_overlap(text, figures, parts)
            return [Sum(first, parts, is_full=False, may_overlap=overlaps)]
        if _OF_WHICH.match(gap):
            overlaps = "including" in gap.lower() or _may_overlap(text, figures, parts)
            return [Sum(first, parts, is_full=False, may_overlap=overlaps)]
        if _HAS.match(gap):
            overlaps = _may_overlap(text, figures, parts) or _are_floors(figures, run)
            return [Sum(first, parts, is_full=False, may_overlap=overlaps)]
        if _COLON.match(gap):
            in_all = re.search(r"\bin\s(?:all|total)\b|made\sup", gap) is not None
            return [Sum(first, parts, is_full=in_all)]
    parts = tuple(run[:-1])
    if _all_next(text, figures, parts):
        gap = _gap(text, figures, run[-2], last)
        if _OF_TOTAL.match(gap):
            return [Sum(last, parts, is_full=False)]
        if _is_adjective(figures[last]) and _ON_TOTAL.match(gap):
            overlaps = _may_overlap(text, figures, parts) or _are_floors(figures, run)
            return [Sum(last, parts, is_full=False, may_overlap=overlaps)]
        is_total = _IN_TOTAL.match(gap) and (
            _TOTALLING.search(gap) or _IN_ALL.match(_flat(text[figures[last].end :][:80]))
        )
        if is_total:
            return [Sum(last, parts, is_full=True)]
    return []


def _is_adjective(figure: Figure) -> bool:
    return any(hyphen in figure.text for hyphen in _HYPHENS)


def _are_floors(figures: Sequence[Figure], run: Sequence[int]) -> bool:
    return any(figures[n].unit in _FLOORS for n in run)


def _may_overlap(text: str, figures: Sequence[Figure], parts: Sequence[int]) -> bool:
    """Tell whether the words for the parts would do for the same ground: forest and reserve."""
    places = {figures[n].place for n in parts}
    if None not in places and len(places) == len(parts):
        return False
    last = figures[parts[-1]].end
    words = [_gap(text, figures, a, b) for a, b in pairwise(parts)]
    return any(_CLASS.search(each) for each in (*words, _flat(text[last : last + 40])))


def _all_next(text: str, figures: Sequence[Figure], parts: Sequence[int]) -> bool:
    return len(parts) >= 2 and all(
        _NEXT.fullmatch(_HEDGE.sub("", _gap(text, figures, a, b))) for a, b in pairwise(parts)
    )


def _gap(text: str, figures: Sequence[Figure], a: int, b: int) -> str:
    return _flat(text[figures[a].end : figures[b].start])


def _flat(text: str) -> str:
    return re.sub(r"\s", " ", text)


def sum_of_parts(told: Sum, figures: tuple[Figure, ...]) -> Check:
    """Hold the sum of the parts against their total.

    Parts that fall short leave room for others, unless the story says that they are all.
    """
    total, parts = figures[told.total], [figures[n] for n in told.parts]
    low, high = sum(p.low for p in parts), sum(p.high for p in parts)
    point = sum(map(value_km2, parts))
    verdict: Verdict = agreement(low, high, point, total.low, total.high, value_km2(total))
    listed = " + ".join(number(value_km2(part), 6) for part in parts)
    formula = f"{listed} = {number(point, 6)} km2, of {number(value_km2(total), 6)} km2"
    names = " and ".join(map(_named, parts))
    all_of = _named(total)
    settle = ""
    if verdict != "inconsistent":
        reason = f"{names} make {km2(point)}: the whole of {all_of}."
        if verdict == "loosely rounded":
            reason = (
                f"{names} make {km2(point)}, {percent(point / value_km2(total))} of {all_of}: "
                "within what the rounding of each number allows."
            )
    elif high < total.low and not told.is_full:
        verdict = "plausible"
        reason = f"{names} make {km2(point)}, less than {all_of}: there may be other parts."
    elif holds_as_bound(total, point, UNIT_KM2[total.unit or "km2"]):
        verdict = "plausible"
        reason = f"{names} make {km2(point)}; {all_of} is a bound, and it holds."
    elif low > total.high and told.may_overlap and all(p.low <= total.high for p in parts):
        verdict = "cannot be checked"
        reason = f"{names} make {km2(point)}, more than {all_of}, unless they overlap."
        settle = "whether the parts overlap"
    else:
        much = "more" if low > total.high else "less"
        reason = f"{names} make {km2(point)}, {much} than {all_of}."
    return Check(
        kind="sum_of_parts",
        verdict=verdict,
        figures=tuple(sorted((told.total, *told.parts))),
        statement=f"{names} of {all_of}",
        found=formula,
        tolerance=(
            f"by their rounding the parts make {km2(low)} to {km2(high)}, the total "
            f"{km2(total.low)} to {km2(total.high)}"
        ),
        reason=reason,
        sources=(STORY,),
        formula=formula,
        settle=settle,
    )


def _named(figure: Figure) -> str:
    """Return a figure as the story has it, "85 hectares" for "85-hectare"."""
    if not _is_adjective(figure) or figure.hedge is not None:
        return said(figure)
    return area(figure.value, figure.unit or "km2", 12)
