"""Recognise: from a story to the spans that name places."""

from __future__ import annotations

import math

from geonews.gazetteer import Gazetteer
from geonews.model import Article, Mention, Span
from geonews.options import Options
from geonews.recognise.cues import INSTITUTIONS, NO_NOUNS
from geonews.recognise.datelines import datelines
from geonews.recognise.people import find_people
from geonews.recognise.score import Context, score
from geonews.recognise.spans import Named, named_at
from geonews.recognise.tokens import Token, is_space, tokenise
from geonews.recognise.told import TOLD, told_at
from geonews.text import fold, is_within

__all__ = ["recognise"]

_SURE = 1.5
_MAYBE = -1.6


def recognise(
    article: Article, gazetteer: Gazetteer, options: Options = Options()
) -> tuple[Mention, ...]:
    """Find the names of places in a story.

    Parameters
    ----------
    article : Article
    gazetteer : Gazetteer
        Whose names are looked for.
    options : Options
        ``demonyms`` decides whether "North Korean" is reported.

    Returns
    -------
    tuple of Mention
        In order, disjoint, without places: kind, role ``dateline`` where it is one, and in
        ``confidence`` the probability that the span names a place.

    Examples
    --------
    >>> story = Article("Kim Jong Un left Pyongyang for Vladivostok, Russia.")
    >>> [mention.text for mention in recognise(story, Gazetteer.open())]
    ['Pyongyang', 'Vladivostok', 'Russia']
    """
    text = article.text
    tokens = tokenise(article)
    small = frozenset(token.text for token in tokens if not token.cap)
    people = find_people(text, tokens, gazetteer, small)
    lexicon = gazetteer.lexicon
    letters = [t for t in tokens if t.text[0].isalpha() and len(t.text) > 3]
    context = Context(
        text=text,
        tokens=tokens,
        small=small,
        surnames=people.surnames,
        gazetteer=gazetteer,
        shouting=2 * sum(t.text.isupper() for t in letters) > len(letters) > 0,
    )
    heads = datelines(text)
    english = article.language in (None, "en") or str(article.language).startswith("en-")
    found: list[tuple[Named, float]] = []
    at = 0
    while at < len(tokens):
        step = 1
        if tokens[at].cap:
            skip = _phrase_at(text, tokens, at, lexicon.phrases)
            names = tuple(named_at(text, tokens, at, gazetteer, english))
            if skip and not (names and names[0].last - at + 1 > skip):
                at += skip
                continue
            told = told_at(text, tokens, at)
            for named in names:
                if people.inside.intersection(range(named.first, named.last + 1)):
                    continue
                worth = score(named, context)
                if is_within((named.start, named.end), heads):
                    worth += 5.0
                if told and named.last == told.last:
                    worth = max(worth, TOLD)
                if worth > _MAYBE:
                    found.append((named, worth))
                    step = named.last - named.first + 1
                    break
            else:
                if told:
                    found.append((told, TOLD))
                    step = told.last - told.first + 1
        at += step
    return tuple(_mentions(found, heads, options, context))


def _phrase_at(text: str, tokens: tuple[Token, ...], at: int, phrases: frozenset[str]) -> int:
    """Return how many tokens from here are a phrase that holds no place, 0 for none."""
    for last in range(min(at + 4, len(tokens) - 1), at, -1):
        if not tokens[last].cap:
            continue
        if fold(text[tokens[at].start : tokens[last].end]) in phrases:
            return last - at + 1
    return 0


def _mentions(
    found: list[tuple[Named, float]],
    heads: tuple[Span, ...],
    options: Options,
    context: Context,
) -> list[Mention]:
    """Keep what is likely, and what is possible where the story elsewhere makes it likely."""
    best: dict[str, float] = {}
    for named, worth in found:
        best[named.key] = max(worth, best.get(named.key, -9.0))
    mentions = []
    for named, worth in found:
        if worth < 0 and best[named.key] < _SURE:
            continue
        demonym = _is_demonym(named, context)
        if demonym and not options.demonyms:
            continue
        # One sense a story: each occurrence vouches for the others.
        raised = max(worth, (worth + best[named.key]) / 2, 0.5)
        mentions.append(
            Mention(
                start=named.start,
                end=named.end,
                text=context.text[named.start : named.end],
                kind="demonym" if demonym else "place",
                role="dateline" if is_within((named.start, named.end), heads) else "literal",
                confidence=round(1 / (1 + math.exp(-raised)), 4),
            )
        )
    return mentions


def _is_demonym(named: Named, context: Context) -> bool:
    if named.demonym is None or named.is_people:
        return named.is_people
    # A word that is both, as "Caribbean" is, speaks of the people where a noun follows.
    tokens, following = context.tokens, named.last + 1
    if following == len(tokens) or tokens[following].first or tokens[following].cap:
        return False
    gap = context.text[named.end : tokens[following].start]
    word = fold(tokens[following].text)
    return is_space(gap) and word not in INSTITUTIONS and word not in NO_NOUNS
