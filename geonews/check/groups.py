"""Which figures of one sentence speak of the same thing, beyond pairs and shares."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from geonews.model import Figure, Span

__all__ = ["Partner", "partner_of"]


@dataclass(frozen=True, slots=True)
class Partner:
    """An area figure beside a ratio or an extent.

    ``is_sure`` says that the words between them leave no doubt that both speak of one thing.
    """

    index: int
    is_sure: bool


_RESTATED = r"(?:\s?[(\[][^()\[\]]{0,60}[)\]])?"
_FILL = (
    r"(?:(?:an?|the|area|territory|region|tract|swathe?|patch|zone|stretch|nearly|almost|about|roughly"
    r"|more|less|than|around|some|which|that|is|are|was|were|or|making|it|them|equal|equivalent|to|just"
    r"|slightly|over|under|comparable|in|as|land|space|size|close|approximately|of|with|at|covering"
    r"|i\.e\.|within|total|by)[\s,]\s?)"
)
# "1,500 sq km, twice the size of", "a 1,500 sq km park that is twice the size of".
_THEN_OTHER = re.compile(
    rf"{_RESTATED}(?:\s(?:of\s)?[a-z][\w'’-]*){{0,4}}?"
    rf"(?:\s?[,(—–:]\s?|\s[-–—]\s|\s)(?:and\s(?=is\s|was\s))?{_FILL}{{0,8}}"
)
# "twice the size of Singapore, or 1,500 sq km"
_THEN_AREA = re.compile(
    rf"{_RESTATED}(?:\s?,\sor\s|\sor\s|\s[—–-]\s|,\s(?=some|about|roughly|nearly|around|covering|an\sarea"
    rf"|a\stotal|over|more)|\s(?=cover|with\san\sarea|totall)|[:;]\s){_FILL}{{0,6}}"
)
# "within a 5-km radius of the plant, an area of 79 sq km"
_EXTENT_THEN_AREA = re.compile(
    rf"{_RESTATED}-?(?:\s(?!and\b)[\w'’-]+){{0,7}}?(?:,?\sor\s|,\s|\s[—–-]\s|\s?[(\[]|:\s|,?\s(?=cover|with))"
    r"(?:(?:an|the|a|total|area|of|about|roughly|some|or|covering|covers|which|that|is|with|equal|to"
    r"|circle|zone|space|combined|i\.e\.,?|nearly|around)\s)*"
)
_OPEN = re.compile(rf"{_RESTATED}\s?(?:[(\[]|,?\s(?:at|with|covers|covering)\s){_FILL}{{0,6}}")
_HEDGES = re.compile(
    r"(?:\s?\b(?:about|around|roughly|nearly|almost|some|more than|less than|over|just|under|up to"
    r"|at least|approximately|slightly|an estimated|only|~|≈))*\s?\Z"
)


def partner_of(
    text: str, figures: Sequence[Figure], k: int, leads: Sequence[int], spans: Mapping[int, Span]
) -> Partner | None:
    """Return the area figure that speaks of what a ratio or an extent speaks of.

    Parameters
    ----------
    text : str
    figures : sequence of Figure
    k : int
        Index of the ratio or extent.
    leads : sequence of int
        Indices of area figures that restate no other.
    spans : mapping of int to Span
        The sentence of each figure.

    Examples
    --------
    >>> text = "a 1,500 sq km park, twice the size of Singapore"
    >>> area = Figure(2, 13, text[2:13], "area", 1500, "km2", 1450, 1600)
    >>> ratio = Figure(20, 47, text[20:], "ratio", 2, None, 1.7, 2.3)
    >>> partner_of(text, (area, ratio), 1, (0,), {0: (0, 47), 1: (0, 47)})
    Partner(index=0, is_sure=True)
    """
    figure = figures[k]
    near = [n for n in leads if spans[n] == spans[k] and figures[n].sense in (None, "after")]
    before = [n for n in near if n < k]
    after = [n for n in near if n > k]
    if before:
        gap = _without_hedge(text[figures[before[-1]].end : figure.start])
        if _THEN_OTHER.fullmatch(gap):
            return Partner(before[-1], is_sure=True)
    if after:
        gap = _without_hedge(text[figure.end : figures[after[0]].start])
        then = _EXTENT_THEN_AREA if figure.quantity == "extent" else _THEN_AREA
        if then.fullmatch(gap) or _THEN_AREA.fullmatch(gap):
            return Partner(after[0], is_sure=True)
        if _OPEN.fullmatch(gap):
            # "twice the size of Malta (316 sq km)" may give the size of either.
            return Partner(after[0], is_sure=figure.quantity == "extent")
    if len(near) == 1:
        return Partner(near[0], is_sure=False)
    return None


def _without_hedge(gap: str) -> str:
    gap = re.sub(r"\s", " ", gap)
    kept = _HEDGES.sub("", gap)
    return kept if not kept or kept[-1] in " ([" else f"{kept} "
