"""A report as KML 2.2 (OGC 07-147r2), for Google Earth and its like."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree

import shapely

from geonews.draw.entries import Entry, entries
from geonews.draw.escape import clean, http_url
from geonews.draw.geometry import geometry_of
from geonews.draw.style import LIGHT
from geonews.draw.words import GROUPS, plural, times
from geonews.draw.zones import told
from geonews.geocode import joined
from geonews.model import Report

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from shapely.geometry.base import BaseGeometry

    from geonews.gazetteer import Gazetteer
    from geonews.geocode import PlaceSource

__all__ = ["to_kml"]

# Of each group: the colour of its lines and dots, and how opaque its areas are, as hex.
_STYLES = {
    "literal": (LIGHT["story-line"], "4d"),
    "associative": (LIGHT["spoken-line"], "26"),
    "dateline": (LIGHT["ink"], "00"),
    "uncertain": (LIGHT["doubt"], "1a"),
}
_MOST_QUOTES = 20


def to_kml(report: Report, gazetteer: Gazetteer, source: PlaceSource | None = None) -> str:
    """Return the places of a report as KML: a folder for each of the list's groups.

    A country or region is its polygons and a town a point; a place given by distance is all of
    where it may lie. An area without a polygon has no geometry, and a place that was not found is
    listed without one: no pin claims what the story does not.

    Parameters
    ----------
    report : Report
    gazetteer : Gazetteer
        Where shapes come from.
    source : PlaceSource, optional
        The geocoder the places came from, for the shapes that the gazetteer lacks.

    Returns
    -------
    str
        An XML document, to be written in UTF-8. Positions are longitude, then latitude, in WGS84
        degrees; what crosses the antimeridian is cut there. Descriptions hold text and no markup.

    Examples
    --------
    >>> from typing import Any, cast
    >>> from geonews.model import Article, GazetteerInfo, Mention, Place
    >>> class NoShapes:
    ...     attribution = ()
    >>> lima = Mention(13, 17, "Lima", place=Place("Lima", -12.05, -77.04), status="resolved")
    >>> report = Report(Article("Rain fell on Lima."), GazetteerInfo("", "", ""), (lima,))
    >>> "<coordinates>-77.04,-12.05</coordinates>" in to_kml(report, cast(Any, NoShapes()))
    True
    """
    gazetteer = joined(report, gazetteer, source)
    # The namespace as an attribute: ElementTree keeps its prefixes for the whole process.
    kml = ElementTree.Element("kml", {"xmlns": "http://www.opengis.net/kml/2.2"})
    document = ElementTree.SubElement(kml, "Document")
    article = report.article
    _text(document, "name", " ".join((article.title or article.id or "geonews").split()))
    made = [f"Places found by machine in the text alone: geonews {report.version}".strip()]
    made += [word for word in (article.source, article.published) if word]
    if url := http_url(article.url):
        made.append(url)
    _text(document, "description", _shown("\n".join((*made, *gazetteer.attribution))))
    for name, (colour, opacity) in _STYLES.items():
        _style(document, name, colour, opacity)
    listed = entries(report)
    for group, words in GROUPS.items():
        members = [entry for entry in listed if _group(entry) == group]
        if members:
            folder = ElementTree.SubElement(document, "Folder")
            _text(folder, "name", words)
            for entry in members:
                _placemark(folder, entry, group, report, geometry_of(entry, gazetteer))
    ElementTree.indent(kml, "\t")
    written = ElementTree.tostring(kml, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{written}\n'


def _group(entry: Entry) -> str:
    return entry.role if entry.status == "resolved" else entry.status


def _text(parent: Element, tag: str, text: str) -> None:
    ElementTree.SubElement(parent, tag).text = clean(text)


def _shown(text: str) -> str:
    """Return a text for a balloon, which reads HTML and puts in values for ``$[...]``."""
    for char, written in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("$[", "$&#91;")):
        text = text.replace(char, written)
    return text


def _style(document: Element, name: str, colour: str, opacity: str) -> None:
    red, green, blue = colour[1:3], colour[3:5], colour[5:7]
    style = ElementTree.SubElement(document, "Style", {"id": name})
    _text(ElementTree.SubElement(style, "IconStyle"), "color", f"ff{blue}{green}{red}")
    line = ElementTree.SubElement(style, "LineStyle")
    _text(line, "color", f"ff{blue}{green}{red}")
    _text(line, "width", "2")
    _text(ElementTree.SubElement(style, "PolyStyle"), "color", f"{opacity}{blue}{green}{red}")


def _placemark(
    folder: Element, entry: Entry, group: str, report: Report, shape: BaseGeometry | None
) -> None:
    place = entry.place
    mark = ElementTree.SubElement(folder, "Placemark")
    _text(mark, "name", " ".join(entry.name.split()))
    lines = [times(entry)]
    if place is not None and entry.zone is not None:
        lines.append(told(place, entry.zone))
    if entry.status != "resolved" and entry.reason:
        lines.append(entry.reason)
    lines += [
        " ".join(report.article.text[quote.start : quote.end].split())
        for quote in entry.quotes[:_MOST_QUOTES]
    ]
    if cut := len(entry.quotes[_MOST_QUOTES:]):
        lines.append(f"and {plural(cut, 'more sentence', 'more sentences')}")
    _text(mark, "description", _shown("\n".join(lines)))
    if group in _STYLES:
        _text(mark, "styleUrl", f"#{group}")
    data = ElementTree.SubElement(mark, "ExtendedData")
    for key, value in _facts(entry).items():
        if value is not None:
            _text(ElementTree.SubElement(data, "Data", {"name": key}), "value", str(value))
    if shape is not None:
        _geometry(mark, shape)


def _facts(entry: Entry) -> dict[str, str | float | None]:
    place = entry.place
    found: dict[str, str | float | None] = {
        "written": entry.written,
        "role": entry.role,
        "status": entry.status,
        "mentions": entry.count,
        "literal_mentions": entry.literal,
    }
    if place is not None:
        found |= {
            "country": place.country,
            "admin1": place.admin1,
            "feature": place.feature,
            "geonames_id": place.geonames_id,
            "wikidata_id": place.wikidata_id,
        }
    if entry.zone is not None:
        found["uncertainty_km"] = entry.zone.uncertainty_km
    return found


def _geometry(parent: Element, shape: BaseGeometry) -> None:
    parts = shapely.get_parts(shape).tolist()
    if len(parts) > 1:
        parent = ElementTree.SubElement(parent, "MultiGeometry")
    for part in parts:
        if part.geom_type == "Point":
            _coordinates(ElementTree.SubElement(parent, "Point"), part)
            continue
        polygon = ElementTree.SubElement(parent, "Polygon")
        # Without it a long edge runs through the Earth and not along it.
        _text(polygon, "tessellate", "1")
        for tag, rings in (
            ("outerBoundaryIs", [part.exterior]),
            ("innerBoundaryIs", part.interiors),
        ):
            for ring in rings:
                boundary = ElementTree.SubElement(polygon, tag)
                _coordinates(ElementTree.SubElement(boundary, "LinearRing"), ring)


def _coordinates(parent: Element, shape: BaseGeometry) -> None:
    points = shapely.get_coordinates(shape).tolist()
    _text(parent, "coordinates", " ".join(f"{_plain(lon)},{_plain(lat)}" for lon, lat in points))


def _plain(degrees: float) -> str:
    """Return a number as old readers take it: never 1e-05."""
    return f"{degrees + 0.0:.5f}".rstrip("0").rstrip(".")
