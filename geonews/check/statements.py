"""Whether a figure is said of a whole place, or of a part of it: told by the words around it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from geonews.model import Figure, Place, Span
from geonews.text import fold

__all__ = [
    "PART",
    "Statement",
    "is_place_named",
    "is_subject",
    "short_name",
    "statement_of",
]

Lookup = Callable[[str], tuple[Place, ...]]


@dataclass(frozen=True, slots=True)
class Statement:
    """What of its place a figure speaks of.

    Attributes
    ----------
    scope : {'whole', 'perhaps', 'part'}
        ``perhaps`` where the words would do for the whole and for a part: "Kursk's 984 sq km".
    definition : {'total', 'land'} or None
        The area the words name, where they do: "a land area of".
    is_brief : bool
        Whether there is no word but the place's name: "Malta (316 sq km)".
    """

    scope: Literal["whole", "perhaps", "part"]
    definition: Literal["total", "land"] | None = None
    is_brief: bool = False


PART = Statement("part")

_KINDS = (
    r"(?:autonomous\s)?(?:region|oblast|province|state|county|district|island|peninsula|archipelago"
    r"|enclave|strip|city|territory|republic|raion|department|canton|municipality|borough|kingdom"
    r"|emirate|prefecture|governorate|voivodeship|commune|krai|okrug|nation|country|basin|valley)"
)
_NAME = (
    rf"(?P<name>(?:[Tt]he|[Tt]his)\s(?:(?:small|tiny|whole|entire|[a-z]+ern)\s)?{_KINDS}(?!\sof\b)"
    r"|[A-ZÀ-ÞŁŠŽ][\w'’.-]*"
    r"(?:\s(?:(?:of|and|the|de|da|do|du|la|el|al)\s)?[A-ZÀ-ÞŁŠŽ][\w'’.-]*){0,4}?)"
)
_SUBJECT = rf"(?:[Tt]he\s)?{_NAME}(?:\s{_KINDS})?"
_HEDGES = (
    r"(?:(?:about|around|approximately|roughly|some|just|only|a|an|the|total|mere|estimated|more|less"
    r"|than|over|under|nearly|almost|up|to|at|least|most|slightly|little|barely|close|circa"
    r"|combined|of|well)\s|[~≈])*"
)
_AREA = r"(?:(?:total|land|surface|combined|official|overall)\s)*(?:area|size|territory|surface)"
_COVERS = (
    r"(?:covers|covered|spans|occupies|measures|totals|is|extends\sover|stretches\sover|takes\sin"
    r"|sprawls\s(?:over|across))"
)
_COVERING = r"(?:covering|spanning|occupying|measuring|extending\sover|at|with\sjust)"
_OF_AREA = rf"(?:has|have|had|covers|with|of)\s(?:an?|the)\s{_AREA}\s(?:of|is)"
_APPOSITIVE = r"(?:,\s[^,;:()0-9]{2,60},|\s\([^()0-9]{1,40}\))?"
_ALONE = r"(?:\s(?:itself|alone|proper|now|as\sa\swhole|today|in\sall))?"
# Right before a figure. Group "loose": the words could as well belong to what stands before.
_SAYS = re.compile(
    rf"{_SUBJECT}(?:"
    rf"{_ALONE}{_APPOSITIVE}{_ALONE}\s(?:{_COVERS}|{_OF_AREA})"
    rf"|(?P<which>,?\s(?:which|that|an?\s[a-z-]+\s(?:that|which))(?:\salso)?\s(?:{_COVERS}|{_OF_AREA}))"
    rf"|(?P<apposed>,\s(?:an?|the)\s(?:[a-z-]+\s){{0,3}}{_KINDS}\s(?:of|with|covering|spanning))"
    rf"|(?P<loose>,?\s(?:{_COVERING}|{_OF_AREA}))"
    rf"|['’]s?\s{_AREA}(?:\s(?:is|was|totals|of|comes\sto|amounts\sto)|,|:)"
    rf"|(?P<owns>['’]s?(?:\s(?:entire|whole|total))?)"
    rf"|(?P<open>\s?[(\[](?:(?:an?\s)?{_AREA}(?:\sof)?[:,]?)?)"
    rf")\s?{_HEDGES}\Z"
)
_AREA_OF = re.compile(
    rf"\b{_AREA}\sof\s{_SUBJECT}(?:\s(?:is|was|totals|comes\sto|amounts\sto)|,|:|\s[—–-])"
    rf"\s{_HEDGES}\Z"
)
_BEFORE = 200

_RESTATED = r"(?:\s?[(\[][^()\[\]]{0,60}[)\]]|,?\sor\s[^,;.()]{2,40}?(?=[,;.()]|\Z))?"
_TAIL = re.compile(
    rf"{_RESTATED}(?:\s*(?:[.,;:!?)\]—–\"”’]|\Z)"
    r"|\s(?:in\s(?:size|area|extent|all|total)|and|but|while|with|or|as|between|making|which|that"
    r"|where|when|on|along|at|altogether|overall|large|big"
    r"|of\s(?:land|territory|ground|area|land\sand\swater)(?=[.,;)]|\s(?:and|but)))\b)"
)
_CLOSED = re.compile(r"\s?[)\];,/]")
_OF_WHICH = re.compile(rf"{_RESTATED}\s(?:of\sit|of\swhich|of\sthem)\b")
# "the 25,000-square-kilometre Kursk region", "the 316-sq-km island of Malta".
_NAMED_AFTER = re.compile(
    rf"\s(?:{_KINDS}\sof\s)?(?:the\s)?{_NAME}"
    rf"(?:\s{_KINDS}\b|(?=[.,;:)]|\Z|\s(?:is|was|has|had|in|and|on|from|to|lies|sits|by|with|that"
    r"|which|for|where|after|under|before|into|or)\b))"
)
_THE = re.compile(r"\b[Tt]he\s(?:(?:about|roughly|nearly|tiny|small|vast|entire|whole)\s)*\Z")

# "Kursk, nearly twice the size of", "Kursk is about", "Kursk, which is".
_IS = re.compile(
    rf"{_SUBJECT}{_ALONE}{_APPOSITIVE}(?:,?\s(?:which|that))?(?:\s(?:is|was|covers|spans)|,|\s?[—–])"
    r"(?:\s(?:an?|the|area|territory|region|country|place|state|nearly|almost|about|roughly|more|less"
    r"|than|around|some|just|over|under|slightly|as|only|well|approximately|close|to|of|also)){0,7}"
    r"\s?\Z"
)
# What may stand before a subject; any other word makes the place a part of another phrase.
_OPENS = re.compile(
    r"(?:\A|[,;:—–(\"“]\s?|\b(?:and|but|while|whereas|that|since|because|although|though|when|where"
    rf"|as|if|so|than|for)\s)(?:[Tt]he\s)?(?:[Tt]iny\s|{_KINDS}\sof\s(?:the\s)?)?\Z",
    re.IGNORECASE,
)
_IS_OF = re.compile(rf"\b{_KINDS}\sof\s(?:the\s)?\Z", re.IGNORECASE)
_PREPOSITION = re.compile(
    r"\b(?:in|of|near|across|from|at|on|outside|around|inside|within|to|for|by|with|over|into"
    r"|through|throughout|against|between|along|off)\s(?:the\s)?\Z",
    re.IGNORECASE,
)
# Words of things that are a part of a place, and of what happens to a part of it.
_EVENT = re.compile(
    r"\b(?:fires?|blazes?|wildfires?|flames|floods?|spills?|slicks?|zones?|parks?|reserves?|farms?"
    r"|forests?|lakes?|camps?|bases?|estates?|plantations?|mines?|site|patch|offensive|incursion"
    r"|pocket|bridgehead|burn\w*|flood\w*|scorch\w*|destroy\w*|seiz\w*|captur\w*|held|holds?|controls?"
    r"|controlled|los[te]\w*|damag\w*|protect\w*|plant\w*|harvest\w*|occup\w*|retook|took|takes?"
    r"|affect\w*|clear\w*|ravag\w*|consum\w*|deforest\w*|irrigat\w*|cultivat\w*|char+ed|hit"
    r"|evacuat\w*|project|landfill|reservoir|crops?|drought)\b",
    re.IGNORECASE,
)
_LAND = re.compile(r"\bland\s(?:area|surface)\b", re.IGNORECASE)
_TOTAL = re.compile(r"\btotal\s(?:area|surface|territory)\b", re.IGNORECASE)
_KIND_AFTER = re.compile(rf"\s{_KINDS}$")


def short_name(place: Place) -> str:
    """Return a place's folded name without the word for its kind.

    Examples
    --------
    >>> short_name(Place("Kursk Oblast", 51.7, 36.2))
    'kursk'
    """
    return _KIND_AFTER.sub("", fold(place.name))


def is_place_named(place: Place, name: str, lookup: Lookup) -> bool:
    """Tell whether a name in a story is one of a place.

    Examples
    --------
    >>> is_place_named(Place("Kursk Oblast", 51.7, 36.2), "KURSK", lambda _: ())
    True
    """
    folded = fold(name)
    if folded in (fold(place.name), short_name(place)):
        return True
    if re.fullmatch(rf"(?:the|this)\s.*{_KINDS}", folded):
        return True
    return any(
        (found.name, found.country, found.feature) == (place.name, place.country, place.feature)
        for found in lookup(name)
    )


def statement_of(text: str, sentence: Span, figure: Figure, lookup: Lookup) -> Statement:
    """Return what of its place an area figure speaks of.

    Parameters
    ----------
    text : str
    sentence : Span
        The sentence the figure stands in.
    figure : Figure
        With a place.
    lookup : callable
        The places of a name.

    Examples
    --------
    >>> malta = Place("Malta", 35.9, 14.4, country="MT", feature="PCLI")
    >>> def scope(text):
    ...     start = text.index("316")
    ...     figure = Figure(start, start + 9, "316 sq km", "area", 316, "km2", 315.5, 317,
    ...                     place=malta)
    ...     return statement_of(text, (0, len(text)), figure, lambda _: ()).scope
    >>> scope("Malta covers 316 sq km."), scope("Fires in Malta cover 316 sq km.")
    ('whole', 'part')
    """
    place = figure.place
    if place is None:
        return PART
    before = re.sub(r"\s", " ", text[max(sentence[0], figure.start - _BEFORE) : figure.start])
    after = re.sub(r"\s", " ", text[figure.end : sentence[1]])
    if "-" in figure.text or "‑" in figure.text:
        named = _NAMED_AFTER.match(after)
        if named and _THE.search(before) and is_place_named(place, named["name"], lookup):
            return Statement("whole")
    if _OF_WHICH.match(after):
        return PART
    definition: Literal["total", "land"] | None = None
    if _LAND.search(before[-60:]) or re.match(rf"{_RESTATED}\sof\sland\b(?!\sand)", after):
        definition = "land"
    elif _TOTAL.search(before[-60:]):
        definition = "total"
    area_of = _last(_AREA_OF, before, place, lookup)
    if area_of is not None:
        return Statement("whole", definition) if _TAIL.match(after) else PART
    says = _last(_SAYS, before, place, lookup)
    if says is None:
        return PART
    ahead = before[: says.start()]
    if says["open"] is not None:
        if not _CLOSED.match(after):
            return PART
        sure = not _EVENT.search(text, *sentence)
        return Statement("whole" if sure else "perhaps", definition, is_brief=True)
    if not _TAIL.match(after):
        return PART
    if says["owns"] is not None:
        return Statement("perhaps", definition)
    if _OPENS.search(ahead) or _IS_OF.search(ahead):
        return Statement("whole", definition)
    if _PREPOSITION.search(ahead):
        tied = says["which"] or says["apposed"]
        if tied is None and says["loose"] is None:
            return PART
        sure = tied is not None and not _EVENT.search(ahead)
        return Statement("whole" if sure else "perhaps", definition)
    return Statement("perhaps", definition)


def is_subject(text: str, sentence: Span, at: int, place: Place, lookup: Lookup) -> bool:
    """Tell whether a phrase at an offset is said of a place as such, not of something in it.

    Examples
    --------
    >>> malta = Place("Malta", 35.9, 14.4, country="MT", feature="PCLI")
    >>> def told(text):
    ...     return is_subject(text, (0, len(text)), text.index("twice"), malta, lambda _: ())
    >>> told("Malta is twice the size of Gozo"), told("A field in Malta, twice the size of it")
    (True, False)
    """
    before = re.sub(r"\s", " ", text[max(sentence[0], at - _BEFORE) : at])
    match = _last(_IS, before, place, lookup)
    if match is None:
        return False
    ahead = before[: match.start()]
    return bool(_OPENS.search(ahead) or _IS_OF.search(ahead))


def _last(
    pattern: re.Pattern[str], before: str, place: Place, lookup: Lookup
) -> re.Match[str] | None:
    """Return the match that ends where the figure begins and names its place, if there is one."""
    at = 0
    while (match := pattern.search(before, at)) is not None:
        if is_place_named(place, match["name"], lookup):
            return match
        at = match.start() + 1
    return None
