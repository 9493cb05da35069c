"""Borders and areas that states do not agree on: dashed, hatched, and never without a caption."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import shapely

from geonews.draw.lonlat import GLOBE, Plane
from geonews.draw.patches import Patch

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geonews.gazetteer import Gazetteer

__all__ = ["disputes"]

# Beyond this many, the notes on disputed areas become one line with their names.
_MOST_NOTES = 3


def disputes(
    gazetteer: Gazetteer, plane: Plane, patches: Sequence[Patch]
) -> tuple[tuple[BaseGeometry, ...], tuple[str, ...], tuple[str, ...]]:
    """Return the disputed borders in the windows, and what the caption must say.

    Parameters
    ----------
    gazetteer : Gazetteer
    plane : Plane
    patches : sequence of Patch
        The windows drawn in detail, the main one first.

    Returns
    -------
    lines : tuple of geometry
        Degrees on the plane, to be drawn dashed.
    notes : tuple of str
        Who claims and who holds each hatched area in sight.
    far_notes : tuple of str
        What hatched areas a reader finds who leaves the frame.
    """
    whole = [plane.unroll(line) for line in gazetteer.disputed_lines(GLOBE)]
    lines: list[BaseGeometry] = []
    for patch in patches:
        for line in whole:
            if line.intersects(patch.region):
                cut = shapely.intersection(line, patch.region)
                lines.append(cut.simplify(patch.tolerance))
    return tuple(lines), *_notes(gazetteer, plane, patches)


def _notes(
    gazetteer: Gazetteer, plane: Plane, patches: Sequence[Patch]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what a caption must say: in full of what the frame shows, in short of the rest."""
    frame = shapely.box(*patches[0].frame)
    near: dict[str, str] = {}
    far: list[str] = []
    for outline in gazetteer.disputed(GLOBE, "world"):
        shape = plane.unroll(outline.geometry)
        if shape.intersects(frame):
            near[outline.name] = outline.note
        elif any(shape.intersects(patch.region) for patch in patches):
            far.append(outline.name)
    notes = [*_view_notes(gazetteer), *dict.fromkeys(note for note in near.values() if note)]
    if len(near) > _MOST_NOTES:
        notes = [*_view_notes(gazetteer), f"Hatched areas are disputed: {', '.join(near)}."]
    far = [name for name in dict.fromkeys(far) if name not in near]
    told = f"Farther off, hatched areas are disputed: {', '.join(far)}."
    return tuple(notes), (told,) if far else ()


def _view_notes(gazetteer: Gazetteer) -> list[str]:
    """Return the sentence that says whose borders a map draws, where they are not neutral."""
    view = gazetteer.worldview
    if view == "neutral":
        return []
    who = "the United Nations" if view == "un" else gazetteer.country_name(view) or view
    return [f"Borders as {who} sees them; other states draw some of them otherwise."]
