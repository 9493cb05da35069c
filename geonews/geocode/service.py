"""A geopy geocoder as a source of candidates."""

from __future__ import annotations

import inspect
import warnings
from collections.abc import Mapping
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from geonews.errors import GeocoderError
from geonews.gazetteer import Candidate, Detail
from geonews.geocode.patience import Patient
from geonews.model import Place

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geopy.location import Location
    from shapely.geometry.base import BaseGeometry

    from geonews.geocode.cache import AnswerCache
    from geonews.geocode.normalise import Answer, CountryOf

__all__ = ["GeopySource"]

_MOST_FAILURES = 3
_MOST_ANSWERS = 50
# What a long run remembers without the cache: some 100 MB with candidates of ten each.
_MOST_KNOWN = 20_000


class GeopySource:
    """Candidates from a geopy geocoder.

    Parameters
    ----------
    geocoder : geopy.geocoders.base.Geocoder
        Any; only ``geocode(query, exactly_one=False)`` is used.
    name : str
        How reports call it.
    pause_s : float
        Seconds between two questions, where the service's policy asks for them.
    asked_with : mapping, optional
        Further arguments of ``geocode``, such as ``{"language": "en", "limit": 10}``.
    attribution : tuple of str, optional
        Lines that must stand wherever its places are shown; by default those we know for a
        service of this name.
    country_of : callable, optional
        Returns the ISO 3166-1 alpha-2 code for a country's name, for services that give no code.
    cache : AnswerCache, optional
        Where answers are kept for later runs.
    cached_as : str
        What tells these answers from those of the same service asked otherwise: its host and the
        arguments, never a key.
    notes : tuple of str
        What the user should hear of how it was set up.
    patience : callable, optional
        Makes of ``geocode`` and ``pause_s`` what is called instead; by default `Patient`, which
        keeps the pause and asks again after a failure that may pass.

    Examples
    --------
    >>> from geonews.gazetteer import Gazetteer
    >>> from geonews.geocode.embedded import EmbeddedGeocoder
    >>> source = GeopySource(EmbeddedGeocoder(Gazetteer.open()), "embedded")
    >>> source.candidates("Seoul")[0].place.country
    'KR'
    """

    def __init__(
        self,
        geocoder: Any,
        name: str,
        pause_s: float = 0.0,
        *,
        asked_with: Mapping[str, Any] = MappingProxyType({}),
        attribution: tuple[str, ...] | None = None,
        country_of: CountryOf | None = None,
        cache: AnswerCache | None = None,
        cached_as: str = "",
        notes: tuple[str, ...] = (),
        patience: Any = Patient,
    ) -> None:
        self.name = name
        self._takes_kinds = _takes(geocoder.geocode, "featuretype")
        self._geocode = patience(geocoder.geocode, pause_s)
        self._asked_with = dict(asked_with)
        self._attribution = attribution
        self._country_of = country_of
        self._cache = cache
        self._cached_as = cached_as
        self._notes = notes
        self._known: dict[tuple[str, str], tuple[Candidate, ...]] = {}
        self._shapes: dict[tuple[str, float, float], BaseGeometry] = {}
        self._failures: dict[str, str] = {}
        self._failed_in_a_row = 0

    def __repr__(self) -> str:
        return f"GeopySource({self.name!r})"

    @property
    def attribution(self) -> tuple[str, ...]:
        """The lines its terms ask for, once it has given a place."""
        from geonews.geocode.policy import policy_of

        if not any(self._known.values()):
            return ()
        return policy_of(self.name).attribution if self._attribution is None else self._attribution

    @property
    def failures(self) -> Mapping[str, str]:
        """The names it failed on when it was last asked for them, each with how."""
        return MappingProxyType(self._failures)

    @property
    def notes(self) -> tuple[str, ...]:
        """What the user should hear: of the configuration, of a cache that cannot be used."""
        return self._notes + (self._cache.notes if self._cache else ())

    def candidates(self, name: str) -> tuple[Candidate, ...]:
        """Return what the service answers, asked once a name.

        A service that has failed several times in a row is asked no more: a story of a hundred
        names would wait for it a hundred times.
        """
        return self._asked(name)

    def regions_named(self, name: str) -> tuple[Candidate, ...]:
        """Return the first-level regions of a name, of a service that may be asked for them.

        Nominatim leaves out what is much less prominent than its best answer: the region of a
        large city.
        """
        return self._asked(name, "state") if self._takes_kinds else ()

    def _asked(self, name: str, kind: str = "") -> tuple[Candidate, ...]:
        if (name, kind) not in self._known:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
                self._shapes.clear()
            try:
                answers = self._answers(name, kind)
            except GeocoderError as error:
                self._failures[name] = str(error)
                raise
            self._failures.pop(name, None)
            self._known[name, kind] = tuple(answer.candidate for answer in answers)
            for answer in answers:
                if answer.shape is not None:
                    self._shapes[_where(answer.candidate.place)] = answer.shape
        return self._known[name, kind]

    def shape(self, place: Place, detail: Detail = "full") -> BaseGeometry | None:
        """Return the polygon the service gave with a place, or None."""
        from geonews.geocode.shapes import simplified

        shape = self._shapes.get(_where(place))
        return None if shape is None else simplified(shape, detail)

    def _answers(self, name: str, kind: str) -> tuple[Answer, ...]:
        cached_as = f"{self._cached_as} {kind}".rstrip()
        if self._cache is not None:
            kept = self._cache.get(self.name, cached_as, name)
            if kept is not None:
                return kept
        if self._failed_in_a_row >= _MOST_FAILURES:
            raise GeocoderError(
                f"the geocoder {self.name!r} was not asked for {_short(name)}: it had failed "
                f"{self._failed_in_a_row} times in a row"
            )
        self._failed_in_a_row += 1
        answers = self._ask(name, kind)
        self._failed_in_a_row = 0
        if self._cache is not None:
            self._cache.put(self.name, cached_as, name, answers)
        return answers

    def _ask(self, name: str, kind: str) -> tuple[Answer, ...]:
        from geopy.exc import GeopyError

        from geonews.geocode.normalise import to_answer

        # The errors are raised without their cause: what a service says may repeat the key, and
        # --verbose would show it.
        try:
            # Geopy warns of a latitude out of range before it raises; one word of it is enough.
            with warnings.catch_warnings(action="ignore", category=UserWarning):
                asked_with = {**self._asked_with, **({"featuretype": kind} if kind else {})}
                found: Iterable[Location] = (
                    self._geocode(name, exactly_one=False, **asked_with) or ()
                )
            answers = (
                to_answer(location, self.name, name, position, self._country_of)
                for position, location in enumerate(islice(found, _MOST_ANSWERS))
                if location is not None
            )
            return tuple(answer for answer in answers if answer is not None)
        except GeopyError as error:
            raise GeocoderError(
                f"the geocoder {self.name!r} failed on {_short(name)}: {_in_words(error)}"
            ) from None
        # Whatever a service's parser trips over in a hostile answer: overflow, recursion, type.
        except Exception as error:
            raise GeocoderError(
                f"the geocoder {self.name!r} gave an answer geopy cannot read for "
                f"{_short(name)}: {type(error).__name__}"
            ) from None


def _takes(function: Any, argument: str) -> bool:
    try:
        return argument in inspect.signature(function).parameters
    except (TypeError, ValueError):
        return False


def _where(place: Place) -> tuple[str, float, float]:
    # Not the place itself: a worldview may have given it another country since.
    return place.name, place.lat, place.lon


def _short(name: str) -> str:
    return repr(name if len(name) <= 200 else f"{name[:200]}...")


def _in_words(error: Exception) -> str:
    """Return what a service's failure means, without the library's own text."""
    from geopy import exc

    meanings: tuple[tuple[type[Exception], str], ...] = (
        (exc.GeocoderTimedOut, "it did not answer in time"),
        (exc.GeocoderUnavailable, "it cannot be reached"),
        (exc.GeocoderRateLimited, "it was asked too often and wants a pause"),
        (exc.GeocoderQuotaExceeded, "the quota is used up"),
        (exc.GeocoderInsufficientPrivileges, "it refuses us: check the key and the user agent"),
        (exc.GeocoderAuthenticationFailure, "it does not accept the key"),
        (exc.GeocoderQueryError, "it does not understand the question"),
        (exc.GeocoderParseError, "its answer cannot be read"),
    )
    for kind, meaning in meanings:
        if isinstance(error, kind):
            return meaning
    return "it answered with an error"
