"""Small scenes to draw: the fake world, and towns on an empty sea."""

from __future__ import annotations

from collections.abc import Iterable

from geonews.draw.scene import Scene, build_scene
from geonews.model import Place
from tests.draw.world import full_report, mentions, report, world


def full_scene() -> Scene:
    return build_scene(full_report(), world())


def kinds_scene() -> Scene:
    """Return a scene about the disputed strip with a dateline and an uncertain town in sight."""
    text = "DATETOWN — Stripton flooded. Stripham flooded. Faraway did not."
    towns = [
        ("Stripton", Place("Stripton", 55.5, 31.0, None, None, "PPL", geonames_id=21), {}),
        ("Stripham", Place("Stripham", 55.2, 34.0, None, None, "PPL", geonames_id=22), {}),
        ("DATETOWN", Place("Datetown", 54.6, 32.0, None, None, "PPL", geonames_id=23),
         {"role": "dateline"}),
        ("Faraway", Place("Faraway", 55.9, 33.0, None, None, "PPL", geonames_id=24),
         {"status": "uncertain"}),
    ]  # fmt: skip
    found = [
        mention
        for name, place, fields in towns
        for mention in mentions(text, [(name, place)], **fields)
    ]
    return build_scene(report(text, found), world())


def town_scene(towns: Iterable[tuple[str, float, float]], title: str = "Rain") -> Scene:
    """Return the scene of a story that names towns at (lat, lon), in that order."""
    places = [
        Place(name, lat, lon, None, None, "PPL", geonames_id=1000 + i)
        for i, (name, lat, lon) in enumerate(towns)
    ]
    text = " ".join(f"[{i}] {place.name}." for i, place in enumerate(places))
    found = []
    for i, place in enumerate(places):
        at = text.index(f"[{i}] ") + len(f"[{i}] ")
        found += [
            mention
            for mention in mentions(text, [(place.name, place)], status="resolved")
            if mention.start == at
        ]
    return build_scene(report(text, found, title=title), world())
