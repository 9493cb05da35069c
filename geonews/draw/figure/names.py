"""The names of a figure: which are written, how large, and where each may stand."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from geonews.draw.figure.anchors import Ground, around, beside, box_of, inside, led
from geonews.draw.figure.placing import Box, Candidate, Wanted, place
from geonews.draw.figure.widths import balanced, shortened, text_width
from geonews.draw.labels import SAYS_NOTHING, short_name
from geonews.draw.located import Located
from geonews.draw.scene import Kind, Scene
from geonews.draw.style import FIGURE_TEXT, TextStyle

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Points = NDArray[np.int64]

__all__ = ["LINE", "Area", "Name", "Type", "context", "names"]

# So many names of the story are written whatever it takes; more where they fit.
_ALWAYS, _MOST_STORY = 14, 44
# Among more dots than these a line leads nowhere.
_MOST_LED = 60
_MOST_CONTEXT = 30
# A sea or continent that holds more than this share of the view has no place on it.
_EVERYWHERE = 0.75
_MOST_CHARS = 44
_RANKS: dict[Kind, int] = {
    "focus": 0,
    "zone": 1,
    "literal": 1,
    "holder": 2,
    "uncertain": 3,
    "dateline": 3,
    "associative": 4,
}
_WATER = ("OCN", "SEA", "GULF", "BAY", "STRT", "CHN", "SD")
# A country's name may run out over its coast a little, a region's may not leave it.
_COUNTRY_SHARE, _REGION_SHARE = 0.8, 0.93


@dataclass(frozen=True, slots=True)
class Type:
    """How large one set of names is, for figures of one range of widths.

    Attributes
    ----------
    name : {'wide', 'narrow'}
    scale : float
        Units of the drawing to a pixel of the styles' sizes.
    dot : float
        Radius of a town's dot, units, at the narrowest.
    break_after : int
        Characters from which a name is set on two lines.
    """

    name: str
    scale: float
    least: float
    dot: float
    break_after: int

    def size(self, style: str) -> float:
        """Return the size of a style's letters, units."""
        return max(FIGURE_TEXT[style].size * self.scale, self.least)


@dataclass(frozen=True, slots=True)
class Name:
    """A name where it stands.

    Attributes
    ----------
    lines : tuple of str
    style : str
        Key of ``style.FIGURE_TEXT``.
    size : float
        Of the letters, units.
    x, y : float
        Of the first line's base line, at its anchor.
    anchor : {'start', 'middle', 'end'}
    leader : tuple of float or None
    """

    lines: tuple[str, ...]
    style: str
    size: float
    x: float
    y: float
    anchor: str
    leader: Box | None


LINE = 1.12
"""From one base line to the next, in sizes of the letters."""


@dataclass(frozen=True, slots=True)
class _Draft:
    lines: tuple[str, ...]
    style: str
    size: float
    wanted: Wanted


def names(
    scene: Scene,
    ground: Ground,
    areas: Sequence[Area],
    type_: Type,
    taken: Sequence[Box],
) -> tuple[Name, ...]:
    """Return the names of a scene, none upon another.

    Parameters
    ----------
    scene : Scene
    ground : Ground
        What the names stand on.
    areas : sequence of Area
        What of the basemap may be named, as `context` returns it.
    type_ : Type
    taken : sequence of Box
        Where nothing may stand: the marks of towns, scale bar and inset.
    """
    drafts = list(_story(scene, ground, type_))
    for area in areas:
        drafts += _fitting(area, ground, type_)
    chosen = place([draft.wanted for draft in drafts], taken)
    return tuple(
        _name(draft, candidate)
        for draft, candidate in zip(drafts, chosen, strict=True)
        if candidate is not None
    )


def _name(draft: _Draft, candidate: Candidate) -> Name:
    left, top, right, bottom = candidate.box
    x = {"start": left, "middle": (left + right) / 2, "end": right}[candidate.anchor]
    # Letters without ascenders and descenders look centred a third of their size below the middle.
    first = (top + bottom) / 2 + 0.345 * draft.size - (len(draft.lines) - 1) * LINE * draft.size / 2
    return Name(draft.lines, draft.style, draft.size, x, first, candidate.anchor, candidate.leader)


def _set(text: str, style: str, type_: Type) -> tuple[tuple[str, ...], float, float, float]:
    """Return a text's lines, the size of its letters, and its width and height."""
    look: TextStyle = FIGURE_TEXT[style]
    size = type_.size(style)
    lines = balanced(shortened(" ".join(text.split()), _MOST_CHARS), type_.break_after)
    spacing = look.spacing
    width = max(text_width(line, size, bold=look.bold, spacing=spacing) for line in lines)
    return lines, size, width, size * (1.08 + (len(lines) - 1) * LINE)


def _story(scene: Scene, ground: Ground, type_: Type) -> Iterator[_Draft]:
    ordered = sorted(
        scene.located,
        key=lambda p: (_RANKS[scene.kinds[p.entry.number]], p.form == "point", -p.entry.count),
    )
    written = 0
    is_led = len(ground.dots) <= _MOST_LED
    for place_ in ordered:
        if written >= _MOST_STORY:
            return
        kind = scene.kinds[place_.entry.number]
        always = written < _ALWAYS and kind != "associative"
        text = short_name(place_) + (" ?" if kind == "uncertain" else "")
        lines, size, width, height = _set(text, _style(place_, kind), type_)
        at = _middle(place_, ground)
        if at is None:
            continue
        written += 1
        found = _candidates(place_, kind, ground, type_, (width, height))
        farther = None
        if always and is_led and kind != "holder" and place_.form != "soft":
            farther = partial(led, ground, at, type_.dot, (width, height))
        wanted = Wanted(tuple(found), 3.0 if always else 1.0, farther)
        yield _Draft(lines, _style(place_, kind), size, wanted)


def _middle(place_: Located, ground: Ground) -> tuple[float, float] | None:
    """Return where a place is, None where it is out of sight."""
    if place_.form in ("area", "zone"):
        rings = ground.story.get(place_.entry.number)
        if rings is None:
            return None
        left, top, right, bottom = box_of(rings)
        x, y = (left + right) / 2, (top + bottom) / 2
        mask = ground.masks[place_.entry.number]
        return (x, y) if mask.any() or ground.view.shows(x, y) else None
    lat = place_.place.lat if place_.form == "point" else place_.lat
    at = ground.view.point(place_.lon, lat)
    return at if ground.view.shows(*at) else None


def _style(place_: Located, kind: Kind) -> str:
    if place_.form == "soft":
        is_water = place_.place.feature.startswith((*_WATER, "LK", "STM", "RSV", "CNL"))
        return "water" if is_water else "soft"
    if kind in ("uncertain", "associative", "dateline", "zone"):
        return kind
    if place_.form == "point":
        return "town" if kind == "focus" else "town-literal"
    return "focus" if kind == "focus" else "area"


def _candidates(
    place_: Located, kind: Kind, ground: Ground, type_: Type, size: tuple[float, float]
) -> list[Candidate]:
    if place_.form == "point":
        at = ground.view.point(place_.lon, place_.place.lat)
        return beside(ground, at, type_.dot, size)
    if place_.form == "soft":
        return _soft(place_, ground, size)
    number = place_.entry.number
    mask = ground.masks[number]
    if kind not in ("focus", "zone"):
        mask = mask & ~ground.focus
    found = inside(ground, mask, size, least=0.5 if kind == "focus" else 0.62)
    if kind in ("focus", "zone", "literal", "uncertain"):
        found += around(ground, ground.story[number], size, type_.scale)
    return found


def _soft(place_: Located, ground: Ground, size: tuple[float, float]) -> list[Candidate]:
    west, south, east, north = place_.bounds
    if east - west > 0.01 and north - south > 0.01:
        lon = np.concatenate([np.linspace(west, east, 9), np.linspace(east, west, 9)])
        lat = np.repeat([south, north], 9)
        ring = np.rint(ground.view.xy(np.column_stack([lon, lat]))).astype(np.int64)
        mask = ground.grid.filled([ring])
        if mask.mean() > _EVERYWHERE:
            return []
        if place_.place.feature.startswith(_WATER):
            mask = mask & ~ground.land
        found = inside(ground, mask, size, least=0.7)
        if found:
            return found
    return beside(ground, ground.view.point(place_.lon, place_.lat), 0.0, size)


@dataclass(frozen=True, slots=True)
class Area:
    """A piece of the basemap whose name may be written: where it lies on the grid."""

    name: str
    style: str
    mask: NDArray[np.bool_]
    share: float


def context(scene: Scene, ground: Ground) -> tuple[Area, ...]:
    """Return the countries, disputed areas and regions in sight that no name of the story tells.

    Largest first, countries before regions.
    """
    told = {name for p in scene.located for name in (p.place.name, p.entry.written, short_name(p))}
    countries: dict[str, list[int]] = {}
    small: list[tuple[str, str, list[int]]] = []
    for cell in scene.basemap.land:
        if cell.kind != "disputed" and cell.country not in told:
            countries.setdefault(cell.country, []).append(cell.number)
        if cell.patch != 0 or cell.kind == "country" or cell.name in told:
            continue
        if cell.kind == "disputed":
            small.append((cell.name, "disputed", [cell.number]))
        elif cell.name not in SAYS_NOTHING:
            small.append((cell.name, "region", [cell.number]))
    wide = [(name, "country", numbers) for name, numbers in countries.items()]
    found = [
        Area(name, style, mask, _COUNTRY_SHARE if style == "country" else _REGION_SHARE)
        for name, style, numbers in (*wide, *small)
        if (mask := ground.mask_of(numbers)) is not None
    ]
    found.sort(key=lambda area: (area.style == "region", -int(area.mask.sum())))
    return tuple(found[:_MOST_CONTEXT])


def _fitting(area: Area, ground: Ground, type_: Type) -> Iterator[_Draft]:
    lines, size, width, height = _set(area.name, area.style, type_)
    if area.mask.sum() * ground.grid.step**2 < 0.8 * width * height:
        return
    free = area.mask & ~ground.focus
    found = inside(ground, free, (width, height), least=area.share)
    if not found and len(lines) == 1 and " " in area.name:
        lines = balanced(lines[0], math.ceil(len(area.name) * 0.6))
        width = width * max(map(len, lines)) / len(area.name) * 1.1
        height += LINE * size
        found = inside(ground, free, (width, height), least=area.share)
    if found:
        yield _Draft(lines, area.style, size, Wanted(tuple(found), 0.1))
