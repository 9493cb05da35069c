"""Names that the story itself says are places': no gazetteer need have them."""

from __future__ import annotations

from geonews.recognise.spans import Named
from geonews.recognise.tokens import Token, is_space, joined
from geonews.text import fold

__all__ = ["TOLD", "told_at"]

TOLD = 1.5
"""The worth of such a name in log odds: 9 of 10 in the labelled training stories are places."""

_KINDS = frozenset(
    "village villages hamlet hamlets town towns settlement settlements township townships".split()
)
_LONGEST = 4


def told_at(text: str, tokens: tuple[Token, ...], at: int) -> Named | None:
    """Return the capitalised name that begins at a token, behind "the village of".

    Examples
    --------
    >>> from geonews.model import Article
    >>> from geonews.recognise.tokens import tokenise
    >>> story = Article("Shells hit the village of Novi Zalutky again.")
    >>> tokens = tokenise(story)
    >>> told_at(story.text, tokens, 5).key
    'novi zalutky'
    """
    if at < 2 or not tokens[at].cap or tokens[at].first:
        return None
    kind, of = tokens[at - 2], tokens[at - 1]
    if fold(of.text) != "of" or kind.text not in _KINDS:
        return None
    if not all(is_space(text[a.end : b.start]) for a, b in ((kind, of), (of, tokens[at]))):
        return None
    last = at
    while (
        last + 1 < min(len(tokens), at + _LONGEST)
        and tokens[last + 1].cap
        and not tokens[last + 1].first
        and joined(text, tokens[last], tokens[last + 1])
    ):
        last += 1
    start, end = tokens[at].start, tokens[last].end
    return Named(at, last, start, end, fold(text[start:end]), None, None)
