"""Datelines: "SEOUL, South Korea (AP) —" at the head of a paragraph, or "Seoul (AP) —"."""

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
# In small letters only with the name of an agency: "London (AP) —" against "He fell (hard) —".
_AGENCIES = "AP|AFP|UPI|IPS|dpa|TASS|ANSA|EFE|PTI|IANS|Reuters|Xinhua|Bloomberg|CNN|BBC|Interfax"
_WITH_AGENCY = re.compile(
    rf"""
    (?:^|\n)[ \t\u00a0]*
    (?P<places>[^\W\d_]\w*(?:[ .'’-]+\w+){{0,3}}(?:,[ ][A-Z][\w.’'-]*(?:[ ][A-Z][\w.’'-]*){{0,3}})?)
    ,?[ ]\((?:{_AGENCIES})\)
    [ ]?(?:—|–|--|-(?=[ ]))
    """,
    re.VERBOSE,
)
_LONGEST_HEAD = 120


def datelines(text: str) -> tuple[Span, ...]:
    """Return the spans of the places in the datelines of a text.

    A dateline opens a paragraph with a town in capitals, perhaps what holds it, a date, an
    agency in brackets, and a dash; the town may be in small letters where the agency is there.

    Examples
    --------
    >>> text = "LIMA, Peru (AP) — Rain fell."
    >>> [text[a:b] for a, b in datelines(text)]
    ['LIMA, Peru']
    >>> datelines("London (AP) — Rain fell.")
    ((0, 6),)
    """
    heads = {
        match.span("places")
        for match in _DATELINE.finditer(text)
        if match.end() - match.start() <= _LONGEST_HEAD and len(match["town"]) > 2
    }
    if "(" in text:
        heads |= {match.span("places") for match in _WITH_AGENCY.finditer(text)}
    disjoint: list[Span] = []
    for head in sorted(heads):
        if not disjoint or head[0] >= disjoint[-1][1]:
            disjoint.append(head)
    return tuple(disjoint)
