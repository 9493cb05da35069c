"""The page's own words: what a place is, how often it is named, what a key entry means."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from geonews.draw.entries import Entry
from geonews.model import Place

__all__ = ["GROUPS", "KEY", "describe", "is_right_to_left", "plural", "times"]

GROUPS = {
    "literal": "Where it happens",
    "associative": "Named for a government or a people",
    "dateline": "Dateline",
    "uncertain": "To check",
    "unresolved": "Not found",
}
KEY = {
    "focus": "Where it happens",
    "literal": "Also in the story",
    "associative": "Named for a government or a people",
    "dateline": "Dateline",
    "zone": "Somewhere in here: given by distance",
    "uncertain": "To check",
    "disputed": "Disputed area",
}
_ENOUGH_CHARS = 2000
# GeoNames feature codes, most telling prefix first.
_KINDS = (
    ("PCL", "Country"),
    ("TERR", "Territory"),
    ("ADM1", "Region"),
    ("ADM2", "County or district"),
    ("ADM", "District"),
    ("PPLC", "Capital"),
    ("PPLX", "Part of a town"),
    ("PPL", "Town"),
    ("CONT", "Continent"),
    ("OCN", "Ocean"),
    ("SEA", "Sea"),
    ("GULF", "Gulf"),
    ("BAY", "Bay"),
    ("STRT", "Strait"),
    ("CHN", "Channel"),
    ("LK", "Lake"),
    ("STM", "River"),
    ("CNL", "Canal"),
    ("MT", "Mountain"),
    ("DSRT", "Desert"),
    ("ISL", "Island"),
    ("PEN", "Peninsula"),
    ("RGN", "Area"),
)


def describe(place: Place, countries: Mapping[str, str], dispute: str = "") -> str:
    """Return what a place is and where, in a few words.

    Parameters
    ----------
    place : Place
    countries : mapping of str to str
        Names by code.
    dispute : str
        The disputed area that it lies in, whose country nobody may say; "" where there is none.

    Examples
    --------
    >>> describe(Place("Kursk", 51.73, 36.19, "RU", "Kursk Oblast", "PPLA"), {"RU": "Russia"})
    'Town in Kursk Oblast, Russia'
    >>> describe(Place("Kerch", 45.36, 36.47, "UA", "Crimea"), {"UA": "Ukraine"}, "Crimea")
    'Town in Crimea (disputed)'
    """
    kind = next((word for code, word in _KINDS if place.feature.startswith(code)), "Place")
    if kind == "Country":
        return "State or territory in dispute" if dispute else kind
    if kind == "Capital" and dispute:
        return f"Capital of {dispute} (disputed)"
    country = f"{dispute} (disputed)"
    if not dispute:
        country = countries.get(place.country or "", place.country or "")
    elif dispute == place.name:
        country = "dispute"
    admin1 = place.admin1 or ""
    within = ["" if dispute and dispute in admin1 else admin1, country]
    if kind == "Capital":
        within = within[1:]
    where = ", ".join(dict.fromkeys(name for name in within if name and name != place.name))
    if not where:
        return kind
    return f"{kind} {'of' if kind == 'Capital' else 'in'} {where}"


def is_right_to_left(text: str) -> bool:
    """Tell whether most letters of a text's start are of a script that runs from right to left.

    Examples
    --------
    >>> is_right_to_left("Rain fell on Lima"), is_right_to_left("سقط المطر على ليما")
    (False, True)
    """
    kinds = [unicodedata.bidirectional(char) for char in text[:_ENOUGH_CHARS]]
    return sum(kind in ("R", "AL") for kind in kinds) > kinds.count("L")


def plural(number: int, one: str, many: str) -> str:
    """Return a number with its noun.

    Examples
    --------
    >>> plural(1, "place", "places"), plural(2400, "place", "places")
    ('1 place', '2,400 places')
    """
    return f"{number:,} {one if number == 1 else many}"


def times(entry: Entry) -> str:
    """Return how often an entry is named, for a reader."""
    if entry.count == 1:
        return "named once"
    return "named twice" if entry.count == 2 else f"named {entry.count:,} times"
