"""The port the resolver asks for candidates, and what stands behind it."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any, Protocol

from geonews.errors import GeocoderError, OptionError
from geonews.gazetteer import Candidate, Gazetteer, NameKind
from geonews.options import Options

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geopy.exc import GeopyError
    from geopy.location import Location

__all__ = ["CandidateSource", "GeopySource", "open_source"]


class CandidateSource(Protocol):
    """Whoever answers the question which places bear a name."""

    def candidates(self, name: str) -> tuple[Candidate, ...]:
        """Return the places that bear a name, most prominent first.

        Raises
        ------
        GeocoderError
            A service failed; () means it answered that it knows no such place.
        """
        ...


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

    Examples
    --------
    >>> from geonews.geocode.embedded import EmbeddedGeocoder
    >>> source = GeopySource(EmbeddedGeocoder(Gazetteer.open()), "embedded")
    >>> source.candidates("Seoul")[0].place.country
    'KR'
    """

    def __init__(self, geocoder: Any, name: str, pause_s: float = 0.0) -> None:
        self._geocode = geocoder.geocode
        if pause_s:
            from geopy.extra.rate_limiter import RateLimiter

            self._geocode = RateLimiter(
                geocoder.geocode,
                min_delay_seconds=pause_s,
                max_retries=0,
                swallow_exceptions=False,
            )
        self._name = name
        self._known: dict[str, tuple[Candidate, ...]] = {}
        self._failures = 0

    def candidates(self, name: str) -> tuple[Candidate, ...]:
        """Return what the service answers, asked once a name.

        A service that has failed several times in a row is asked no more: a story of a hundred
        names would wait for it a hundred times.
        """
        if name not in self._known:
            if self._failures >= _MOST_FAILURES:
                raise GeocoderError(
                    f"the geocoder {self._name!r} was not asked for {name!r}: it had failed "
                    f"{self._failures} times in a row"
                )
            try:
                self._known[name] = tuple(self._ask(name))
            except GeocoderError:
                self._failures += 1
                raise
            self._failures = 0
        return self._known[name]

    def _ask(self, name: str) -> Iterable[Candidate]:
        from geopy.exc import GeopyError

        from geonews.geocode.normalise import to_place, weight_of

        found: list[Candidate] = []
        try:
            # Geopy warns of a latitude out of range before it raises; one word of it is enough.
            with warnings.catch_warnings(action="ignore", category=UserWarning):
                answer: Iterable[Location] = self._geocode(name, exactly_one=False) or ()
            for location in answer:
                place = to_place(location, self._name)
                if place is not None:
                    found.append(Candidate(place, NameKind.NAME, weight_of(location, place)))
        except GeopyError as error:
            raise GeocoderError(
                f"the geocoder {self._name!r} failed on {name!r}: {_in_words(error)}"
            ) from error
        # Whatever a service's parser trips over in a hostile answer: overflow, recursion, type.
        except Exception as error:
            raise GeocoderError(
                f"the geocoder {self._name!r} gave an answer geopy cannot read for {name!r}: "
                f"{type(error).__name__}"
            ) from error
        return found


_MOST_FAILURES = 3
# Nominatim's usage policy: one request a second at the most, and a user agent that names the user.
_SECONDS_BETWEEN = {"nominatim": 1.0}


def _in_words(error: GeopyError) -> str:
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


def open_source(options: Options, gazetteer: Gazetteer) -> CandidateSource:
    """Return the source the options name: the gazetteer itself, or a geopy service.

    Raises
    ------
    OptionError
        No geopy service has that name, or it needs what was not given.

    Examples
    --------
    >>> gazetteer = Gazetteer.open()
    >>> open_source(Options(), gazetteer) is gazetteer
    True
    """
    if options.geocoder == "embedded":
        return gazetteer
    from geopy.exc import ConfigurationError, GeocoderNotFound
    from geopy.geocoders import SERVICE_TO_GEOCODER, get_geocoder_for_service

    try:
        service = get_geocoder_for_service(options.geocoder)
    except GeocoderNotFound:
        known = ", ".join(["embedded", *sorted(SERVICE_TO_GEOCODER)])
        raise OptionError(
            f"no geocoder is called {options.geocoder!r}: give one of {known}"
        ) from None
    if options.geocoder == "nominatim" and not options.user_agent:
        raise OptionError(
            "nominatim asks its users to name themselves: give --user-agent with a word for you "
            "and an address, such as 'newsroom desk@example.org'"
        )
    choices: dict[str, Any] = {"timeout": options.timeout_s}
    if options.user_agent:
        choices["user_agent"] = options.user_agent
    if options.domain:
        choices |= {"domain": options.domain, "scheme": options.scheme}
    try:
        geocoder = service(**choices)
    except (ConfigurationError, TypeError) as error:
        reason = " ".join(str(error).split())
        reason = reason if len(reason) <= 120 else f"{reason[:120].rsplit(' ', 1)[0]} ..."
        raise OptionError(
            f"the geocoder {options.geocoder!r} cannot be set up: {reason}; choose another"
        ) from error
    pause_s = 0.0 if options.domain else _SECONDS_BETWEEN.get(options.geocoder, 0.0)
    return GeopySource(geocoder, options.geocoder, pause_s)
