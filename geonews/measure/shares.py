"""Shares: a percentage or a fraction, where it is one of an area figure, a place or its ground."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from geonews.hedges import hedge_before, interval_of
from geonews.measure.parts import find_fronted, find_parts
from geonews.measure.patterns import compiled
from geonews.measure.share_targets import SAYS, target_of
from geonews.measure.words import AFTER_PLACE
from geonews.model import Figure, Mention

__all__ = ["find_shares"]


def find_shares(
    text: str, lower: str, areas: Sequence[Figure], mentions: Sequence[Mention]
) -> Iterator[tuple[Figure, Figure | Mention | str | int]]:
    """Yield the shares of a text, each with what it is a share of.

    Parameters
    ----------
    text, lower : str
        The text, and the same in small letters.
    areas : sequence of Figure
        The area figures of the text, in order.
    mentions : sequence of Mention
        The mentions of the text, in order.

    Yields
    ------
    tuple
        The share, and what it is of: an area figure, a mention (a demonym where it is of its
        territory), a common noun, "its" for the ground of the sentence's subject, or the offset
        behind a noun of ground that no name stands at.
    """
    area_at = {area.start: area for area in areas}
    mention_at = {mention.start: mention for mention in mentions}
    fronted = {part[1:]: (part[0], area) for part, area in find_fronted(lower, areas)}
    found = [part for part in find_parts(lower, areas) if part[1:] not in fronted]
    found += [(number, *span) for span, (number, _) in fronted.items()]
    last = 0
    for number, start, end in sorted(found, key=lambda each: each[1]):
        span = (start, end)
        target: Figure | Mention | str | int | None = None
        if start >= last:
            own = fronted.get(span)
            target = own[1] if own else target_of(lower, span, areas, area_at, mention_at)
        if target is None or _goes_on(text, target):
            continue
        last = end
        hedge = hedge_before(text, start)
        low, high = interval_of(number, hedge)
        figure = Figure(
            start=start,
            end=end,
            text=text[start:end],
            quantity="share",
            value=number.value,
            unit=None,
            low=max(low, 0.0),
            high=min(high, 1.0),
            hedge=hedge,
        )
        yield figure, target


# "20% of Bains and Grants Town residents", where the second name was not recognised.
_AND_NAME = (
    r"\s(?:and|or|&)\s(?:the\s)?(?:[^\W\d_a-z][\w.'’-]*\s){1,4}"
    rf"(?!(?:{AFTER_PLACE}|{SAYS})\b)(?=[a-z])"
)


def _goes_on(text: str, target: object) -> bool:
    """Tell whether a name goes on behind a place with a noun, so that it may not be meant."""
    if not isinstance(target, Mention):
        return False
    return compiled(_AND_NAME).match(text, target.end) is not None
