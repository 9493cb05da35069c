"""Names that the story itself says are places': no gazetteer need have them.

"Dufferin Street", "Kanawha River", "the village of Qwerthal", "Godapitiya, Sri Lanka".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set

from geonews.gazetteer import Gazetteer
from geonews.recognise.cues import (
    DIRECTIONS,
    FACILITIES,
    KINDS_AFTER,
    KINDS_AHEAD,
    LOCATIVES,
    NATURE,
    NUMBERED,
    STREETS,
)
from geonews.recognise.spans import Named, Names, holder_at
from geonews.recognise.tokens import Token, is_space, joined
from geonews.text import fold

__all__ = ["echoes", "kind_of_end", "may_be_told", "told_at"]

_PLURAL_KINDS = frozenset(
    "village villages hamlet hamlets town towns settlement settlements township townships "
    "neighborhood neighbourhood suburb district community".split()
)
_LONGEST = 5
_LONGEST_BARE = 4
_SMALL_INSIDE = frozenset({"of", "the", "de", "la", "del", "du"})


def kind_of_end(word: str) -> str:
    """Return what sort of thing a common noun at the end of a name makes it, "" for none.

    Examples
    --------
    >>> kind_of_end("street"), kind_of_end("river"), kind_of_end("stadium"), kind_of_end("lee")
    ('street', 'nature', 'facility', '')
    """
    if word in STREETS:
        return "street"
    if word in NATURE:
        return "nature"
    if word in FACILITIES:
        return "facility"
    return "admin" if word in KINDS_AFTER else ""


def told_at(
    text: str,
    tokens: tuple[Token, ...],
    words: list[str],
    at: int,
    gazetteer: Gazetteer,
    placed: Set[int] = frozenset(),
) -> Iterator[Named]:
    """Yield the capitalised names that begin at a token and that something says are places'.

    ``placed`` are the numbers of tokens in which a place's name ended before.

    Examples
    --------
    >>> from geonews.model import Article
    >>> from geonews.recognise.tokens import tokenise
    >>> story = Article("Shells hit the village of Novi Zalutky near Old Mill Road.")
    >>> tokens = tokenise(story)
    >>> words = [token.text.lower() for token in tokens]
    >>> found = [told_at(story.text, tokens, words, at, Gazetteer.open()) for at in (5, 8)]
    >>> [named.key for names in found for named in names]
    ['novi zalutky', 'old mill road']
    """
    token, count = tokens[at], len(tokens)
    last = at
    ends: list[int] = []
    while last + 1 < count and last - at + 1 < _LONGEST:
        following = tokens[last + 1]
        if following.first or not _runs_on(text, tokens[last], following):
            break
        numbered = following.text[0].isdigit() and words[last] in NUMBERED
        if not (following.cap or numbered):
            behind = tokens[last + 2] if last + 2 < count else None
            if following.text not in _SMALL_INSIDE or behind is None or not behind.cap:
                break
            if not joined(text, following, behind):
                break
        last += 1
        if numbered or (following.cap and kind_of_end(words[last])):
            ends.append(last)
    if words[at] in KINDS_AHEAD and last > at and tokens[last].cap and last not in ends:
        ends.append(last)
    if last - at < _LONGEST_BARE and last not in ends and tokens[last].cap:
        led = _is_led_in(text, tokens, words, at, placed)
        if not token.first and (led or _is_held(text, tokens, last, gazetteer)):
            ends.append(last)
    for stop in reversed(ends):
        start, end = token.start, tokens[stop].end
        if words[stop] in _DOTTED and text[end : end + 1] == ".":
            end += 1
        named = unlisted(text, at, stop, start, end)
        if len(named.key) > 2:
            yield named


def may_be_told(tokens: tuple[Token, ...], words: list[str], at: int) -> bool:
    """Tell whether it is worth asking `told_at`, which takes longer."""
    if at and words[at - 1] in _LEADS:
        return True
    if at and tokens[at - 1].cap and not tokens[at].first and not tokens[at - 1].possessive:
        gap = tokens[at].start - tokens[at - 1].end
        if gap == 1:
            return False
    if at + 1 >= len(tokens):
        return False
    after = tokens[at + 1]
    if after.cap:
        return not after.first
    return after.text in _FOLLOWERS or (after.text[0].isdigit() and words[at] in NUMBERED)


_LEADS = LOCATIVES | DIRECTIONS | {"of", "and"}
_FOLLOWERS = KINDS_AFTER | _SMALL_INSIDE


def unlisted(text: str, first: int, last: int, start: int, end: int) -> Named:
    """Return a span that no gazetteer knows."""
    return Named(
        first, last, start, end, Names(fold(text[start:end]), None, None, frozenset(), frozenset())
    )


def _runs_on(text: str, left: Token, right: Token) -> bool:
    """Tell whether a name may go on: "N. High St." too."""
    if left.text in _QUARTERS and text[left.end : right.start] == ". ":
        return True
    return joined(text, left, right)


_QUARTERS = frozenset("NSEW")


def _is_led_in(
    text: str, tokens: tuple[Token, ...], words: list[str], at: int, ends: Set[int]
) -> bool:
    """Tell whether "in" stands before a name, or "the village of", or a place and "and"."""
    if at == 0 or not is_space(text[tokens[at - 1].end : tokens[at].start]):
        return False
    if words[at - 1] in LOCATIVES or tokens[at - 1].text in DIRECTIONS:
        return True
    if tokens[at - 1].text == "and" and at > 1 and at - 2 in ends:
        return True
    if at < 2 or words[at - 1] != "of" or words[at - 2] not in _PLURAL_KINDS:
        return False
    return is_space(text[tokens[at - 2].end : tokens[at - 1].start])


def _is_held(text: str, tokens: tuple[Token, ...], last: int, gazetteer: Gazetteer) -> bool:
    """Tell whether a comma and a country or region follow, or a common noun for a place."""
    if last + 1 >= len(tokens) or tokens[last + 1].first:
        return False
    following = tokens[last + 1]
    gap = text[tokens[last].end : following.start]
    if gap == ", ":
        return following.cap and bool(holder_at(text, tokens, last + 1, gazetteer))
    return gap == " " and following.text in KINDS_AFTER


_DOTTED = frozenset("st rd ave dr blvd hwy ln ct pkwy twp".split())


def echoes(
    text: str, tokens: tuple[Token, ...], found: Iterable[Named], known: Set[tuple[int, int]]
) -> Iterator[Named]:
    """Yield the other places where a story writes the names that it told of.

    ``known`` are the tokens, first and last, of spans found already.
    """
    told: dict[str, set[tuple[str, ...]]] = {}
    for named in found:
        words = tuple(token.text for token in tokens[named.first : named.last + 1])
        told.setdefault(words[0], set()).add(words)
    if not told:
        return
    for at, token in enumerate(tokens):
        for words in told.get(token.text, ()) if token.cap else ():
            last = at + len(words) - 1
            if last >= len(tokens) or (at, last) in known:
                continue
            span = tokens[at : last + 1]
            if tuple(one.text for one in span) == words and not any(t.first for t in span[1:]):
                yield unlisted(text, at, last, token.start, span[-1].end)
