"""What looks like an area and is none: money, rates, names, streets, counted football fields."""

from __future__ import annotations

import re

from geonews.measure.patterns import compiled

__all__ = ["ends", "is_no_area"]

# What stands right before a number and makes it no area: money, a rate, one side of a rectangle,
# a minus sign, a power of ten, a numbered thing, "one in five", the end of a number in words.
_NOT_BEFORE = (
    r"(?:[$€£¥₹#^]|\bper\s|\bevery\s|[0-9](?:\s?[x×]\s?|[-\s]by[-\s])|(?:^|[\s(])[-−–]"
    r"|\b[Nn]o\.\s|\b(?:thousand|million|billion),\s|\b(?:US|A|C)\$\s|\b(?:[Oo]ne|[Tt]wo|[Tt]hree|[1-9])(?:\sin\s|\sout\sof\s|-in-))\Z"
)
_NOT_BEFORE_REACH = 16
# The length of a row of football fields.
_LENGTH = re.compile(r"\s(?:long|wide|tall|deep|high|away|apart|in\s(?:length|width|height))\b")
# Written with a capital these are names: a town and a state, a broadcaster, a university.
_NAMES = frozenset(("Rai", "RAI", "Mu", "MU", "Mou", "MoU", "MOU", "AC", "Ac"))
# A street or a firm, not an area: "200 Acres Drive".
_STREET = (
    r"\s(?:Road|Rd|Street|St|Drive|Dr|Lane|Ln|Avenue|Ave|Court|Ct|Way|Place|Boulevard|Blvd|Circle"
    r"|Terrace|Trail|Close|Crescent|Farms?|Park|Wood|School|Elementary|Church|Estates?|Winery|Brewery"
    r"|Subdivision|Inc|LLC|Ltd|Co|Company|Group|Capital|Holdings|Foods)\b"
)
_YEAR = re.compile(r"(?:1[0-9]|20)[0-9]{2}\s\Z")
# Short words that are units only where no noun follows: "two rai singers".
_SHORT = frozenset(("rai", "mu", "mou"))
_NO_NOUN = (
    r"\Z|\s?[.,;:!?()\[\]—–]|\s(?:of|in|to|and|or|on|at|by|for|from|near|with|that|which|are|is|was"
    r"|were|had|has|have|will|under|across|into|each|more|a)\b|\s(?:land|farmland|paddy|fields?)\b"
)
_MULE = re.compile(r"\sand\sa\smule\b")
# Football fields are counted things unless something is said to be as large as they are.
_AS_LARGE = (
    r"\b(?:size|area|equivalent|equal|big|large|bigger|larger|smaller|cover\w*|span\w*|fill\w*|space"
    r"|hectares?|acres?|square|km2|sq)\b[^.!?\n]*\Z"
)
_AS_LONG = re.compile(r"\b(?:length|width|height|distance)\s+of\b[^.!?\n]*\Z")
_AS_LARGE_REACH = 50
_SIZED = re.compile(r"[-‐‑\s]siz(?:ed?)\b|['’]s?\sworth\b|\sworth\sof\b")


def is_no_area(text: str, match: re.Match[str], spelling: re.Match[str]) -> bool:
    """Tell whether a number and a unit are something else than an area.

    Parameters
    ----------
    text : str
    match : re.Match
        The number, with its groups ``number`` and ``adjective``.
    spelling : re.Match
        The unit behind it, in small letters.
    """
    start, end = match.start(), spelling.end()
    if ends(compiled(_NOT_BEFORE), text, start, _NOT_BEFORE_REACH) or _MULE.match(text, end):
        return True
    if match["adjective"] and _YEAR.search(text, start, match.start("adjective")):
        return True
    if spelling[0].endswith(("field", "fields", "pitch", "pitches")):
        if _SIZED.match(text, end):
            return False
        return (
            _LENGTH.match(text, end) is not None
            or ends(_AS_LONG, text, start, _AS_LARGE_REACH)
            or not ends(compiled(_AS_LARGE), text, start, _AS_LARGE_REACH)
        )
    return _is_name(text, match, spelling)


def _is_name(text: str, match: re.Match[str], spelling: re.Match[str]) -> bool:
    """Tell whether a unit is part of a name, or another word that is spelt like it."""
    unit_start, end = spelling.span()
    hyphenated = text[unit_start - 1] in "-‐‑"
    if spelling[0] in _SHORT and not hyphenated and not compiled(_NO_NOUN).match(text, end):
        return True
    if not text[unit_start].isupper() or (hyphenated and text[match.start()].isdigit()):
        return False
    written = text[unit_start:end]
    if compiled(_STREET).match(text, end) or (written in _NAMES and not hyphenated):
        return True
    if written == "Ha":
        return text[end : end + 1] == " " and text[end + 1 : end + 2].isupper()
    # "In 1291 Acre fell", but "the 500 Acre fire".
    digits = match["number"] is not None and text[match.start("number")].isdigit()
    year = _YEAR.search(text, match.start(), unit_start)
    return written == "Acre" and not hyphenated and (not digits or year is not None)


def ends(pattern: re.Pattern[str], text: str, end: int, reach: int) -> bool:
    """Tell whether the text before an offset ends with a pattern; ``reach`` bounds the cost."""
    return pattern.search(text, max(0, end - reach), end) is not None
