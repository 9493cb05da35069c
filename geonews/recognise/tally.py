"""What the spans of a story say of each other."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from geonews.recognise.neighbours import Weighed
from geonews.recognise.spans import Holder, Named

__all__ = ["Tally"]


class Tally:
    """What the spans of a story say of each other.

    Attributes
    ----------
    times : Counter of str
        How often each key occurs.
    holders : set of Holder
        Countries and regions the story names.
    """

    __slots__ = ("_cues", "_longest", "_siblings", "_starts", "ends", "holders", "times")

    def __init__(self, found: Iterable[Weighed]) -> None:
        self.times: Counter[str] = Counter()
        self.holders: set[Holder] = set()
        self.ends: dict[int, list[Weighed]] = defaultdict(list)
        self._starts: dict[int, list[Weighed]] = defaultdict(list)
        self._cues: dict[str, Counter[str]] = defaultdict(Counter)
        self._siblings: dict[Holder, set[str]] = defaultdict(set)
        self._longest: dict[int, Weighed] = {}
        for one in found:
            named = one.named
            self.times[named.key] += 1
            self._cues[named.key].update(one.cues)
            if one.sort == "people":
                continue
            self.ends[named.last].append(one)
            self._starts[named.first].append(one)
            if one.sort == "told":
                continue
            if one.size in ("C", "R"):
                self.holders |= named.names.holds
            if one.size in _TOWNS:
                for home in named.names.homes:
                    if home[1]:
                        self._siblings[home].add(named.key)
            for number in range(named.first, named.last + 1):
                other = self._longest.get(number)
                if other is None or _length(other.named) < _length(named):
                    self._longest[number] = one

    def elsewhere(self, one: Weighed) -> list[str]:
        """Return what the other occurrences of a name tell."""
        return [
            cue for cue, times in self._cues[one.named.key].items() if times > (cue in one.cues)
        ]

    def ending(self, number: int) -> str:
        """Return the size of the longest span that ends in a token; "?" for none."""
        return self.ends[number][0].size if number in self.ends else "?"

    def starting(self, number: int) -> str:
        """Return the size of the longest span that starts with a token; "?" for none."""
        return self._starts[number][0].size if number in self._starts else "?"

    def longer(self, named: Named) -> Weighed | None:
        """Return the longest span of the gazetteer that goes beyond this one."""
        best = None
        for number in (named.first, named.last):
            other = self._longest.get(number)
            if other is not None and _length(other.named) > _length(named):
                best = other
        return best

    def siblings(self, named: Named) -> int:
        """Return how many other names of the story a region has that may hold this one."""
        most = 0
        for home in named.names.homes:
            if home[1]:
                keys = self._siblings.get(home)
                if keys:
                    most = max(most, len(keys) - (named.key in keys))
        return most


_TOWNS = frozenset({"T", "t", "s"})


def _length(named: Named) -> int:
    return named.last - named.first
