"""What every stage needs to know of running text: sentences, and names folded for comparison."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

from geonews.model import Span

__all__ = ["SPELT_OUT", "fold", "is_trained_on", "is_within", "sentence_at", "sentences"]

# A full stop after one of these ends no sentence. Titles, AP state and month forms, and the like.
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof gen col lt maj capt sgt adm cmdr sen rep gov pres rev fr hon st ste mt ft "
    "jr sr vs no nos vol art inc ltd co corp bros dept est approx e.g i.e a.m p.m u.s u.k u.n "
    "e.u d.c ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo "
    "mont neb nev okla ore pa tenn tex vt va wash wis wyo n.y n.j n.h n.m n.c n.d s.c s.d r.i w.va "
    "jan feb mar apr aug sept sep oct nov dec sq".split()
)
SPELT_OUT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "pt": "point"}
"""What names of places begin with in short, folded: "Mt. Kisco"."""
# One of these signs comes first, so that the search leaps from one to the next.
_BREAK = re.compile(
    r"""
    [.!?…。！？\n]
    (?: (?<!\n)["'”’)\]]*(?=\s|$) | (?<=\n)\s*\n\s* | (?<=[。！？]) )
    """,
    re.VERBOSE,
)
_WORD_BEFORE = re.compile(r"([^\s(\[\"“‘]+)$")
_LOWER_NEXT = re.compile(r"\s+[\"“‘'(\[]*[a-z]")


@lru_cache(maxsize=8)
def sentences(text: str) -> tuple[Span, ...]:
    """Return the sentences of a text as spans, without surrounding white space.

    Blank lines always end a sentence; a full stop does not after an abbreviation, an initial, or
    before a small letter.

    Examples
    --------
    >>> text = "Mr. Li left St. Paul, Minn. on Monday. Rain fell."
    >>> [text[a:b] for a, b in sentences(text)]
    ['Mr. Li left St. Paul, Minn. on Monday.', 'Rain fell.']
    """
    # Several stages ask of one story in turn.
    found: list[Span] = []
    start = 0
    for match in _BREAK.finditer(text):
        end = match.end()
        if text[match.start()] == "." and not _ends(text, match.start(), end):
            continue
        found += _trimmed(text, start, end)
        start = end
    found += _trimmed(text, start, len(text))
    return tuple(found)


def _ends(text: str, stop: int, end: int) -> bool:
    if _LOWER_NEXT.match(text, end):
        return False
    if end - stop > 1:
        return True
    before = _WORD_BEFORE.search(text, max(0, stop - 20), stop)
    if before is None:
        return True
    word = before[1].lower()
    if word in _ABBREVIATIONS:
        return False
    return not (len(word) == 1 and before[1].isupper())


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    if left < len(piece):
        yield start + left, start + len(piece.rstrip())


_LONGEST_SENTENCE = 2000


def sentence_at(text: str, start: int, end: int) -> Span:
    """Return the sentence that holds a span.

    Only the neighbourhood is looked at, so the cost does not grow with the text.

    Examples
    --------
    >>> text = "Rain fell. Lima flooded."
    >>> sentence_at(text, 11, 15)
    (11, 24)
    """
    left = max(0, start - _LONGEST_SENTENCE)
    left = max(text.rfind("\n\n", left, start), left)
    right = min(len(text), end + _LONGEST_SENTENCE)
    stop = text.find("\n\n", end, right)
    right = right if stop < 0 else stop
    for a, b in sentences(text[left:right]):
        if left + b >= end:
            return min(left + a, start), left + b
    return start, end


def is_within(span: Span, spans: tuple[Span, ...]) -> bool:
    """Tell whether a span touches any of the others, which are disjoint and in order.

    Examples
    --------
    >>> is_within((3, 5), ((0, 4), (9, 12))), is_within((4, 9), ((0, 4), (9, 12)))
    (True, False)
    """
    before = bisect_left(spans, (span[1],))
    return before > 0 and spans[before - 1][1] > span[0]


_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼʹ`´ʻ", "'") | dict.fromkeys("‐‑‒–—―", "-"))
# Latin letters that Unicode does not decompose, as newsrooms write them without the mark.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """Return a name as the gazetteer keys it: no case, no Latin accents, plain apostrophes.

    Marks of other scripts are kept, since they carry vowels there.

    Examples
    --------
    >>> fold("São Paulo"), fold("Kurs’k"), fold("Łódź")
    ('sao paulo', "kurs'k", 'lodz')
    """
    if name.isascii():
        return " ".join(name.lower().split())
    text = unicodedata.normalize("NFKC", name).translate(_APOSTROPHES).casefold()
    text = unicodedata.normalize("NFD", text)
    kept: list[str] = []
    latin = False
    for char in text:
        if unicodedata.combining(char):
            if latin:
                continue
        else:
            latin = char < "ɐ" or "Ḁ" <= char <= "ỿ"
        kept.append(char)
    folded = unicodedata.normalize("NFC", "".join(kept)).translate(_LETTERS)
    return " ".join(folded.split())


def is_trained_on(language: str | None) -> bool:
    """Tell whether the recognisers were trained on a language, which is English or unknown.

    Examples
    --------
    >>> is_trained_on("en-GB"), is_trained_on(None), is_trained_on("de")
    (True, True, False)
    """
    return language is None or re.split("[-_]", language.strip().lower())[0] in ("en", "eng", "")
