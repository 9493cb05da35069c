"""Reports as a terminal, a spreadsheet and a script want them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from geonews.cli.terminal import column_width, json_safe, visible
from geonews.model import Mention, Place, Report

__all__ = [
    "as_json",
    "cache_table",
    "counted",
    "counts",
    "failures",
    "mentions_csv",
    "mentions_table",
    "merged",
    "place_label",
    "rows_csv",
    "table",
]

_LONGEST_CELL = 44
_MENTION_FIELDS = (
    *("story", "start", "end", "text", "kind", "role", "status", "confidence"),
    *("name", "country", "admin1", "feature", "lat", "lon", "geonames_id", "wikidata_id", "reason"),
)
_NUMBERS_RIGHT = frozenset(
    (
        *("START", "LAT", "LON", "CONFIDENCE", "POPULATION", "WEIGHT", "GEONAMES"),
        *("NAMES", "FOUND", "NOT FOUND", "NEWEST", "OLDEST"),
    )
)
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
    return table((*(("STORY",) if several else ()), *head), rows)


def _mention_row(mention: Mention) -> tuple[str, ...]:
    place = mention.place
    return (
        str(mention.start),
        mention.text,
        mention.kind,
        mention.role,
        place_label(place) if place else "-",
        f"{place.lat:.4f}" if place else "",
        f"{place.lon:.4f}" if place else "",
        f"{mention.confidence:.2f}" if place else "",
        mention.status if place else f"{mention.status}: {mention.reason}",
    )


def place_label(place: Place) -> str:
    """Return a place with what holds it and its feature code."""
    where = [part for part in (place.admin1, place.country) if part and part != place.name]
    return f"{', '.join((place.name, *where))} [{place.feature}]"


def mentions_csv(reports: Iterable[Report]) -> str:
    """Return the mentions of some stories as CSV: a header, then one row each."""
    return rows_csv(
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


def cache_table(facts: Mapping[str, Any]) -> str:
    """Return where the cache of answers is, how large, and what it keeps by service."""
    lines = f"path  {visible(facts['path'])}\nsize  {facts['size_bytes'] / 2**20:.1f} MiB\n"
    if not facts["services"]:
        return f"{lines}no answers are kept\n"
    head = ("SERVICE", "NAMES", "FOUND", "NOT FOUND", "NEWEST", "OLDEST")
    rows = [
        (
            kept["service"],
            *(f"{kept[key]:,}" for key in ("names", "found", "not_found")),
            *(f"{kept[key]:.1f} days" for key in ("newest_days", "oldest_days")),
        )
        for kept in facts["services"]
    ]
    return lines + table(head, rows)


def merged(reports: Sequence[Report], collections: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return the feature collections of some stories as one; every feature names its story."""
    features = []
    credits_ = dict.fromkeys(line for one in collections for line in one["attribution"])
    for report, collection in zip(reports, collections, strict=True):
        for feature in collection["features"]:
            properties = {"story": report.article.id, **feature["properties"]}
            features.append({**feature, "properties": properties})
    return {"type": "FeatureCollection", "features": features, "attribution": [*credits_]}


def counts(report: Report) -> str:
    """Return what was found, in one line."""
    places = {mention.place for mention in report.mentions if mention.place}
    told = [f"{counted(len(report.mentions), 'mention')} of {counted(len(places), 'place')}"]
    if not report.mentions:
        told = ["the story names no place"]
    unresolved = sum(mention.status == "unresolved" for mention in report.mentions)
    if unresolved:
        told.append(f"{unresolved} unresolved")
    if report.checks:
        inconsistent = sum(check.verdict == "inconsistent" for check in report.checks)
        told.append(f"{counted(len(report.checks), 'check')}, {inconsistent} inconsistent")
    return "; ".join(told)


def failures(report: Report, failed: Mapping[str, str]) -> str:
    """Return what a geocoder's failures come to, in one line; "" where it answered.

    Parameters
    ----------
    report : Report
    failed : mapping of str to str
        The names it failed on, each with how.
    """
    hit = [mention for mention in report.mentions if mention.text in failed]
    if not hit:
        return ""
    lost = sum(mention.status == "unresolved" for mention in hit)
    told = [f"{counted(lost, 'mention')} unresolved"] if lost else []
    if kept := len(hit) - lost:
        told.append(f"{counted(kept, 'mention')} placed without it")
    return f"{', '.join(told)}: {visible(failed[hit[0].text])}"


def counted(number: int, noun: str) -> str:
    """Return how many of a thing: "1 check", "2 checks"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return rows under their heads, in columns; nothing in them moves a terminal's cursor."""
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


def rows_csv(fieldnames: Sequence[str], rows: Iterable[dict[str, Any]]) -> str:
    """Return rows as CSV under a header, with nothing in them that a spreadsheet would run."""
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
