"""Changes: what an area was before, what it changed by, and what it is after."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from geonews.hedges import hedge_before, interval_of
from geonews.measure import change_words as words
from geonews.measure.areas import is_rate
from geonews.measure.change_shares import REACH, overlaps, shares_beside, start_of
from geonews.measure.patterns import compiled
from geonews.measure.units import UNITS
from geonews.model import Figure, FigureSense, Span
from geonews.numbers import parse_number
from geonews.text import sentence_at

__all__ = ["find_changes", "with_places"]


# A number without a unit is of the same order as the figure that lends it one.
_APART_MOST = 200.0


def find_changes(
    text: str, lower: str, areas: Sequence[Figure]
) -> tuple[tuple[Figure, ...], tuple[tuple[Figure, int], ...]]:
    """Return the area figures of a text with their part in a change, and the shares beside them.

    Flows ("20 sq km a day") have no part in it.

    Parameters
    ----------
    text, lower : str
        The text, and the same in small letters.
    areas : sequence of Figure
        Its area figures, in order.

    Returns
    -------
    tuple of Figure
        The same figures in order, some with a sense, and numbers that borrow their unit.
    tuple of (Figure, int)
        Percentages and fractions by which one of them changed, and the start of that one.

    Examples
    --------
    >>> from geonews.measure.areas import find_areas
    >>> text = "It grew from 500 to 1,200 acres."
    >>> [(f.text, f.sense) for f in find_changes(text, text, [*find_areas(text, text)])[0]]
    [('500', 'before'), ('1,200 acres', 'after')]
    """
    if not areas:
        return (), ()
    told = _Told(text, lower, areas)
    for at, area in enumerate(areas):
        if not is_rate(text, area.end):
            told.read(at)
    if not told.senses:
        return tuple(areas), ()
    told.restated()
    shares = told.settled()
    figures = [replace(area, sense=told.senses.get(at)) for at, area in enumerate(areas)]
    figures += told.borrowed
    return tuple(sorted(figures, key=start_of)), shares


def with_places(text: str, figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """Return area figures, those of one change in a sentence with the place that any of them has.

    Parameters
    ----------
    text : str
    figures : sequence of Figure
        In order, as `find_changes` returns them, tied to their places.
    """
    done = list(figures)
    for at, figure in enumerate(done):
        if figure.sense is None or figure.place is not None:
            continue
        span = sentence_at(text, figure.start, figure.end)
        near = (*done[at + 1 : at + _NEAR], *reversed(done[max(0, at - _NEAR) : at]))
        other = next(
            (f for f in near if f.sense and f.place and span[0] <= f.start < span[1]), None
        )
        if other is not None:
            done[at] = replace(figure, place=other.place, bound_by=other.bound_by)
    return tuple(done)


_NEAR = 5


def _within(figures: Sequence[Figure], span: Span) -> slice:
    """Return which figures, in order, start within a span."""
    return slice(
        bisect_left(figures, span[0], key=start_of), bisect_left(figures, span[1], key=start_of)
    )


_NEEDED = {
    words.FROM_NUMBER: ("from",),
    words.FROM: ("from",),
    words.DOWN_FROM: ("from",),
    words.BY_NUMBER: ("by",),
    words.BY: ("by",),
    words.BY_NOUN: ("of",),
    words.LESS_THAN: ("than",),
    words.TO: ("to", "below", "above", "past"),
    words.BEFORE_NUMBER: ("from",),
    words.WAS: ("from",),
    words.DOWN_SHARE: (", down", ", up", ", a", ",\ndown", ",\nup", ",\na", ",\u00a0"),
    words.COMPARED: ("compared", "against"),
}
"""Words without which a pattern cannot match; one of them will do."""
_BEHIND = 600
"""Characters behind a figure in which they stand; what is in brackets before them is shorter."""


class _Told:
    """What a text says of how its areas changed, gathered figure by figure."""

    def __init__(self, text: str, lower: str, areas: Sequence[Figure]) -> None:
        self._text = text
        self._lower = lower
        self._areas = areas
        self.senses: dict[int, FigureSense] = {}
        self.borrowed: list[Figure] = []

    def read(self, at: int) -> None:
        """Read what stands about one area figure."""
        lower, area = self._lower, self._areas[at]
        number = self._left(words.FROM_NUMBER, at)
        if number and self._is_change(number.start()):
            self._borrow(at, number, "before", "after")
        elif by := self._left(words.BY_NUMBER, at):
            self._borrow(at, by, "by", "after")
        elif self._left(words.LESS_THAN, at):
            self.senses[at] = "before"
            if at and at - 1 not in self.senses and self._is_same_sentence(at - 1, at):
                self.senses[at - 1] = "after"
        elif (source := self._left(words.FROM, at)) and (
            self._left(words.DOWN_FROM, at) or self._is_change(source.start())
        ):
            self.senses[at] = "before"
            target = compiled(words.TO_NUMBER).match(lower, area.end)
            if target and not self._is_taken(target):
                self._borrow(at, target, "after", "before")
        elif self._left(words.TO, at) or self._is_target(at):
            self.senses[at] = "after"
        elif self._is_step(at):
            self.senses[at] = "by"
        self._behind(at)

    def _is_step(self, at: int) -> bool:
        """Tell whether a figure is what something changed by: "grew by 500 acres"."""
        before = (words.BY, words.BY_NOUN, words.BY_VERB)
        return any(self._left(pattern, at) for pattern in before) or bool(
            compiled(words.BY_THAN).match(self._lower, self._areas[at].end)
        )

    def _behind(self, at: int) -> None:
        """Read what follows a figure: "984 sq km, down from 1,376"."""
        lower = self._lower
        before = self._follows(words.BEFORE_NUMBER, at)
        is_after = self.senses.get(at) == "after"
        if before and not self._is_taken(before) and (before["down"] or is_after):
            self._borrow(at, before, "before", "after")
        elif at not in self.senses and (
            self._follows(words.WAS, at) or self._follows(words.DOWN_SHARE, at)
        ):
            self.senses[at] = "after"
        compared = self._follows(words.COMPARED, at)
        following = self._areas[at + 1] if at + 1 < len(self._areas) else None
        if compared is None or following is None or compared.end() != following.start:
            return
        if at not in self.senses and compiled(words.A_TIME).match(lower, following.end):
            self.senses[at], self.senses[at + 1] = "after", "before"

    def restated(self) -> None:
        """Give a figure in another unit the sense of the one it restates."""
        for at, (first, second) in enumerate(pairwise(self._areas), 1):
            is_other = at not in self.senses and first.unit != second.unit
            between = self._lower[first.end : second.start]
            if at - 1 in self.senses and is_other and compiled(words.RESTATES).fullmatch(between):
                self.senses[at] = self.senses[at - 1]

    def settled(self) -> tuple[tuple[Figure, int], ...]:
        """Return the parts by which areas changed, each with the start of such an area.

        A sentence that only tells what an area is now, or was, tells of no change.
        """
        found: list[tuple[Figure, int]] = []
        self.borrowed.sort(key=start_of)
        for span, members in self._by_sentence().items():
            told = [replace(self._areas[at], sense=self.senses[at]) for at in members]
            told += self.borrowed[_within(self.borrowed, span)]
            shares = shares_beside(self._text, self._lower, span, told, self._areas)
            senses = {each.sense for each in told}
            if {"before", "after"} <= senses and "by" not in senses:
                self.senses |= dict.fromkeys(self._lost(span), "by")
            if len(senses) == 1 and not shares and senses != {"by"}:
                for at in members:
                    del self.senses[at]
            found += [(share, self._areas[members[0]].start) for share in shares]
        return tuple(found)

    def _lost(self, span: Span) -> Iterator[int]:
        """Yield the figures of a sentence that were lost or gained: "lost 12 ha, from 80 to 68"."""
        near = _within(self._areas, span)
        for at in range(near.start, near.stop):
            if at not in self.senses and self._left(words.LOST, at):
                yield at

    def _by_sentence(self) -> dict[Span, list[int]]:
        groups: dict[Span, list[int]] = {}
        span = (0, 0)
        for at in sorted(self.senses):
            area = self._areas[at]
            if area.start >= span[1]:
                span = sentence_at(self._text, area.start, area.end)
            groups.setdefault(span, []).append(at)
        return groups

    def _borrow(self, at: int, match: re.Match[str], sense: FigureSense, own: FigureSense) -> None:
        """Note a number that has the unit of a figure, where it can be one."""
        area = self._areas[at]
        written = match["number"]
        number = parse_number(written)
        start, end = match.span("number")
        is_year = written.isdigit() and len(written) == 4 and written[:2] in ("19", "20")
        if number is None or number.first <= 0 or is_year or overlaps(self._areas, start, end):
            return
        if not 1 / _APART_MOST <= number.value / area.value <= _APART_MOST:
            return
        self.senses[at] = own
        hedge = hedge_before(self._text, start)
        low, high = interval_of(number, hedge)
        unit = next(unit for unit in UNITS if unit.code == area.unit)
        self.borrowed.append(
            Figure(
                start=start,
                end=end,
                text=self._text[start:end],
                quantity="area",
                value=number.value,
                unit=unit.code,
                low=max(low, 0.0) * unit.low_km2,
                high=high * unit.high_km2,
                hedge=hedge,
                sense=sense,
            )
        )

    def _left(self, pattern: str, at: int) -> re.Match[str] | None:
        start = self._areas[at].start
        low = max(0, start - REACH)
        # Most figures have no such word before them, and need not have the pattern made.
        needed = _NEEDED.get(pattern)
        if needed is not None and not any(word in self._lower[low:start] for word in needed):
            return None
        return compiled(pattern).search(self._lower, low, start)

    def _follows(self, pattern: str, at: int) -> re.Match[str] | None:
        end = self._areas[at].end
        behind = self._lower[end : end + _BEHIND]
        if not any(word in behind for word in _NEEDED[pattern]):
            return None
        return compiled(pattern).match(self._lower, end)

    def _is_change(self, end: int) -> bool:
        """Tell whether words that end at an offset speak of a change: "ranges from" does not."""
        low = max(0, end - REACH)
        return compiled(words.EVIDENCE).search(self._lower, low, end) is not None

    def _is_target(self, at: int) -> bool:
        """Tell whether a figure is where the change leads that the one before starts from."""
        for earlier in range(at - 1, max(at - 3, -1), -1):
            if self.senses.get(earlier) == "before":
                end, start = self._areas[earlier].end, self._areas[at].start
                return compiled(words.THEN_TO).fullmatch(self._lower, end, start) is not None
        return False

    def _is_same_sentence(self, first: int, second: int) -> bool:
        start, end = self._areas[first].end, self._areas[second].start
        return end - start < REACH and ". " not in self._text[start:end]

    def _is_taken(self, match: re.Match[str]) -> bool:
        return overlaps(self._areas, *match.span("number"))
