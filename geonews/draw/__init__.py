"""A report as one self-contained page, or as GeoJSON. Escaping lives here and nowhere else."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from geonews.draw.geojson import to_geojson
from geonews.model import Report

if TYPE_CHECKING:
    from geonews.gazetteer import Gazetteer

__all__ = ["draw", "save_page", "to_geojson"]


def draw(report: Report, gazetteer: Gazetteer) -> str:
    """Return a report as one HTML page that asks nothing of any network.

    The same report and gazetteer give the same text.

    Parameters
    ----------
    report : Report
    gazetteer : Gazetteer
        Where shapes and the basemap come from.

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

    return render_page(build_scene(report, gazetteer), gazetteer.attribution)


def save_page(report: Report, gazetteer: Gazetteer, path: Path) -> None:
    """Write the page of a report: whole, or not at all.

    Raises
    ------
    OutputError
        The file cannot be written.
    """
    from geonews.draw.save import write_atomically

    write_atomically(path, draw(report, gazetteer))
