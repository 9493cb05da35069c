"""Text on several lines of a width, for pictures that no browser lays out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from geonews.draw.figure.widths import text_width
from geonews.draw.words import is_right_to_left

__all__ = ["wrapped"]

_RLM = "\u200f"


def wrapped(
    text: str, width: float, size: float, *, most: int, bold: bool = False
) -> tuple[str, ...]:
    """Return a text on at most so many lines, the last one cut where there is more.

    Scripts without spaces are broken between characters. A line of a text from right to left stands
    between marks that say so, for the punctuation at its ends.

    Examples
    --------
    >>> wrapped("Rain fell on Lima and on Callao", 130, 12, most=2)
    ('Rain fell on Lima', 'and on Callao')
    >>> wrapped("Rain fell on Lima and on Callao", 110, 12, most=1)
    ('Rain fell on…',)
    """
    lines: list[str] = []
    line = ""
    for word in _words(" ".join(text.split()), width, size, bold):
        if line and text_width(f"{line}{word}".rstrip(), size, bold=bold) > width:
            lines.append(line.rstrip())
            line = word.lstrip()
            if len(lines) == most:
                lines[-1] = _cut(lines[-1], width, size, bold)
                line = ""
                break
        else:
            line += word
    if line:
        lines.append(line.rstrip())
    if is_right_to_left(text):
        lines = [f"{_RLM}{one}{_RLM}" for one in lines]
    return tuple(lines)


def _words(text: str, width: float, size: float, bold: bool) -> Iterator[str]:
    """Yield what may be parted: words with the space after them, ideographs one by one."""
    for word in re.findall(r"[^ ]+ ?", text):
        if text_width(word, size, bold=bold) > width or any(
            unicodedata.east_asian_width(char) == "W" for char in word
        ):
            yield from word
        else:
            yield word


def _cut(line: str, width: float, size: float, bold: bool) -> str:
    """Return a line with an ellipsis at its end that still fits."""
    while line and text_width(f"{line}…", size, bold=bold) > width:
        line = line[:-1]
    return f"{line.rstrip(' ,;:.')}…"
