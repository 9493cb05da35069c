"""Words of a story with their offsets, and how they stand beside each other."""

from __future__ import annotations

import re
from typing import NamedTuple

from geonews.model import Article, Span
from geonews.text import SPELT_OUT, is_within, sentences

__all__ = ["Token", "is_space", "joined", "tokenise"]

# What goes before a word; a plain word; or one with full stops or apostrophes, or a number. Most
# words are plain, and cost little.
_WORD = re.compile(
    r"""
    ([\W_]*)
    (?:
        ([^\W\d_]\w++(?!['’ʼ]))
      | (   (?:[^\W\d_]\.){2,}            # U.S., D.C., N.M.
          | [A-Z]\.[A-Z][a-z]{1,2}(?=\.)  # W.Va.
          | [^\W\d_]\w*(?:['’ʼ][^\W\d_]\w*)*
          | \d+(?:[.,]\d+)*
        )
    )
    """,
    re.VERBOSE,
)
_POSSESSIVE = re.compile(r"['’]s?$")
_ELIDED = re.compile(r"[^\W\d_]{1,5}['’][^\W\d_]")
_TURKISH = re.compile(r"['’][^\W\d_]{0,7}$")
_QUOTES = frozenset("'’")
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


def tokenise(article: Article, turkish: bool = False) -> tuple[Token, ...]:
    """Return the words of a story in order, page furniture left out.

    ``turkish`` cuts the endings that Turkish sets off from names: "Ankara'da".

    Examples
    --------
    >>> [t.text for t in tokenise(Article("Seoul’s U.S.-led talks"))]
    ['Seoul', 'U.S.', 'led', 'talks']
    """
    tokens: list[Token] = []
    tail = _TURKISH if turkish else _POSSESSIVE
    for start, end in sentences(article.text):
        if article.furniture and is_within((start, end), article.furniture):
            found = _sentence(article.text, start, end, tail)
            tokens += [t for t in found if not is_within((t.start, t.end), article.furniture)]
        else:
            tokens += _sentence(article.text, start, end, tail)
    return tuple(tokens)


def _sentence(text: str, start: int, end: int, ending: re.Pattern[str]) -> list[Token]:
    tokens: list[Token] = []
    add, first, at = tokens.append, True, start
    # Twice as fast as Token(...), and hundreds are made a story.
    make = tuple.__new__
    for gap, word, special in _WORD.findall(text, start, end):
        at += len(gap)
        if gap != " " and gap[:1] in _QUOTES and tokens and tokens[-1].text[-1] in "sS":
            tokens[-1] = tokens[-1]._replace(possessive=True)
        if word:
            stop = at + len(word)
            add(make(Token, (at, stop, word, not word[0].islower(), first, False)))
            at = stop
        else:
            stop, possessive = at + len(special), False
            apart = not _QUOTES.isdisjoint(special)
            tail = ending.search(special) if apart else None
            if tail and len(special) > len(tail[0]):
                special, possessive = special[: tail.start()], True
            initial = special[0]
            cap = not initial.islower() and initial.isalpha()
            # d'Ivoire, l'Allemagne
            cap = cap or (
                apart
                and (elided := _ELIDED.match(special)) is not None
                and special[elided.end() - 1].isupper()
            )
            add(Token(at, at + len(special), special, cap, first, possessive))
            at = stop
        first = False
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


_DOTTED = frozenset(map(str.title, SPELT_OUT))


def span_of(tokens: tuple[Token, ...], first: int, last: int) -> Span:
    """Return the span from one word to another, both included."""
    return tokens[first].start, tokens[last].end
