"""How large a place is: every definition known, and how far each can be trusted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from geonews.check.arithmetic import size_tolerance
from geonews.check.conventions import OTHER_TOTALS
from geonews.check.statements import short_name
from geonews.check.words import about, km2
from geonews.gazetteer import Gazetteer, area_km2
from geonews.model import Place, Verdict

__all__ = ["PEOPLE_KM2", "Definition", "Reference", "Sizes", "of_polygon", "reference"]

PEOPLE_KM2 = 2000.0
"""People in a square kilometre of a town: few, so that no town is taken for too small."""

# Under 1,000 km2 coasts and reclaimed land make Natural Earth 1:10m useless (Singapore -29%).
_SMALLEST_POLYGON_KM2 = 1e3
_NAMESAKES = 12
_SAME = 0.005
# How much larger than by its people a town's limits may still be drawn.
_TOWNS = 3.0
_FEW = 20_000
# How far a polygon that stands alone may be from the official total, which may count other water:
# the 90th percentile of 50 US states, worse than any of 50 regions of Ukraine and Russia; and the
# worst of those states (Michigan).
_WATER = 0.14
_WATER_US_STATE = 0.41
# Regions without an authority mean more or less ground from source to source: Aksai Chin 30,200 or
# 38,000 km2, the Golan Heights 1,200 or 1,800.
_LOOSE_REGION = 0.35


@dataclass(frozen=True, slots=True)
class Definition:
    """One way to say how large a place is: official total, official land, or a polygon.

    The label of a polygon names its border convention where the place has several.
    """

    label: str
    area_km2: float
    source: str


@dataclass(frozen=True, slots=True)
class Reference:
    """How large a place is.

    Attributes
    ----------
    name : str
    definitions : tuple of Definition
        Most authoritative first; never empty.
    tolerance : float
        Relative, by size.
    water : float
        How much of an official total a polygon that stands alone may lack, or count too much.
    unsure : str
        What that difference would be due to.
    """

    name: str
    definitions: tuple[Definition, ...]
    tolerance: float
    water: float = _WATER
    unsure: str = "whether water counts"

    @property
    def point_km2(self) -> float:
        """The most authoritative of the definitions."""
        return self.definitions[0].area_km2

    @property
    def intervals(self) -> tuple[tuple[float, float], ...]:
        """Each definition in km2, widened by the tolerance."""
        t = self.tolerance
        return tuple((d.area_km2 * (1 - t), d.area_km2 * (1 + t)) for d in self.definitions)

    @property
    def wide_intervals(self) -> tuple[tuple[float, float], ...]:
        """The same, and where no authority is known wider still by the water it may count."""
        if self.is_official:
            return self.intervals
        return tuple((lo * (1 - self.water), hi / (1 - self.water)) for lo, hi in self.intervals)

    @property
    def low_km2(self) -> float:
        """Lower end of the hull of all definitions."""
        return min(low for low, _ in self.intervals)

    @property
    def high_km2(self) -> float:
        """Upper end of the hull of all definitions."""
        return max(high for _, high in self.intervals)

    @property
    def is_official(self) -> bool:
        """Whether an authority's figure is among the definitions."""
        return self.definitions[0].label.startswith("official")

    def verdict(self, compare: Callable[[float, float, float], Verdict]) -> Verdict:
        """Return the verdict over all definitions.

        The official ones decide. A polygon is one of them only where they fail, since it draws
        its own border convention; alone, it may lack the water an official figure counts.

        Parameters
        ----------
        compare : callable
            Takes low, high and point of one definition in km2.
        """
        found = [
            compare(low, high, definition.area_km2)
            for (low, high), definition in zip(self.intervals, self.definitions, strict=True)
        ]
        official = [
            verdict
            for verdict, definition in zip(found, self.definitions, strict=True)
            if definition.label.startswith("official")
        ] or found
        if "inconsistent" not in official:
            return official[0]
        if set(found) != {"inconsistent"}:
            return "depends on definition"
        if self.is_official:
            return "inconsistent"
        low, high = self.low_km2 * (1 - self.water), self.high_km2 / (1 - self.water)
        alone = compare(low, high, self.point_km2)
        return "inconsistent" if alone == "inconsistent" else "depends on definition"

    def verdict_of_size(
        self, compare: Callable[[float, float, float], Verdict], *, prefer: str | None = None
    ) -> Verdict:
        """Return the verdict where a story gives the size of the whole place.

        The total is what "covers" and "has an area of" mean, so one that fits is enough; a figure
        that fits another definition alone depends on it.

        Parameters
        ----------
        compare : callable
            Takes low, high and point of one definition in km2.
        prefer : {'total', 'land'}, optional
            The definition that the story names.
        """
        found = {
            definition.label: compare(low, high, definition.area_km2)
            for (low, high), definition in zip(self.intervals, self.definitions, strict=True)
        }
        first = found.get(f"official {prefer or 'total'}", next(iter(found.values())))
        if first != "inconsistent":
            return first
        if set(found.values()) != {"inconsistent"}:
            return "depends on definition"
        if self.is_official:
            return "inconsistent"
        low, high = self.low_km2 * (1 - self.water), self.high_km2 / (1 - self.water)
        alone = compare(low, high, self.point_km2)
        return "inconsistent" if alone == "inconsistent" else "depends on definition"

    @property
    def sources(self) -> tuple[str, ...]:
        """Each definition with its source and its figure."""
        return tuple(f"{d.source}: {d.label}, {km2(d.area_km2, 6)}" for d in self.definitions)

    def __str__(self) -> str:
        if self.is_official:
            return f"{self.name} ({km2(self.point_km2, 4)})"
        return f"{self.name} (about {about(self.point_km2, self.tolerance)} km2)"

    def spread(self) -> str:
        """Return the definitions with their figures, for a sentence."""
        return "; ".join(f"{d.label} {km2(d.area_km2)}" for d in self.definitions)

    def depends(self, what: str) -> str:
        """Return why a statement fits by one definition and not by another, in a sentence."""
        if not self.is_official and len(self.definitions) == 1:
            return (
                f"Whether {what} fits {self.name} depends on {self.unsure}: only a polygon of "
                f"it is known ({km2(self.point_km2)}), and no official area."
            )
        if not self.is_official:
            return f"Whether {what} fits {self.name} depends on its borders: {self.spread()}."
        return (
            f"{what}, within its rounding, fits {self.name} by one definition and not by another: "
            f"{self.spread()}."
        )

    def rule(self) -> str:
        """Return the tolerance in words."""
        named = [d.label for d in self.definitions if not d.label.startswith("polygon")]
        drawn = len(self.definitions) - len(named)
        polygon = "polygon" if drawn == 1 else f"polygon in {drawn} border conventions"
        names = " and ".join([*named, polygon] if drawn else named)
        each = "each " if len(self.definitions) > 1 else ""
        return f"{self.name} by {names}, {each}give or take {self.tolerance:.0%} for its size"


class Sizes:
    """How large places are, each looked up once a story."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._known: dict[Place, Reference | None] = {}

    def of(self, place: Place) -> Reference | None:
        """Return how large a place is; see `reference`."""
        if place not in self._known:
            self._known[place] = reference(place, self.gazetteer)
        return self._known[place]

    def of_part(self, place: Place, part_km2: float) -> Reference | None:
        """Return how large a place is that a part of some size is said to lie in.

        A town's area is mostly not known; a part far larger than a town of its people can be is
        one of the region that bears its name: 1,376 km2 "of Kursk".
        """
        known = self.of(place)
        if known is not None or not place.feature.startswith("PPL"):
            return known
        if part_km2 < _TOWNS * max(place.population or 0, _FEW) / PEOPLE_KM2:
            return None
        regions = [
            size
            for other in self.namesakes(place)
            if other.country == place.country
            and not other.feature.startswith("PPL")
            and (size := self.of(other)) is not None
        ]
        return max(regions, key=lambda size: size.point_km2, default=None)

    def namesakes(self, place: Place) -> tuple[Place, ...]:
        """Return other places that a story may call by the same name, the foremost first."""
        names = dict.fromkeys((place.name, short_name(place)))
        found = dict.fromkeys(other for name in names for other in self.gazetteer.lookup(name))
        same = (place.name, place.country, place.feature)
        return tuple(o for o in found if (o.name, o.country, o.feature) != same)[:_NAMESAKES]


def of_polygon(name: str, size_km2: float, source: str) -> Reference:
    """Return a user's polygon as a reference for what is said of it."""
    definition = Definition("polygon", size_km2, source)
    return Reference(name, (definition,), size_tolerance(size_km2), 0.0, "how it was drawn")


def reference(place: Place, gazetteer: Gazetteer) -> Reference | None:
    """Return how large a place is, or None where nothing good enough is known.

    A polygon under 1,000 km2 is left out; an official area of that size is not. Where states
    dispute a part of the place, each border convention is a definition of its own, that of the
    gazetteer's worldview first.
    """
    definitions: list[Definition] = []
    official = gazetteer.official_area(place)
    if official is not None:
        definitions.append(Definition("official total", official.total_km2, official.source))
        if official.land_km2:
            definitions.append(Definition("official land", official.land_km2, official.source))
    if place.is_country:
        definitions += [
            Definition(label, size_km2, authority)
            for label, size_km2, authority in OTHER_TOTALS.get(place.country or "", ())
            if all(abs(size_km2 / known.area_km2 - 1) > _SAME for known in definitions)
        ]
    source = f"{place.source or gazetteer.info.name} (gazetteer {gazetteer.info.version})"
    definitions += [
        Definition(label, polygon_km2, f"{source}, geodesic on WGS84")
        for label, polygon_km2 in _polygons(place, gazetteer)
        if polygon_km2 >= _SMALLEST_POLYGON_KM2
    ]
    if not definitions:
        return None
    tolerance = size_tolerance(definitions[0].area_km2)
    water = _WATER_US_STATE if (place.country, place.feature) == ("US", "ADM1") else _WATER
    if place.feature == "RGN":
        unsure = "where it is held to end"
        return Reference(place.name, tuple(definitions), tolerance, _LOOSE_REGION, unsure)
    return Reference(place.name, tuple(definitions), tolerance, water)


def _polygons(place: Place, gazetteer: Gazetteer) -> list[tuple[str, float]]:
    """Return the area of a place's polygon, in every border convention where there are several."""
    conventions = gazetteer.conventions(place)
    if conventions:
        return [(f"polygon in {each.words}", each.area_km2) for each in conventions]
    if place.area_km2:
        return [("polygon", place.area_km2)]
    shape = gazetteer.shape(place, "full")
    return [("polygon", area_km2(shape))] if shape is not None else []
