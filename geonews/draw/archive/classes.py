"""Numbers of stories as classes and sizes."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from geonews.draw.archive.palette import CLASSES, LEAST_RADIUS, MOST_RADIUS

__all__ = ["breaks", "class_of", "radius", "ranges", "round_down", "steps"]


def breaks(counts: Iterable[int]) -> tuple[int, ...]:
    """Return the least count of each class, the first 1: equal numbers in each, rounded.

    Counts of 0 are no class. What many share is one class, and the rest is parted among the others.

    Examples
    --------
    >>> breaks([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    (1, 3, 5, 7, 9)
    >>> breaks([1] * 50 + [2, 3, 7, 90]), breaks([])
    ((1, 2, 3, 7, 90), (1,))
    """
    rest = sorted(count for count in counts if count > 0)
    found = [1]
    while rest and len(found) < CLASSES and rest[-1] > rest[0]:
        least = round_down(rest[len(rest) // (CLASSES + 1 - len(found))])
        if least <= rest[0]:
            # Rounded down too far, or shared by many: the next one there is.
            least = next(count for count in rest if count > rest[0])
        found.append(least)
        rest = [count for count in rest if count >= least]
    return tuple(found)


def class_of(count: int, least: Sequence[int]) -> int:
    """Return the class of a count, 0 for none.

    Fewer classes than there are colours keep the lightest and the darkest.

    Examples
    --------
    >>> [class_of(count, (1, 10, 100)) for count in (0, 1, 9, 10, 5000)]
    [0, 1, 1, 3, 5]
    """
    if count <= 0:
        return 0
    place = sum(count >= value for value in least)
    return _colour(place, len(least))


def _colour(place: int, classes: int) -> int:
    if classes == 1:
        return CLASSES - 2
    return 1 + ((place - 1) * (CLASSES - 1) * 2 + classes - 1) // (2 * (classes - 1))


def ranges(least: Sequence[int], most: int) -> list[tuple[int, str]]:
    """Return the colour of each class and what it spans, for a legend.

    Examples
    --------
    >>> ranges((1, 10, 100), 4213)
    [(1, '1–9'), (3, '10–99'), (5, '100–4,213')]
    """
    found = []
    for i, value in enumerate(least):
        end = least[i + 1] - 1 if i + 1 < len(least) else max(most, value)
        words = f"{value:,}" if end == value else f"{value:,}–{end:,}"
        found.append((_colour(i + 1, len(least)), words))
    return found


def radius(count: int, most: int) -> float:
    """Return the radius of a circle whose area is in proportion, in units of the drawing.

    Examples
    --------
    >>> radius(100, 100), radius(25, 100), radius(0, 100)
    (34.0, 17.0, 0.0)
    """
    if count <= 0 or most <= 0:
        return 0.0
    return round(max(LEAST_RADIUS, MOST_RADIUS * math.sqrt(count / most)), 1)


def steps(most: int) -> tuple[int, ...]:
    """Return round counts for a legend of circles, the largest first.

    Examples
    --------
    >>> steps(4213), steps(7), steps(1)
    ((4000, 1000, 100), (7, 1), (1,))
    """
    top = round_down(most, 1)
    found = [top]
    for share in (4, 10):
        least = round_down(found[-1] // share, 1)
        if least >= 1 and least < found[-1]:
            found.append(least)
    return tuple(found[:3])


def round_down(count: int, digits: int = 2) -> int:
    """Return a count with so many digits that count.

    Examples
    --------
    >>> round_down(4283), round_down(97), round_down(4283, 1)
    (4200, 97, 4000)
    """
    scale: int = 10 ** max(0, len(str(count)) - digits)
    return count // scale * scale
