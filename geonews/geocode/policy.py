"""What each service asks of those who use it, and what it is best asked with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["Policy", "attribution_of", "is_placeholder", "policy_of"]

_OSM = ("Places: © OpenStreetMap contributors (ODbL)",)


@dataclass(frozen=True, slots=True)
class Policy:
    """The terms of a service.

    Attributes
    ----------
    attribution : tuple of str
        Lines that must stand wherever its places are shown.
    pause_s : float
        Seconds between two questions to its own host; a self-run one has none.
    may_store : bool
        Whether its terms let answers be kept; where not, the cache leaves it alone unless the
        configuration says ``cache = true`` for it.
    names_its_users : bool
        Whether it demands a user agent that says who asks.
    asked_with : tuple of (str, value)
        Arguments of geopy's ``geocode`` that make answers complete.
    """

    attribution: tuple[str, ...]
    pause_s: float = 0.0
    may_store: bool = False
    names_its_users: bool = False
    asked_with: tuple[tuple[str, Any], ...] = ()


_TEN = (("limit", 10),)
_ALL_OF_OSM = (
    *(("limit", 10), ("geometry", "geojson")),
    *(("addressdetails", True), ("extratags", True), ("namedetails", True)),
)

# Where no source for a pause is given, the service states no rate, or enforces its own by account
# and answers 429, which is heeded. ``may_store`` is our reading of the terms: where in doubt, no.
_POLICIES: Mapping[str, Policy] = {
    # operations.osmfoundation.org/policies/nominatim: one request a second at the most, a user
    # agent that identifies the application, results cached on the user's side.
    "nominatim": Policy(_OSM, 1.0, True, True, _ALL_OF_OSM),
    # photon.komoot.io: "be fair", no figure; a second is our choice. Open data (ODbL).
    "photon": Policy(_OSM, 1.0, True, False, _TEN),
    # openmapquest and pickpoint serve OpenStreetMap by Nominatim, and count by account.
    "openmapquest": Policy(_OSM, 0.0, True, False, _ALL_OF_OSM),
    "pickpoint": Policy(_OSM, 0.0, True, False, _ALL_OF_OSM),
    # geonames.org/export: 1,000 credits an hour, a search is one, no rate a second; half a second
    # is our choice. CC BY 4.0.
    "geonames": Policy(("Places: GeoNames (CC BY 4.0)",), 0.5, True),
    # Pelias is self-run; geocode.earth, which runs it, allows 10 requests a second. Open data.
    "pelias": Policy(
        ("Places: Pelias, © OpenStreetMap contributors (ODbL), Who's On First, GeoNames",),
        0.0,
        True,
    ),
    "geocodeearth": Policy(
        ("Places: geocode.earth, © OpenStreetMap contributors (ODbL), Who's On First, GeoNames",),
        0.1,
        True,
    ),
    # opencagedata.com/api: one request a second on the free trial; answers may be kept as long as
    # one likes.
    "opencage": Policy(
        ("Places: OpenCage, © OpenStreetMap contributors (ODbL)",),
        1.0,
        True,
        False,
        (("annotations", False),),
    ),
    # geo.api.gouv.fr: 50 requests a second and address. Licence Ouverte 2.0.
    "banfrance": Policy(("Places: Base Adresse Nationale (Licence Ouverte)",), 0.02, True, False,
                        _TEN),
    "databc": Policy(("Places: BC Address Geocoder (Open Government Licence - British Columbia)",),
                     0.0, True),
    "ignfrance": Policy(("Places: © IGN",)),
    # geocod.io: 1,000 requests a minute; answers may be kept.
    "geocodio": Policy(("Places: Geocodio",), 0.06, True, False, _TEN),
    # Esri's terms let nobody keep answers that were not asked for storage.
    "arcgis": Policy(("Places: Esri World Geocoding Service",),
                     asked_with=(("out_fields", "*"),)),
    # developer.here.com: five requests a second on the base plan; answers kept 30 days at most.
    "here": Policy(("Places: © HERE",), 0.2, True, False, (("maxresults", 10),)),
    "herev7": Policy(("Places: © HERE",), 0.2, True, False, _TEN),
    # Bing Maps: five requests a second on the basic key.
    "bing": Policy(("Places: © Microsoft Bing Maps",), 0.2,
                   asked_with=(("include_country_code", True),)),
    # developers.google.com/maps: 3,000 requests a minute. Its terms forbid other maps than its
    # own, and keeping.
    "google": Policy(("Places: © Google",), 0.02),
    "googlev3": Policy(("Places: © Google",), 0.02),
    # docs.mapbox.com: 600 requests a minute; what its temporary endpoint answers may not be kept.
    "mapbox": Policy(("Places: © Mapbox, © OpenStreetMap contributors",), 0.1),
    "maptiler": Policy(("Places: © MapTiler, © OpenStreetMap contributors",)),
    # developer.tomtom.com: five requests a second.
    "tomtom": Policy(("Places: © TomTom",), 0.2, asked_with=_TEN),
    "azure": Policy(("Places: © Microsoft, © TomTom",), asked_with=_TEN),
    "mapquest": Policy(("Places: © MapQuest",), asked_with=_TEN),
    "yandex": Policy(("Places: © Yandex",)),
    "woosmap": Policy(("Places: © Woosmap",), asked_with=(("limit", 5),)),
}  # fmt: skip


def policy_of(service: str) -> Policy:
    """Return the terms of a service by geopy's name for it.

    Examples
    --------
    >>> policy_of("nominatim").pause_s, policy_of("what3words").attribution
    (1.0, ('Places: what3words',))
    """
    return _POLICIES.get(service) or Policy((f"Places: {service}",))


def attribution_of(sources: Iterable[str]) -> tuple[str, ...]:
    """Return the lines that places of some sources need, each once; a gazetteer brings its own.

    Examples
    --------
    >>> attribution_of(["GeoNames", "photon", "nominatim"])
    ('Places: © OpenStreetMap contributors (ODbL)',)
    """
    named = (_POLICIES[source].attribution for source in sources if source in _POLICIES)
    return tuple(dict.fromkeys(line for lines in named for line in lines))


# What geopy's and our own documentation use as an example, what libraries and browsers send of
# themselves, and words that name nobody.
_PLACEHOLDER = re.compile(
    r"(?:geopy|geonews|python[\w-]*|curl|wget|mozilla|okhttp)(?:[/ ].*)?"
    r"|(?:my|your|some|the)?[\s_-]*(?:app|application|agent|user[\s_-]*agent|name|email|test|tests|"
    r"testing|example|newsroom|map|script|program|foo|bar|x+)(?:[\s_-]*(?:name|here))?(?:/[\d.]+)?"
    r"|specify.*|<.*>|.*@(?:[\w-]+\.)*example(?:\.\w+)?\b.*",
    re.IGNORECASE | re.DOTALL,
)


def is_placeholder(user_agent: str) -> bool:
    """Tell whether a user agent names nobody: a library's own, or an example's.

    Examples
    --------
    >>> [is_placeholder(words) for words in ("geopy/2.4.1", "my-application", "you@example.org")]
    [True, True, True]
    >>> is_placeholder("Bugle map desk, desk@bugle.news")
    False
    """
    words = user_agent.strip()
    return len(words) < 4 or _PLACEHOLDER.fullmatch(words) is not None
