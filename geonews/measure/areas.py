"""Area figures: a number, a unit, and nothing beside them that says otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from geonews.hedges import hedge_before, interval_of
from geonews.measure.area_traps import ends, is_no_area
from geonews.measure.patterns import compiled
from geonews.measure.ranges import first_of, is_range
from geonews.measure.units import UNIT_PATTERN, UNIT_PATTERN_COMMA, Unit, unit_of
from geonews.model import Figure
from geonews.numbers import GAP, NUMBER, NUMBER_COMMA, RANGE, Number, parse_number, span_of
from geonews.units import EARTH_KM2

__all__ = ["find_areas", "is_rate"]

# What may stand between a number and its unit: "cultivable", "mostly forested", "more".
_ADJECTIVE = (
    r"(?:(?:[a-z]{2,12}ly|fire|flood|drought|war|storm)[-\s])?"
    r"(?:[a-z]{2,14}(?:ed|able|ible|ing|al|ous|ful|ic|ive|ern|less|den|ant)|burnt|arable|further|more"
    r"|extra|prime|private|public|state|federal|net|gross|lush|green|open|empty|dense|rich|steep|wild"
    r"|dry|such|other|whole|entire|full|square-shaped|contiguous)"
)
# Units are found first: they are rare, so most of a story is never looked at for numbers.
# No further letter, and no "/day" or "ha-1".
_ENDS = r"(?![\w²³^⁻]|\s?/\s?[^\W\d_]|[-−]1\b)"
_UNIT = re.compile(rf"(?<![^\W\d_]){UNIT_PATTERN}{_ENDS}")
_UNIT_COMMA = rf"(?<![^\W\d_]){UNIT_PATTERN_COMMA}{_ENDS}"


def _area(number: str, link: str) -> str:
    return (
        rf"(?<![^\W_])(?<![0-9][.,/:])(?:(?P<first>{number})(?P<join>{RANGE}))?"
        rf"(?:(?P<number>{number})(?P<plus>\+|[-‐‑\s]?(?:plus|odd)(?!\w)"
        rf"|{GAP}or{GAP}(?:so|more|less|fewer)(?!\w))?"
        rf"(?P<gap>{link}(?:(?P<adjective>{_ADJECTIVE}){GAP})?|[-‐‑][^\S\n]?|)"
        rf"|(?P<article>an?){GAP}(?:{_ADJECTIVE}{GAP})?"
        rf"|(?<=\bthe\s)(?P<bare>hundred|thousand)[-‐‑])\Z"
    )


_AREA = _area(NUMBER, GAP)
# "1,3 Millionen Hektar", "2 millions d'hectares", "3 milioni di ettari".
_AREA_COMMA = _area(NUMBER_COMMA, rf"(?:{GAP}(?:de|di)|{GAP}d['’])?(?:{GAP})?")
# "an acre and a half"
_AND_A_HALF = (
    rf"{GAP}and{GAP}a{GAP}(?P<part>half|third|quarter)"
    r"(?=[.,;:)]|\Z|\s(?:of|in|on|at|near|was|were)\s)"
)
_NUMBER_REACH = 90
# "an acre" is mostly a rate ("$900 an acre"); after one of these it is an area.
_COVERS = re.compile(
    r"\b(?:(?:cover|span|occup|burn|consum|measur|scorch|char|clear|plant|own|buy|bought|s[eo]ll?|farm"
    r"|los|destroy|flood|engulf|claim|leas)\w*|(?:area|expanse|plot|patch|tract|total)\sof|on|across|than|to|within|total\w*)\s\Z",
    re.IGNORECASE,
)
_COVERS_REACH = 14
_MONTH = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?\s\Z")
_MONTH_REACH = 12
_JOINED = rf"(?P<join>{RANGE})\Z"
_AFTER = r"\+|[-‐‑\s](?:plus|odd)(?!\w)|\sor\s(?:more|so|less|fewer)(?!\w)|\sor\sthereabouts\b"
_LAST_GROUP = re.compile(r"[0-9]{1,3}[^\S\n](?=[0-9]{3}(?:[^\S\n]|\Z|\.))")
# "Square footage: about 3,000", "Acres burned: 1,200"
_LABEL = (
    rf"(?:(?<![^\W_])(?P<label>(?:square{GAP}foot|acre)age){GAP}?(?::|of|is|was){GAP}?"
    rf"|(?:\A|(?<=\n)|(?<=[.;|•]\s))(?P<plural>acres|hectares)(?:{GAP}[a-z]{{3,12}})?{GAP}?:{GAP}?)"
    rf"(?:(?:about|around|approximately|roughly|nearly|some|over|more{GAP}than){GAP})?"
    rf"(?P<number>{NUMBER})(?=\s?(?:[.;)\n|]|,\s|\Z))"
)


@dataclass(frozen=True, slots=True)
class _Found:
    """A figure on its way: its number is needed where two become a range."""

    figure: Figure
    number: Number
    unit: Unit


def find_areas(text: str, lower: str, decimal_comma: bool = False) -> Iterator[Figure]:
    """Yield the area figures of a text in order, tied to no place.

    ``lower`` is the text in small letters, with the same offsets; ``decimal_comma`` says that its
    language sets decimals off by a comma. Vague amounts ("hundreds of acres", "a few hundred
    hectares") are no figures: no calibration says how much they are.

    Examples
    --------
    >>> text = "It burned about 1,200 acres in a day."
    >>> [(f.text, f.unit, f.hedge) for f in find_areas(text, text.lower())]
    [('1,200 acres', 'acre', 'about')]
    >>> text = "He was born in Acre and sold 3 acre-feet of water at $900 an acre."
    >>> list(find_areas(text, text.lower()))
    []
    """
    last: _Found | None = None
    for found in _in_order(text, lower, decimal_comma):
        if last is not None:
            joined = _joined(text, last, found)
            if joined is not None:
                last = joined
                continue
            yield last.figure
        last = found
    if last is not None:
        yield last.figure


# "30 sq km a day", "500 sq km (190 sq mi) of ice per year", but "500 acres a day after it began".
_RATE = (
    r"(?:\s?\([^()\n]{1,60}\)|\))?(?:\sof\s[a-z-]{2,15}(?:\s[a-z-]{2,15})?)?"
    r"(?:\s(?:per|an?|every|each)\s(?:single\s)?(?:second|minute|hour|day|night|week|month|year)(?!\w)"
    r"(?!\s(?:after|before|later|earlier|ago|from|since|in\sadvance))"
    r"|[-\s]per[-\s](?:second|minute|hour|day|week|month|year)|\s(?:daily|annually|yearly)\b)"
)


def is_rate(text: str, end: int) -> bool:
    """Tell whether a figure that ends at an offset is so much in a time, and no ground.

    Examples
    --------
    >>> is_rate("They advance 5 sq km a day.", 20), is_rate("It burned 5 ha a day later.", 14)
    (True, False)
    """
    return compiled(_RATE).match(text, end) is not None


def _in_order(text: str, lower: str, decimal_comma: bool) -> Iterator[_Found]:
    labels = [*_labelled(text, lower)] if compiled(_MAY_BE_LABELLED).search(lower) else []
    end = 0
    for unit in (compiled(_UNIT_COMMA) if decimal_comma else _UNIT).finditer(lower):
        while labels and labels[0].figure.end <= unit.start():
            yield labels.pop(0)
        reach = max(end, unit.start() - _NUMBER_REACH)
        match = compiled(_AREA_COMMA if decimal_comma else _AREA).search(lower, reach, unit.start())
        end = unit.end()
        if match is not None and not is_no_area(text, match, unit):
            found = _found(text, match, unit, decimal_comma)
            if found is not None:
                end = found.figure.end
                yield found
    yield from labels


_MAY_BE_LABELLED = r"footage|acreage|(?:acres|hectares)[a-z ]{0,14}:"


def _labelled(text: str, lower: str) -> Iterator[_Found]:
    for match in compiled(_LABEL).finditer(lower):
        number = parse_number(match["number"])
        label = match["plural"] or match["label"]
        unit = unit_of("square foot" if label.startswith("s") else label.removesuffix("age"))
        if number is not None and number.first > 0:
            hedge = hedge_before(text, match.start("number"), is_area=True)
            yield _Found(_figure(text, match.span(), number, unit, hedge), number, unit)


def _joined(text: str, first: _Found, last: _Found) -> _Found | None:
    """Return the range of two figures: "between 500 acres and 700 acres"."""
    if first.unit.code != last.unit.code or last.figure.start - first.figure.end > len(" - to - "):
        return None
    join = compiled(_JOINED).fullmatch(text, first.figure.end, last.figure.start)
    if join is None or last.figure.hedge is not None:
        return None
    start = first.figure.start
    if not is_range(text, start, join["join"], first.number, last.number):
        return None
    number = span_of(first.number, last.number)
    span = (start, last.figure.end)
    return _Found(_figure(text, span, number, last.unit, first.figure.hedge), number, last.unit)


def _found(
    text: str, match: re.Match[str], spelling: re.Match[str], decimal_comma: bool
) -> _Found | None:
    unit = unit_of(spelling[0])
    end = _unit_end(text, spelling)
    number: Number | None
    if match["article"]:
        number, start = parse_number("1"), match.start("article")
        number, start = _times_one(text, start, spelling) or (number, start)
    elif match["bare"]:
        number, start = parse_number(f"a {match['bare']}"), match.start("bare")
    else:
        number, start = _number(text, match, decimal_comma)
    if number is None:
        return None
    hedge = hedge_before(text, start, is_area=True)
    half = compiled(_AND_A_HALF).match(text, end)
    if half is not None and number.first == number.last and number.value < _MOST_AND_A_HALF:
        more = parse_number(f"{int(number.value)} and a {half['part']}")
        number, end = more or number, half.end()
    elif match["article"] and hedge is None and not _is_one(text, start, spelling):
        return None
    if hedge is None:
        hedge = _hedge_after(text, match, end)
    if hedge == "as large as" and unit.code == "pitch":
        hedge = None
    figure = _figure(text, (start, end), number, unit, hedge)
    if not (number.first > 0 and figure.high <= 2 * EARTH_KM2 and figure.low <= EARTH_KM2):
        return None
    return _Found(figure, number, unit)


# The full stop of an abbreviation: "927 sq. mi.) was", "12 sq. mi. of"; at the end of a sentence it
# may be that of the sentence.
_SHORTENED = re.compile(r"(?:k?m|kms|mi|ft|nmi?|ha|ac)\Z")
_FULL_STOP = re.compile(r"\.(?=\s?[()\[\],;/=]|\s[—–]|\s[a-z])")


def _unit_end(text: str, spelling: re.Match[str]) -> int:
    end = spelling.end()
    if _SHORTENED.search(spelling[0]) and _FULL_STOP.match(text, end):
        return end + 1
    return end


# "half the size of a football pitch"
_TIMES = (
    rf"(?:(?P<half>half)|(?P<twice>twice|double)|(?P<times>{NUMBER})[-‐‑\s]times)"
    r"\s(?:the\s(?:size|area)\sof|as\s(?:big|large)\sas)\s\Z"
)
_TIMES_REACH = 50


def _times_one(text: str, start: int, spelling: re.Match[str]) -> tuple[Number | None, int] | None:
    """Return how many football fields "twice the size of a football field" is, and its start."""
    if unit_of(spelling[0]).code != "pitch":
        return None
    before = text[max(0, start - _TIMES_REACH) : start].lower()
    times = compiled(_TIMES).search(before)
    if times is None:
        return None
    said = times["times"] or ("half a" if times["half"] else "two")
    return parse_number(said), start - len(before) + times.start()


_MOST_AND_A_HALF = 100


def _is_one(text: str, start: int, spelling: re.Match[str]) -> bool:
    """Tell whether "an acre" is meant as an area, and "a football field" as its size."""
    if unit_of(spelling[0]).code == "pitch" or "-" in spelling[0]:
        # "a square-mile area"
        return True
    return ends(_COVERS, text, start, _COVERS_REACH)


def _figure(
    text: str, span: tuple[int, int], number: Number, unit: Unit, hedge: str | None
) -> Figure:
    low, high = interval_of(number, hedge)
    return Figure(
        start=span[0],
        end=span[1],
        text=text[span[0] : span[1]],
        quantity="area",
        value=number.value,
        unit=unit.code,
        low=max(low, 0.0) * unit.low_km2,
        high=high * unit.high_km2,
        hedge=hedge,
    )


def _hedge_after(text: str, match: re.Match[str], end: int) -> str | None:
    """Return a hedge within or after a figure: "200+ acres", "300-acre-plus", "984 ha or so"."""
    after = compiled(_AFTER).match(text, end)
    written = match["plus"] or (after[0] if after else None)
    return " ".join(written.strip("-‐‑ ").lower().split()) if written else None


def _number(text: str, match: re.Match[str], decimal_comma: bool) -> tuple[Number | None, int]:
    """Return the number of a match, a range where it is one, and where it starts."""
    start = match.start("number")
    written = match["number"]
    if "-" in match["gap"] or ends(_MONTH, text, start, _MONTH_REACH):
        # "12 500-acre farms" and "On May 12 500 acres": a space groups no thousands there.
        groups = list(_LAST_GROUP.finditer(written))
        if groups:
            start += groups[-1].end()
            written = written[groups[-1].end() :]
    number = parse_number(written, decimal_comma)
    if number is None or match["first"] is None:
        return number, start
    first = first_of(match["first"], written, decimal_comma)
    lead = match.start("first")
    if first is None or not is_range(text, lead, match["join"], first, number):
        return number, start
    return span_of(first, number), lead
