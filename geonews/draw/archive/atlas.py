"""The map of an archive: countries by stories as classes, towns by stories as circles."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from geonews.draw.archive.classes import breaks, class_of, radius, ranges, steps
from geonews.draw.archive.ground import WIDTH, Ground
from geonews.draw.archive.palette import NARROW_ZOOM
from geonews.draw.archive.values import Archive
from geonews.draw.escape import Html, el
from geonews.draw.located import form_of
from geonews.draw.style import HATCH
from geonews.draw.words import plural

__all__ = ["Scales", "Spot", "atlas", "legend", "scales_of", "spots_of"]

_MOST_WIDE, _MOST_NARROW = 220, 40
# Circles may overlap by this share of their radii before the smaller one is left out.
_APART = 0.7
_NAMES_WIDE, _NAMES_NARROW = 16, 4
# Letters in units of the drawing: 13 pixels where the map is 1,100 wide, 11 where it is 350.
_SIZE_WIDE, _SIZE_NARROW = 25.0, 62.0
_LETTER = 0.56
_GAP = 7.0
_LONGEST = 24
_TINY = 10


@dataclass(frozen=True, slots=True)
class Spot:
    """A town of the archive on the drawing; ``number`` is its index in ``Archive.places``."""

    number: int
    x: int
    y: int
    stories: int


@dataclass(frozen=True, slots=True)
class Scales:
    """What counts are drawn as, for the whole and for any one period.

    Attributes
    ----------
    whole, period : tuple of int
        The least count of each class of countries.
    whole_most, period_most : int
        The count of the largest circle.
    """

    whole: tuple[int, ...]
    period: tuple[int, ...]
    whole_most: int
    period_most: int


def spots_of(archive: Archive, ground: Ground) -> tuple[Spot, ...]:
    """Return the towns that lie in the drawing, those of most stories first."""
    found = []
    for number, count in enumerate(archive.places):
        place = count.place
        if form_of(place, has_shape=False) == "point" and (at := ground.at(place.lon, place.lat)):
            found.append(Spot(number, *at, count.stories))
    return tuple(found)


def scales_of(archive: Archive, spots: Sequence[Spot]) -> Scales:
    """Return the classes and sizes of an archive's map."""
    periods = [archive.places[spot.number].periods for spot in spots]
    return Scales(
        breaks(country.stories for country in archive.countries),
        breaks(count for country in archive.countries for count in country.periods),
        max((spot.stories for spot in spots), default=0),
        max((count for counts in periods for count in counts), default=0),
    )


def atlas(archive: Archive, ground: Ground, spots: Sequence[Spot], scales: Scales) -> Html:
    """Return the map as an element of SVG; a reader who does not see it has the tables."""
    numbers = {country.code: i for i, country in enumerate(archive.countries)}
    whole = el("path", {"class": "globe", "d": ground.sea})
    lands, tiny, hatched = [], [], []
    for land in ground.lands:
        number = numbers.get(land.code)
        stories = archive.countries[number].stories if number is not None else 0
        told = {"class": f"c{class_of(stories, scales.whole)}"}
        if number is not None:
            told["data-c"] = str(number)
        title = el("title", None, f"{land.name}: {plural(stories, 'story', 'stories')}")
        if land.is_disputed and number is None:
            words = el("title", None, f"{land.name}: disputed")
            hatched.append(el("path", {"class": "hatched", "d": land.path}, words))
            continue
        if land.is_disputed:
            hatched.append(el("path", {"class": "hatched", "d": land.path}, title))
        if land.path:
            lands.append(el("path", {**told, "d": land.path}, title))
        if land.is_tiny and number is not None:
            box = {"x": str(land.x - _TINY // 2), "y": str(land.y - _TINY // 2)}
            size = {"width": str(_TINY), "height": str(_TINY)}
            tiny.append(el("rect", {**told, **box, **size}, title))
    dashes = el("path", {"class": "dashes", "d": ground.dashes}) if ground.dashes else Html("")
    wide = _thinned(spots, scales, _MOST_WIDE, 1.0)
    narrow = _thinned(spots, scales, _MOST_NARROW, NARROW_ZOOM)
    return el(
        "svg",
        {
            "class": "atlas",
            "viewBox": f"0 0 {WIDTH} {ground.height}",
            "role": "img",
            "aria-label": f"{'World map' if ground.is_world else 'Map'} of countries by stories, "
            "and of towns as circles. The tables below say the same.",
        },
        _hatch(),
        whole,
        el("g", {"class": "lands"}, *lands),
        el("g", {"class": "lands"}, *tiny),
        *hatched,
        dashes,
        _circles(archive, wide, scales, 1.0, "wide"),
        _circles(archive, narrow, scales, NARROW_ZOOM, "narrow"),
        _names(archive, wide, scales, (1.0, _SIZE_WIDE, _NAMES_WIDE), ground, "wide"),
        _names(archive, narrow, scales, (NARROW_ZOOM, _SIZE_NARROW, _NAMES_NARROW), ground,
               "narrow"),
    )  # fmt: skip


def _hatch() -> Html:
    line = el("path", {"d": f"M-1,1l2,-2M0,{HATCH * 2}l{HATCH * 2},-{HATCH * 2}"})
    size = {"width": str(HATCH * 2), "height": str(HATCH * 2), "patternUnits": "userSpaceOnUse"}
    return el("defs", None, el("pattern", {"id": "gn-hatch", **size}, line))


def _thinned(spots: Sequence[Spot], scales: Scales, most: int, zoom: float) -> list[Spot]:
    """Return spots that leave each other room, the largest first."""
    kept: list[tuple[Spot, float]] = []
    for spot in spots:
        size = radius(spot.stories, scales.whole_most) * zoom
        if all(
            math.hypot(spot.x - other.x, spot.y - other.y) > _APART * (size + taken)
            for other, taken in kept
        ):
            kept.append((spot, size))
            if len(kept) == most:
                break
    return [spot for spot, _ in kept]


def _circles(
    archive: Archive, spots: Sequence[Spot], scales: Scales, zoom: float, css: str
) -> Html:
    circles = [
        el(
            "circle",
            {
                "data-p": str(spot.number),
                "cx": str(spot.x),
                "cy": str(spot.y),
                "r": f"{radius(spot.stories, scales.whole_most) * zoom:.1f}",
            },
            el("title", None, _told(archive, spot)),
        )
        for spot in spots
    ]
    return el("g", {"class": f"spots {css}", "data-zoom": f"{zoom:g}"}, *circles)


def _told(archive: Archive, spot: Spot) -> str:
    name = archive.places[spot.number].place.name
    return f"{name}: {plural(spot.stories, 'story', 'stories')}"


def _names(
    archive: Archive,
    spots: Sequence[Spot],
    scales: Scales,
    measures: tuple[float, float, int],
    ground: Ground,
    css: str,
) -> Html:
    """Name the largest circles where there is room beside them."""
    zoom, size, most = measures
    sizes = {spot.number: radius(spot.stories, scales.whole_most) * zoom for spot in spots}
    taken = [
        (spot.x - sizes[spot.number] * 0.8, spot.y - sizes[spot.number] * 0.8,
         spot.x + sizes[spot.number] * 0.8, spot.y + sizes[spot.number] * 0.8)
        for spot in spots[:40]
    ]  # fmt: skip
    written: list[Html] = []
    for spot in spots:
        if len(written) == most:
            break
        name = archive.places[spot.number].place.name
        if len(name) > _LONGEST:
            continue
        for side, box in _sides(spot, sizes[spot.number], len(name) * _LETTER * size, size):
            inside = box[0] >= 0 and box[2] <= WIDTH and box[1] >= 0 and box[3] <= ground.height
            if inside and not any(_meet(box, other) for other in taken):
                taken.append(box)
                away = side * (sizes[spot.number] + _GAP)
                written.append(
                    el(
                        "text",
                        {
                            "data-p": str(spot.number),
                            "data-x": str(spot.x),
                            "x": f"{spot.x + away:.0f}",
                            "y": f"{spot.y + size * 0.34:.0f}",
                            "text-anchor": "start" if side > 0 else "end",
                        },
                        name,
                    )
                )
                break
    attributes = {"class": f"names {css}", "font-size": f"{size:g}", "aria-hidden": "true"}
    return el("g", {**attributes, "data-zoom": f"{zoom:g}"}, *written)


_Box = tuple[float, float, float, float]


def _sides(spot: Spot, size: float, width: float, height: float) -> Iterator[tuple[int, _Box]]:
    for side in (1, -1):
        near = spot.x + side * (size + _GAP)
        west, east = sorted((near, near + side * width))
        yield side, (west, spot.y - height * 0.55, east, spot.y + height * 0.55)


def _meet(one: _Box, other: _Box) -> bool:
    return (
        one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
    )  # fmt: skip


def legend(archive: Archive, scales: Scales, unit: str) -> list[Html]:
    """Return the keys of the map: one for the whole, one for any one period, hidden at first.

    Parameters
    ----------
    archive : Archive
    scales : Scales
    unit : {'month', 'year'}
    """
    whole = max((country.stories for country in archive.countries), default=0)
    period = max((n for country in archive.countries for n in country.periods), default=0)
    found = [_key(ranges(scales.whole, whole), scales.whole_most, "whole", "")]
    if archive.periods:
        words = f" a {unit}"
        found.append(_key(ranges(scales.period, period), scales.period_most, "period", words))
    return found


def _key(classes: list[tuple[int, str]], most: int, css: str, words: str) -> Html:
    swatches = [
        el("li", None, el("span", {"class": f"swatch b{colour}"}), told)
        for colour, told in [(0, "none"), *classes]
    ]
    parts = [
        el("div", None, el("p", None, f"Countries, by stories{words}"),
           el("ul", {"class": "classes"}, *swatches)),
    ]  # fmt: skip
    if most:
        parts.append(
            el("div", None, el("p", None, f"Towns, by stories{words}"), _sizes(most)),
        )
    hidden = None if css == "whole" else ""
    return el("div", {"class": f"key {css}", "hidden": hidden}, *parts)


def _sizes(most: int) -> Html:
    """Return nested circles with their counts, for the map of a wide screen and of a narrow one."""
    drawn = []
    for css, zoom, scale in (("wide", 1.0, 0.55), ("narrow", NARROW_ZOOM, 0.176)):
        top = radius(steps(most)[0], most) * zoom * scale
        height = math.ceil(max(2 * top, 16.0 * len(steps(most)))) + 4
        shapes = []
        for i, count in enumerate(steps(most)):
            size = radius(count, most) * zoom * scale
            line_y = height - 2 - 16 * (len(steps(most)) - 1 - i) - 6
            line_y = max(line_y, 10)
            middle = height - 2 - size
            shapes += [
                el("circle", {"cx": f"{top + 2:.1f}", "cy": f"{middle:.1f}", "r": f"{size:.1f}"}),
                el("path", {"d": f"M{top + 2:.1f} {middle - size:.1f}L{2 * top + 12:.1f} "
                                 f"{_row(i, height):.1f}"}),
                el("text", {"x": f"{2 * top + 16:.1f}", "y": f"{_row(i, height) + 4:.1f}"},
                   f"{count:,}"),
            ]  # fmt: skip
        width = math.ceil(2 * top + 16 + 8 * len(f"{most:,}")) + 4
        box = {"viewBox": f"0 0 {width} {height}", "width": str(width), "height": str(height)}
        drawn.append(el("svg", {"class": f"sizes {css}", **box, "aria-hidden": "true"}, *shapes))
    words = ", ".join(f"{count:,}" for count in steps(most))
    return el("div", None, *drawn, el("span", {"class": "unseen"}, f"Circles for {words}"))


def _row(i: int, height: int) -> float:
    return max(8.0, 8.0 + i * min(16.0, (height - 14.0) / 2))
