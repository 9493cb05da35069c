"""Reports as a terminal, a spreadsheet and a script want them."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from geonews.cli.terminal import column_width, json_safe, visible
from geonews.model import Check, Mention, Place, Report

__all__ = [
    "as_json",
    "checks",
    "counts",
    "failures",
    "mentions_csv",
    "mentions_table",
    "merged",
    "places_csv",
    "places_table",
]

_LONGEST_CELL = 44
_MENTION_FIELDS = (
    *("story", "start", "end", "text", "kind", "role", "status", "confidence"),
    *("name", "country", "admin1", "feature", "lat", "lon", "geonames_id", "wikidata_id", "reason"),
)
_PLACE_FIELDS = (
    *("name", "country", "admin1", "feature", "lat", "lon", "population"),
    *("geonames_id", "wikidata_id"),
)
_NUMBERS_RIGHT = frozenset(("START", "LAT", "LON", "CONFIDENCE", "POPULATION", "GEONAMES"))
# A spreadsheet takes a cell that begins with one of these for a formula (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def as_json(value: Any) -> str:
    """Return a value as JSON with a new line at its end."""
    return json_safe(json.dumps(value, ensure_ascii=False, indent=2)) + "\n"


def mentions_table(reports: Sequence[Report]) -> str:
    """Return the mentions of some stories as a table, one row each."""
    several = len(reports) > 1
    head = ("START", "TEXT", "KIND", "ROLE", "PLACE", "LAT", "LON", "CONFIDENCE", "STATUS")
    rows = [
        (*((report.article.id,) if several else ()), *_mention_row(mention))
        for report in reports
        for mention in report.mentions
    ]
    return _table((*(("STORY",) if several else ()), *head), rows)


def _mention_row(mention: Mention) -> tuple[str, ...]:
    place = mention.place
    return (
        str(mention.start),
        mention.text,
        mention.kind,
        mention.role,
        _place_label(place) if place else "-",
        f"{place.lat:.4f}" if place else "",
        f"{place.lon:.4f}" if place else "",
        f"{mention.confidence:.2f}" if place else "",
        mention.status if place else f"{mention.status}: {mention.reason}",
    )


def _place_label(place: Place) -> str:
    where = [part for part in (place.admin1, place.country) if part and part != place.name]
    return f"{', '.join((place.name, *where))} [{place.feature}]"


def mentions_csv(reports: Iterable[Report]) -> str:
    """Return the mentions of some stories as CSV: a header, then one row each."""
    return _csv(
        _MENTION_FIELDS,
        (
            {
                **(mention.place.to_dict() if mention.place else {}),
                **mention.to_dict(),
                "story": report.article.id,
            }
            for report in reports
            for mention in report.mentions
        ),
    )


def places_table(places: Iterable[Place]) -> str:
    """Return places of a gazetteer as a table, one row each."""
    head = ("NAME", "COUNTRY", "ADMIN1", "FEATURE", "LAT", "LON", "POPULATION", "GEONAMES")
    return _table(
        head,
        [
            (
                place.name,
                place.country or "",
                place.admin1 or "",
                place.feature,
                f"{place.lat:.4f}",
                f"{place.lon:.4f}",
                f"{place.population:,}" if place.population else "",
                str(place.geonames_id or ""),
            )
            for place in places
        ],
    )


def places_csv(places: Iterable[Place]) -> str:
    """Return places of a gazetteer as CSV: a header, then one row each."""
    return _csv(_PLACE_FIELDS, (place.to_dict() for place in places))


def merged(
    reports: Sequence[Report], collections: Sequence[dict[str, Any]], attribution: Sequence[str]
) -> dict[str, Any]:
    """Return the feature collections of some stories as one; every feature names its story."""
    features = []
    for report, collection in zip(reports, collections, strict=True):
        for feature in collection["features"]:
            properties = {"story": report.article.id, **feature["properties"]}
            features.append({**feature, "properties": properties})
    return {"type": "FeatureCollection", "features": features, "attribution": [*attribution]}


def counts(report: Report) -> str:
    """Return what was found, in one line."""
    places = {mention.place for mention in report.mentions if mention.place}
    told = [f"{_counted(len(report.mentions), 'mention')} of {_counted(len(places), 'place')}"]
    if not report.mentions:
        told = ["the story names no place"]
    unresolved = sum(mention.status == "unresolved" for mention in report.mentions)
    if unresolved:
        told.append(f"{unresolved} unresolved")
    if report.checks:
        inconsistent = sum(check.verdict == "inconsistent" for check in report.checks)
        told.append(f"{_counted(len(report.checks), 'check')}, {inconsistent} inconsistent")
    return "; ".join(told)


def failures(report: Report) -> str:
    """Return what a geocoder's failures come to, in one line; "" where it answered."""
    reasons = [m.reason for m in report.mentions if m.reason.startswith("the geocoder ")]
    if not reasons:
        return ""
    return f"{_counted(len(reasons), 'mention')} unresolved: {visible(reasons[0])}"


def checks(report: Report) -> str:
    """Return every check of a story, the arithmetic shown, and a last line that counts them."""
    blocks = [_check(check) for check in report.checks]
    count = len(report.checks)
    if count:
        verdicts = Counter(check.verdict for check in report.checks)
        told = ", ".join(f"{number} {verdict}" for verdict, number in verdicts.items())
        last = f"{_counted(count, 'check')}: {told}\n"
    elif report.figures:
        stated = "; ".join(visible(figure.text) for figure in report.figures)
        last = (
            f"{_counted(len(report.figures), 'figure')}, with nothing to check against: {stated}\n"
        )
    else:
        last = "no area figures in the story\n"
    return "\n".join((*blocks, last))


def _check(check: Check) -> str:
    lines = (
        ("check", check.kind.replace("_", " ")),
        ("found", check.found),
        ("tolerance", check.tolerance),
        ("reason", check.reason),
        *(("source", source) for source in check.sources),
    )
    told = "".join(f"  {name:<9}  {visible(value)}\n" for name, value in lines if value)
    return f"{check.verdict}: {visible(check.statement)}\n{told}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    # The last column may run on: nothing stands to its right.
    shown = [[*map(_cell, row[:-1]), visible(row[-1])] for row in rows]
    widths = [max(map(column_width, column)) for column in zip(head, *shown, strict=True)]
    lines = []
    for row in (head, *shown):
        cells = []
        for name, cell, width in zip(head, row, widths, strict=True):
            gap = " " * (width - column_width(cell))
            cells.append(gap + cell if name in _NUMBERS_RIGHT else cell + gap)
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    text = visible(text)
    return text if len(text) <= _LONGEST_CELL else text[: _LONGEST_CELL - 1] + "…"


def _csv(fieldnames: Sequence[str], rows: Iterable[dict[str, Any]]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({field: _harmless(row.get(field)) for field in fieldnames})
    return out.getvalue()


def _harmless(value: Any) -> Any:
    """Return a cell that a spreadsheet shows and does not run; numbers stay numbers."""
    if not isinstance(value, str):
        return value
    text = visible(value)
    return f"'{text}" if value.startswith(_FORMULA) or text.startswith(_FORMULA) else text
