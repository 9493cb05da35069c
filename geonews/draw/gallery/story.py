"""One story of a gallery: its page, its small picture, and what the index keeps of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geonews.draw.gallery.record import StoryRecord, record_of
from geonews.geocode import joined

if TYPE_CHECKING:
    from geonews.gazetteer import Gazetteer
    from geonews.geocode import PlaceSource
    from geonews.model import Report

__all__ = ["Drawn", "draw_story"]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A story as it is written: the page (HTML), the small picture (SVG), the record."""

    page: str
    thumb: str
    record: StoryRecord


def draw_story(report: Report, gazetteer: Gazetteer, source: PlaceSource, name: str) -> Drawn:
    """Draw a story once for all that a gallery makes of it.

    Parameters
    ----------
    report : Report
    gazetteer : Gazetteer
    source : PlaceSource
        As for `geonews.draw.draw`, which writes the same page.
    name : str
        What the story is called where it has no title.
    """
    from geonews.draw.gallery.thumb import thumb
    from geonews.draw.page import render_page
    from geonews.draw.scene import build_scene

    atlas = joined(report, gazetteer, source)
    scene = build_scene(report, atlas)
    return Drawn(
        page=render_page(scene, atlas),
        thumb=thumb(scene, f"geonews {report.version}".strip()),
        record=record_of(scene, name),
    )
