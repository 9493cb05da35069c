"""Labelled stories: what they say, and the mentions a perfect recogniser would find in them."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geonews.gazetteer import Gazetteer, NameKind, great_circle_km
from geonews.model import Article, Mention, Place
from geonews.recognise.datelines import datelines
from geonews.text import is_within

__all__ = [
    "CORPORA",
    "FOLDS",
    "LABELS_DEMONYMS",
    "LITERAL",
    "NEAR_KM",
    "NO_PLACES",
    "Label",
    "Story",
    "fold_of",
    "labelled_mentions",
    "stories",
]

CORPORA = ("lgl", "trnews", "gwn")
FOLDS = 5
NEAR_KM = 161.0
"""A hundred miles, the customary measure of a right place."""
_WIDE_KM = 3000.0
NO_PLACES = frozenset({"Homonym", "Language"})
"""Kinds of labels that are no places."""
LABELS_DEMONYMS = "gwn"
"""The corpus that labels every demonym; the others label some."""
# Coercion is a body's name that stands for its premises: "residents can walk to the school". Of
# those we read, three in four are where something happens or is, and its authors count it so, too.
LITERAL = frozenset({"Literal", "Literal_Modifier", "Mixed", "Coercion", "Embedded_Literal"})
"""Kinds of GeoWebNews that are literal."""
_SURE = 0.98


@dataclass(frozen=True, slots=True)
class Label:
    """A labelled span; ``lat`` and ``lon`` (WGS84 degrees) are None where nobody placed it."""

    start: int
    end: int
    text: str
    kind: str
    geonames_id: int | None
    lat: float | None
    lon: float | None

    def km_from(self, place: Place | None) -> float:
        """Return how far a place is from the label: 0 for its own id, infinite for none."""
        if place is None or self.lat is None or self.lon is None:
            return float("inf")
        if self.geonames_id is not None and place.geonames_id == self.geonames_id:
            return 0.0
        return great_circle_km(self.lat, self.lon, place.lat, place.lon)

    def is_met_by(self, place: Place | None) -> bool:
        """Tell whether a place is right: within 161 km, or an ocean or the like of that name.

        Seas, rivers and ranges have no point that two gazetteers agree on, and no id in ours.
        """
        if place is None:
            return False
        wide = place.geonames_id is None and not place.feature.startswith(("PPL", "ADM", "PCL"))
        return self.km_from(place) < (_WIDE_KM if wide and place.feature != "SPOT" else NEAR_KM)


@dataclass(frozen=True, slots=True)
class Story:
    """A labelled story; ``record`` is the line it was read from, as a scorer wants it."""

    corpus: str
    article: Article
    labels: tuple[Label, ...]
    record: dict[str, Any]


def fold_of(story_id: str) -> int:
    """Return the fold of a story, the same on every machine.

    Examples
    --------
    >>> fold_of("lgl-0")
    1
    """
    return zlib.crc32(story_id.encode()) % FOLDS


def stories(folder: Path, corpora: Sequence[str] = CORPORA) -> Iterator[Story]:
    """Yield the stories of the training parts in a folder, ``<corpus>_train.jsonl``."""
    for corpus in corpora:
        with (folder / f"{corpus}_train.jsonl").open(encoding="utf-8") as lines:
            for line in lines:
                data = json.loads(line)
                labels = tuple(
                    Label(**{key: row[key] for key in Label.__slots__})
                    for row in sorted(data["toponyms"], key=lambda row: (row["start"], -row["end"]))
                    if row["kind"] not in NO_PLACES
                )
                source = data.get("source") or None
                url = source if source and source.startswith("http") else None
                article = Article(
                    data["text"],
                    id=data["id"],
                    title=data.get("title"),
                    source=source,
                    url=url,
                )
                yield Story(corpus, article, labels, data)


def labelled_mentions(story: Story, gazetteer: Gazetteer) -> tuple[Mention, ...]:
    """Return the labelled spans as mentions, disjoint and in order.

    A demonym is what the gazetteer knows as nothing else, or what the label calls one.
    """
    heads = datelines(story.article.text)
    found: list[Mention] = []
    for label in story.labels:
        if found and label.start < found[-1].end:
            continue
        kinds = {c.kind for c in gazetteer.candidates(label.text)}
        people = bool(kinds & {NameKind.ADJECTIVE, NameKind.PEOPLE})
        plain = any(kind <= NameKind.ABBREVIATION for kind in kinds)
        demonym = people and (not plain or label.kind == "Demonym")
        found.append(
            Mention(
                start=label.start,
                end=label.end,
                text=label.text,
                kind="demonym" if demonym else "place",
                role="dateline" if is_within((label.start, label.end), heads) else "literal",
                confidence=_SURE,
            )
        )
    return tuple(found)
