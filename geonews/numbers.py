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
from functools import cache, lru_cache

from geonews.number_words import (
    AND_PART,
    CARDINALS,
    DIGITS,
    DIGITS_COMMA,
    FRACTION,
    GAP,
    GLYPHS,
    NUMBER,
    NUMBER_COMMA,
    OF_ONE,
    PARTS,
    RANGE,
    SCALES,
    SCALES_ELSEWHERE,
    SLASHED,
    SUFFIX,
    SUFFIX_COMMA,
    SUFFIXES,
)

__all__ = [
    "FRACTION",
    "GAP",
    "NUMBER",
    "NUMBER_COMMA",
    "RANGE",
    "Number",
    "has_decimal_comma",
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


# Rule 7 of the calibration: a fraction in words is good to a tenth of itself.
_FRACTION_TOLERANCE = 0.1

# Languages that write "1.234,5"; Spanish in these countries writes "1,234.5".
_COMMA_LANGUAGES = frozenset(
    "az be bg bs ca cs da de el es et eu fi fr gl hr hu hy id is it ka kk lt lv mk nb nl nn no pl "
    "pt ro ru sk sl sq sr sv tr uk uz vi".split()
)
_POINT_REGIONS = frozenset("ch do gt hn li mx ni pa pr sv us".split())


def has_decimal_comma(language: str | None) -> bool:
    """Tell whether a language sets decimals off by a comma and thousands by points.

    Parameters
    ----------
    language : str or None
        A BCP 47 tag. The conventions are those of CLDR's ``numbers`` for it.

    Examples
    --------
    >>> has_decimal_comma("de"), has_decimal_comma("es-MX"), has_decimal_comma(None)
    (True, False, False)
    """
    tag, *rest = re.split("[-_]", (language or "").strip().lower())
    return tag in _COMMA_LANGUAGES and _POINT_REGIONS.isdisjoint(rest)


@cache
def _digital(decimal_comma: bool) -> re.Pattern[str]:
    """Return the pattern of a number in digits; most stories need but one of the two."""
    if decimal_comma:
        return re.compile(rf"(?P<digits>{DIGITS_COMMA})(?P<part>)(?P<scale>(?:{SUFFIX_COMMA})?)")
    return re.compile(rf"(?P<digits>{DIGITS})(?P<part>{AND_PART})?(?P<scale>(?:{SUFFIX}){{0,2}})")


_LETTERS = re.compile(r"[^\W\d_]+")
_RATIO = re.compile(rf"(?:([0-9]+)[-‐‑\s]?)?(?:([½⅓⅔¼¾⅕⅛⅜⅝⅞])|([1-9])/([0-9]+))(?:{OF_ONE})?")
_POINTS = re.compile(r"[0-9]+(?:\.[0-9]{3}){2,}")


@lru_cache(maxsize=4096)
def parse_number(text: str, decimal_comma: bool = False) -> Number | None:
    """Return the number that a text is, or None.

    Parameters
    ----------
    text : str
        The whole number, as ``NUMBER`` or ``NUMBER_COMMA`` found it.
    decimal_comma : bool
        Whether ``NUMBER_COMMA`` found it.

    Examples
    --------
    >>> number = parse_number("1.3 million")
    >>> number.value, number.low, number.high
    (1300000.0, 1250000.0, 1400000.0)
    >>> parse_number("half a million").value, parse_number("two thousand and five").value
    (500000.0, 2005.0)
    >>> parse_number("1.234,5", decimal_comma=True).value
    1234.5
    """
    text = text.lower()
    match = _digital(decimal_comma).fullmatch(text)
    if match is None:
        return None if decimal_comma else _from_words(text)
    factor = 1
    for word in _LETTERS.findall(match["scale"]):
        factor *= SCALES.get(word) or SUFFIXES.get(word) or SCALES_ELSEWHERE[word]
    part = _from_part(match["part"] or "") or Fraction(0)
    ratio = _RATIO.fullmatch(match["digits"])
    if ratio:
        whole, glyph, above, below = ratio.groups()
        small = GLYPHS[glyph] if glyph else Fraction(int(above), int(below))
        if small >= 1:
            return None
        return _mixed(Fraction(whole or 0), small + part, factor)
    return _number((_plain(match["digits"], decimal_comma) + _decimal(part)) * factor)


def _plain(digits: str, decimal_comma: bool) -> Decimal:
    digits = re.sub(r"[\s'’]|of\s+an?\Z", "", digits)
    if _POINTS.match(digits) or (decimal_comma and re.search(r"\.[0-9]{3}(?![0-9])", digits)):
        digits = digits.replace(".", "")
    return Decimal(digits.replace(",", "." if decimal_comma else ""))


def _from_words(text: str) -> Number | None:
    words = _LETTERS.findall(text)
    if "point" in words:
        return _from_point(words)
    if any(_singular(word) in PARTS for word in words) and "and" not in words:
        scale = SCALES.get(words[-1])
        fraction = _from_part(text)
        if fraction is None:
            return None
        if scale and (1000 * fraction).denominator == 1:
            # "half a million" is a number as any other.
            return _number(_decimal(fraction * scale))
        return _fraction(float(fraction * (scale or 1)))
    total = current = 0
    part = value = Fraction(0)
    last = 1
    previous = ""
    for at, word in enumerate(words):
        if word in CARDINALS:
            ones = CARDINALS[word]
            if previous in CARDINALS and not (CARDINALS[previous] >= 20 and ones < 10):
                return None
            current += ones
        elif word in SCALES:
            scaled = (current + part or 1) * SCALES[word]
            if part and scaled.denominator != 1:
                return _mixed(Fraction(current), part, SCALES[word])
            part = Fraction(0)
            last = SCALES[word]
            if SCALES[word] < 1000:
                current = int(scaled)
            else:
                total += int(scaled)
                current = 0
        elif _singular(word) in PARTS:
            part = _from_part(" ".join(words[at - 1 : at + 1])) or Fraction(0)
            # "a", "one", "three" before the part count its pieces, not units.
            current -= CARDINALS.get(previous, 0)
            if current == 0 and last >= 1000:
                # "a million and a half"
                part *= last
        elif word not in ("a", "an", "and"):
            return None
        previous = word
    value = total + current + part
    return _mixed(Fraction(total + current), part, 1) if value else None


def _from_point(words: list[str]) -> Number | None:
    """Read "one point five million"."""
    scale = SCALES.get(words[-1], 0)
    at = words.index("point")
    whole, *after = (
        CARDINALS.get(word, 0) for word in words[: len(words) - bool(scale)] if word != "point"
    )
    if at != 1 or any(digit > 9 for digit in after):
        return None
    value = Decimal(f"{whole}.{''.join(map(str, after))}") * (scale or 1)
    return _number(value) if value else None


def _from_part(text: str) -> Fraction | None:
    slashed = re.search(SLASHED, text)
    if slashed:
        above, below = slashed[0].split("/")
        return Fraction(int(above), int(below))
    words = [word for word in _LETTERS.findall(text) if word != "and"]
    for at, word in enumerate(words):
        if _singular(word) in PARTS:
            count = CARDINALS.get(words[at - 1], 1) if at else 1
            value = Fraction(count, PARTS[_singular(word)])
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


def _mixed(whole: Fraction, part: Fraction, factor: int) -> Number:
    """Return a whole and a fraction; thirds and the like are as good as fractions in words."""
    value = (whole + part) * factor
    if (1000 * part).denominator == 1:
        return _number(_decimal(value))
    margin = float(part * factor) * _FRACTION_TOLERANCE
    x = float(value)
    return Number(x, x, x, x - margin, x + margin, 0.0, 0)


def _number(value: Decimal) -> Number:
    _, digits, exponent = value.normalize().as_tuple()
    x = float(value)
    step = 10.0 ** int(exponent) if value else 0.0
    return Number(x, x, x, x - step / 2, x + step, step, len(digits))


def _fraction(value: float) -> Number:
    low, high = value * (1 - _FRACTION_TOLERANCE), value * (1 + _FRACTION_TOLERANCE)
    return Number(value, value, value, low, high, 0.0, 0)
