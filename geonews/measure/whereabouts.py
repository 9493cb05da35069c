"""What is said to be where a distance tells: "Sudzha, 10 km from", "Sumy, a city 85 km east of"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from geonews.measure import distance_words as words
from geonews.measure.chains import NOWHERE, Bound
from geonews.measure.patterns import compiled
from geonews.model import Mention, Place

__all__ = ["REACH", "Whereabouts"]

REACH = 120
"""How far from a distance its ends are looked for, characters."""

_HEDGE_REACH = 40


class Whereabouts:
    """A text and the names in it, asked what lies where."""

    def __init__(self, text: str, names: Sequence[Mention]) -> None:
        self.text = text
        self.names = names
        self.starts = [name.start for name in names]
        self.at = {name.start: name for name in names}

    def next_name(self, end: int, gap: str) -> Mention | None:
        """Return the name that words ending here lead to across a gap."""
        at = bisect_left(self.starts, end)
        if at == len(self.names):
            return None
        name = self.names[at]
        near = name.start - end < _HEDGE_REACH
        return name if near and compiled(gap).fullmatch(self.text, end, name.start) else None

    def lead(self, start: int) -> int:
        """Return where the hedges before an offset start."""
        low = max(0, start - _HEDGE_REACH)
        low = low if low == 0 or self.text[low - 1].isspace() else self.text.find(" ", low) + 1
        hedges = compiled(words.HEDGES_BEFORE).search(self.text, low or 0, start)
        return hedges.start() if hedges else start

    def sentence_from(self, start: int) -> int:
        """Return where the sentence of an offset starts, as far as it matters."""
        low = max(0, start - REACH)
        return max(self.text.rfind(stop, low, start) for stop in (". ", "\n")) + 1 or low

    def placed(self, start: int) -> Bound:
        """Return the place said to be where a phrase tells: "Sudzha, 10 km from"."""
        text, start = self.text, self.lead(start)
        low = self.sentence_from(start)
        at = bisect_left(self.starts, start)
        earlier = [
            name
            for name in self.names[max(0, at - 3) : at]
            if name.start >= low and name.kind == "place" and name.role != "dateline"
        ]
        if not earlier:
            return NOWHERE
        last = earlier[-1]
        for name in (last, *earlier[:-1]):
            # "the war in Kursk is 50 km from" is not Kursk itself.
            gap = self._masked(name.end, start)
            if self._is_subject(name, low) and compiled(words.IS_THERE).fullmatch(gap):
                return self._because(name, start)
        for name in earlier:
            gap = self._masked(name.end, start)
            if compiled(words.DESCRIBED).fullmatch(gap) or compiled(words.TITLED).fullmatch(gap):
                return self._because(self._held(earlier, name), start)
        if compiled(words.APPOSED).fullmatch(text, last.end, start) is None:
            return NOWHERE
        held = self._held(earlier, last)
        if _is_wide(held.place) and not self._is_subject(held, low):
            town = _town_of(held) if self.text[held.end : held.end + 1] == "," else None
            if town is None:
                # "in Russia's Kursk, 10 km from the border": an unnamed part of it is meant.
                return NOWHERE
            return town, self._because(held, start)[1]
        return self._because(held, start)

    def _is_subject(self, name: Mention, low: int) -> bool:
        """Tell whether no preposition leads to a name, but that of "the town of Sudzha"."""
        text = self.text
        return (
            compiled(words.INSIDE).search(text, low, name.start) is None
            or compiled(words.KIND_OF).search(text, low, name.start) is not None
        )

    def _held(self, names: Sequence[Mention], last: Mention) -> Mention:
        """Return the place that the last name only says where to find: "Sudzha, Russia"."""
        outer = last
        for name in reversed(names[: names.index(last)]):
            gap = self._masked(name.end, outer.start)
            if compiled(words.WHOSE_IS).fullmatch(gap):
                continue
            if not _is_wide(outer.place) or not compiled(words.HOLDER).fullmatch(gap):
                break
            if not _is_wide(name.place):
                return name
            outer = name
        return last

    def _masked(self, start: int, end: int) -> str:
        """Return the text between two offsets with the names in it as words of small letters."""
        gap = self.text[start:end]
        for name in self.names[bisect_left(self.starts, start) : bisect_left(self.starts, end)]:
            width = name.end - name.start
            gap = gap[: name.start - start] + "x" * width + gap[name.end - start :]
        return gap

    def _because(self, name: Mention, start: int) -> Bound:
        return name.place, " ".join(self.text[name.start : start].split()).rstrip(",(—– ")

    def behind(self, start: int, end: int) -> Bound:
        """Return the place that follows: "30 km south of Kursk lies Sudzha"."""
        name = self.next_name(end, words.LIES_BEHIND)
        if name is None and compiled(words.LYING).search(self.text, max(0, start - 40), start):
            name = self.next_name(end, words.LYING_BEHIND)
        if name is None or name.kind != "place":
            return NOWHERE
        return name.place, " ".join(self.text[end : name.end].split()).lstrip(", ")


def _is_wide(place: Place | None) -> bool:
    return place is not None and place.feature.startswith(("PCL", "ADM1", "ADM2", "RGN", "CONT"))


_ALTERNATIVES = 3


def _town_of(name: Mention) -> Place | None:
    """Return the town of a name that was taken for its province: "in Isfahan, 340 km"."""
    place = name.place
    if place is None:
        return None
    return next(
        (
            other
            for other in name.alternatives[:_ALTERNATIVES]
            if other.feature.startswith("PPL")
            and other.country == place.country
            and other.admin1 in (place.name, place.admin1)
        ),
        None,
    )
