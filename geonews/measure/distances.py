"""Distances: how far apart a story says two places are, or how deep in one something went.

What "30 km south of" says, and which name it is reckoned from, `geonews.relations` reads.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from geonews.measure import distance_words as words
from geonews.measure.chains import NOWHERE
from geonews.measure.lengths import Length
from geonews.measure.nouns import place_of_noun
from geonews.measure.patterns import compiled
from geonews.measure.whereabouts import REACH, Whereabouts
from geonews.model import Figure, FigureSense, Mention, Place
from geonews.relations import Relation, anchors_of, find_relations

__all__ = ["find_distances"]

_FROM, _BETWEEN = Relation("from", 1.0), Relation("between")


_REGIONS = ("country", "region", "oblast", "province", "state", "territory", "enclave", "county")


Told = tuple[Place | None, Place | None, FigureSense, float | None, str]
"""What a distance says beside its length: place, other, sense, bearing, why it is that place."""


def find_distances(
    text: str, lengths: Sequence[Length], mentions: Sequence[Mention]
) -> Iterator[Figure]:
    """Yield the distances of a text.

    Parameters
    ----------
    text : str
    lengths : sequence of Length
        Its lengths, in order.
    mentions : sequence of Mention
        Its mentions, in order.

    Yields
    ------
    Figure
        ``low`` and ``high`` in km; ``other`` is the place it is told from, None where that is no
        name ("the border").

    Examples
    --------
    >>> from geonews.measure.lengths import find_lengths
    >>> text = "Troops are 12 km from the border."
    >>> [(f.text, f.sense, f.low) for f in find_distances(text, find_lengths(text, text), ())]
    [('12 km', 'apart', 11.5)]
    """
    if not lengths:
        return
    names = [each for each in mentions if each.kind != "relative"]
    said = _Said(text, names)
    starts = [length.start for length in lengths]
    taken: set[int] = set()
    for start, end, relation in find_relations(text):
        inner = range(bisect_left(starts, start), bisect_left(starts, end))
        taken.update(inner)
        if relation.is_between or not inner or compiled(words.BY_WAY).search(text, start, end):
            continue
        bound = said.of_phrase(start, end, relation)
        if bound is not None:
            for at in inner:
                yield _figure(text, lengths[at], bound, within=relation.form == "within")
    for at, length in enumerate(lengths):
        if at in taken or length.restates:
            continue
        bound = said.of_length(length)
        if bound is None:
            continue
        yield _figure(text, length, bound)
        for other in lengths[at + 1 :]:
            if not other.restates:
                break
            yield _figure(text, other, bound)


def _figure(text: str, length: Length, bound: Told, *, within: bool = False) -> Figure:
    place, other, sense, bearing, why = bound
    low, high = length.interval_km()
    return Figure(
        start=length.start,
        end=length.end,
        text=text[length.start : length.end],
        quantity="distance",
        value=length.number.value,
        unit=length.unit,
        low=0.0 if within else low,
        high=high,
        hedge="within" if within else length.hedge,
        place=place,
        other=other,
        sense=sense,
        bearing=bearing,
        bound_by=why if place is not None else "",
    )


class _Said(Whereabouts):
    """What a text says about the lengths in it."""

    def of_phrase(self, start: int, end: int, relation: Relation) -> Told | None:
        """Return what a phrase such as "30 km south of" says, None where it is told from nothing.

        That is: from no name, no border and nothing the story has named.
        """
        text, other = self.text, None
        spans = anchors_of(text, start, end, relation, self.names)
        behind = end
        if spans:
            other, behind = self.at[spans[0][0]].place, spans[0][1]
        else:
            ground = self._ground(end)
            if ground is None:
                return None
            other, behind = ground
        place, why = self.placed(start)
        if place is None:
            place, why = self.behind(start, behind)
        if place == other:
            place, why = NOWHERE
        return place, other, "apart", relation.bearing, why

    def of_length(self, length: Length) -> Told | None:
        """Return what is said of a length in no such phrase, None where it is no distance."""
        into = compiled(words.INTO).match(self.text, length.tail)
        if into is not None:
            return self._deep(length, into.end())
        return self._pair_before(length) or self._pair_behind(length)

    def _deep(self, length: Length, end: int) -> Told | None:
        text = self.text
        if compiled(words.UNDERGROUND).search(text, self.sentence_from(length.start), end + 1):
            return None
        spans = anchors_of(text, length.start, end, _FROM, self.names)
        other: Place | None = None
        if spans:
            other = self.at[spans[0][0]].place
        else:
            name = self.next_name(end, words.WHOSE)
            noun = compiled(words.NOUN).match(text, end)
            if name is not None and compiled(words.SOIL_OF).match(text, name.end):
                other = name.place
            elif noun is not None and noun["noun"] in _REGIONS:
                other = place_of_noun(text, noun["noun"], end, self.names, self.starts)
            elif not compiled(words.SOIL).match(text, end):
                return None
        place, why = self.placed(length.start)
        return (None if place == other else place), other, "deep", None, why

    def _pair_before(self, length: Length) -> Told | None:
        """Read "A and B are 50 km apart" and "the distance from A to B is 50 km"."""
        start = self.lead(length.start)
        first, second = self._two_before(start)
        if first is None or second is None:
            return None
        text = self.text
        apart = compiled(words.APART).match(text, length.tail)
        if apart and compiled(words.PAIR_IS).fullmatch(text, second.end, start):
            return self._two(first, second, text[second.end : length.start])
        distance = compiled(words.DISTANCE_OF).search(text, max(0, first.start - 40), first.start)
        if distance and compiled(words.DISTANCE_IS).fullmatch(text, second.end, start):
            return self._two(first, second, distance[0])
        return None

    def _pair_behind(self, length: Length) -> Told | None:
        """Read "the 650 km between A and B" and "650 km separate A from B"."""
        text = self.text
        span = compiled(words.SPAN).match(text, length.tail)
        if span is not None:
            if compiled(words.LINE).search(text, self.sentence_from(length.start), length.start):
                return None
            spans = anchors_of(text, length.start, span.end(), _BETWEEN, self.names)
            if len(spans) != 2:
                return None
            return self._two(self.at[spans[0][0]], self.at[spans[1][0]], "between")
        separates = compiled(words.SEPARATES).match(text, length.tail)
        first = self.at.get(separates.end()) if separates else None
        second = self.next_name(first.end, words.PAIR) if first else None
        if first is None or second is None:
            return None
        return self._two(first, second, "separates")

    def _two(self, first: Mention, second: Mention, why: str) -> Told | None:
        if "demonym" in (first.kind, second.kind):
            return None
        why = f"{first.text} and {second.text}: {' '.join(why.split())}"
        return first.place, second.place, "apart", None, why

    def _two_before(self, start: int) -> tuple[Mention | None, Mention | None]:
        at = bisect_left(self.starts, start)
        if at < 2:
            return None, None
        first, second = self.names[at - 2], self.names[at - 1]
        if start - first.start > REACH:
            return None, None
        if not compiled(words.PAIR).fullmatch(self.text, first.end, second.start):
            return None, None
        return first, second

    def _ground(self, end: int) -> tuple[Place | None, int] | None:
        """Return whose border follows, None for a border of nobody's; and where its words end."""
        text = self.text
        name = self.next_name(end, words.WHOSE)
        if name is not None:
            both = compiled(words.AND_WHOSE).match(text, name.end)
            ground = compiled(words.WHOSE_GROUND).match(text, both.end() if both else name.end)
            return (None if both else name.place, ground.end()) if ground else None
        ground = compiled(words.PLAIN_GROUND).match(text, end)
        if ground is not None:
            shared = self.next_name(ground.end(), words.SHARED_WITH)
            inner = self.next_name(shared.end, words.WHOSE_IS) if shared else None
            shared = inner or shared
            return (shared.place, shared.end) if shared else (None, ground.end())
        noun = compiled(words.NOUN).match(text, end)
        if noun is None:
            return None
        meant = place_of_noun(text, noun["noun"], end, self.names, self.starts)
        return meant, noun.end()
