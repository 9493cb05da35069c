"""What a figure shows, in words: for those who do not see it."""

from __future__ import annotations

from geonews.draw.labels import short_name
from geonews.draw.scene import Kind, Scene

__all__ = ["described", "titled"]

_MOST_NAMES = 10
_TITLE_CHARS = 120
_TOLD: tuple[tuple[str, tuple[Kind, ...]], ...] = (
    ("Where it happens", ("focus", "zone")),
    ("Also in the story", ("literal", "holder")),
    ("Dateline", ("dateline",)),
    ("To check", ("uncertain",)),
    ("Named for a government or a people", ("associative",)),
)


def titled(scene: Scene) -> str:
    """Return the title of a figure."""
    title = " ".join((scene.report.article.title or "").split())
    if len(title) > _TITLE_CHARS:
        title = title[: _TITLE_CHARS - 1].rstrip() + "…"
    return f"Map: {title}" if title else "Map of the places of this story"


def described(scene: Scene) -> str:
    """Return a sentence for each kind of place that the figure shows."""
    told = []
    for words, kinds in _TOLD:
        ordered = sorted(
            (place for place in scene.located if scene.kinds[place.entry.number] in kinds),
            key=lambda place: (scene.kinds[place.entry.number] != "focus", -place.entry.count),
        )
        names = list(dict.fromkeys(short_name(place) for place in ordered))
        if names:
            more = len(names) - _MOST_NAMES
            listed = ", ".join(names[:_MOST_NAMES]) + (f" and {more:,} more" if more > 0 else "")
            told.append(f"{words}: {listed}.")
    return " ".join(told) or "No place of this story could be put on a map."
