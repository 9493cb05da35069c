"""Word pieces: what the tagger reads of a story, by BERT's rules, with the offsets kept."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

__all__ = ["CASES", "GOES_ON", "Unit", "case_of", "pieces_of", "units_of"]

_UNIT = re.compile(r"[^\W_]+|[^\w\s]|_")
_WIDE = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f]")
_LONGEST = 40

CASES = ("lower", "title", "upper", "initial", "mixed", "digits", "mark", "other")
"""How a unit is written: the vocabulary knows small letters only."""

GOES_ON = 3
"""The gap of a word piece that goes on with a word; see `Unit.gap` for those of a first one."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A run of letters and digits, or one mark; offsets are characters of the text."""

    start: int
    end: int
    text: str
    gap: int
    """0 where it touches the unit before, 1 behind a space, 2 behind a line's end."""


def units_of(text: str) -> Iterator[Unit]:
    r"""Yield the units of a text in order.

    Examples
    --------
    >>> [unit.text for unit in units_of("Seoul’s U.S.-led\ntalks")]
    ['Seoul', '’', 's', 'U', '.', 'S', '.', '-', 'led', 'talks']
    """
    last = 0
    for match in _UNIT.finditer(text):
        start, end = match.span()
        gap = 2 if last == 0 or "\n" in text[last:start] else int(start > last)
        if _WIDE.search(match[0]):
            for at in range(start, end):
                yield Unit(at, at + 1, text[at], gap if at == start else 0)
        else:
            yield Unit(start, end, match[0], gap)
        last = end


def case_of(word: str) -> int:
    """Return the number in `CASES` of how a unit is written.

    Examples
    --------
    >>> [CASES[case_of(word)] for word in ("the", "Kursk", "AP", "S", "McLean", "40", ",", "京")]
    ['lower', 'title', 'upper', 'initial', 'mixed', 'digits', 'mark', 'other']
    """
    if word.islower():
        return 0
    if word.isupper():
        return 2 if len(word) > 1 else 3
    if word[0].isupper() and (word[1:].islower() or word.istitle()):
        return 1
    if word[0].isdigit():
        return 5
    if not word[0].isalnum():
        return 6
    return 4 if any(map(str.isupper, word)) else 7


def _plain(word: str) -> str:
    """Return a word in small letters without accents, as the vocabulary has it."""
    if word.isascii():
        return word.lower()
    marks = unicodedata.normalize("NFD", word.lower())
    return "".join(c for c in marks if unicodedata.category(c) != "Mn")


def pieces_of(
    word: str, vocabulary: Mapping[str, int], unknown: int, known: dict[str, tuple[int, ...]]
) -> tuple[int, ...]:
    """Return the numbers of the word pieces of a unit: greedy, longest first.

    ``known`` remembers them by word, for one caller's run.

    Source: the WordPiece rule of BERT (Devlin et al. 2019), without its normalisation of marks.

    Examples
    --------
    >>> vocabulary = {"kur": 1, "##sk": 2, "[UNK]": 0}
    >>> pieces_of("Kursk", vocabulary, 0, {}), pieces_of("Lima", vocabulary, 0, {})
    ((1, 2), (0,))
    """
    found = known.get(word)
    if found is None:
        found = known[word] = _split(_plain(word), vocabulary, unknown)
    return found


def _split(word: str, vocabulary: Mapping[str, int], unknown: int) -> tuple[int, ...]:
    if not word or len(word) > _LONGEST:
        return (unknown,)
    numbers: list[int] = []
    at = 0
    while at < len(word):
        mark = "##" if at else ""
        for end in range(len(word), at, -1):
            number = vocabulary.get(mark + word[at:end])
            if number is not None:
                numbers.append(number)
                at = end
                break
        else:
            return (unknown,)
    return tuple(numbers)
