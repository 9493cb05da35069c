"""The records of one part of a cluster's input."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from geonews.archive.fields import Columns, record_of_fields, record_of_line
from geonews.archive.partitions import Part, filesystem
from geonews.archive.reading import read_records
from geonews.archive.record import Record
from geonews.archive.streams import LONGEST_LINE, lines_in, unpacked, words_of

__all__ = ["Unreachable", "records_of"]

_BUFFER_BYTES = 1 << 20
_BATCH_ROWS = 64


class Unreachable(Exception):  # noqa: N818  # it names what happened, and a task is tried again
    """A file that could not be read on, for no fault of its own."""


def records_of(part: Part, columns: Columns) -> Iterator[Record]:
    """Read a part, broken records among the others; ``seq`` counts within it.

    They are as `geonews.archive.reading.read_records` gives them with ``is_raw``.

    Raises
    ------
    Unreachable
        The file cannot be read on, which another try may mend; one that is damaged ends with a
        record that says so.
    """
    system, path = filesystem(part.url)
    name = PurePosixPath(path).name
    if part.form == "whole":
        yield from read_records([Path(path)], columns, is_raw=True)
        return
    try:
        with system.open(path, "rb") as file:
            if part.form == "parquet":
                yield from _rows(part, file, name, columns)
            elif part.form == "lines":
                yield from _range(part, io.BufferedReader(_Raw(file), _BUFFER_BYTES), name, columns)
            else:
                raw = io.BufferedReader(_Raw(file), _BUFFER_BYTES)
                yield from _packed(raw, PurePosixPath(path), columns)
    except OSError as error:
        raise Unreachable(f"{part.url!r} cannot be read ({words_of(error)})") from error


class _Raw(io.RawIOBase):
    """A file whose failures are told from those of what is in it."""

    def __init__(self, file: Any) -> None:
        self._file = file

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, at: int, whence: int = 0) -> int:
        return int(self._file.seek(at, whence))

    def tell(self) -> int:
        return int(self._file.tell())

    def readinto(self, buffer: Any) -> int:
        try:
            data = self._file.read(len(buffer))
        except OSError as error:
            raise Unreachable(f"the input cannot be read on ({words_of(error)})") from error
        buffer[: len(data)] = data
        return len(data)


def _range(part: Part, file: BinaryIO, name: str, columns: Columns) -> Iterator[Record]:
    """Read the lines that begin within a range of bytes."""
    at, seq = part.start, 0
    if at:
        # What ends or runs on here began in the part before.
        file.seek(at - 1)
        at += _skipped(file) - 1
    while at < part.end:
        where = f"{name}: byte {at}"
        line = file.readline(LONGEST_LINE + 1)
        if not line:
            return
        at += len(line)
        if len(line) > LONGEST_LINE:
            at += 0 if line.endswith(b"\n") else _skipped(file)
            error = f"{where!r} is longer than {LONGEST_LINE >> 20} MiB, no story: split it"
            yield Record(seq, where, error=error)
        elif line.isspace():
            continue
        else:
            yield record_of_line(line, seq, where, columns, called=where)
        seq += 1


def _skipped(file: BinaryIO) -> int:
    """Read on to the end of a line, and return how many bytes that was."""
    count = 0
    while piece := file.readline(_BUFFER_BYTES):
        count += len(piece)
        if piece.endswith(b"\n"):
            break
    return count


def _packed(file: BinaryIO, path: PurePosixPath, columns: Columns) -> Iterator[Record]:
    for seq, line in enumerate(lines_in(unpacked(file, path.suffix))):
        where = f"{path.name}:{line.number}"
        if line.error:
            told = f"{path.name!r} {line.error}" if line.is_end else f"{where!r} {line.error}"
            yield Record(seq, where, error=told)
        else:
            yield record_of_line(line.data, seq, where, columns, called=where)


def _rows(part: Part, file: Any, name: str, columns: Columns) -> Iterator[Record]:
    """Read some rows; a row group that is damaged costs those of its own that are in it."""
    from geonews.archive.arrow import pa, pq

    table = pq.ParquetFile(file)
    known = [column for column in columns.names if column in table.schema_arrow.names]
    first = 0
    for number in range(table.num_row_groups):
        after = first + table.metadata.row_group(number).num_rows
        row, until = max(first, part.start), min(after, part.end)
        if row < until:
            try:
                batches = table.iter_batches(_BATCH_ROWS, row_groups=[number], columns=known)
                for fields in _between(batches, row - first, until - first):
                    where = f"{name}:{row + 1}"
                    yield record_of_fields(fields, row - part.start, where, columns, called=where)
                    row += 1
            except (pa.ArrowException, OSError) as error:
                # What Arrow finds damaged is an OSError too, but none that a system numbers.
                if isinstance(error, OSError) and error.errno is not None:
                    raise
                for lost in range(row, until):
                    where = f"{name}:{lost + 1}"
                    told = f"{where!r} cannot be read ({words_of(error)}): write the file anew"
                    yield Record(lost - part.start, where, error=told)
        first = after


def _between(batches: Any, start: int, end: int) -> Iterator[dict[str, Any]]:
    """Return the rows of a row group from one up to another."""
    at = 0
    for batch in batches:
        skipped = max(start - at, 0)
        yield from batch.slice(skipped, max(end - at - skipped, 0)).to_pylist()
        at += batch.num_rows
        if at >= end:
            return
