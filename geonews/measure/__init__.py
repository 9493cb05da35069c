"""Measure: the areas and shares a story states, each tied to the place it speaks of.

The grammar is our own: `units` and `geonews.hedges` are its tables, `geonews.numbers` reads what
stands between, `areas` and `shares` find the figures, `binding` ties them to places.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from geonews.measure.areas import find_areas
from geonews.measure.binding import place_after, place_before, place_of_mention, place_of_noun
from geonews.measure.shares import find_shares
from geonews.measure.words import small_letters
from geonews.model import Article, Figure, Mention, Span
from geonews.text import is_within, sentences

__all__ = ["measure"]

# A second figure that only restates the first: "984 sq km (380 sq mi", "984 sq km, or 380 sq mi".
_RESTATES = re.compile(
    r"(?:\s[\w'’-]{1,20}){0,5}?(?:\s?[(\[]\s?|,?\sor\s|\s?/\s?|\s?=\s?|[;,]\s)"
    r"(?:(?:or|i\.e\.,?|about|around|roughly|nearly|almost|some|approximately|more than|over)\s)?"
)


def measure(article: Article, mentions: tuple[Mention, ...]) -> tuple[Figure, ...]:
    """Return the area figures and shares of a story, in the order of its text.

    Parameters
    ----------
    article : Article
        The story; figures in its furniture are left out.
    mentions : tuple of Mention
        Its places. Demonyms and mentions without a place bind no figure.

    Returns
    -------
    tuple of Figure
        ``low`` and ``high`` in km2 for areas, within 0 and 1 for shares: rules 1, 3, 4 and 7 of
        the calibration in `geonews.numbers` and `geonews.hedges`.

    Examples
    --------
    >>> (figure,) = measure(Article("Fires burned nearly 500 sq km in a week."), ())
    >>> figure.value, figure.unit, figure.hedge, figure.low, figure.high
    (500.0, 'km2', 'nearly', 425.0, 515.0)
    """
    text = article.text
    furniture = article.furniture
    lower = small_letters(text)
    areas = [f for f in find_areas(text, lower) if not is_within((f.start, f.end), furniture)]
    ordered = sorted(mentions, key=lambda mention: mention.start)
    shares = [
        (share, target)
        for share, target in find_shares(text, lower, areas, ordered)
        if not is_within((share.start, share.end), furniture)
    ]
    if not areas and not shares:
        return ()
    bound = dict(zip((f.start for f in areas), _bound_areas(text, areas, ordered), strict=True))
    starts = [mention.start for mention in ordered]
    figures = list(bound.values())
    for share, target in shares:
        if isinstance(target, Figure):
            place = bound[target.start].place
        elif isinstance(target, Mention):
            place = place_of_mention(text, target, ordered, starts)
        else:
            place = place_of_noun(text, target, share.start, ordered, starts)
        figures.append(replace(share, place=place))
    return tuple(sorted(figures, key=lambda figure: (figure.start, figure.end)))


def _bound_areas(
    text: str, areas: Sequence[Figure], mentions: Sequence[Mention]
) -> Sequence[Figure]:
    """Return the figures with their places; a figure that restates another has its place."""
    if not mentions or not areas:
        return areas
    starts = [mention.start for mention in mentions]
    bound: list[Figure] = []
    spans = sentences(text)
    sentence: Span = (0, 0)
    for area in areas:
        while sentence[1] < area.end:
            following = next(spans, None)
            if following is None:
                sentence = (area.start, area.end)
                break
            sentence = following
        sentence = (min(sentence[0], area.start), sentence[1])
        previous = bound[-1] if bound else None
        restates = previous is not None and _RESTATES.fullmatch(text, previous.end, area.start)
        place = previous.place if restates and previous is not None else None
        if place is None:
            place = place_after(text, area.end, sentence, mentions, starts)
            if restates and previous is not None:
                # "984 sq km, or 380 sq mi, of Kursk" names the place of both behind the second.
                bound[-1] = replace(previous, place=place)
            elif place is None:
                place = place_before(text, area.start, sentence, mentions, starts)
        bound.append(replace(area, place=place))
    return bound
