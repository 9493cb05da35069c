"""What the spans of a story say of each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from geonews.recognise.neighbours import Weighed
from geonews.recognise.spans import Holder, Named

__all__ = ["Tally"]


class Tally:
    """What the spans of a story say of each other.

    Attributes
    ----------
    times : dict of str to int
        How often each key occurs.
    holders : set of Holder
        Countries and regions the story names.
    """

    __slots__ = ("_cues", "_longest", "_siblings", "_starts", "ends", "holders", "times")

    def __init__(self, found: Iterable[Weighed]) -> None:
        times: dict[str, int] = {}
        self.times = times
        self.holders: set[Holder] = set()
        self.ends: dict[int, list[Weighed]] = defaultdict(list)
        self._starts: dict[int, list[Weighed]] = defaultdict(list)
        self._cues: dict[str, dict[str, int]] = {}
        self._siblings: dict[Holder, set[str]] = defaultdict(set)
        self._longest: dict[int, Weighed] = {}
        for one in found:
            named = one.named
            key = named.key
            times[key] = times.get(key, 0) + 1
            # Plain dicts: a Counter is slow to make, and most cues are none.
            if one.cues:
                cues = self._cues.setdefault(key, {})
                for cue in one.cues:
                    cues[cue] = cues.get(cue, 0) + 1
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
        cues = self._cues.get(one.named.key)
        if cues is None:
            return []
        return [cue for cue, times in cues.items() if times > (cue in one.cues)]

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
