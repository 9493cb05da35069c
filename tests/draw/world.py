"""A small world to draw: countries, regions, a disputed strip, isles on the antimeridian."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from shapely import MultiPolygon, Point, box
from shapely.geometry.base import BaseGeometry

from geonews.gazetteer import Convention, Detail, Dispute, Gazetteer, OfficialArea, Outline
from geonews.model import Article, BBox, Check, Figure, GazetteerInfo, Mention, Place, Report

NORTHLAND = MultiPolygon([box(20, 50, 30, 56)])
SOUTHLAND = MultiPolygon([box(20, 44, 30, 50)])
EASTLAND = MultiPolygon([box(30, 44, 40, 55)])
STRIP = MultiPolygon([box(30, 55, 40, 56)])
ISLES = MultiPolygon([box(177, -19, 180, -16), box(-180, -19, -179, -16)])
WEST_HALF, EAST_HALF = MultiPolygon([box(20, 50, 25, 56)]), MultiPolygon([box(25, 50, 30, 56)])

NORTH = Place("Northland", 53, 25, country="NN", feature="PCLI", geonames_id=1)
SOUTH = Place("Southland", 47, 25, country="SS", feature="PCLI", geonames_id=2)
EAST = Place("Eastland", 50, 35, country="EE", feature="PCLI", geonames_id=3)
WESTMARK = Place(
    "Westmark", 53, 22, country="NN", feature="ADM1", geonames_id=4, bbox=(20, 50, 25, 56)
)
ISLANDS = Place("The Isles", -17, 179, country="II", feature="PCLI", geonames_id=5)
TOWN = Place("Milltown", 52, 21.5, "NN", "Westmark", "PPL", population=9000, geonames_id=6)
CAPITAL = Place("Southport", 45, 22, "SS", None, "PPLC", geonames_id=7)
FAR_TOWN = Place("Faraway", -34, 151, "AU", None, "PPL", geonames_id=8)
GULF = Place("Quiet Sea", 40, 10, feature="SEA", bbox=(5, 36, 15, 44), geonames_id=9)
NO_SHAPE = Place("Lost County", 52, 24, "NN", "Westmark", "ADM2", geonames_id=10)

_COUNTRIES = (
    (Outline("Northland", "NN", NORTHLAND), 1),
    (Outline("Southland", "SS", SOUTHLAND), 2),
    (Outline("Eastland", "EE", EASTLAND), 3),
    (Outline("The Isles", "II", ISLES), 5),
)
_REGIONS = (Outline("Westmark", "NN", WEST_HALF), Outline("Eastmark", "NN", EAST_HALF))
_SHAPES: dict[int | None, BaseGeometry] = {
    **{number: outline.geometry for outline, number in _COUNTRIES},
    4: WEST_HALF,
}


class World:
    """What `draw` asks of a gazetteer."""

    info = GazetteerInfo("test", "1", "ab" * 32)

    def __init__(
        self,
        attribution: tuple[str, ...] = ("Shapes: a test",),
        names: tuple[str, ...] = (),
        note: str = "Held by Eastland, claimed by Northland.",
    ) -> None:
        self.attribution = attribution
        self._names = dict(enumerate(names))
        self._note = note

    def shape(self, place: Place, detail: Detail = "full") -> BaseGeometry | None:  # noqa: ARG002
        return _SHAPES.get(place.geonames_id)

    def official_area(self, place: Place) -> OfficialArea | None:  # noqa: ARG002
        return None

    disputes: tuple[Dispute, ...] = ()

    def conventions(self, place: Place) -> tuple[Convention, ...]:  # noqa: ARG002
        return ()

    def lookup(self, name: str) -> tuple[Place, ...]:  # noqa: ARG002
        return ()

    def countries(self, bbox: BBox, detail: Detail) -> tuple[Outline, ...]:  # noqa: ARG002
        return tuple(
            Outline(self._names.get(i, outline.name), outline.country, outline.geometry)
            for i, (outline, _) in enumerate(_COUNTRIES)
        )

    def regions(self, country: str, detail: Detail) -> tuple[Outline, ...]:  # noqa: ARG002
        return _REGIONS if country == "NN" else ()

    worldview = "neutral"

    def dispute_of(self, place: Place) -> Dispute | None:
        name = self._names.get(9, "The Strip")
        inside = STRIP.contains(Point(place.lon, place.lat))
        return Dispute(name, None, None, ("NN",), "EE", (), self._note) if inside else None

    def disputed(self, bbox: BBox, detail: Detail) -> tuple[Outline, ...]:  # noqa: ARG002
        return (Outline(self._names.get(9, "The Strip"), None, STRIP, self._note),)

    def disputed_lines(self, bbox: BBox) -> tuple[BaseGeometry, ...]:  # noqa: ARG002
        return ()


def world(**changes: object) -> Gazetteer:
    return cast(Gazetteer, World(**changes))  # type: ignore[arg-type]


def mentions(
    text: str, names: Iterable[tuple[str, Place | None]], **fields: object
) -> list[Mention]:
    """Return a mention for every occurrence of each name."""
    found = []
    for name, place in names:
        start = text.find(name)
        while start >= 0:
            status = "resolved" if place else "unresolved"
            given = {"place": place, "status": status, **fields}
            found.append(Mention(start, start + len(name), name, **given))  # type: ignore[arg-type]
            start = text.find(name, start + 1)
    return found


def report(
    text: str,
    found: Iterable[Mention],
    figures: tuple[Figure, ...] = (),
    checks: tuple[Check, ...] = (),
    **article: str,
) -> Report:
    given = {"id": "story.txt", "title": "Rain in Westmark", **article}
    return Report(
        Article(text, **given),  # type: ignore[arg-type]
        World.info,
        tuple(sorted(found, key=lambda m: m.start)),
        figures,
        checks,
        "0.1.0",
    )


STORY = (
    "SOUTHPORT — Rain fell on Westmark for a week. Milltown flooded, and so did parts of "
    "Westmark in the hills.\n\nSouthland sent boats. Northland said it had asked for them. "
    "Nobody knows where Oldbridge is, and Faraway is far off. It covered 300 square kilometers."
)
_AT = STORY.index("300 square")
FIGURES = (Figure(_AT, _AT + 21, "300 square kilometers", "area", 300, "km2", 299.5, 300.5),)
CHECKS = (
    Check(
        "part_of_whole",
        "plausible",
        (0,),
        "300 square kilometers of Westmark",
        "300 / 220,000 = 0.1 %",
        "no more than the whole",
        "300 km2 is 0.1 % of Westmark.",
        ("Natural Earth",),
    ),
)


def full_report() -> Report:
    """Return a story with every kind of place in it."""
    found = [
        *mentions(STORY, [("Westmark", WESTMARK), ("Milltown", TOWN), ("Northland", NORTH)]),
        *mentions(STORY, [("Southland", SOUTH)], role="associative"),
        *mentions(STORY, [("SOUTHPORT", CAPITAL)], role="dateline"),
        *mentions(
            STORY, [("Faraway", FAR_TOWN)], status="uncertain", reason="Two towns bear the name.",
            alternatives=(TOWN,),
        ),
        *mentions(STORY, [("Oldbridge", None)], reason="No such name in the gazetteer."),
    ]  # fmt: skip
    return report(
        STORY, found, FIGURES, CHECKS, source="A Desk", url="https://example.org/story",
        published="2026-03-02", language="en",
    )  # fmt: skip
