"""Places reckoned from others: where "30 km south of Kursk" is, once Kursk has its place.

Each becomes a `Zone`: all of what the words allow, with a point in it and the radius of the circle
about that point that holds it. What the words do not say is assumed, and said to be so below.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from geonews.model import Article, Mention, Place, Span, Status, Zone
from geonews.relations import Relation, anchors_of, relation_at
from geonews.zones import along, bbox_of_zone, between_km, reach_km

__all__ = ["place_relatives"]

# The same distance in another unit: "200 kilometers (125 miles)".
_ASIDE = re.compile(r"\s?[(\[][^()\[\]]*[)\]]|,\sor\s[^,]*,(?=\s)")
_REGION_AFTER = re.compile(
    r"\s(?:border\s)?(?:region|oblast|province|state|krai|governorate|prefecture|county|district)\b",
    re.IGNORECASE,
)
# GeoNames codes of what has an extent, so that its point alone is no place to reckon from.
_EXTENDED = (
    *("PCL", "ADM", "TERR", "ZN", "CONT", "RGN", "AREA", "COAST", "OCN", "SEA", "GULF", "BAY"),
    *("STRT", "CHN", "LK", "STM", "CNL", "MTS", "DSRT", "PLN", "PLAT", "VAL", "ISL", "PEN", "FRST"),
)
_SOURCE = "reckoned from the story"
# Assumed: a built-up square kilometre holds so many; it makes Kursk 6 km in radius, London 27.
_PEOPLE_A_KM2 = 4000
_LEAST_RADIUS_KM = 0.5
# An area whose radius is this share of the distance leaves the place uncertain, or unknown; a town
# only ever leaves it uncertain, since its edge or its middle is what is meant.
_LARGE, _TOO_LARGE = 0.75, 2.0
# Distances in news are often by road, so the straight line may be shorter; the bearing may be taken
# from halfway to the town's edge, up to 45 degrees off. With both, the zones of 58 pairs of towns
# in the tests, from which the 0.9 was read, hold 57; without either they hold 43.
_BY_ROAD, _MOST_ASKEW = 0.9, 0.5**0.5
# A zone that reaches farther from its point than this tells little, however sure its anchors are.
_WIDE_KM = 400.0
# Assumed: "between" leaves out what the two places cover, "halfway" is good to a tenth of the way,
# and what lies between two places lies within a quarter of the way to either side of the line.
_HALFWAY, _ACROSS, _ACROSS_HALFWAY = 0.1, 0.5, 0.25


def place_relatives(article: Article, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Place the mentions of kind ``relative`` by the places of the names behind them.

    Parameters
    ----------
    article : Article
    mentions : tuple of Mention
        In order and disjoint, the names resolved. A relative mention that has a place already is
        the editor's and stays.

    Returns
    -------
    tuple of Mention
        The same spans in the same order. A relative mention gets a place of GeoNames' code
        ``AREA`` whose ``bbox`` holds its ``zone``; its status is no better than its anchors'.

    Examples
    --------
    >>> story = Article("A drone fell 30 km south of Kursk.")
    >>> kursk = Place("Kursk", 51.73, 36.19, "RU", population=440_000)
    >>> found = place_relatives(story, (
    ...     Mention(13, 27, "30 km south of", "relative", confidence=0.95),
    ...     Mention(28, 33, "Kursk", place=kursk, confidence=0.9, status="resolved"),
    ... ))
    >>> found[0].place.name, round(found[0].place.lat, 3), round(found[0].zone.uncertainty_km)
    ('30 km south of Kursk', 51.46, 20)
    """
    if not any(_is_open(mention) for mention in mentions):
        return mentions
    by_span = {(mention.start, mention.end): mention for mention in mentions}
    return tuple(
        _placed(article.text, mention, mentions, by_span) if _is_open(mention) else mention
        for mention in mentions
    )


def _is_open(mention: Mention) -> bool:
    return mention.kind == "relative" and mention.place is None


def _placed(
    text: str, mention: Mention, mentions: Sequence[Mention], by_span: Mapping[Span, Mention]
) -> Mention:
    relation = relation_at(text, mention.start, mention.end)
    spans: tuple[Span, ...] = ()
    if relation is not None:
        spans = anchors_of(text, mention.start, mention.end, relation, mentions)
    if relation is None or not spans:
        return _unplaced(
            mention, f"{_words(mention.text)!r} is not followed by a name to reckon from"
        )
    anchors = [_as_town(text, by_span[span]) for span in spans]
    lost = [anchor for anchor in anchors if anchor.place is None]
    if lost:
        return _unplaced(mention, f"it is reckoned from {lost[0].text!r}, which has no place")
    said = _ASIDE.sub("", mention.text)
    name = _words(f"{said} {' and '.join(anchor.text for anchor in anchors)}")
    places = [anchor.place for anchor in anchors if anchor.place is not None]
    radii = [_radius_km(anchor) for anchor in anchors]
    if None in radii:
        return _unplaced(mention, f"{name!r} is reckoned from a place of no known size")
    sizes = [radius for radius in radii if radius is not None]
    way_km = 0.0
    if relation.is_between:
        way_km = between_km(_point(places[0]), _point(places[-1]))[0]
    reach = way_km / 2 if relation.is_between else relation.km
    if relation.is_between and way_km < 1:
        return _unplaced(mention, f"both ends of {name!r} are one place")
    widest = max(range(len(sizes)), key=lambda number: sizes[number])
    is_town = places[widest].feature.startswith("PPL")
    most = reach if relation.is_between else _TOO_LARGE * reach
    if sizes[widest] > most and not is_town:
        large = places[widest].name
        size = f"{large} is about {_figure(2 * sizes[widest])} km across"
        return _unplaced(mention, f"{name!r} could be anywhere about {large}: {size}")
    if relation.is_between:
        zone, point = _between(relation, places, sizes, spans)
    else:
        zone, point = _from(relation, places[0], sizes[0], spans)
    doubts = [f"{a.text!r} is uncertain itself" for a in anchors if a.status != "resolved"]
    if sizes[widest] > (_TOO_LARGE if is_town else _LARGE) * reach:
        doubts.append(f"{places[widest].name} is about {_figure(2 * sizes[widest])} km across")
    if zone.uncertainty_km > _WIDE_KM:
        doubts.append(f"it may be {_figure(zone.uncertainty_km)} km off")
    status: Status = "uncertain" if doubts else "resolved"
    told = ", ".join(_told(place) for place in places)
    reason = f"Reckoned from {told}, give or take {_figure(zone.uncertainty_km)} km"
    confidence = mention.confidence * math.prod(anchor.confidence for anchor in anchors)
    return replace(
        mention,
        place=Place(
            name=name,
            lat=round(point[0], 6),
            lon=round(point[1], 6),
            feature="AREA",
            bbox=bbox_of_zone(zone),
            source=_SOURCE,
        ),
        confidence=round(confidence, 4),
        status=status,
        reason=f"{reason}{': ' if doubts else ''}{'; '.join(doubts)}.",
        zone=zone,
    )


def _from(
    relation: Relation, anchor: Place, radius_km: float, spans: tuple[Span, ...]
) -> tuple[Zone, tuple[float, float]]:
    """Return the ring, sector or disc about a place, and the point that stands for it.

    The distance may be meant from anywhere between the place's middle and its edge.
    """
    lat, lon = _point(anchor)
    near, far = _BY_ROAD * relation.low_km, relation.high_km + radius_km
    if relation.bearing is None:
        zone = Zone(lat, lon, round(near, 3), round(far, 3), round(far, 3), anchors=spans)
        return zone, (lat, lon)
    askew = math.degrees(math.asin(min(radius_km / 2 / relation.km, _MOST_ASKEW)))
    spread = relation.spread + askew
    zone = Zone(
        lat,
        lon,
        near_km=round(near, 3),
        far_km=round(far, 3),
        uncertainty_km=0.0,
        bearing_from=round((relation.bearing - spread) % 360, 3),
        bearing_to=round((relation.bearing + spread) % 360, 3),
        anchors=spans,
    )
    return _measured(zone, along(lat, lon, relation.bearing, relation.km))


def _between(
    relation: Relation, places: Sequence[Place], radii: Sequence[float], spans: tuple[Span, ...]
) -> tuple[Zone, tuple[float, float]]:
    """Return the ellipse between two places, and its middle."""
    start = _point(places[0])
    way_km, bearing = between_km(start, _point(places[1]))
    if relation.form == "halfway":
        room = max(_HALFWAY * way_km, *radii)
        near, far = way_km / 2 - room, way_km / 2 + room
        width = max(_ACROSS_HALFWAY * way_km, 2 * room)
    else:
        near, far = min(radii[0], 0.3 * way_km), way_km - min(radii[1], 0.3 * way_km)
        width = _ACROSS * (far - near)
    bearing %= 360
    zone = Zone(
        *start,
        near_km=round(max(near, 0.0), 3),
        far_km=round(far, 3),
        uncertainty_km=0.0,
        bearing_from=bearing,
        bearing_to=bearing,
        width_km=round(width, 3),
        anchors=spans,
    )
    return _measured(zone, along(*start, bearing, (zone.near_km + zone.far_km) / 2))


def _measured(zone: Zone, point: tuple[float, float]) -> tuple[Zone, tuple[float, float]]:
    return replace(zone, uncertainty_km=round(reach_km(zone, *point), 3)), point


def _as_town(text: str, anchor: Mention) -> Mention:
    """Return an anchor as the town of its name, where it was taken for the region about it.

    A story on a region calls it by its town's name throughout; "100 km southwest of Kursk" is
    reckoned from the town all the same.
    """
    place = anchor.place
    if (
        place is None
        or not place.feature.startswith("ADM")
        or _REGION_AFTER.match(text, anchor.end)
    ):
        return anchor
    for other in anchor.alternatives:
        if (
            other.feature.startswith("PPL")
            and other.country == place.country
            and other.admin1 in (place.name, place.admin1)
        ):
            return replace(anchor, place=other)
    return anchor


def _radius_km(anchor: Mention) -> float | None:
    """Return the radius of a place as wide as an anchor's; None for an area of unknown size."""
    place = anchor.place
    if place is None:
        return None
    if anchor.zone is not None:
        return anchor.zone.uncertainty_km
    if place.feature.startswith("PPL") and place.population:
        return max(_LEAST_RADIUS_KM, math.sqrt(place.population / _PEOPLE_A_KM2 / math.pi))
    if place.area_km2:
        return math.sqrt(place.area_km2 / math.pi)
    if place.bbox is not None:
        west, south, east, north = place.bbox
        return between_km((south, west), (north, east))[0] / 2
    return None if place.feature.startswith(_EXTENDED) else _LEAST_RADIUS_KM


def _point(place: Place) -> tuple[float, float]:
    return place.lat, place.lon


def _told(place: Place) -> str:
    within = ", ".join(part for part in (place.admin1, place.country) if part)
    return f"{place.name} ({within})" if within else place.name


def _figure(km: float) -> str:
    return f"{float(f'{km:.2g}'):,g}"


def _words(text: str) -> str:
    return " ".join(text.split())


def _unplaced(mention: Mention, reason: str) -> Mention:
    return replace(mention, confidence=0.0, status="unresolved", reason=reason)
