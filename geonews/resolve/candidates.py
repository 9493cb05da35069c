"""Which places bear the names of a story: every name asked for once, as stories write them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from geonews.errors import GeocoderError
from geonews.gazetteer import Candidate, Gazetteer, NameKind
from geonews.geocode import CandidateSource
from geonews.text import SPELT_OUT

__all__ = ["asked"]

_SHORT = re.compile(rf"\b({'|'.join(SPELT_OUT)})\.?(?=[ -])", re.IGNORECASE)
_TITLES = (
    ("County", re.compile(r"count(?:y|ies)\b", re.IGNORECASE)),
    ("Parish", re.compile(r"parish(?:es)?\b", re.IGNORECASE)),
)


def asked(
    names: Iterable[str], source: CandidateSource, text: str
) -> tuple[dict[str, tuple[Candidate, ...]], dict[str, str]]:
    """Ask for each name once; a failure stays with its own name.

    Of a gazetteer, which answers at once, more is asked: counties by their short names where the
    text speaks of counties ("Clarke and Oconee counties"), and other spellings of a name nobody
    bears.

    Returns
    -------
    dict of str to tuple of Candidate, dict of str to str
        The candidates of each name, and how the source failed on some.

    Examples
    --------
    >>> from geonews.gazetteer import Gazetteer
    >>> found, _ = asked(["Mt. Kisco", "Oconee"], Gazetteer.open(), "two counties")
    >>> found["Mt. Kisco"][0].place.name, {c.place.name for c in found["Oconee"]}
    ('Mount Kisco', {'Oconee County'})
    """
    found: dict[str, tuple[Candidate, ...]] = {}
    failures: dict[str, str] = {}
    # Only a gazetteer in memory has its index to be searched; a service would be asked each time.
    at_once = callable(getattr(source, "find", None))
    small = text.lower()
    titles = tuple(
        title for title, pattern in _TITLES if title[:5].lower() in small and pattern.search(text)
    )
    for name in names:
        if isinstance(source, Gazetteer):
            found[name] = _known(source, name, titles)
            continue
        try:
            found[name] = source.candidates(name)
        except GeocoderError as error:
            found[name] = ()
            failures[name] = str(error)
        if at_once:
            found[name] = _more(name, found[name], source, titles)
    return found, failures


@lru_cache(maxsize=1 << 12)
def _known(gazetteer: Gazetteer, name: str, titles: tuple[str, ...]) -> tuple[Candidate, ...]:
    """Ask a gazetteer, which never changes; stories of a day name the same places."""
    return _more(name, gazetteer.candidates(name), gazetteer, titles)


def _more(
    name: str, found: tuple[Candidate, ...], source: CandidateSource, titles: tuple[str, ...]
) -> tuple[Candidate, ...]:
    if not found:
        found = next(filter(None, map(source.candidates, _spellings(name))), ())
    # A country or a demonym gives no county its name without the word.
    if not titles or name[-1:] == "." or (found and found[0].place.is_country):
        return found
    counties = [
        replace(candidate, kind=NameKind.ALTERNATE)
        for title in titles
        for candidate in source.candidates(f"{name} {title}")
        if candidate.place.feature == "ADM2" and candidate.kind.is_name
    ]
    return (*found, *counties) if counties else found


def _spellings(name: str) -> tuple[str, ...]:
    """Return other ways to write a name: "Mt. Kisco" in full, "W. Va." without the space."""
    full = _SHORT.sub(lambda short: SPELT_OUT[short[1].lower()].title(), name)
    close = name.replace(". ", ".")
    return tuple(other for other in (full, close) if other != name)
