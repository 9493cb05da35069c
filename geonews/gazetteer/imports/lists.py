"""The small files beside the dump: names of areas by code, and what holds what."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from geonews.errors import GazetteerError
from geonews.gazetteer.imports.archive import chunks
from geonews.gazetteer.imports.rows import decoded_lines
from geonews.gazetteer.imports.table import Refusals

__all__ = ["read_codes", "read_hierarchy"]

# GeoNames lists 4,000 and 47,000 codes, and half a million pairs of the hierarchy.
_MAX_CODES = 500_000
_MAX_PAIRS = 5_000_000
_MAX_NAME = 400


def read_codes(path: Path, levels: int) -> tuple[dict[str, tuple[str, int]], Refusals]:
    """Return names and GeoNames ids by code, of admin1CodesASCII.txt or admin2Codes.txt.

    Parameters
    ----------
    path : Path
    levels : int
        1 for codes such as "US.TX", 2 for "US.TX.277".
    """
    found: dict[str, tuple[str, int]] = {}
    refused = Refusals(path.name)
    for number, fields in _fields(path, refused):
        name, written_id = (fields[1].strip(), fields[3]) if len(fields) == 4 else ("", "")
        is_code = fields[0].count(".") == levels
        if not (is_code and 0 < len(name) <= _MAX_NAME and _is_id(written_id)):
            refused.add(1, [(number, "not four columns: code, name, plain name, id")])
        else:
            found.setdefault(fields[0], (name, int(written_id)))
        _within(path, len(found), _MAX_CODES)
    return found, refused


def read_hierarchy(path: Path) -> tuple[dict[int, int], Refusals]:
    """Return the GeoNames id of what holds each place, of hierarchy.txt; administrative first."""
    found: dict[int, int] = {}
    administrative: set[int] = set()
    refused = Refusals(path.name)
    for number, fields in _fields(path, refused):
        if len(fields) not in (2, 3) or not (_is_id(fields[0]) and _is_id(fields[1])):
            refused.add(1, [(number, "not two ids and a type")])
            continue
        parent, child = int(fields[0]), int(fields[1])
        is_first = child not in found
        if fields[2:] == ["ADM"] and child not in administrative:
            administrative.add(child)
            is_first = True
        if is_first:
            found[child] = parent
        _within(path, len(found), _MAX_PAIRS)
    return found, refused


def _fields(path: Path, refused: Refusals) -> Iterator[tuple[int, list[str]]]:
    for chunk in chunks(path):
        for number, line in decoded_lines(chunk):
            if line is None:
                refused.add(1, [(number, "not UTF-8")])
            elif line and not line.startswith("#"):
                yield number, line.rstrip("\r").split("\t")


def _is_id(written: str) -> bool:
    return written.isascii() and written.isdigit() and len(written) < 11 and int(written) < 2**32


def _within(path: Path, count: int, most: int) -> None:
    if count > most:
        raise GazetteerError(f"{str(path)!r} has over {most:,} rows: it is no file of GeoNames")
