"""Which amount, stated before, a share is one of: "Of the 984 sq km, 40%", "984 sq km, half of it".

`geonews.measure` finds shares by it, and `geonews.check` works them out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from geonews.model import Span

__all__ = ["is_fronted", "whole_before"]

_HEDGED = (
    r"(?:(?:more|less|fewer)\s(?:than)|over|under|about|around|nearly|almost|some|roughly|at\s(?:least|most)"
    r"|up\sto|approximately|just|only|an\sestimated|estimated|a\smere|close\sto|a\stotal\sof|fully|well"
    r"|as\smuch\sas|barely|another|an\sadditional|a\sfurther)"
)
# "a third of it", "half of that area", where an amount was stated before.
_IT = (
    r"(?:\s?\([^()\n]{1,40}\)|,\s(?:or|about|some|roughly)\s[^,.;\n]{1,40},)?\sof\s(?:all\s)?"
    r"(?:(?:it|that|this|those|these|them)(?=\s?[.,;:)—–]|\Z|\s(?:is|was|has|had|were|are|have|in|on|by|to"
    r"|now|still|lies?|lay|burnt|remains?|stays?|went|goes|under|within|over|since|already|may|might"
    r"|will|would|could|can|[a-z]{2,12}ed)\b)"
    r"|(?:that|this|the\s(?:same|burned|burnt|flooded|captured|seized))\s"
    r"(?:area|land|territory|total|figure|amount|ground|expanse)\b)"
)
_OF_WHICH = r"(?:\s?\([^()\n]{1,40}\))?\sof\swhich\b"
_IT_REACH = 220
# Money, people or a paragraph that came between may be what "it" means.
_NOT_IT = (
    r"[$€£¥]|\n\n|\b(?:dollars|euros|pounds|money|budget|crop|harvest|grain|people|residents)\b"
)
# "984 sq km (380 sq mi) of Kursk, about 40% of which"
_THEN_WHICH = (
    rf"(?:\.?\s?\([^()\n]{{1,60}}\))?(?:\s(?:of|in)\s[^,.;\n]{{1,60}})?,\s(?:{_HEDGED}\s)*"
)
_WHICH_REACH = 140

_FRONT = (
    r"(?:\A|[.;:!?\n—–(\"“'‘]\s?|,\s|\b(?:and|but|that)\s)(?:out\s)?of\s"
    r"(?:(?:the|its|their|his|her|our|those|these|that|this|all|a|total|first|original|whole|entire"
    rf"|remaining|combined|{_HEDGED}|[\w-]+['’]s?)\s)*\Z"
)
_FRONT_REACH = 60
# From a fronted amount to its share: "Of the 984 sq km seized in Kursk, about", "is wood and".
_THEN_SHARE = (
    r"(?:\s?\([^()\n]{1,60}\))?(?:[^.;:!?$€£¥()\n]|\.(?=[0-9])|\([^()\n]{1,40}\)){0,160}?"
    rf"(?:,\s|\s(?:and|but)\s)(?:{_HEDGED}\s)*"
)
_THEN_REACH = 200
_SHARES_BETWEEN = r"[0-9]+(?:\.[0-9]+)?(?:\s?%|\s?percent|\sper\scent|\s?pct)|\([^()\n]{1,60}\)"
_NOT_SHARE = (
    r"(?:\s?\([^()\n]{1,40}\))?\sof\s|\s(?:more|less|higher|lower|larger|smaller|chance|point|off|stake"
    r"|interest|increase|drop|rise|fall|discount|tax|pay|contained|containment)"
)


@cache
def _compiled(source: str) -> re.Pattern[str]:
    return re.compile(source)


def is_fronted(lower: str, start: int) -> bool:
    """Tell whether "of the" leads to an amount that starts at an offset and a clause with it.

    Parameters
    ----------
    lower : str
        A text in small letters.
    start : int

    Examples
    --------
    >>> is_fronted("of the 500 acres, a third", 7), is_fronted("a fire of 500 acres", 10)
    (True, False)
    """
    low = max(0, start - _FRONT_REACH)
    # A cut word is no start of the text.
    found = _compiled(_FRONT).search(lower if low == 0 else f" {lower[low:start]}", 0, start)
    return found is not None


def whole_before(lower: str, share: Span, amounts: Sequence[Span]) -> int | None:
    """Return which amount, stated before a share, it is a share of; None where it is of none.

    Parameters
    ----------
    lower : str
        A text in small letters.
    share : Span
        From its number to its percent sign, or its fraction.
    amounts : sequence of Span
        The area figures of the text, in order.

    Examples
    --------
    >>> text = "they took 984 sq km; half of it burned."
    >>> whole_before(text, (21, 25), [(10, 19)])
    0
    >>> text = "of the 984 sq km they took, 40% burned"
    >>> whole_before(text, (28, 31), [(7, 16)])
    0
    """
    at = sum(amount[1] <= share[0] for amount in amounts) - 1
    if at < 0:
        return None
    start, end = amounts[at]
    gap = lower[end : share[0]]
    if _compiled(_OF_WHICH).match(lower, share[1]):
        is_told = _compiled(_THEN_WHICH).fullmatch(gap) is not None
        return at if is_told and len(gap) <= _WHICH_REACH else None
    if _compiled(_IT).match(lower, share[1]):
        is_other = _compiled(_NOT_IT).search(gap) is not None
        return at if not is_other and len(gap) <= _IT_REACH else None
    if len(gap) > _THEN_REACH or _compiled(_NOT_SHARE).match(lower, share[1]):
        return None
    # Of an amount in two units the first is the one that "of the" leads to.
    while at and _compiled(r"\.?\s?\(|,?\sor\s").fullmatch(lower, amounts[at - 1][1], start):
        at, start = at - 1, amounts[at - 1][0]
        gap = lower[amounts[at][1] : share[0]]
    others = _compiled(_SHARES_BETWEEN).sub("", gap)
    if re.search("[0-9]", others) or not _compiled(_THEN_SHARE).fullmatch(gap):
        return None
    return at if is_fronted(lower, start) else None
