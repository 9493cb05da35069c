"""A report as one self-contained page, or as GeoJSON. Escaping lives here and nowhere else."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from geonews.draw.geojson import to_geojson
from geonews.geocode import joined
from geonews.model import Report

if TYPE_CHECKING:
    from geonews.gazetteer import Gazetteer
    from geonews.geocode import PlaceSource

__all__ = ["draw", "save_page", "to_geojson"]


def draw(report: Report, gazetteer: Gazetteer, source: PlaceSource | None = None) -> str:
    """Return a report as one HTML page that asks nothing of any network.

    The same report and gazetteer give the same text.

    Parameters
    ----------
    report : Report
    gazetteer : Gazetteer
        Where shapes and the basemap come from.
    source : PlaceSource, optional
        The geocoder the places came from, for the shapes that the gazetteer lacks.

    Examples
    --------
    >>> from typing import Any, cast
    >>> from geonews.model import Article, GazetteerInfo
    >>> class Nowhere:
    ...     attribution = ("Shapes: Natural Earth",)
    >>> report = Report(Article("Nothing happened."), GazetteerInfo("none", "1", ""))
    >>> "names no place" in draw(report, cast(Any, Nowhere()))
    True
    """
    from geonews.draw.page import render_page
    from geonews.draw.scene import build_scene

    atlas = joined(report, gazetteer, source)
    return render_page(build_scene(report, atlas), atlas)


def save_page(
    report: Report, gazetteer: Gazetteer, path: Path, source: PlaceSource | None = None
) -> None:
    """Write the page of a report: whole, or not at all.

    Raises
    ------
    OutputError
        The file cannot be written.
    """
    from geonews.draw.save import write_atomically

    write_atomically(path, draw(report, gazetteer, source))
