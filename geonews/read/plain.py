"""Plain text to an article: its title and its furniture, the text itself untouched."""

from __future__ import annotations

import re
from pathlib import PurePath

from geonews.errors import StoryError
from geonews.model import Article, Span
from geonews.read.furniture import furniture
from geonews.text import is_within

__all__ = ["from_text"]

_LINE = re.compile(r"[^\r\n]*[^\s][^\r\n]*")
_BLANK_BELOW = re.compile(r"(?:\r\n|\r|\n)[^\S\r\n]*(?:\r\n|\r|\n)")
_LONGEST_TITLE = 200
_STOPPED = re.compile(r"[.。:;,…][\"'”’»)\]]*$")
_INITIALS = re.compile(r"\b(?:[A-Za-z]\.){2,}[\"'”’»)\]]*$")


def from_text(text: str, name: str, note: str | None = None) -> Article:
    r"""Return the article a text is.

    Raises
    ------
    StoryError
        There is nothing in the text but white space.

    Examples
    --------
    >>> article = from_text("Lima floods\n\nRain fell.\n\nScroll to Top", "in/story.txt")
    >>> article.id, article.title, article.furniture
    ('story.txt', 'Lima floods', ((25, 38),))
    """
    if not text.strip():
        raise StoryError(f"{name!r} is empty: give a file with a story in it")
    spans = furniture(text)
    return Article(
        text=text,
        id=PurePath(name).name,
        title=_title(text, spans),
        furniture=spans,
        notes=(note,) if note else (),
    )


def _title(text: str, spans: tuple[Span, ...]) -> str | None:
    """Return the first line that is no furniture, when it stands alone as a headline does."""
    for line in _LINE.finditer(text):
        if not is_within(line.span(), spans):
            return _headline(text, line)
    return None


def _headline(text: str, line: re.Match[str]) -> str | None:
    title = line[0].strip().lstrip("#").strip()
    is_alone = _BLANK_BELOW.match(text, line.end()) and text[line.end() :].strip()
    if not is_alone or not 0 < len(title) <= _LONGEST_TITLE:
        return None
    if _STOPPED.search(title) and not _INITIALS.search(title):
        return None
    return title
