"""A report as a self-contained page, a picture, GeoJSON or KML. Escaping lives here alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from geonews.draw.geojson import to_geojson
from geonews.draw.kml import to_kml
from geonews.geocode import joined
from geonews.model import Report

if TYPE_CHECKING:
    from geonews.draw.figure import Theme
    from geonews.draw.page import Layout
    from geonews.gazetteer import Gazetteer
    from geonews.geocode import PlaceSource

__all__ = ["draw", "save_page", "to_geojson", "to_kml", "to_svg"]


def draw(
    report: Report,
    gazetteer: Gazetteer,
    source: PlaceSource | None = None,
    *,
    layout: Layout = "page",
    url: str | None = None,
    image_url: str | None = None,
) -> str:
    """Return a report as one HTML page that asks nothing of any network.

    The same report and gazetteer give the same text.

    Parameters
    ----------
    report : Report
    gazetteer : Gazetteer
        Where shapes and the basemap come from.
    source : PlaceSource, optional
        The geocoder the places came from, for the shapes that the gazetteer lacks.
    layout : {'page', 'figure', 'side-by-side'}
        The map with its list, the still figure alone, or the map beside the whole story.
    url : str, optional
        Where the page will be published.
    image_url : str, optional
        Where a picture of it for social networks will be, 1200 by 630 pixels.

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
    return render_page(
        build_scene(report, atlas), atlas, layout=layout, url=url, image_url=image_url
    )


def to_svg(
    report: Report,
    gazetteer: Gazetteer,
    source: PlaceSource | None = None,
    *,
    width: int = 1200,
    height: int = 800,
    theme: Theme = "light",
) -> str:
    """Return a report as one picture with its title, key and credits: a whole SVG file.

    `geonews.draw.figure.to_png` makes a PNG of it.

    Parameters
    ----------
    report : Report
    gazetteer : Gazetteer
        Where shapes and the basemap come from.
    source : PlaceSource, optional
        The geocoder the places came from, for the shapes that the gazetteer lacks.
    width, height : int
        Pixels.
    theme : {'light', 'dark'}
    """
    from geonews.draw.figure import poster
    from geonews.draw.scene import build_scene

    atlas = joined(report, gazetteer, source)
    scene = build_scene(report, atlas, width / height)
    return poster(scene, atlas.attribution, width=width, height=height, theme=theme)


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
