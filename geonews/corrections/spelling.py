"""Where a story has a name: as it is written, or in capitals."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from geonews.model import Article, Span
from geonews.text import is_within

__all__ = ["occurrences", "single_spaced"]

_APOSTROPHES = "'’‘ʼʹ`´ʻ"
_HYPHENS = "-‐‑‒–"
_SPACE = r"[^\S\n]*(?:\n[^\S\n]*)?"


def occurrences(name: str, article: Article) -> tuple[Span, ...]:
    """Return the spans of a name in a story, in order, page furniture left out.

    A name counts as it is written and in capitals, as datelines have it, by whole words; any
    apostrophe, hyphen or single line break stands for any other.

    Parameters
    ----------
    name : str
        White space single.
    article : Article

    Examples
    --------
    >>> story = Article("LIMA — Rain fell on Lima, where a Liman counted lima beans.")
    >>> occurrences("Lima", story)
    ((0, 4), (20, 24))
    """
    # Nearly no name of a long file is in a story: one look at its first word tells.
    first = name.split(" ", 1)[0]
    if (
        first.isascii()
        and first.isalnum()
        and not (first in article.text or first.upper() in article.text)
    ):
        return ()
    spans = (match.span() for match in _pattern(name).finditer(article.text))
    return tuple(
        span
        for span in spans
        if not is_within(span, article.furniture) and not _goes_on(article.text, span[1])
    )


def single_spaced(text: str) -> str:
    """Return a text with single spaces for all white space."""
    return " ".join(text.split())


@lru_cache(maxsize=4096)
def _pattern(name: str) -> re.Pattern[str]:
    spellings = (
        unicodedata.normalize(form, each)
        for each in (name, name.upper())
        for form in ("NFC", "NFD")
    )
    either = "|".join(
        _edge(each[0], r"(?<!\w)") + _loose(each) + _edge(each[-1], r"(?!\w)")
        for each in dict.fromkeys((name, *spellings))
    )
    return re.compile(either)


def _edge(char: str, boundary: str) -> str:
    """Return the edge of a word, but for scripts that write none between words."""
    return "" if unicodedata.east_asian_width(char) == "W" else boundary


def _loose(name: str) -> str:
    parts = []
    for char in name:
        if char in _APOSTROPHES:
            parts.append(f"[{_APOSTROPHES}]")
        elif char in _HYPHENS:
            parts.append(f"[{_HYPHENS}]")
        else:
            parts.append(rf"(?=\s){_SPACE}" if char == " " else re.escape(char))
    return "".join(parts)


def _goes_on(text: str, end: int) -> bool:
    """Tell whether the last letter has an accent of its own behind it."""
    return end < len(text) and unicodedata.combining(text[end]) > 0
