"""Measure: the sizes, shares and distances a story states, each tied to what it speaks of.

The grammar is our own: `units` and `geonews.hedges` are its tables, `geonews.numbers` reads what
stands between. `areas`, `shares`, `ratios`, `extents` and `distances` find the figures, `changes`
tells what was from what is, `binding` and `yardsticks` tie them to places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from geonews.measure.areas import find_areas, is_rate
from geonews.measure.binding import bound_after, bound_before
from geonews.measure.chains import NOWHERE, Bound, bound_to_mention
from geonews.measure.changes import find_changes, with_places
from geonews.measure.distances import find_distances
from geonews.measure.extents import find_extents
from geonews.measure.lengths import find_lengths
from geonews.measure.nouns import bound_to_noun
from geonews.measure.ratios import find_ratios
from geonews.measure.shares import find_shares
from geonews.measure.subjects import bound_to_changed, bound_to_subject
from geonews.measure.words import small_letters
from geonews.measure.yardsticks import Compared
from geonews.model import Article, Figure, Mention, Quantity, Span
from geonews.numbers import has_decimal_comma
from geonews.text import is_within, sentence_at, sentences

__all__ = ["measure"]

# A second figure that only restates the first: "984 sq km (380 sq mi", "984 sq km, or 380 sq mi".
_RESTATES = re.compile(
    r"(?:\s[\w'’-]{1,20}){0,5}?(?:\s?[(\[]\s?|,?\sor\s|\s?/\s?|\s?=\s?|[;,]\s)"
    r"(?:(?:or|i\.e\.,?|about|around|roughly|nearly|almost|some|approximately|more than|over)\s)?"
)


def measure(article: Article, mentions: tuple[Mention, ...]) -> tuple[Figure, ...]:
    """Return the figures of a story, disjoint and in the order of its text.

    Parameters
    ----------
    article : Article
        The story; figures in its furniture are left out.
    mentions : tuple of Mention
        Its places. Demonyms and mentions without a place bind no figure.

    Returns
    -------
    tuple of Figure
        ``low`` and ``high`` in km2 for areas, in km for extents and distances, within 0 and 1
        for shares, and factors for ratios: rules 1, 3, 4, 5 and 7 of the calibration in
        `geonews.numbers`, `geonews.hedges` and `geonews.measure.ratio_phrases`.

    Examples
    --------
    >>> (figure,) = measure(Article("Fires burned nearly 500 sq km in a week."), ())
    >>> figure.value, figure.unit, figure.hedge, figure.low, figure.high
    (500.0, 'km2', 'nearly', 425.0, 515.0)
    """
    text = article.text
    furniture = article.furniture
    lower = small_letters(text)
    commas = has_decimal_comma(article.language)
    stated = [
        f for f in find_areas(text, lower, commas) if not is_within((f.start, f.end), furniture)
    ]
    areas, changed_by = find_changes(text, lower, stated)
    ordered = sorted(mentions, key=lambda mention: mention.start)
    shares = [
        (share, target)
        for share, target in find_shares(text, lower, areas, ordered)
        if not is_within((share.start, share.end), furniture)
    ]
    others = [
        f
        for f in _of_lengths_and_sizes(text, lower, ordered)
        if not is_within((f.start, f.end), furniture)
    ]
    if not areas and not shares and not others:
        return ()
    placed = with_places(text, _bound_areas(text, areas, ordered))
    bound = {figure.start: figure for figure in placed}
    starts = [mention.start for mention in ordered]
    figures = [*bound.values(), *others]
    for share, start in changed_by:
        figures.append(replace(share, place=bound[start].place, bound_by=bound[start].bound_by))
    for share, target in shares:
        if isinstance(target, Figure):
            whole = bound[target.start]
            place, why = whole.place, whole.bound_by
        else:
            place, why = _bound_share(text, share, target, ordered, starts)
        figures.append(replace(share, place=place, bound_by=why))
    return _restating(text, _disjoint(figures))


def _of_lengths_and_sizes(text: str, lower: str, mentions: Sequence[Mention]) -> Iterator[Figure]:
    """Yield the ratios, extents and distances of a text."""
    yield from find_ratios(text, lower, mentions)
    lengths = find_lengths(text, lower)
    extents = tuple(find_extents(text, lower, lengths, mentions))
    compared = Compared(text, mentions) if extents else None
    for figure in _bound_areas(text, extents, mentions):
        place, why = figure.place, figure.bound_by
        if figure.other is not None:
            # A circle about a place is no part of it.
            place, why = NOWHERE
        elif place is None and compared is not None:
            start = figure.start - len(figure.hedge) - 1 if figure.hedge else figure.start
            sentence = sentence_at(text, figure.start, figure.end)
            place, why = compared.place(sentence[0], start, figure.end)
        yield replace(figure, place=place, bound_by=why)
    yield from find_distances(text, lengths, mentions)


_FOREMOST: tuple[Quantity, ...] = ("area", "ratio", "extent", "distance", "share")


def _disjoint(figures: Sequence[Figure]) -> Sequence[Figure]:
    """Return figures in order; of two that overlap, the one whose grammar is the more certain."""
    kept: list[Figure] = []
    for figure in sorted(figures, key=lambda figure: (figure.start, figure.end)):
        if not kept or kept[-1].end <= figure.start:
            kept.append(figure)
        elif _FOREMOST.index(figure.quantity) < _FOREMOST.index(kept[-1].quantity):
            kept[-1] = figure
    return kept


# An area that restates a share: "a fifth of the country, or 2,200 sq km", "half of Kursk (984 ha".
_RESTATES_SHARE = re.compile(
    r"\s(?:of\s)?[^.;()0-9]{1,60}?(?:,\s(?:or|some|about|around|roughly|nearly|almost)\s|\s?\(\s?)"
    r"(?:(?:about|around|roughly|nearly|almost|some|approximately|more than|over)\s)?"
)


def _restating(text: str, figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """Return the figures in order, areas that restate a share with its place."""
    done: list[Figure] = []
    for figure in figures:
        share = done[-1] if done and done[-1].quantity == "share" else None
        if (
            share is not None
            and share.place is not None
            and figure.quantity == "area"
            and figure.place is None
            and _RESTATES_SHARE.fullmatch(text, share.end, figure.start)
        ):
            figure = replace(figure, place=share.place, bound_by=f"as {share.text}")
        done.append(figure)
    return tuple(done)


def _bound_share(
    text: str,
    share: Figure,
    target: Mention | str | int,
    mentions: Sequence[Mention],
    starts: Sequence[int],
) -> Bound:
    """Return the place whose ground a share is of."""
    if isinstance(target, Mention):
        if target.kind == "demonym":
            return target.place, f"of {target.text} territory" if target.place else ""
        return bound_to_mention(text, target, mentions, starts, f"of {target.text}")
    sentence = sentence_at(text, share.start, share.end)
    if isinstance(target, int):
        return bound_after(text, target, sentence, mentions, starts)
    if target == "its":
        return bound_to_subject(text, share.start, sentence, mentions, starts)
    return bound_to_noun(text, target, share.start, mentions, starts)


def _bound_areas(
    text: str, areas: Sequence[Figure], mentions: Sequence[Mention]
) -> Sequence[Figure]:
    """Return the figures with their places; a figure that restates another has its place."""
    if not mentions or not areas:
        return areas
    starts = [mention.start for mention in mentions]
    bound: list[Figure] = []
    spans = iter(sentences(text))
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
        restates = (
            previous is not None
            and previous.unit != area.unit
            and _RESTATES.fullmatch(text, previous.end, area.start)
        )
        found: Bound = NOWHERE
        if restates and previous is not None:
            found = (previous.place, previous.bound_by)
        if found[0] is None and not is_rate(text, area.end):
            found = bound_after(text, area.end, sentence, mentions, starts, area.start)
            if restates and previous is not None:
                # "984 sq km, or 380 sq mi, of Kursk" names the place of both behind the second.
                bound[-1] = replace(previous, place=found[0], bound_by=found[1])
            elif found[0] is None:
                found = bound_before(text, (area.start, area.end), sentence, mentions, starts)
            if found[0] is None and area.sense is not None:
                found = bound_to_changed(text, area.start, sentence, mentions, starts)
        bound.append(replace(area, place=found[0], bound_by=found[1]))
    return bound
