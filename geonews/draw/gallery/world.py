"""One map of all stories of a gallery: places once, stories as numbers, clustered in the page.

A country is a tinted shape and a region an open ring: only a town is a dot. What is near on the
screen is one disc with a number. The data are columns of plain numbers, so that 100,000 mentions
weigh a few megabytes; texts are put on the page as text alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any

import shapely

from geonews.draw.basemap import Basemap, build_basemap
from geonews.draw.dates import MONTHS
from geonews.draw.document import asset
from geonews.draw.escape import Html, el
from geonews.draw.gallery.record import Named
from geonews.draw.gallery.shell import page
from geonews.draw.gallery.site import ALL, Site, Story
from geonews.draw.lonlat import Plane, plane_for
from geonews.draw.patches import Patch
from geonews.draw.style import HATCH
from geonews.draw.words import plural

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geonews.gazetteer import Gazetteer

__all__ = ["all_page"]

# Degrees that are simplified away: two pixels at zoom 4.5, for 90 kB of borders, gzipped.
_TOLERANCE = 0.1
# Nobody needs the name of Antarctica in the lower third of the map.
_LEAST_LABEL_LAT = -60.0
# The names of all disputed areas would push the list of places off a small screen.
_LONG_NOTE = 160
_MOST_ROWS, _MOST_LINKS = 40, 8
_FORMS = ("country", "area", "point")


@dataclass(frozen=True, slots=True)
class _World(Patch):
    """The whole world as one window, in more detail than one so wide would have."""

    @property
    def tolerance(self) -> float:
        """Simplification, degrees."""
        return _TOLERANCE


@dataclass(slots=True)
class _Spot:
    """A place and the stories that name it, as indices: where it happens, and where only spoken."""

    place: Named
    told: list[int] = field(default_factory=list)
    spoken: list[int] = field(default_factory=list)
    mentions: int = 0


def all_page(site: Site, gazetteer: Gazetteer) -> str:
    """Return the map of all stories.

    Parameters
    ----------
    site : Site
    gazetteer : Gazetteer
        Where the basemap comes from.
    """
    from geonews.draw.webmap import leaflet_css, leaflet_js

    spots = _spots(site.stories)
    if not spots:
        words = "No story here names a place that could be put on a map."
        return page(site, ALL, [el("p", {"class": "dek"}, words)])
    plane = plane_for((s.place.lon, s.place.lat, len(s.told) + 0.1) for s in spots)
    base = _basemap(gazetteer, plane)
    script = f'(function(){{"use strict";\n{asset("arcs.js")}\n{asset("world.js")}\n}})();'
    return page(
        site,
        ALL,
        _body(site, spots, base),
        styles=leaflet_css() + asset("world.css"),
        scripts=(leaflet_js(), script),
        data=("gallery-data", _data(site, spots, base, plane)),
    )


def _spots(stories: Iterable[Story]) -> list[_Spot]:
    """Return every place named without doubt, those of most stories first."""
    found: dict[object, _Spot] = {}
    for index, story in enumerate(stories):
        for place in story.record.places:
            if not place.is_sure:
                continue
            key = place.number or (place.name, place.lat, place.lon)
            spot = found.setdefault(key, _Spot(place))
            spot.mentions += place.count
            list_ = spot.told if place.role == "literal" else spot.spoken
            if not list_ or list_[-1] != index:
                list_.append(index)
    return sorted(
        found.values(),
        key=lambda s: (-len(s.told), -s.mentions, s.place.name, s.place.lat, s.place.lon),
    )


def _basemap(gazetteer: Gazetteer, plane: Plane) -> Basemap:
    whole = _World(plane.bounds, plane.bounds, shapely.box(*plane.bounds))
    return build_basemap(gazetteer, plane, (whole,), ())


def _body(site: Site, spots: list[_Spot], base: Basemap) -> list[Html]:
    named = sum(bool(spot.told) for spot in spots)
    dek = (
        f"{plural(len(site.stories), 'story', 'stories')}, {plural(named, 'place', 'places')} "
        "where they happen. What lies close together is one disc with the number of stories."
    )
    holder = el(
        "div",
        {"id": "map", "role": "group", "tabindex": "0",
         "aria-label": "Map of all stories. The list of places says the same."},
    )  # fmt: skip
    noscript = el("noscript", None, el("style", None, Html("#map,.keys{display:none}")))
    notes = [_note(note) for note in (*base.notes, *base.far_notes)]
    figure = el(
        "figure", {"class": "map"}, holder, noscript, el("figcaption", None, _key(), *notes)
    )
    shown = [spot for spot in spots if spot.told][:_MOST_ROWS]
    rows = [_row(spot, site) for spot in shown]
    side = el(
        "section",
        {"class": "side", "aria-labelledby": "places"},
        el("h2", {"id": "places"}, "The places"),
        _filter(site),
        el("p", {"id": "count", "class": "count", "role": "status", "aria-live": "polite"},
           _count(len(rows), named)),
        el("ul", {"id": "rows", "class": "rows"}, *rows),
    )  # fmt: skip
    dek_ = el("p", {"class": "dek"}, dek)
    return [dek_, _hatch(), el("div", {"class": "desk"}, figure, side)]


def _note(note: str) -> Html:
    if len(note) <= _LONG_NOTE:
        return el("p", {"dir": "auto"}, note)
    told = el("summary", None, "What the borders and hatched areas mean")
    return el("details", None, told, el("p", {"dir": "auto"}, note))


def _hatch() -> Html:
    """Return the pattern over disputed areas, as a story's page has it."""
    line = el("path", {"d": f"M-1,1l2,-2M0,{HATCH}l{HATCH},-{HATCH}M{HATCH - 1},{HATCH + 1}l2,-2",
                       "style": "stroke:var(--border);stroke-width:1.4"})  # fmt: skip
    size = {"width": str(HATCH), "height": str(HATCH), "patternUnits": "userSpaceOnUse"}
    pattern = el("pattern", {"id": "gn-hatch", **size}, line)
    return el("svg", {"class": "defs", "aria-hidden": "true"}, el("defs", None, pattern))


def _count(shown: int, named: int) -> str:
    if shown == named:
        return plural(named, "place", "places")
    return f"The {shown:,} of {named:,} places that most stories name"


def _key() -> Html:
    def item(shape: Html, words: str) -> Html:
        svg = el("svg", {"viewBox": "0 0 26 16", "aria-hidden": "true"}, shape)
        return el("li", None, svg, words)

    dot = el("circle", {"class": "k-dot", "cx": "13", "cy": "8", "r": "5"})
    ring = el("circle", {"class": "k-ring", "cx": "13", "cy": "8", "r": "5"})
    tint = el("rect", {"class": "k-tint", "x": "2", "y": "2", "width": "22", "height": "12"})
    return el(
        "ul",
        {"class": "keys"},
        item(dot, "Town or spot"),
        item(ring, "Region, sea, river: somewhere about here"),
        item(tint, "Country"),
    )


def _filter(site: Site) -> Html:
    months = sorted({s.record.published[:7] for s in site.stories if s.record.published})[::-1]
    options = [el("option", {"value": "any"}, "All months")]
    for year, group in groupby(months, key=lambda month: month[:4]):
        named = [
            el("option", {"value": month}, f"{MONTHS[int(month[5:]) - 1]} {int(year)}")
            for month in group
        ]
        options.append(el("optgroup", {"label": str(int(year))}, *named))
    if months and not all(story.record.published for story in site.stories):
        options.append(el("option", {"value": "undated"}, "Undated"))
    find = el(
        "label", {"class": "wide"}, el("span", None, "Find a place"),
        Html('<input type="search" id="words" autocomplete="off">'),
    )  # fmt: skip
    month = el(
        "label", None, el("span", None, "Published"), el("select", {"id": "month"}, *options)
    )
    spoken = el(
        "label",
        {"class": "tick"},
        Html('<input type="checkbox" id="spoken">'),
        el("span", None, "Also places named for a government or a people"),
    )
    fields = [find, month, spoken] if months else [find, spoken]
    return el("div", {"class": "filter", "id": "filter", "role": "search", "hidden": ""}, *fields)


def _row(spot: _Spot, site: Site) -> Html:
    stories = [site.stories[index] for index in spot.told]
    links = [
        el("li", None, el("a", {"href": story.page, "dir": "auto"}, story.record.title))
        for story in stories[:_MOST_LINKS]
    ]
    if len(stories) > _MOST_LINKS:
        links.append(el("li", {"class": "more"}, f"and {len(stories) - _MOST_LINKS:,} more"))
    head = el(
        "summary",
        None,
        el("span", {"class": "name", "dir": "auto"}, spot.place.name),
        el("span", {"class": "times"}, plural(len(stories), "story", "stories")),
        el("span", {"class": "about", "dir": "auto"}, spot.place.what),
    )
    return el("li", None, el("details", None, head, el("ul", {"class": "links"}, *links)))


def _data(site: Site, spots: list[_Spot], base: Basemap, plane: Plane) -> dict[str, Any]:
    months = sorted({story.record.published[:7] for story in site.stories})
    whats = list(dict.fromkeys(spot.place.what for spot in spots))
    what_at = {what: i for i, what in enumerate(whats)}
    month_at = {month: i for i, month in enumerate(months)}
    topology = base.topology
    numbers = {spot.place.country: i for i, spot in reversed(list(enumerate(spots)))
               if spot.place.form == "country"}  # fmt: skip
    codes = {name: code for code, name in base.countries.items()}
    shapes, names = [], []
    for cell in base.land:
        at = numbers.get(codes.get(cell.name, ""), -1) if cell.kind == "country" else -1
        shapes.append([at, int(cell.kind == "disputed"), topology.outline([cell.number])])
        names.append([*_label(cell.name, cell.shape), at])
    return {
        "titles": [story.record.title for story in site.stories],
        "pages": [story.page for story in site.stories],
        "month": [month_at[story.record.published[:7]] for story in site.stories],
        "months": months,
        "names": [spot.place.name for spot in spots],
        "whats": whats,
        "what": [what_at[spot.place.what] for spot in spots],
        "form": [_FORMS.index(spot.place.form) for spot in spots],
        "lat": [round(spot.place.lat, 3) for spot in spots],
        "lon": [round(plane.lon(spot.place.lon), 3) for spot in spots],
        "told": [_steps(spot.told) for spot in spots],
        "spoken": [_steps(spot.spoken) for spot in spots],
        "arcs": topology.packed(),
        "shapes": shapes,
        "borders": base.lines("border"),
        "dashes": [part for dash in base.dashes for part in _lines(dash)],
        "labels": [name for name in names if name[2] > _LEAST_LABEL_LAT],
        "plane": list(plane.bounds),
    }


def _label(name: str, shape: BaseGeometry) -> list[Any]:
    """Return a name, where it stands, and how wide what it names is in degrees."""
    part = max(shapely.get_parts(shape), key=lambda part: part.area)
    middle = part.representative_point()
    west, _, east, _ = part.bounds
    return [name, round(middle.x, 1), round(middle.y, 1), round(east - west, 1)]


def _steps(indices: list[int]) -> list[int]:
    """Return rising numbers as their differences, which are shorter to write.

    Examples
    --------
    >>> _steps([3, 10, 11])
    [3, 7, 1]
    """
    return [b - a for a, b in pairwise((0, *indices))]


def _lines(line: BaseGeometry) -> list[list[list[float]]]:
    return [
        [[round(x, 2), round(y, 2)] for x, y in part.coords]
        for part in getattr(line, "geoms", [line])
        if part.geom_type == "LineString"
    ]
