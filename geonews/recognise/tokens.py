"""Words of a story with their offsets, and how they stand beside each other."""

from __future__ import annotations

import re
from typing import NamedTuple

from geonews.model import Article, Span
from geonews.text import is_within, sentences

__all__ = ["Token", "is_space", "joined", "tokenise"]

_WORD = re.compile(
    r"""
    (?:[^\W\d_]\.){2,}              # U.S., D.C., N.M.
  | [A-Z]\.[A-Z][a-z]{1,2}(?=\.)    # W.Va.
  | [^\W\d_](?:\w|['’ʼ](?=[^\W\d_]))*  # a word; an apostrophe inside it belongs to it
  | \d[\d,.]*
    """,
    re.VERBOSE,
)
_POSSESSIVE = re.compile(r"['’]s?$")
_JOINT = re.compile(r"[ \u00a0]|[-‐‑]|\n(?!\n)|\.[ \u00a0]|['’][ \u00a0]?|/")


class Token(NamedTuple):
    """One word.

    ``cap`` tells whether it is written like a name: with a capital, or in a script without them.
    ``first`` tells whether it opens a sentence. ``possessive`` tells whether ``'s`` follows.
    """

    start: int
    end: int
    text: str
    cap: bool
    first: bool
    possessive: bool


def tokenise(article: Article) -> tuple[Token, ...]:
    """Return the words of a story in order, page furniture left out.

    Examples
    --------
    >>> [t.text for t in tokenise(Article("Seoul’s U.S.-led talks"))]
    ['Seoul', 'U.S.', 'led', 'talks']
    """
    tokens: list[Token] = []
    for start, end in sentences(article.text):
        if article.furniture and is_within((start, end), article.furniture):
            tokens.extend(_outside(article, start, end))
        else:
            tokens.extend(_sentence(article.text, start, end))
    return tuple(tokens)


def _outside(article: Article, start: int, end: int) -> list[Token]:
    found = _sentence(article.text, start, end)
    return [t for t in found if not is_within((t.start, t.end), article.furniture)]


def _sentence(text: str, start: int, end: int) -> list[Token]:
    tokens: list[Token] = []
    for match in _WORD.finditer(text, start, end):
        word, stop = match[0], match.end()
        possessive = False
        if (tail := _POSSESSIVE.search(word)) and len(word) > len(tail[0]):
            word, stop, possessive = word[: tail.start()], match.start() + tail.start(), True
        elif text[stop : stop + 1] in "'’" and word.endswith(("s", "S")) and stop < end:
            possessive = not text[stop + 1 : stop + 2].isalpha()
        initial = word[0]
        cap = initial.isupper() or (initial.isalpha() and not initial.islower())
        tokens.append(Token(match.start(), stop, word, cap, not tokens, possessive))
    return tokens


def joined(text: str, left: Token, right: Token) -> bool:
    """Tell whether nothing but a space or a hyphen stands between two words.

    Examples
    --------
    >>> text = "St. Petersburg, Florida"
    >>> a, b, c = tokenise(Article(text))
    >>> joined(text, a, b), joined(text, b, c)
    (True, False)
    """
    gap = text[left.end : right.start]
    if gap.startswith(".") and left.text.title() not in _DOTTED:
        return False
    if left.possessive:
        return False
    return _JOINT.fullmatch(gap) is not None


def is_space(gap: str) -> bool:
    r"""Tell whether a gap is white space within a paragraph: a wrapped line is no break.

    Examples
    --------
    >>> is_space(" "), is_space(" \n"), is_space("\n\n"), is_space("-")
    (True, True, False, False)
    """
    return gap != "" and gap.isspace() and gap.count("\n") < 2


_DOTTED = frozenset({"St", "Ste", "Mt", "Ft", "Pt"})


def span_of(tokens: tuple[Token, ...], first: int, last: int) -> Span:
    """Return the span from one word to another, both included."""
    return tokens[first].start, tokens[last].end
