"""Datelines: "SEOUL, South Korea (AP) —" at the head of a paragraph."""

from __future__ import annotations

import re

from geonews.model import Span

__all__ = ["datelines"]

_DATELINE = re.compile(
    r"""
    (?:^|\n)[ \t\u00a0]*
    (?P<places>
        (?P<town>[^\W\d_a-zß-öø-ÿ][^\Wa-zß-öø-ÿ\d_]+(?:[ .'’-]+[^\Wa-zß-öø-ÿ\d_]+){0,3})
        (?:,[ ](?P<holder>[A-Z][\w.’'-]*(?:[ ][A-Z][\w.’'-]*){0,3}))?
    )
    (?:,?[ ](?:Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec)[a-z]*\.?[ ]\d{1,2})?
    [ ]?(?:\([^()\n]{2,40}\))?
    [ ]?(?:—|–|--|-(?=[ ]))
    """,
    re.VERBOSE,
)
_LONGEST_HEAD = 120


def datelines(text: str) -> tuple[Span, ...]:
    """Return the spans of the places in the datelines of a text.

    A dateline opens a paragraph with a town in capitals, perhaps what holds it, a date, an
    agency in brackets, and a dash.

    Examples
    --------
    >>> text = "LIMA, Peru (AP) — Rain fell."
    >>> [text[a:b] for a, b in datelines(text)]
    ['LIMA, Peru']
    """
    return tuple(
        match.span("places")
        for match in _DATELINE.finditer(text)
        if match.end() - match.start() <= _LONGEST_HEAD and len(match["town"]) > 2
    )
