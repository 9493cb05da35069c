"""The words and digits of numbers in news: tables, and regular expressions of small letters."""

from __future__ import annotations

from fractions import Fraction

__all__ = [
    "AND_PART",
    "CARDINALS",
    "DIGITS",
    "DIGITS_COMMA",
    "FRACTION",
    "GAP",
    "GLYPHS",
    "NUMBER",
    "NUMBER_COMMA",
    "OF_ONE",
    "PARTS",
    "RANGE",
    "SCALES",
    "SCALES_ELSEWHERE",
    "SLASHED",
    "SUFFIX",
    "SUFFIXES",
    "SUFFIX_COMMA",
]

GAP = r"(?:[^\S\n]{1,2}|[^\S\n]?\n[^\S\n]?)"
_JOIN = rf"(?:{GAP}|[-‐‑])"

CARDINALS = {
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
SCALES = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 10**3,
    "lakh": 10**5,
    "million": 10**6,
    "crore": 10**7,
    "billion": 10**9,
    "trillion": 10**12,
}
# The scales of other languages, for stories whose decimals follow a comma.
SCALES_ELSEWHERE = {
    word: scale
    for scale, words in (
        (10**3, "tausend mille mil mila тыс тысяча тысячи тысяч тис тисяча тисячі duizend tys"),
        (
            10**6,
            "mio million millionen millions millón millones milione milioni milhão milhões млн "
            "миллион миллиона миллионов мільйон мільйона мільйонів miljoen mln",
        ),
        (
            10**9,
            "mrd milliarde milliarden milliard milliards miliardo miliardi bilhão bilhões млрд "
            "миллиард миллиарда миллиардов мільярд мільярда мільярдів miljard",
        ),
    )
    for word in words.split()
}
SUFFIXES = {
    "k": 10**3,
    "m": 10**6,
    "mn": 10**6,
    "mln": 10**6,
    "bn": 10**9,
    "tn": 10**12,
}
PARTS = {
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
GLYPHS = {
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


def _any(words: dict[str, int]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_CARDINAL = rf"(?:{_any(CARDINALS)})(?![^\W_])"
_SCALE = rf"(?:{_any(SCALES)})(?![^\W_])"
SUFFIX = rf"(?:{_JOIN}(?:{_any(SCALES)}|mln|mn|bn)|(?:{_any(SUFFIXES)}))(?!\w)"
_PART = rf"(?:{_any(PARTS)})"
SLASHED = r"[1-9]/(?:[2-9]|10|12|16)(?![0-9/])"
AND_PART = rf"{_JOIN}and{_JOIN}(?:(?:an?|one|two|three|four|five){_JOIN}{_PART}s?(?!\w)|{SLASHED})"
OF_ONE = rf"{GAP}of{GAP}an?(?!\w)"
_FRACTIONAL = rf"(?:[0-9]{{1,6}}(?:[-‐‑]|[^\S\n])?)?(?:[½⅓⅔¼¾⅕⅛⅜⅝⅞]|{SLASHED})(?:{OF_ONE})?"
# An atomic group: once digits are read they are not read again shorter, so "1,2,3" is no number.
DIGITS = (
    rf"(?>(?:{_FRACTIONAL}|[0-9]{{0,3}}\.[0-9]{{1,4}}{OF_ONE}"
    r"|[0-9]{1,3}(?:,[0-9]{3}){1,6}(?:\.[0-9]{1,9})?"
    r"|[0-9]{1,2}(?:,[0-9]{2}){1,4},[0-9]{3}"
    r"|[0-9]{1,3}(?:\.[0-9]{3}){2,5}"
    r"|[0-9]{1,3}(?:(?:[^\S\n]|['’])[0-9]{3}){1,5}(?![0-9])(?:\.[0-9]{1,9})?"
    r"|[0-9]{1,18}(?:\.[0-9]{1,9})?"
    r"|\.[0-9]{1,9}"
    r")(?![0-9]|[.,/:][0-9]))"
)
# A point that three digits follow groups thousands; any other is a decimal one even here.
DIGITS_COMMA = (
    rf"(?>(?:{_FRACTIONAL}"
    r"|[0-9]{1,3}(?:(?:[^\S\n]|['’.])[0-9]{3}){1,5}(?![0-9])(?:,[0-9]{1,9})?"
    r"|[0-9]{1,18}(?:,[0-9]{1,9}|\.(?:[0-9]{1,2}|[0-9]{4,9})(?![0-9]))?"
    r")(?![0-9]|[.,/:][0-9]))"
)
_WORDS = (
    rf"(?:{_CARDINAL}(?:{_JOIN}{_CARDINAL})?|an?(?={_JOIN}{_SCALE}))"
    rf"(?:{_JOIN}{_SCALE}(?:(?:{GAP}and)?{_JOIN}{_CARDINAL}(?:{_JOIN}{_CARDINAL})?)?){{0,4}}"
)
_DIGIT = rf"(?:zero|oh|{_CARDINAL})"
_POINT = rf"{_DIGIT}{GAP}point(?:{GAP}{_DIGIT}){{1,4}}(?:{_JOIN}{_SCALE})?"
# "a third acre" may be the third of them; "a third of an acre" and "one-third acre" are not.
_PART_OF_ONE = (
    rf"(?:(?:(?:an?|one|three){_JOIN})?(?:half|quarters?)(?:{_JOIN}(?:of{GAP})?an?)?"
    rf"|(?:an?|{_CARDINAL}){_JOIN}{_PART}s?{GAP}of{GAP}an?|{_CARDINAL}[-‐‑]{_PART}s?)(?!\w)"
    rf"(?:{_JOIN}{_SCALE})?"
)
NUMBER = (
    rf"(?>{DIGITS}(?:{AND_PART})?(?:{SUFFIX}){{0,2}}"
    rf"|{_PART_OF_ONE}|{_POINT}|{_WORDS}(?:{AND_PART}(?:{_JOIN}{_SCALE})?)?)"
)
"""A regular expression of a number in small letters; `parse_number` refuses some it matches.

Atomic, so that no part of a number is taken for the end of a range: "twenty-five".
"""

SUFFIX_COMMA = rf"[^\S\n]?(?:{_any(SCALES_ELSEWHERE)})(?!\w)\.?"
NUMBER_COMMA = rf"(?>{DIGITS_COMMA}(?:{SUFFIX_COMMA})?)"
"""The same for stories whose language has a decimal comma; in digits, with a scale in words."""

FRACTION = (
    rf"(?:(?:(?:an?|{_CARDINAL}){_JOIN})?(?:half|halves|thirds?|quarters?|fourths?|fifths?|sixths?"
    r"|sevenths?|eighths?|ninths?|tenths?)(?!\w))"
)
"""A regular expression of a fraction in small letters: "two-thirds", "a fifth", "half"."""

RANGE = (
    rf"(?:[^\S\n]?[-‐‑–—][^\S\n]?|[-‐‑]?{GAP}(?:to|and|or){GAP}|[-‐‑](?:to|or)[-‐‑]|{GAP}to[-‐‑])"
)
"""A regular expression of what stands between the two numbers of a range."""
