"""Names that only measure: "the size of Manhattan" means the one that readers know."""

from __future__ import annotations

import math
import re

from geonews.gazetteer import Candidate
from geonews.model import Mention

__all__ = ["foremost", "measures"]

_COMPARED = re.compile(
    r"\b(?:(?:size|area)\sof|(?:larg|bigg|small)er\sthan|as\s(?:big|large|small)\sas)"
    r"\s(?:all\sof\s)?(?:the\s)?$",
    re.IGNORECASE,
)
_REACH = 24
_LEADS = ("of", "than", "as", "the")
# Readers know no yardstick by the smaller of two towns: New York's Manhattan has 30 times the
# people of the next.
_FAR_LESS = 0.2


def measures(text: str, mention: Mention) -> bool:
    """Tell whether a size is compared with that of a place.

    Examples
    --------
    >>> text = "It burned an area the size of Malta near Rome."
    >>> [measures(text, Mention(n, n + 4, text[n : n + 4])) for n in (30, 41)]
    [True, False]
    """
    before = text[max(0, mention.start - _REACH) : mention.start]
    return before.rstrip().endswith(_LEADS) and _COMPARED.search(before) is not None


def foremost(candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Leave out towns, where the first of the name is none or has many times the people.

    Examples
    --------
    >>> from geonews.gazetteer import Gazetteer
    >>> gazetteer = Gazetteer.open()
    >>> [c.place.feature for c in foremost(gazetteer.candidates("Delaware"))]
    ['ADM1']
    >>> found = foremost(gazetteer.candidates("Birmingham"))
    >>> [c.place.country for c in found if c.place.feature == "PPL"]
    ['GB']
    """
    most: float = max((c.place.population or 0 for c in candidates), default=0)
    if not candidates[0].place.feature.startswith("PPL"):
        most = math.inf
    return tuple(
        c
        for c in candidates
        if not c.place.feature.startswith("PPL") or (c.place.population or 0) >= _FAR_LESS * most
    )
