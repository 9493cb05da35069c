"""A report as a notebook shows it: its still figure, in a frame where nothing runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geonews.draw import draw
from geonews.draw.escape import el
from geonews.model import Report

if TYPE_CHECKING:
    from geonews.gazetteer import Gazetteer
    from geonews.geocode import PlaceSource

__all__ = ["frame_html"]

_STYLE = "width:100%;max-width:60rem;height:52rem;border:0"
_TITLE_CHARS = 120


def frame_html(
    report: Report, gazetteer: Gazetteer | None = None, source: PlaceSource | None = None
) -> str:
    """Return a report as an ``iframe`` that holds its figure and the list of its places.

    A notebook trusts what its cells show and puts it among its own elements. The frame keeps the
    two apart: neither's styles and ids reach the other, ``sandbox`` lets no script run in it, and
    it asks nothing of any network.

    Parameters
    ----------
    report : Report
    gazetteer : Gazetteer, optional
        Where shapes and the basemap come from: the one that resolved the report; by default the
        embedded one.
    source : PlaceSource, optional
        The geocoder the places came from, for the shapes that the gazetteer lacks.

    Raises
    ------
    GazetteerError
        The embedded gazetteer cannot be read.

    Examples
    --------
    >>> from geonews.model import Article, GazetteerInfo
    >>> report = Report(Article("Nothing happened."), GazetteerInfo("none", "1", ""))
    >>> frame_html(report)[:20]
    '<iframe sandbox srcd'
    """
    if gazetteer is None:
        from geonews.gazetteer import Gazetteer

        gazetteer = Gazetteer.open()
    name = " ".join((report.article.title or report.article.id or "a story").split())
    if len(name) > _TITLE_CHARS:
        name = name[: _TITLE_CHARS - 1].rstrip() + "…"
    page = draw(report, gazetteer, source, layout="figure")
    attributes = {"sandbox": "", "srcdoc": page, "title": f"Map of {name}", "style": _STYLE}
    return el("iframe", attributes)
