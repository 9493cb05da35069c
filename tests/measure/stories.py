"""Stories with mentions, for the tests of figures: places by name, nothing recognised."""

from __future__ import annotations

import re

from geonews.measure import measure
from geonews.model import Article, Figure, Mention, Place

PLACES = {
    name: Place(name, 0, 0, country=country, feature=feature, admin1=admin1)
    for name, country, feature, admin1 in (
        ("Kursk", "RU", "ADM1", None),
        ("Belgorod", "RU", "ADM1", None),
        ("Ukraine", "UA", "PCLI", None),
        ("Russia", "RU", "PCLI", None),
        ("Moscow", "RU", "PPLC", None),
        ("Malta", "MT", "PCLI", None),
        ("Belgium", "BE", "PCLI", None),
        ("Texas", "US", "ADM1", None),
        ("Kansas", "US", "ADM1", None),
        ("Austin", "US", "PPLA", "Texas"),
        ("Washington", "US", "PPLC", None),
        ("Portugal", "PT", "PCLI", None),
        ("Evia", "GR", "ISL", None),
        ("Ruritania", None, "PCLI", None),
        ("Highmoor", None, "RGN", None),
    )
}
DEMONYMS = {"Ukrainian": "Ukraine", "Russian": "Russia"}
_NAMES = re.compile(rf"\b(?:{'|'.join((*PLACES, *DEMONYMS))})\b")


def mentions_in(text: str) -> tuple[Mention, ...]:
    """Return every known name of a text as a mention."""
    return tuple(
        Mention(
            match.start(),
            match.end(),
            match[0],
            kind="demonym" if match[0] in DEMONYMS else "place",
            place=PLACES[DEMONYMS.get(match[0], match[0])],
            status="resolved",
        )
        for match in _NAMES.finditer(text)
    )


def figures_in(text: str) -> tuple[Figure, ...]:
    """Measure a text whose names are all recognised."""
    return measure(Article(text), mentions_in(text))
