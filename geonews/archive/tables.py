"""Reports as tables: a row a story, a row a mention, a row a place."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import numpy as np

from geonews.archive.arrow import pa, pc, pj
from geonews.archive.schemas import MENTIONS, PLACES, REPORT, STORIES
from geonews.draw.dates import day_of
from geonews.errors import StoryError

__all__ = [
    "MENTIONS",
    "PLACES",
    "STORIES",
    "added",
    "mentions_of_lines",
    "mentions_table",
    "places_table",
    "stories_of_lines",
    "stories_table",
]

Lines = bytes | bytearray
"""Reports as JSON lines, none of them blank."""
Columns = dict[str, Any]
"""Arrow arrays by name."""

_SURROGATE = re.compile("[\ud800-\udfff]")
_STATUSES = ("resolved", "uncertain", "unresolved")
# Well-known binary: a byte for the order of bytes, the number of the kind, x and y.
_POINT = np.dtype([("order", "u1"), ("kind", "<u4"), ("x", "<f8"), ("y", "<f8")])


def stories_table(reports: Iterable[Mapping[str, Any]]) -> pa.Table:
    """Return a table of stories.

    Parameters
    ----------
    reports : iterable of dict
        What `Report.to_dict` gives.

    Returns
    -------
    pyarrow.Table
        A row a report, with the columns `STORIES`.

    Raises
    ------
    StoryError
        A dict is no report.

    Examples
    --------
    >>> stories_table([]).num_rows
    0
    """
    return stories_of_lines(_lines(reports))


def mentions_table(reports: Iterable[Mapping[str, Any]]) -> pa.Table:
    """Return a table of mentions, with points.

    Parameters
    ----------
    reports : iterable of dict
        What `Report.to_dict` gives.

    Returns
    -------
    pyarrow.Table
        A row a mention, in the order of reports and mentions, with the columns `MENTIONS`; written
        to Parquet it is GeoParquet.

    Raises
    ------
    StoryError
        A dict is no report.
    """
    return mentions_of_lines(_lines(reports))


def stories_of_lines(lines: Lines) -> pa.Table:
    """Return what `stories_table` does of reports as JSON lines, which is faster."""
    if not lines:
        return STORIES.empty_table()
    parsed = _parsed(lines)
    parents, mentions = _flat(parsed["mentions"])
    statuses = _field(mentions, "status")
    counts = {
        status: np.bincount(parents[_is(statuses, status)], minlength=parsed.num_rows)
        for status in _STATUSES
    }
    columns: Columns = {
        **_fields(parsed["article"].combine_chunks()),
        **{name: parsed[name] for name in parsed.column_names},
        **{status: pa.array(count, pa.int32()) for status, count in counts.items()},
        # Escapes keep what no text column could, such as half a surrogate pair.
        "report": pa.array(bytes(lines).decode().removesuffix("\n").split("\n"), pa.string()),
    }
    return _table(columns, STORIES)


def mentions_of_lines(lines: Lines) -> pa.Table:
    """Return what `mentions_table` does of reports as JSON lines, which is faster."""
    if not lines:
        return MENTIONS.empty_table()
    parsed = _parsed(lines)
    parents, mentions = _flat(parsed["mentions"])
    of_story = _fields(parsed["article"].combine_chunks().take(pa.array(parents)))
    of_mention = _fields(mentions)
    place = of_mention["place"]
    of_place = _fields(place)
    ids = _place_ids(of_place)
    columns: Columns = {
        "story": of_story["id"],
        "sha256": of_story["sha256"],
        "published": of_story["published"],
        "day": _days(of_story["published"]),
        "source": of_story["source"],
        "name": of_mention["text"],
        "probability": of_mention["confidence"],
        **{name: of_mention[name] for name in ("kind", "role", "status", "start", "end")},
        "place_id": ids,
        "place_name": of_place["name"],
        "feature_code": of_place["feature"],
        **{name: of_place[name] for name in ("country", "admin1", "population")},
        "is_first": _firsts(parents, ids),
        "geometry": _points(of_place["lon"], of_place["lat"]),
    }
    return _table(columns, MENTIONS)


def places_table(mentions: pa.Table) -> pa.Table:
    """Return a table of the places that mentions have.

    Parameters
    ----------
    mentions : pyarrow.Table
        With the columns `MENTIONS`; no story may be cut, which would count twice.

    Returns
    -------
    pyarrow.Table
        A row a place, most stories first, with the columns `PLACES`.
    """
    placed = mentions.filter(pc.is_valid(mentions["place_id"]))
    counted = placed.select([]).append_column("place_id", placed["place_id"])
    for name, column in (
        ("name", placed["place_name"]),
        *((name, placed[name]) for name in ("country", "admin1", "feature_code", "population")),
        ("mentions", pa.array(np.ones(placed.num_rows, np.int64))),
        ("resolved", pc.equal(placed["status"], "resolved").cast(pa.int64())),
        ("stories", placed["is_first"].cast(pa.int64())),
        ("first_published", placed["day"]),
        ("last_published", placed["day"]),
        ("geometry", placed["geometry"]),
    ):
        counted = counted.append_column(name, column)
    return added(counted)


def added(places: pa.Table) -> pa.Table:
    """Return places with the rows of each made one: their counts added up, most stories first."""
    how = {"first_published": "min", "last_published": "max"}
    how |= dict.fromkeys(("mentions", "resolved", "stories"), "sum")
    by = [(name, how.get(name, "first")) for name in PLACES.names if name != "place_id"]
    # Only one thread takes the first of each in the order of the rows.
    grouped = places.group_by("place_id", use_threads=False).aggregate(by)
    columns = {"place_id": grouped["place_id"]}
    columns |= {name: grouped[f"{name}_{kind}"] for name, kind in by}
    order = [("stories", "descending"), ("mentions", "descending"), ("place_id", "ascending")]
    return _table(columns, PLACES).sort_by(order)


def _lines(reports: Iterable[Mapping[str, Any]]) -> bytes:
    return b"".join(
        json.dumps(report, separators=(",", ":")).encode() + b"\n" for report in reports
    )


def _parsed(lines: Lines) -> pa.Table:
    """Return what tables take from reports."""
    reading = pj.ReadOptions(block_size=max(len(lines), 1 << 10))
    parsing = pj.ParseOptions(explicit_schema=REPORT, unexpected_field_behavior="ignore")
    try:
        return pj.read_json(pa.BufferReader(lines), reading, parsing)
    except pa.ArrowInvalid:
        # Half a surrogate pair, which JSON can write and no column hold.
        return _parsed_slowly(lines)


def _parsed_slowly(lines: Lines) -> pa.Table:
    try:
        rows = [_mended(json.loads(line)) for line in bytes(lines).removesuffix(b"\n").split(b"\n")]
        return pa.Table.from_pylist(rows, schema=REPORT)
    except (AttributeError, TypeError, ValueError) as error:
        raise StoryError(
            "a line is no report of geonews: give what geonews batch or --json wrote"
        ) from error


def _mended(value: Any) -> Any:
    match value:
        case str():
            return _SURROGATE.sub("\ufffd", value)
        case list():
            return [_mended(item) for item in value]
        case dict():
            return {key: _mended(item) for key, item in value.items()}
    return value


def _flat(lists: pa.ChunkedArray) -> tuple[Any, pa.StructArray]:
    """Return what is in lists, and of each item the number of its list."""
    whole = lists.combine_chunks()
    return pc.list_parent_indices(whole).to_numpy(zero_copy_only=False), pc.list_flatten(whole)


def _fields(structs: pa.StructArray) -> Columns:
    return {field.name: _field(structs, field.name) for field in structs.type}


def _field(structs: pa.StructArray, name: str) -> pa.Array:
    return pc.struct_field(structs, name)


def _is(values: pa.Array, value: str) -> Any:
    return pc.fill_null(pc.equal(values, value), False).to_numpy(zero_copy_only=False)


def _place_ids(place: Columns) -> pa.Array:
    lat, lon = (pc.cast(place[name], pa.string()) for name in ("lat", "lon"))
    return pc.coalesce(
        pc.binary_join_element_wise("geonames", pc.cast(place["geonames_id"], pa.string()), ":"),
        pc.binary_join_element_wise("wikidata", place["wikidata_id"], ":"),
        pc.binary_join_element_wise(
            "point", pc.binary_join_element_wise(lat, lon, place["name"], ","), ":"
        ),
    )


def _firsts(parents: Any, ids: pa.Array) -> pa.Array:
    """Return which mentions are the first of their place in their story."""
    codes = pc.dictionary_encode(ids).indices
    known = codes.is_valid().to_numpy(zero_copy_only=False)
    numbers = codes.fill_null(0).to_numpy(zero_copy_only=False).astype(np.int64)
    pairs = parents.astype(np.int64) * (int(numbers.max(initial=0)) + 1) + numbers
    rows = np.flatnonzero(known)
    is_first = np.zeros(len(pairs), bool)
    is_first[rows[np.unique(pairs[rows], return_index=True)[1]]] = True
    return pa.array(is_first)


def _days(published: pa.Array) -> pa.Array:
    """Return days of publication, each way of writing one read once."""
    encoded = pc.dictionary_encode(published)
    days = [
        date.fromisoformat(day) if (day := day_of(written)) else None
        for written in encoded.dictionary.to_pylist()
    ]
    return pa.array(days, pa.date32()).take(encoded.indices)


def _points(lon: pa.Array, lat: pa.Array) -> pa.Array:
    """Return points as well-known binary, null where there is none."""
    points = np.empty(len(lon), _POINT)
    points["order"], points["kind"] = 1, 1
    points["x"] = lon.to_numpy(zero_copy_only=False)
    points["y"] = lat.to_numpy(zero_copy_only=False)
    packed = pa.Array.from_buffers(
        pa.binary(_POINT.itemsize), len(points), [None, pa.py_buffer(points.tobytes())]
    )
    none = pa.scalar(None, pa.binary(_POINT.itemsize))
    return pc.if_else(pc.is_valid(lat), packed, none).cast(pa.binary())


def _table(columns: Columns, schema: pa.Schema) -> pa.Table:
    return pa.table([columns[name] for name in schema.names], schema=schema)
