"""The port the resolver asks for candidates, and what stands behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from geonews.errors import GeocoderError, OptionError
from geonews.gazetteer import Candidate, Gazetteer, NameKind
from geonews.options import Options

if TYPE_CHECKING:
    from collections.abc import Iterable

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

    Examples
    --------
    >>> from geonews.geocode.embedded import EmbeddedGeocoder
    >>> source = GeopySource(EmbeddedGeocoder(Gazetteer.open()), "embedded")
    >>> source.candidates("Seoul")[0].place.country
    'KR'
    """

    def __init__(self, geocoder: Any, name: str) -> None:
        self._geocoder = geocoder
        self._name = name
        self._known: dict[str, tuple[Candidate, ...]] = {}

    def candidates(self, name: str) -> tuple[Candidate, ...]:
        """Return what the service answers, asked once a name."""
        if name not in self._known:
            self._known[name] = tuple(self._ask(name))
        return self._known[name]

    def _ask(self, name: str) -> Iterable[Candidate]:
        from geopy.exc import GeopyError

        from geonews.geocode.normalise import to_place, weight_of

        found: list[Candidate] = []
        try:
            answer: Iterable[Location] = self._geocoder.geocode(name, exactly_one=False) or ()
            for location in answer:
                place = to_place(location, self._name)
                if place is not None:
                    found.append(Candidate(place, NameKind.NAME, weight_of(location, place)))
        except GeopyError as error:
            raise GeocoderError(
                f"the geocoder {self._name!r} failed on {name!r}: "
                f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"
            ) from error
        # Whatever a service's parser trips over in a hostile answer: overflow, recursion, type.
        except Exception as error:
            raise GeocoderError(
                f"the geocoder {self._name!r} gave an answer geopy cannot read for {name!r}: "
                f"{type(error).__name__}"
            ) from error
        return found


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
    choices: dict[str, Any] = {"timeout": options.timeout_s}
    if options.user_agent:
        choices["user_agent"] = options.user_agent
    if options.domain:
        choices |= {"domain": options.domain, "scheme": options.scheme}
    try:
        return GeopySource(service(**choices), options.geocoder)
    except (ConfigurationError, TypeError) as error:
        reason = " ".join(str(error).split())[:200]
        raise OptionError(
            f"the geocoder {options.geocoder!r} cannot be set up: {reason}; a service such as "
            "nominatim demands --user-agent, naming you"
        ) from error
