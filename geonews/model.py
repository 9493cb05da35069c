"""The values that pass from stage to stage: frozen, slotted, no I/O.

Offsets are characters of ``Article.text``, end exclusive. ``lat`` and ``lon`` are WGS84 degrees.
Areas end in ``_km2``, lengths in ``_km``.
"""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Literal, Self, get_args

from geonews.errors import StoryError

if TYPE_CHECKING:
    from geopandas import GeoDataFrame
    from shapely.geometry.base import BaseGeometry

    from geonews.gazetteer import Gazetteer

__all__ = [
    "VERDICTS",
    "Article",
    "BBox",
    "Check",
    "Figure",
    "FigureSense",
    "GazetteerInfo",
    "Mention",
    "Place",
    "Report",
    "Span",
    "UserArea",
    "Zone",
]

Span = tuple[int, int]
"""Start and end, characters of ``Article.text``, end exclusive."""

BBox = tuple[float, float, float, float]
"""West, south, east, north in degrees; west > east where the box crosses the antimeridian."""

MentionKind = Literal["place", "demonym", "coordinates", "relative"]
Role = Literal["literal", "associative", "dateline"]
Status = Literal["resolved", "uncertain", "unresolved"]
Quantity = Literal["area", "share", "ratio", "extent", "distance"]
CheckKind = Literal[
    "unit_pair",
    "part_of_whole",
    "share_of_whole",
    "percentage_of_figure",
    "size_comparison",
    "polygon",
    "extent",
    "change",
    "distance",
    "sum_of_parts",
    "two_figures",
]
FigureSense = Literal[
    "radius",
    "diameter",
    "sides",
    "length",
    "times",
    "more",
    "less",
    "before",
    "after",
    "by",
    "apart",
    "deep",
]
Verdict = Literal[
    "inconsistent",
    "depends on definition",
    "loosely rounded",
    "plausible",
    "consistent",
    "cannot be checked",
]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
"""All verdicts, the gravest first."""


@dataclass(frozen=True, slots=True)
class Article:
    """One story.

    Attributes
    ----------
    text : str
        The story as it was read, untouched: every offset counts its characters.
    id : str
        The story's name in its source: a file name or the ``id`` of a JSON record.
    title, source, url, published, language : str or None
        What is known of the story. ``title`` may also stand in ``text`` as its first line.
    furniture : tuple of Span
        Parts of ``text`` that are page furniture and no part of the story, in order.
    notes : tuple of str
        What the reader should say of how it read the story, such as an unusual encoding.

    Raises
    ------
    StoryError
        The text is no string.

    Examples
    --------
    >>> Article("Rain fell on Lima.").text[13:17]
    'Lima'
    """

    text: str
    id: str = ""
    title: str | None = None
    source: str | None = None
    url: str | None = None
    published: str | None = None
    language: str | None = None
    furniture: tuple[Span, ...] = ()
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not isinstance(self.text, str):
            raise StoryError(
                f"an article's text is a {type(self.text).__name__}: give a str, or read the story "
                "with geonews.read.read"
            )

    @property
    def sha256(self) -> str:
        """SHA-256 of the text in UTF-8; a lone surrogate counts as the three bytes of its code."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    def to_dict(self) -> dict[str, Any]:
        """Return the fields that describe the story, without its text."""
        return {
            "id": self.id,
            "title": self.title,
            "source": self.source,
            "url": self.url,
            "published": self.published,
            "language": self.language,
            "sha256": self.sha256,
        }


@dataclass(frozen=True, slots=True)
class Place:
    """One place on Earth, as a gazetteer or a geocoder describes it.

    Attributes
    ----------
    name : str
        The name the source prefers.
    lat, lon : float
        WGS84 degrees; the source's own point, which for an area is no centre to be trusted.
    country : str or None
        ISO 3166-1 alpha-2.
    admin1 : str or None
        Name of the first-level region that holds the place.
    feature : str
        GeoNames feature code: ``PCLI``, ``ADM1``, ``ADM2``, ``PPL``, ``SEA`` ...
    area_km2 : float or None
        Geodesic area of the place's polygon, where there is one.
    bbox : BBox or None
        West, south, east, north in degrees; west > east across the antimeridian.

    Raises
    ------
    ValueError
        A coordinate that is not finite or out of range.

    Examples
    --------
    >>> Place("Kursk", 51.73, 36.19, country="RU", feature="PPL").country
    'RU'
    """

    name: str
    lat: float
    lon: float
    country: str | None = None
    admin1: str | None = None
    feature: str = "PPL"
    population: int | None = None
    area_km2: float | None = None
    bbox: BBox | None = None
    geonames_id: int | None = None
    wikidata_id: str | None = None
    source: str = ""

    def __post_init__(self) -> None:
        if not (math.isfinite(self.lat) and -90 <= self.lat <= 90):
            raise ValueError(f"latitude {self.lat!r} of {self.name!r} is not within -90 and 90")
        if not (math.isfinite(self.lon) and -180 <= self.lon <= 180):
            raise ValueError(f"longitude {self.lon!r} of {self.name!r} is not within -180 and 180")

    @property
    def is_country(self) -> bool:
        """Whether it is a country or a territory: GeoNames' codes PCLI, PCLD and the like."""
        return self.feature.startswith("PCL")

    def to_dict(self) -> dict[str, Any]:
        """Return the place with the design's keys, in their order."""
        return {
            "geonames_id": self.geonames_id,
            "wikidata_id": self.wikidata_id,
            "name": self.name,
            "country": self.country,
            "admin1": self.admin1,
            "feature": self.feature,
            "lat": self.lat,
            "lon": self.lon,
            "population": self.population,
            "area_km2": self.area_km2,
            "bbox": list(self.bbox) if self.bbox else None,
            "source": self.source,
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Return the place that `to_dict` wrote."""
        known = {f.name for f in fields(cls)}
        values = {key: value for key, value in data.items() if key in known}
        if values.get("bbox") is not None:
            values["bbox"] = tuple(values["bbox"])
        return cls(**values)


@dataclass(frozen=True, slots=True)
class Zone:
    """Where a place may lie that a story gives by coordinates, or by distance from others.

    A ring or a sector of one about a point: what lies from ``near_km`` to ``far_km`` away, between
    two bearings, or all round where these are None. With ``width_km``, an ellipse instead: its long
    axis runs along ``bearing_from`` from ``near_km`` to ``far_km``, its short axis is that wide.
    Distances and bearings are geodesic.

    Attributes
    ----------
    lat, lon : float
        Where distances and bearings are taken from, WGS84 degrees.
    near_km, far_km : float
    uncertainty_km : float
        Radius of the circle about the mention's place that holds all of the zone, as Darwin Core's
        coordinateUncertaintyInMeters has it.
    bearing_from, bearing_to : float or None
        Degrees within 0 and 360, clockwise from north and clockwise from one to the other.
    width_km : float or None
    anchors : tuple of Span
        The mentions it is reckoned from, by their spans; none for coordinates.

    Raises
    ------
    ValueError
        A number that is not finite or out of range, or one bearing without the other.

    Examples
    --------
    >>> south = Zone(51.73, 36.19, 25, 40, 17, bearing_from=157.5, bearing_to=202.5)
    >>> south.is_ring, Zone(51.73, 36.19, 0, 50, 50).is_ring
    (False, True)
    """

    lat: float
    lon: float
    near_km: float
    far_km: float
    uncertainty_km: float
    bearing_from: float | None = None
    bearing_to: float | None = None
    width_km: float | None = None
    anchors: tuple[Span, ...] = ()

    def __post_init__(self) -> None:
        bearings = [b for b in (self.bearing_from, self.bearing_to) if b is not None]
        if not (abs(self.lat) <= 90 and abs(self.lon) <= 180):
            raise ValueError(f"a zone about {self.lat!r}, {self.lon!r} is not on Earth")
        if not 0 <= self.near_km <= self.far_km < math.inf:
            raise ValueError(f"a zone from {self.near_km!r} to {self.far_km!r} km is none")
        if not 0 <= self.uncertainty_km < math.inf:
            raise ValueError(f"an uncertainty of {self.uncertainty_km!r} km is none")
        if len(bearings) == 1 or not all(0 <= bearing <= 360 for bearing in bearings):
            raise ValueError(f"bearings {self.bearing_from!r} to {self.bearing_to!r} are none")
        if self.width_km is not None and not (bearings and 0 <= self.width_km < math.inf):
            raise ValueError(f"a width of {self.width_km!r} km needs a bearing to lie across")

    @property
    def is_ring(self) -> bool:
        """Whether it goes all round its point: a disc where ``near_km`` is 0."""
        return self.bearing_from is None

    def to_dict(self) -> dict[str, Any]:
        """Return all fields, in their order."""
        return {
            "lat": self.lat,
            "lon": self.lon,
            "near_km": self.near_km,
            "far_km": self.far_km,
            "uncertainty_km": self.uncertainty_km,
            "bearing_from": self.bearing_from,
            "bearing_to": self.bearing_to,
            "width_km": self.width_km,
            "anchors": [list(anchor) for anchor in self.anchors],
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Return the zone that `to_dict` wrote."""
        return cls(**{**data, "anchors": tuple((a, b) for a, b in data["anchors"])})


@dataclass(frozen=True, slots=True)
class Mention:
    """A place name in a story, and the place it was resolved to.

    ``alternatives`` are the runners-up, best first. ``place`` is None when ``status`` is
    ``unresolved``; ``reason`` then says why. ``zone`` is where the place of a mention of kind
    ``relative`` or ``coordinates`` may lie. The span of a relative mention ends before the name it
    is reckoned from, which is a mention of its own: "30 km south of" before "Kursk".
    """

    start: int
    end: int
    text: str
    kind: MentionKind = "place"
    role: Role = "literal"
    place: Place | None = None
    confidence: float = 0.0
    status: Status = "unresolved"
    alternatives: tuple[Place, ...] = ()
    reason: str = ""
    zone: Zone | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the mention with the design's keys, in their order."""
        return {
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "kind": self.kind,
            "role": self.role,
            "place": self.place.to_dict() if self.place else None,
            "confidence": self.confidence,
            "status": self.status,
            "alternatives": [place.to_dict() for place in self.alternatives],
            "reason": self.reason,
            "zone": self.zone.to_dict() if self.zone else None,
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Return the mention that `to_dict` wrote."""
        place, zone = data.get("place"), data.get("zone")
        return cls(
            **{
                **data,
                "place": Place.from_dict(place) if place else None,
                "alternatives": tuple(Place.from_dict(p) for p in data.get("alternatives", ())),
                "zone": Zone.from_dict(zone) if zone else None,
            }
        )


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity a story states.

    Attributes
    ----------
    quantity : {'area', 'share', 'ratio', 'extent', 'distance'}
    value : float
        What was written, in ``unit``; a share is within 0 and 1.
    unit : str or None
        km2 mi2 ha acre ... or km mi ...; None for a share or a ratio.
    low, high : float
        The interval the words stand for: km2 for areas, km for lengths, 0..1 for shares.
    hedge : str or None
        The word that widens it, as written: "more than", "about".
    place : Place or None
        What the figure speaks of, where the story says so.
    other : Place or None
        The second place: what a size is compared with, the place a distance is told from.
    sense : str or None
        How the number is meant where the quantity leaves it open. An extent is a ``radius``,
        ``diameter``, ``sides`` or ``length``; a ratio counts ``times`` a size, or how much
        ``more`` or ``less``; an area or share that changes is what it was ``before`` or
        ``after``, or what it changed ``by``; a distance is how far ``apart`` two places are or
        how ``deep`` something went.
    breadth : float or None
        The second side of an extent by ``sides``, in ``unit``.
    bearing : float or None
        Degrees clockwise from north in which ``place`` lies from ``other``, where told.
    bound_by : str
        Why ``place`` is what the figure speaks of, in a few words of the text; empty without one.
    """

    start: int
    end: int
    text: str
    quantity: Quantity
    value: float
    unit: str | None
    low: float
    high: float
    hedge: str | None = None
    place: Place | None = None
    other: Place | None = None
    sense: FigureSense | None = None
    breadth: float | None = None
    bearing: float | None = None
    bound_by: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Return the figure with the design's keys, in their order."""
        return {
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "quantity": self.quantity,
            "value": self.value,
            "unit": self.unit,
            "low": self.low,
            "high": self.high,
            "hedge": self.hedge,
            "place": self.place.to_dict() if self.place else None,
            "other": self.other.to_dict() if self.other else None,
            "sense": self.sense,
            "breadth": self.breadth,
            "bearing": self.bearing,
            "bound_by": self.bound_by,
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Return the figure that `to_dict` wrote; keys it lacks are those of an older version."""
        places = {key: data.get(key) for key in ("place", "other")}
        read = {key: Place.from_dict(place) if place else None for key, place in places.items()}
        return cls(**{**data, **read})


@dataclass(frozen=True, slots=True)
class Check:
    """What a stated figure was held against, and how it fared.

    ``figures`` are indices into ``Report.figures``. ``statement`` is what the story says, ``found``
    what the arithmetic gives, ``reason`` one sentence with the numbers in it, ``sources`` the
    references used, ``formula`` the arithmetic with its numbers, and ``settle`` what would decide a
    figure that cannot be checked.
    """

    kind: CheckKind
    verdict: Verdict
    figures: tuple[int, ...]
    statement: str
    found: str
    tolerance: str
    reason: str
    sources: tuple[str, ...] = ()
    formula: str = ""
    settle: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Return the check with the design's keys, in their order."""
        return {
            "kind": self.kind,
            "verdict": self.verdict,
            "figures": list(self.figures),
            "statement": self.statement,
            "found": self.found,
            "tolerance": self.tolerance,
            "reason": self.reason,
            "sources": list(self.sources),
            "formula": self.formula,
            "settle": self.settle,
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Return the check that `to_dict` wrote."""
        figures, sources = tuple(data["figures"]), tuple(data["sources"])
        return cls(**{**data, "figures": figures, "sources": sources})


@dataclass(frozen=True, slots=True)
class GazetteerInfo:
    """Which gazetteer resolved a story, so that the result can be repeated."""

    name: str
    version: str
    sha256: str

    def to_dict(self) -> dict[str, Any]:
        """Return the three fields."""
        return {"name": self.name, "version": self.version, "sha256": self.sha256}


@dataclass(frozen=True, slots=True)
class UserArea:
    """A polygon the user brought, by name.

    Attributes
    ----------
    name : str
        The name figures are matched against.
    geometry : shapely Polygon or MultiPolygon
        Valid, longitude and latitude in degrees (EPSG:4326).
    source : str
        Where it came from, for the report: a file name.
    notes : tuple of str
        What had to be mended, such as a self-intersecting ring.
    """

    name: str
    geometry: BaseGeometry
    source: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """All that geonews has to say of one story.

    ``focus`` are the one to three places it is about, the foremost first.
    """

    article: Article
    gazetteer: GazetteerInfo
    mentions: tuple[Mention, ...] = ()
    figures: tuple[Figure, ...] = ()
    checks: tuple[Check, ...] = ()
    version: str = ""
    focus: tuple[Place, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the report with the design's keys: JSON output, batch and pages all use it."""
        return {
            "geonews": self.version,
            "gazetteer": self.gazetteer.to_dict(),
            "article": self.article.to_dict(),
            "focus": [place.to_dict() for place in self.focus],
            "mentions": [mention.to_dict() for mention in self.mentions],
            "figures": [figure.to_dict() for figure in self.figures],
            "checks": [check.to_dict() for check in self.checks],
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any], text: str) -> Self:
        """Return the report that `to_dict` wrote.

        Parameters
        ----------
        data : dict
            What `to_dict` returned.
        text : str
            The story's text, which a report does not carry.

        Raises
        ------
        StoryError
            The text is not the one the report was made from.
        """
        described = {key: value for key, value in data["article"].items() if key != "sha256"}
        article = Article(text=text, **described)
        if article.sha256 != data["article"]["sha256"]:
            raise StoryError(
                f"the text does not match the report of {article.id!r}: its SHA-256 is "
                f"{article.sha256[:12]}..., the report's {data['article']['sha256'][:12]}...; "
                "give the text the report was made from"
            )
        return cls(
            article=article,
            gazetteer=GazetteerInfo(**data["gazetteer"]),
            mentions=tuple(Mention.from_dict(m) for m in data["mentions"]),
            figures=tuple(Figure.from_dict(f) for f in data["figures"]),
            checks=tuple(Check.from_dict(c) for c in data["checks"]),
            version=data["geonews"],
            focus=tuple(Place.from_dict(p) for p in data.get("focus", ())),
        )

    def to_geodataframe(self, gazetteer: Gazetteer | None = None) -> GeoDataFrame:
        """Return the places as a geopandas table; see `geonews.frames.to_geodataframe`."""
        from geonews.frames import to_geodataframe

        return to_geodataframe(self, gazetteer)

    def _repr_html_(self) -> str:
        """Return the figure, as a notebook shows it; see `geonews.notebook.frame_html`."""
        from geonews.notebook import frame_html

        return frame_html(self)
