"""Copies of labelled stories with other names, or in other letters: no town is learnt by heart."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from itertools import accumulate

from geonews.gazetteer import Gazetteer, NameKind
from geonews.model import Span
from geonews.train.windows import Labelled

__all__ = ["Names", "lowered", "raised", "swapped"]


class Names:
    """Names of places of the world by sort, drawn by the root of their prominence."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        lists: dict[str, list[tuple[str, float]]] = {"country": [], "region": [], "town": []}
        never = gazetteer.lexicon.never | gazetteer.lexicon.ambiguous
        for folded, bearers in gazetteer.names():
            for row, kind in bearers:
                label = gazetteer.label(row)
                if kind is not NameKind.NAME or folded in never or not label[0].isupper():
                    continue
                sort = _SORTS.get(gazetteer.feature(row)[:3])
                if sort:
                    lists[sort].append((label, (gazetteer.weight(row) + 100) ** 0.5))
        self._names = {sort: [name for name, _ in rows] for sort, rows in lists.items()}
        self._sums = {sort: list(accumulate(w for _, w in rows)) for sort, rows in lists.items()}
        self.gazetteer = gazetteer

    def like(self, name: str, rng: random.Random) -> str | None:
        """Return another name for a place of the same sort, None for a name of no such sort."""
        places = self.gazetteer.lookup(name)
        sort = _SORTS.get(places[0].feature[:3]) if places else "town"
        if sort is None or "." in name:
            return None
        return rng.choices(self._names[sort], cum_weights=self._sums[sort])[0]


_SORTS = {"PCL": "country", "ADM": "region", "PPL": "town"}


def swapped(story: Labelled, names: Names, keep: frozenset[str], rng: random.Random) -> Labelled:
    """Return a story in which about half of the toponyms have become others, each throughout.

    ``keep`` are folded words to leave alone: demonyms.
    """
    others: dict[str, str] = {}
    for start, end in story.spans:
        name = story.text[start:end]
        if name in others:
            continue
        other = None if name.lower() in keep or rng.random() < 0.4 else names.like(name, rng)
        others[name] = other or name
    return _replaced(story, others)


def _replaced(story: Labelled, others: Mapping[str, str]) -> Labelled:
    parts: list[str] = []
    spans: dict[Span, int] = {}
    last = length = 0
    for (start, end), role in sorted(story.spans.items()):
        if start < last:
            continue
        between, name = story.text[last:start], others[story.text[start:end]]
        parts += (between, name)
        begin = length + len(between)
        length = begin + len(name)
        spans[begin, length] = role
        last = end
    return replace(story, text="".join((*parts, story.text[last:])), spans=spans)


def lowered(story: Labelled) -> Labelled:
    """Return a story in small letters."""
    return _rewritten(story, story.text.lower())


def raised(story: Labelled) -> Labelled:
    """Return a story in capitals."""
    return _rewritten(story, story.text.upper())


def _rewritten(story: Labelled, text: str) -> Labelled:
    # A letter that becomes two would move every offset behind it.
    return replace(story, text=text) if len(text) == len(story.text) else story
