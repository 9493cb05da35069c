"""What a gallery knows of one story: enough for its index, its map of all and its feeds."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, Self, TypeVar, get_args

from geonews.draw.dates import day_of
from geonews.draw.escape import clean
from geonews.draw.located import form_of
from geonews.draw.words import describe
from geonews.draw.zones import told
from geonews.model import Role, Verdict

if TYPE_CHECKING:
    from geonews.draw.entries import Entry
    from geonews.draw.scene import Scene
    from geonews.model import Place

__all__ = ["VERDICTS", "Form", "Named", "StoryRecord", "record_of"]

_T = TypeVar("_T", bound=str)

Form = Literal["country", "area", "point"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
_ROLES: tuple[Role, ...] = get_args(Role)
_FORMS: tuple[Form, ...] = get_args(Form)

# A headline beyond this is cut: an index is no place for it.
_MOST_TITLE = 200
_MOST_SOURCE = 80
_MOST_NAME = 80
# Far more than a story has; a bound for what a damaged manifest may claim.
_MOST = 1_000_000_000
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Named:
    """A place that a story names.

    Attributes
    ----------
    number : int or None
        Its number in GeoNames.
    what : str
        What it is and where, in a few words.
    country : str
        ISO 3166-1 alpha-2, "" where unknown.
    lat, lon : float
        WGS84 degrees.
    form : {'country', 'area', 'point'}
        Only a point is a spot: the others lie about theirs.
    is_sure : bool
        Whether the name was resolved without doubt.
    count : int
        How often the story names it.
    """

    number: int | None
    name: str
    what: str
    country: str
    lat: float
    lon: float
    form: Form
    role: Role
    is_sure: bool
    count: int

    def to_list(self) -> list[Any]:
        """Return the fields in their order."""
        return [getattr(self, name) for name in self.__slots__]

    @classmethod
    def from_list(cls, values: object) -> Self:
        """Return the place that `to_list` wrote; raises ValueError where it is none."""
        if not isinstance(values, list) or len(values) != len(cls.__slots__):
            raise ValueError("a place with other fields")
        number, name, what, country, lat, lon, form, role, is_sure, count = values
        return cls(
            None if number is None else _whole(number),
            _text(name),
            _text(what),
            _text(country),
            _degrees(lat, 90),
            _degrees(lon, 180),
            _one_of(form, _FORMS),
            _one_of(role, _ROLES),
            bool(is_sure),
            _whole(count),
        )


@dataclass(frozen=True, slots=True)
class StoryRecord:
    """A story as a gallery lists it.

    Attributes
    ----------
    published : str
        The day, ``YYYY-MM-DD``, or "" where the story gives none.
    places : tuple of Named
        In order of first mention.
    lost : int
        Names that no place was found for.
    verdicts : tuple of (Verdict, int)
        How its checks fared, in the model's order.
    """

    title: str
    source: str = ""
    url: str = ""
    published: str = ""
    language: str = ""
    places: tuple[Named, ...] = ()
    lost: int = 0
    verdicts: tuple[tuple[Verdict, int], ...] = ()

    def verdict(self, name: Verdict) -> int:
        """Return how many checks ended so."""
        return dict(self.verdicts).get(name, 0)

    def to_dict(self) -> dict[str, Any]:
        """Return the record as JSON has it."""
        return {
            "title": self.title,
            "source": self.source,
            "url": self.url,
            "published": self.published,
            "language": self.language,
            "places": [place.to_list() for place in self.places],
            "lost": self.lost,
            "verdicts": dict(self.verdicts),
        }

    @classmethod
    def from_dict(cls, data: object) -> Self:
        """Return the record that `to_dict` wrote.

        Raises
        ------
        ValueError
            It is none: a field is missing, of another type or out of range.

        Examples
        --------
        >>> StoryRecord.from_dict(StoryRecord("Rain").to_dict()).title
        'Rain'
        """
        try:
            assert isinstance(data, Mapping)  # noqa: S101  told as the ValueError below
            published = _text(data["published"])
            if published and day_of(published) != published:
                raise ValueError("a day that is none")
            return cls(
                title=_text(data["title"]),
                source=_text(data["source"]),
                url=_text(data["url"]),
                published=published,
                language=_text(data["language"]),
                places=tuple(map(Named.from_list, data["places"])),
                lost=_whole(data["lost"]),
                verdicts=tuple(
                    (_one_of(name, VERDICTS), _whole(count))
                    for name, count in data["verdicts"].items()
                ),
            )
        except (AssertionError, AttributeError, KeyError, TypeError) as error:
            raise ValueError("a story with other fields") from error


def record_of(scene: Scene, name: str) -> StoryRecord:
    """Return what a gallery keeps of a story that is laid out.

    Parameters
    ----------
    scene : Scene
    name : str
        What the story is called where it has no title: its file's or folder's name.
    """
    article, located = scene.report.article, {p.entry.number for p in scene.located}
    counts = Counter(check.verdict for check in scene.report.checks)
    return StoryRecord(
        title=_short(article.title or "", _MOST_TITLE) or _short(name, _MOST_TITLE),
        source=_short(article.source or "", _MOST_SOURCE),
        url=clean(article.url or ""),
        published=day_of(article.published),
        language=clean(article.language or ""),
        places=tuple(
            _named(entry, entry.place, scene)
            for entry in scene.entries
            if entry.place is not None and entry.number in located
        ),
        lost=sum(entry.place is None for entry in scene.entries),
        verdicts=tuple((verdict, counts[verdict]) for verdict in VERDICTS if counts[verdict]),
    )


def _named(entry: Entry, place: Place, scene: Scene) -> Named:
    form: Form = "country" if place.is_country else "area"
    if entry.zone is None and form_of(place, has_shape=False) == "point":
        form = "point"
    if entry.zone is not None:
        what = told(place, entry.zone)
    else:
        dispute = scene.disputed.get(entry.number, "")
        what = describe(place, scene.basemap.countries, dispute)
    return Named(
        number=place.geonames_id,
        name=_short(place.name, _MOST_NAME),
        what=_short(what, 2 * _MOST_NAME),
        country=clean(place.country or ""),
        lat=round(place.lat, 3),
        lon=round(place.lon, 3),
        form=form,
        role=entry.role,
        is_sure=entry.status == "resolved",
        count=entry.count,
    )


def _short(text: str, most: int) -> str:
    line = clean(" ".join(text[: 20 * most].split()))
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > 4000:
        raise ValueError("a text that is none")
    return clean(value)


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _MOST:
        raise ValueError("a number that is none")
    return value


def _degrees(value: object, most: float) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError("degrees that are none")
    if not math.isfinite(value) or abs(value) > most:
        raise ValueError("degrees out of range")
    return value


def _one_of(value: object, known: tuple[_T, ...]) -> _T:
    for one in known:
        if value == one:
            return one
    raise ValueError("a word that is not known")
