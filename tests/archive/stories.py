"""Archives for tests: the same stories in every form, and ways to break a file."""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import zstandard

from geonews.archive.reading import Columns, read_records
from geonews.archive.record import Record

FIELDS = ("id", "text", "title", "source", "url", "published", "language")


def story(number: int, **fields: Any) -> dict[str, Any]:
    """Return the fields of a story that no other number has."""
    return {
        "id": f"s{number}",
        "text": f"Rain fell on Lima for {number} days, the ministry said.",
        "title": f"Rain {number}",
        "source": "The Courier",
        "url": f"https://courier.example/{number}",
        "published": "2024-08-11",
        "language": "en",
        **fields,
    }


def noise(seed: int, length: int) -> str:
    """Return text that packs badly."""
    return hashlib.shake_128(str(seed).encode()).hexdigest(length)


def stories(count: int) -> list[dict[str, Any]]:
    """Return some stories."""
    return [story(number) for number in range(count)]


def lines(rows: Iterable[Any]) -> bytes:
    """Return rows as JSON lines."""
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)


def write(path: Path, rows: Sequence[dict[str, Any]]) -> Path:
    """Write stories in the form that the suffix says, and return the path."""
    match "".join(path.suffixes):
        case ".jsonl":
            path.write_bytes(lines(rows))
        case ".jsonl.gz":
            path.write_bytes(gzip.compress(lines(rows)))
        case ".jsonl.zst":
            path.write_bytes(zstandard.compress(lines(rows)))
        case ".csv":
            write_rows(path, rows, ",")
        case ".tsv":
            write_rows(path, rows, "\t")
        case ".parquet":
            pq.write_table(pa.Table.from_pylist(list(rows)), path, row_group_size=7)
        case suffix:
            raise ValueError(suffix)
    return path


def write_rows(path: Path, rows: Sequence[dict[str, Any]], delimiter: str) -> None:
    """Write stories as a table of text."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, FIELDS, delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)


def records(*paths: Path, **options: Any) -> list[Record]:
    """Return all records of some files."""
    return list(read_records(paths, options.pop("columns", Columns()), **options))


def errors(found: Iterable[Record]) -> list[str]:
    """Return why records are no stories."""
    return [record.error for record in found if record.error is not None]
