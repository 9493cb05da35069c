"""Every check of one story: which figure goes to which kind of check."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import replace

from geonews.check.changes import change, changes_of
from geonews.check.clashes import clashes_of, two_figures
from geonews.check.distances import distance
from geonews.check.extents import extent
from geonews.check.groups import Partner, partner_of
from geonews.check.named import Polygons, date_of
from geonews.check.pairs import unit_pair
from geonews.check.polygons import polygon_of_area, polygon_of_share
from geonews.check.ratios import size_comparison
from geonews.check.reference import Sizes, of_polygon
from geonews.check.relations import may_be_of_place, restatements, share_targets, ways_restated
from geonews.check.shares import percentage_of_figure, share_of_whole
from geonews.check.statements import PART, Statement, is_subject, statement_of
from geonews.check.sums import sum_of_parts, sums_of
from geonews.check.wholes import part_of_whole, size_of_whole, unless_changed
from geonews.gazetteer import Gazetteer
from geonews.model import Check, Figure, Place, Span, UserArea
from geonews.text import sentence_at
from geonews.units import EARTH_KM2

__all__ = ["checks_of"]

# Half of the Earth's girth: more is no distance on it.
_FARTHEST_KM = 20_040.0


def checks_of(
    text: str,
    figures: tuple[Figure, ...],
    gazetteer: Gazetteer,
    areas: tuple[UserArea, ...] = (),
    published: str | None = None,
) -> tuple[Check, ...]:
    """Return the checks of a story's figures, in their order; see `geonews.check.check`."""
    story = _Story(text, figures, gazetteer, Polygons(areas, published))
    found = [check for i in story.sound for check in story.checks_of(i)]
    found += story.of_groups()
    return tuple(sorted(found, key=lambda check: check.figures[0]))


class _Story:
    """The figures of a story, and what belongs together among them."""

    def __init__(
        self,
        text: str,
        figures: tuple[Figure, ...],
        gazetteer: Gazetteer,
        polygons: Polygons,
    ) -> None:
        self.text, self.figures = text, figures
        self.sizes = Sizes(gazetteer)
        self.polygons = polygons
        self.sound = [i for i, figure in enumerate(figures) if _is_sound(figure)]
        self.spans: dict[int, Span] = {
            i: sentence_at(text, figures[i].start, figures[i].end) for i in self.sound
        }
        kept = set(self.sound)
        of_figure = share_targets(text, figures)
        self.share_targets = {i: j for i, j in of_figure.items() if {i, j} <= kept}
        amounts, paired = restatements(text, figures)
        self.restated: dict[int, tuple[int, ...]] = {}
        for i, j in paired:
            if {i, j} <= kept:
                self.restated[i] = (*self.restated.get(i, ()), j)
        self.amounts = {i: k for i, k in amounts.items() if {i, k} <= kept}
        # "70% of the Gaza Strip, which is 365 sq km": the figure is that of the whole.
        self.wholes = dict(filter(None, (self._whole_given(i) for i in self.amounts)))
        self.amounts = {i: k for i, k in self.amounts.items() if k not in self.wholes}
        self.second = {j for others in self.restated.values() for j in others}
        # "460 km (286 miles) from Moscow": the second restates the first.
        self.same_way = {j: i for i, j in ways_restated(text, figures) if {i, j} <= kept}
        self.leads = [
            i for i in self.sound if figures[i].quantity == "area" and i not in self.second
        ]

    def sentence(self, i: int) -> str:
        """Return the sentence a figure stands in."""
        start, end = self.spans[i]
        return self.text[start:end]

    def _whole_given(self, i: int) -> tuple[int, Check] | None:
        """Return the figure behind a share that is the size of the place and not of the share."""
        share, k = self.figures[i], self.amounts[i]
        place, stated, others = share.place, self.figures[k], self.restated.get(k, ())
        if place is None or i in self.share_targets or k < i:
            return None
        if not may_be_of_place(self.text, share, stated):
            return None
        size = size_of_whole(k, stated, place, self.sizes, Statement("perhaps"), others)
        if size is None or size.verdict not in ("consistent", "loosely rounded"):
            return None
        as_share = share_of_whole(i, share, place, self.sizes.of(place), k, stated)
        return (k, size) if as_share.verdict == "inconsistent" else None

    def _of_quantity(self, i: int) -> Iterator[Check]:
        """Yield the checks that a figure is the first or only one of."""
        match self.figures[i].quantity:
            case "area":
                yield from self._of_area(i)
            case "share":
                yield from self._of_share(i)
            case "ratio":
                yield from self._of_ratio(i)
            case "extent":
                partner = partner_of(self.text, self.figures, i, self.leads, self.spans)
                found = extent(i, self.figures, partner)
                yield from [found] if found else []
            case "distance":
                if i not in self.same_way:
                    others = tuple(j for j, lead in self.same_way.items() if lead == i)
                    figure = self.figures[i]
                    far = distance(i, figure, self.sizes.gazetteer, self.text, others)
                    yield from [far] if far else []

    def checks_of(self, i: int) -> Iterator[Check]:
        """Yield every check of a figure, those against the user's polygons last."""
        yield from self._of_quantity(i)
        yield from self._of_polygons(i)

    def of_groups(self) -> Iterator[Check]:
        """Yield the checks of figures that belong together: changes, sums, two for one thing."""
        single = [i for i in self.sound if i not in self.second]
        for told in changes_of(self.figures, single, self.spans):
            found = change(told, self.figures, self.text)
            if found is not None:
                yield found
        for parts in sums_of(self.text, self.figures, self.leads, self.spans):
            yield sum_of_parts(parts, self.figures)
        for i, j in clashes_of(self.text, self.figures, self.leads, self.spans):
            yield two_figures(i, j, self.figures)

    def _of_area(self, i: int) -> Iterator[Check]:
        figure, others = self.figures[i], self.restated.get(i, ())
        for j in others:
            yield unit_pair(i, j, self.figures)
        if i in self.wholes:
            yield self.wholes[i]
            return
        if i in self.second or figure.place is None:
            return
        lookup = self.sizes.gazetteer.lookup
        statement = PART
        if figure.sense is None and i not in self.amounts.values():
            statement = statement_of(self.text, self.spans[i], figure, lookup)
        size = None
        if statement.scope != "part":
            size = size_of_whole(i, figure, figure.place, self.sizes, statement, others)
        if self._is_beside_yardstick(i):
            # "twice the size of Malta (630 sq km)" gives the size of either.
            if size is not None and size.verdict in ("consistent", "loosely rounded"):
                yield size
            return
        if size is None:
            size = part_of_whole(i, figure, figure.place, self.sizes, others)
        if size is not None:
            yield unless_changed(size, figure, self.sizes)

    def _is_beside_yardstick(self, i: int) -> bool:
        place, span = self.figures[i].place, self.spans[i]
        return any(
            self.figures[n].other == place and self.spans[n] == span
            for n in self.sound
            if self.figures[n].quantity == "ratio"
        )

    def _of_share(self, i: int) -> Iterator[Check]:
        share, k = self.figures[i], self.amounts.get(i)
        if i in self.share_targets:
            yield percentage_of_figure(i, self.share_targets[i], self.figures, k)
        elif share.sense is None and (own := self._of_share_of_polygon(i)) is not None:
            yield own
        elif share.sense is None and share.place is not None:
            whole = self.sizes.of(share.place)
            stated = None if k is None else self.figures[k]
            check = share_of_whole(i, share, share.place, whole, k, stated)
            if check.verdict == "inconsistent":
                check = self._unless_namesake(
                    check,
                    share.place,
                    lambda other: share_of_whole(i, share, other, self.sizes.of(other), k, stated),
                )
            yield check

    def _of_ratio(self, i: int) -> Iterator[Check]:
        figure = self.figures[i]
        partner = partner_of(self.text, self.figures, i, self.leads, self.spans)
        of_place = figure.place is not None and is_subject(
            self.text, self.spans[i], figure.start, figure.place, self.sizes.gazetteer.lookup
        )
        check = self._compared(i, figure, partner, is_of_place=of_place)
        if check is not None and check.verdict == "inconsistent":
            for place in (figure.other, figure.place):

                def again(other: Place, place: Place | None = place) -> Check | None:
                    ratio = _with_namesake(figure, place, other)
                    return self._compared(i, ratio, partner, is_of_place=of_place)

                check = self._unless_namesake(check, place, again)
        if check is not None:
            yield check

    def _compared(
        self, i: int, ratio: Figure, partner: Partner | None, *, is_of_place: bool
    ) -> Check | None:
        figures = (*self.figures[:i], ratio, *self.figures[i + 1 :])
        return size_comparison(
            i, figures, self.sizes, partner, is_of_place=is_of_place, sentence=self.sentence(i)
        )

    def _unless_namesake(
        self, check: Check, place: Place | None, again: Callable[[Place], Check | None]
    ) -> Check:
        """Return an inconsistent check, or that another place of the name would do."""
        if place is None or check.verdict != "inconsistent":
            return check
        for other in self.sizes.namesakes(place):
            # A town's area is not known, and a small district is hardly what a story means.
            size = self.sizes.of(other)
            if size is None:
                continue
            found = again(other)
            if found is not None and found.verdict not in ("inconsistent", "cannot be checked"):
                held = f" in {other.country}" if other.country != place.country else ""
                reason = f"{check.reason[:-1]}; it fits {size}{held}, if that is meant."
                return replace(check, verdict="depends on definition", reason=reason)
        return check

    def _of_polygons(self, i: int) -> Iterator[Check]:
        figure = self.figures[i]
        if i in self.second or i in self.share_targets or figure.sense == "by":
            return
        for chosen in self.polygons.named(figure, self.sentence(i)):
            check = self._of_polygon(i, chosen.area)
            if check is None:
                continue
            if chosen.why:
                check = replace(check, tolerance=f"{check.tolerance}; {chosen.why}")
            if check.verdict == "inconsistent":
                for other in chosen.others:
                    again = self._of_polygon(i, other)
                    if again is not None and again.verdict in ("consistent", "loosely rounded"):
                        fits = f"{check.reason[:-1]}; the polygon of {date_of(other)} fits."
                        check = replace(check, verdict="depends on definition", reason=fits)
                        break
            yield check

    def _of_polygon(self, i: int, area: UserArea) -> Check | None:
        figure, (start, end) = self.figures[i], self.spans[i]
        size = self.polygons.size_of(area)
        around = self.text[start : figure.start], self.text[figure.end : end]
        if figure.quantity == "area":
            others = self.restated.get(i, ())
            return polygon_of_area(i, figure, area, size, self.sizes.gazetteer, around, others)
        if figure.quantity == "share" and figure.place is not None:
            whole = self.sizes.of(figure.place)
            return polygon_of_share(i, figure, area, size, whole, figure.place.name, around)
        return None

    def _of_share_of_polygon(self, i: int) -> Check | None:
        """Return the check of a share of a user's polygon: "a fifth of the zone"."""
        share, (_, end) = self.figures[i], self.spans[i]
        chosen = self.polygons.led_by_of(self.text[share.end : end], self.sentence(i))
        if chosen is None:
            return None
        area, k = chosen.area, self.amounts.get(i)
        size = self.polygons.size_of(area)
        whole = of_polygon(area.name, size, f"{area.source}, geodesic on WGS84")
        stated = None if k is None else self.figures[k]
        check = share_of_whole(i, share, None, whole, k, stated)
        return replace(check, tolerance="; ".join(filter(None, (check.tolerance, chosen.why))))


def _with_namesake(figure: Figure, place: Place | None, other: Place) -> Figure:
    """Return a figure with another place wherever it has a certain one."""
    return replace(
        figure,
        place=other if figure.place == place else figure.place,
        other=other if figure.other == place else figure.other,
    )


def _is_sound(figure: Figure) -> bool:
    """Tell whether a figure is one that arithmetic can be done with."""
    numbers = (figure.value, figure.low, figure.high)
    if not all(map(math.isfinite, numbers)) or figure.value <= 0 or figure.low > figure.high:
        return False
    match figure.quantity:
        case "area":
            return 0 <= figure.low <= EARTH_KM2 and 0 < figure.high <= 2 * EARTH_KM2
        case "extent" | "distance":
            return 0 <= figure.low <= _FARTHEST_KM and figure.high > 0
    return figure.low >= 0 and figure.high > 0
