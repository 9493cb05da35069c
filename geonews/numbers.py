"""Numbers as news writes them, and the interval each stands for.

``NUMBER`` finds, `parse_number` reads. The interval is that of facts measured on 27 unit pairs in
print: with u the place of the last digit that is not zero, a number x stands for [x - u/2, x + u],
half a place below for rounding and a whole one above because desks truncate.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

__all__ = [
    "FRACTION",
    "GAP",
    "NUMBER",
    "RANGE",
    "Number",
    "parse_fraction",
    "parse_number",
    "span_of",
]


@dataclass(frozen=True, slots=True)
class Number:
    """A number, or a range of two.

    Attributes
    ----------
    value : float
        What was written; the middle of a range.
    first, last : float
        The ends of a range; both are ``value`` otherwise.
    low, high : float
        The interval it stands for before any hedge.
    step : float
        The place of its last digit that is not zero.
    digits : int
        Significant digits; 0 for a range or a fraction in words, which no hedge widens.
    """

    value: float
    first: float
    last: float
    low: float
    high: float
    step: float
    digits: int


GAP = r"(?:[^\S\n]{1,2}|[^\S\n]?\n[^\S\n]?)"
_JOIN = rf"(?:{GAP}|[-‐‑])"

_CARDINALS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen".split()
    )
    if value
} | {
    word: 10 * value
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_SCALES = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 10**3,
    "lakh": 10**5,
    "million": 10**6,
    "crore": 10**7,
    "billion": 10**9,
    "trillion": 10**12,
}
_SUFFIXES = {
    "k": 10**3,
    "m": 10**6,
    "mn": 10**6,
    "mln": 10**6,
    "bn": 10**9,
    "tn": 10**12,
}
_PARTS = {
    "half": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}
_GLYPHS = {
    "½": Fraction(1, 2),
    "⅓": Fraction(1, 3),
    "⅔": Fraction(2, 3),
    "¼": Fraction(1, 4),
    "¾": Fraction(3, 4),
    "⅕": Fraction(1, 5),
    "⅛": Fraction(1, 8),
    "⅜": Fraction(3, 8),
    "⅝": Fraction(5, 8),
    "⅞": Fraction(7, 8),
}
# Rule 7 of the calibration: a fraction in words is good to a tenth of itself.
_FRACTION_TOLERANCE = 0.1


def _any(words: dict[str, int]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_CARDINAL = rf"(?:{_any(_CARDINALS)})(?![^\W_])"
_SCALE = rf"(?:{_any(_SCALES)})(?![^\W_])"
_SUFFIX = rf"(?:{_JOIN}(?:{_any(_SCALES)}|mln|mn|bn)|(?:{_any(_SUFFIXES)}))(?!\w)"
_AND_PART = rf"{GAP}and{GAP}(?:an?|one|two|three){_JOIN}(?:half|third|quarter)s?(?!\w)"
# An atomic group: once digits are read they are not read again shorter, so "1,2,3" is no number.
_DIGITS = (
    r"(?>(?:"
    r"(?:[0-9]{1,6}(?:[-‐‑]|[^\S\n])?)?(?:[½⅓⅔¼¾⅕⅛⅜⅝⅞]|[1-9]/(?:[2-9]|10)(?![0-9/]))"
    r"|[0-9]{1,3}(?:,[0-9]{3}){1,6}(?:\.[0-9]{1,9})?"
    r"|[0-9]{1,2}(?:,[0-9]{2}){1,4},[0-9]{3}"
    r"|[0-9]{1,3}(?:[^\S\n][0-9]{3}){1,5}(?![0-9])(?:\.[0-9]{1,9})?"
    r"|[0-9]{1,18}(?:\.[0-9]{1,9})?"
    r"|\.[0-9]{1,9}"
    r")(?![0-9]|[.,/:][0-9]))"
)
_WORDS = (
    rf"(?:{_CARDINAL}(?:{_JOIN}{_CARDINAL})?|an?(?={_JOIN}{_SCALE}))"
    rf"(?:{_JOIN}{_SCALE}(?:(?:{GAP}and)?{_JOIN}{_CARDINAL}(?:{_JOIN}{_CARDINAL})?)?){{0,4}}"
)
_PART_OF_ONE = (
    rf"(?:(?:(?:an?|one|three){_JOIN})?(?:half|quarters?)(?:{_JOIN}(?:of{GAP})?an?)?"
    rf"|(?:one|two|an?){_JOIN}thirds?{GAP}of{GAP}an?|(?:one|two)[-‐‑]thirds?)(?!\w)"
    rf"(?:{_JOIN}{_SCALE})?"
)
NUMBER = (
    rf"(?>{_DIGITS}(?:{_AND_PART})?(?:{_SUFFIX}){{0,2}}"
    rf"|{_PART_OF_ONE}|{_WORDS}(?:{_AND_PART}(?:{_JOIN}{_SCALE})?)?)"
)
"""A regular expression of a number in small letters; `parse_number` refuses some it matches.

Atomic, so that no part of a number is taken for the end of a range: "twenty-five".
"""

FRACTION = (
    rf"(?:(?:(?:an?|{_CARDINAL}){_JOIN})?(?:half|halves|thirds?|quarters?|fourths?|fifths?|sixths?"
    r"|sevenths?|eighths?|ninths?|tenths?)(?!\w))"
)
"""A regular expression of a fraction in small letters: "two-thirds", "a fifth", "half"."""

RANGE = rf"(?:[^\S\n]?[-‐‑–—][^\S\n]?|{GAP}(?:to|and|or){GAP})"
"""A regular expression of what stands between the two numbers of a range."""

_DIGITAL = re.compile(
    rf"(?P<digits>{_DIGITS})(?P<part>{_AND_PART})?(?P<scale>(?:{_SUFFIX}){{0,2}})"
)
_LETTERS = re.compile(r"[a-z]+")
_RATIO = re.compile(r"(?:([0-9]+)[-‐‑\s]?)?(?:([½⅓⅔¼¾⅕⅛⅜⅝⅞])|([1-9])/([0-9]+))")


@lru_cache(maxsize=4096)
def parse_number(text: str) -> Number | None:
    """Return the number that a text is, or None.

    Parameters
    ----------
    text : str
        The whole number, as ``NUMBER`` found it.

    Examples
    --------
    >>> number = parse_number("1.3 million")
    >>> number.value, number.low, number.high
    (1300000.0, 1250000.0, 1400000.0)
    >>> parse_number("half a million").value, parse_number("two thousand and five").value
    (500000.0, 2005.0)
    """
    text = text.lower()
    match = _DIGITAL.fullmatch(text)
    if match is None:
        return _from_words(text)
    factor = 1
    for word in _LETTERS.findall(match["scale"]):
        factor *= _SCALES.get(word) or _SUFFIXES[word]
    part = _from_part(match["part"] or "") or Fraction(0)
    ratio = _RATIO.fullmatch(match["digits"])
    if ratio:
        whole, glyph, above, below = ratio.groups()
        small = _GLYPHS[glyph] if glyph else Fraction(int(above), int(below))
        if small >= 1:
            return None
        return _number(_decimal((Fraction(whole or 0) + small + part) * factor))
    plain = Decimal(re.sub(r"[,\s]", "", match["digits"]))
    return _number((plain + _decimal(part)) * factor)


def _from_words(text: str) -> Number | None:
    words = _LETTERS.findall(text)
    if any(_singular(word) in _PARTS for word in words) and "and" not in words:
        scale = _SCALES.get(words[-1])
        fraction = _from_part(text)
        if fraction is None:
            return None
        return _fraction(float(fraction * (scale or 1)))
    total = current = 0
    part = value = Fraction(0)
    previous = ""
    for at, word in enumerate(words):
        if word in _CARDINALS:
            ones = _CARDINALS[word]
            if previous in _CARDINALS and not (_CARDINALS[previous] >= 20 and ones < 10):
                return None
            current += ones
        elif word in _SCALES:
            scaled = (current + part or 1) * _SCALES[word]
            part = Fraction(0)
            if _SCALES[word] < 1000:
                current = int(scaled)
            else:
                total += int(scaled)
                current = 0
        elif _singular(word) in _PARTS:
            part = _from_part(" ".join(words[at - 1 : at + 1])) or Fraction(0)
            # "a", "one", "three" before the part count its pieces, not units.
            current -= _CARDINALS.get(previous, 0)
        elif word not in ("a", "an", "and"):
            return None
        previous = word
    value = total + current + part
    return _number(_decimal(value)) if value else None


def _from_part(text: str) -> Fraction | None:
    words = [word for word in _LETTERS.findall(text) if word != "and"]
    for at, word in enumerate(words):
        if _singular(word) in _PARTS:
            count = _CARDINALS.get(words[at - 1], 1) if at else 1
            value = Fraction(count, _PARTS[_singular(word)])
            return value if value < 1 else None
    return None


def _singular(word: str) -> str:
    return "half" if word == "halves" else word.removesuffix("s")


def parse_fraction(text: str) -> Number | None:
    """Return the fraction that a text is, or None where it is none below one.

    Examples
    --------
    >>> round(parse_fraction("two-thirds").value, 3), parse_fraction("a fifth").value
    (0.667, 0.2)
    """
    fraction = _from_part(text.lower())
    return None if fraction is None else _fraction(float(fraction))


def span_of(first: Number, last: Number) -> Number:
    """Return the range between two numbers.

    Examples
    --------
    >>> span_of(parse_number("5"), parse_number("7")).value
    6.0
    """
    middle = (first.value + last.value) / 2
    return Number(middle, first.value, last.value, first.low, last.high, last.step, 0)


def _decimal(value: Fraction) -> Decimal:
    if value.denominator == 1:
        return Decimal(value.numerator)
    return Decimal(f"{float(value):.6g}")


def _number(value: Decimal) -> Number:
    _, digits, exponent = value.normalize().as_tuple()
    x = float(value)
    step = 10.0 ** int(exponent) if value else 0.0
    return Number(x, x, x, x - step / 2, x + step, step, len(digits))


def _fraction(value: float) -> Number:
    low, high = value * (1 - _FRACTION_TOLERANCE), value * (1 + _FRACTION_TOLERANCE)
    return Number(value, value, value, low, high, 0.0, 0)
