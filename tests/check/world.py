"""A small world with known areas, so that every verdict can be reached on purpose."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from shapely.geometry.base import BaseGeometry

from geonews.check import check
from geonews.gazetteer import Convention, Gazetteer, OfficialArea
from geonews.measure import measure
from geonews.model import Article, Check, Figure, GazetteerInfo, Mention, Place, UserArea
from tests.measure.stories import PLACES, mentions_in

_POLYGON_KM2 = {
    "Kursk": 30_117.0,
    "Ukraine": 571_998.0,
    "Malta": 325.6,
    "Belgium": 30_560.6,
    "Texas": 686_383.0,
    "Kansas": 213_000.0,
    "Portugal": 91_900.0,
    "Belgorod": 800.0,
    "Highmoor": 30_000.0,
}
_OFFICIAL = {
    "Ukraine": (603_550.0, None),
    "Malta": (316.0, None),
    "Belgium": (30_528.0, 30_278.0),
    "Portugal": (92_090.0, 60_000.0),
}


_CONVENTIONS = {
    "Ruritania": (
        Convention("neutral borders (without the Marches)", 100_000.0),
        Convention("the borders it claims (with the Marches)", 120_000.0),
    )
}


class World:
    """What `check` asks of a gazetteer."""

    info = GazetteerInfo("test", "1", "")
    attribution = ()

    def lookup(self, name: str) -> tuple[Place, ...]:
        return (PLACES[name],) if name in PLACES else ()

    def shape(self, place: Place, detail: str = "full") -> BaseGeometry | None:  # noqa: ARG002
        return None

    def conventions(self, place: Place) -> tuple[Convention, ...]:
        return _CONVENTIONS.get(place.name, ())

    def official_area(self, place: Place) -> OfficialArea | None:
        known = _OFFICIAL.get(place.name)
        return OfficialArea(*known, "Register of Areas, 2026") if known else None


WORLD = cast(Gazetteer, World())


def _sized(mention: Mention) -> Mention:
    assert mention.place is not None
    area = _POLYGON_KM2.get(mention.place.name)
    return replace(mention, place=replace(mention.place, area_km2=area, source="Test Atlas"))


def figures_of(text: str) -> tuple[Figure, ...]:
    """Measure a text whose places have areas."""
    return measure(Article(text), tuple(_sized(mention) for mention in mentions_in(text)))


def checks_of(text: str, *areas: UserArea) -> tuple[Check, ...]:
    """Check a text in the small world."""
    return check(Article(text), figures_of(text), WORLD, areas)
