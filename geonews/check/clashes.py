"""Two figures for one thing: both printed, neither judged."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from geonews.check.words import STORY, number, said, value_km2, with_km2
from geonews.model import Check, Figure, Span

__all__ = ["clashes_of", "two_figures"]

_REACH = 700
# Somebody is named for the figure: the sign that the story sets one against another.
_SAYS = re.compile(
    r"\b(?:says?|said|saying|according\sto|claim(?:s|ed|ing)?|estimat(?:es?|ed|ing)|report(?:s|ed|ing)?"
    r"|puts?|counts?|counted|admits?|admitted|maintains?|insists?|insisted|acknowledg\w+|contends?"
    r"|reckons?|announced|concedes?|conceded|states?|stated|speaks?\sof|spoke\sof|gave|gives?|cites?"
    r"|cited|measured|figures?\s(?:from|of|by))\b",
    re.IGNORECASE,
)
# What each clause says of the ground: both must say the same.
_DEEDS = {
    "burn": r"burn\w*|scorch\w*|charr?ed|fires?|blazes?|wildfires?|flames",
    "hold": r"holds?|held|holding|control\w*|seiz\w*|captur\w*|taken|took|retak\w*|retook|occup\w*",
    "flood": r"flood\w*|under\swater|underwater|inundat\w*|submerg\w*|swamp\w*",
    "clear": r"clear\w*|deforest\w*|logg\w*|fell(?:ed|ing)",
    "damage": r"damag\w*|destroy\w*|lost|loss\w*|affect\w*|hit",
    "cover": r"covers?|covered|area|size|spans?|measures?",
    "spill": r"spill\w*|slicks?|pollut\w*|contaminat\w*|oil",
    "crop": r"plant\w*|sown|harvest\w*|crops?|wheat|rice|maize|poppy",
    "mine": r"mined|mines|cleared\sof",
}
_DEED_RES = {deed: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for deed, words in _DEEDS.items()}
_PUT = re.compile(
    r"\b(?:put|puts|putting)\s(?:it|them|(?:the|its|their)\s(?:\w+\s){0,3}(?:area|figure|total|loss"
    r"|damage|extent|size))\sat\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r";\s|,?\s(?:while|but|whereas|although|though)\s|,\sand\s")


def clashes_of(
    text: str, figures: Sequence[Figure], leads: Sequence[int], spans: Mapping[int, Span]
) -> tuple[tuple[int, int], ...]:
    """Return pairs of area figures that different voices give for one thing.

    Both must be tied to one place and told of the same deed, or the second "puts it at"; and
    somebody must be named for each.

    Examples
    --------
    >>> text = "Kyiv says it holds 900 sq km of Kursk. Moscow says it holds 480 sq km of Kursk."
    >>> from geonews.model import Place
    >>> kursk = Place("Kursk", 51.7, 36.2)
    >>> figures = tuple(
    ...     Figure(at, at + 9, text[at : at + 9], "area", v, "km2", v - 5, v + 10, place=kursk)
    ...     for at, v in ((17, 900), (59, 480)))
    >>> clashes_of(text, figures, (0, 1), {0: (0, 38), 1: (39, 79)})
    ((0, 1),)
    """
    found = []
    plain = [n for n in leads if figures[n].sense is None]
    for at, first in enumerate(plain[:-1]):
        second = plain[at + 1]
        a, b = figures[first], figures[second]
        if b.start - a.end > _REACH or "\n\n\n" in text[a.end : b.start]:
            continue
        if a.low <= b.high and b.low <= a.high:
            continue
        one, other = _clause(text, a, spans[first], None), _clause(text, b, spans[second], a)
        if not (_SAYS.search(one) and _SAYS.search(other)):
            continue
        is_put = _PUT.search(other) is not None and b.place in (None, a.place)
        if is_put or (a.place is not None and a.place == b.place and _deeds(one) & _deeds(other)):
            found.append((first, second))
    return tuple(found)


def _clause(text: str, figure: Figure, sentence: Span, earlier: Figure | None) -> str:
    """Return the clause a figure stands in: where two share a sentence, each has its own part."""
    start, end = sentence
    if earlier is not None and earlier.end > start:
        start = earlier.end
        cut = list(_CLAUSE.finditer(text, start, figure.start))
        start = cut[-1].end() if cut else start
    else:
        cut_after = _CLAUSE.search(text, figure.end, end)
        end = cut_after.start() if cut_after else end
    return text[start:end]


def _deeds(clause: str) -> set[str]:
    return {deed for deed, pattern in _DEED_RES.items() if pattern.search(clause)}


def two_figures(i: int, j: int, figures: tuple[Figure, ...]) -> Check:
    """Report two figures for one thing side by side."""
    first, second = figures[i], figures[j]
    more = max(value_km2(first), value_km2(second))
    less = min(value_km2(first), value_km2(second))
    where = f" for {first.place.name}" if first.place is not None else ""
    found = f"{with_km2(first)} and {with_km2(second)}: {number(more / less, 3)} times apart"
    return Check(
        kind="two_figures",
        verdict="cannot be checked",
        figures=(i, j),
        statement=f"{said(first)}; {said(second)}",
        found=found,
        tolerance="the ranges that the two numbers stand for do not meet",
        reason=(
            f"The story gives two figures{where}, {said(first)} and {said(second)}; nothing here "
            "says which of them is right."
        ),
        sources=(STORY,),
        formula=f"{number(more, 6)} km2 / {number(less, 6)} km2 = {number(more / less, 3)}",
        settle="a third source, or what each of the two counts and when",
    )
