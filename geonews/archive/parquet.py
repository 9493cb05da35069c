"""The rows of a Parquet file as records."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

from geonews.archive.fields import Columns, listed, record_of_fields
from geonews.archive.record import Record
from geonews.archive.streams import words_of
from geonews.errors import StoryError

__all__ = ["check_parquet", "read_parquet"]

_BATCH_BYTES = 1 << 23
_BATCH_ROWS = 32
"""A dictionary may hold one long story for all rows, each of which gets it whole."""
_BUFFER_BYTES = 1 << 20


def check_parquet(path: Path, columns: Columns) -> None:
    """See that a file is Parquet and has a column of stories.

    Raises
    ------
    StoryError
        It is not, or has none.
    OptionError
        Reading it needs an extra that is not installed.
    """
    with _opened(path) as file:
        _names(file, path, columns)


def read_parquet(
    path: Path, name: str, columns: Columns, seq: int, start: int
) -> Generator[Record, None, int]:
    """Read the rows of a Parquet file.

    The footer says how many rows each row group has. Those before ``start`` are passed over
    without being read, and a row group that is damaged costs its own rows only, each of which is a
    record that says so.
    """
    with _opened(path) as file:
        names = _names(file, path, columns)
        row = 0
        for number in range(file.num_row_groups):
            group = file.metadata.row_group(number)
            after = row + group.num_rows
            if seq + group.num_rows > start:
                rows = _Rows(file, number, names)
                for fields in rows.read(max(0, start - seq)):
                    at = row + rows.done
                    where = f"{name}:{at}"
                    if isinstance(fields, str):
                        error = f"{where!r} cannot be read ({fields}): write the file anew"
                        yield Record(seq + rows.done - 1, where, error=error)
                    else:
                        yield record_of_fields(
                            fields, seq + rows.done - 1, where, columns, called=f"{path.name}:{at}"
                        )
            row = after
            seq += group.num_rows
    return seq


def _opened(path: Path) -> Any:
    from geonews.archive.arrow import pa, pq

    try:
        # Row groups may be of any size: read by pages, not at once.
        return pq.ParquetFile(path, pre_buffer=False, buffer_size=_BUFFER_BYTES)
    except FileNotFoundError as error:
        raise StoryError(
            f"{str(path)!r} does not exist: give a file or folder of stories"
        ) from error
    except (pa.ArrowException, OSError) as error:
        raise StoryError(
            f"{str(path)!r} cannot be read as Parquet ({words_of(error)}): fetch or write it anew"
        ) from error


def _names(file: Any, path: Path, columns: Columns) -> list[str]:
    """Return the names of the columns to read."""
    known = file.schema_arrow.names
    if columns.text not in known:
        raise StoryError(
            f"{str(path)!r} has no column {columns.text!r} (it has {listed(known)}): name that of "
            "the stories with --column text=NAME"
        )
    return [name for name in columns.names if name in known]


class _Rows:
    """The rows of a row group.

    Attributes
    ----------
    done : int
        How many rows have been passed over or given.
    """

    def __init__(self, file: Any, number: int, names: list[str]) -> None:
        self.done = 0
        self._file = file
        self._number = number
        self._names = names
        group = file.metadata.row_group(number)
        self._count = int(group.num_rows)
        mean = max(1, int(group.total_byte_size)) // max(1, self._count)
        self._batch_rows = max(1, min(_BATCH_ROWS, _BATCH_BYTES // max(1, mean)))

    def read(self, first: int) -> Iterator[dict[str, Any] | str]:
        """Yield the rows from one on: their fields, or why a row cannot be read."""
        from geonews.archive.arrow import pa

        try:
            for batch in self._file.iter_batches(
                self._batch_rows, row_groups=[self._number], columns=self._names, use_threads=False
            ):
                if self.done + batch.num_rows <= first:
                    self.done += batch.num_rows
                    continue
                rest = batch.slice(max(0, first - self.done))
                self.done += batch.num_rows - rest.num_rows
                for fields in _of(rest):
                    self.done += 1
                    yield fields
            why = "the row group has fewer rows than it says"
        except (pa.ArrowException, OSError) as error:
            why = f"row group {self._number} is damaged: {words_of(error)}"
        self.done = max(self.done, first)
        while self.done < self._count:
            self.done += 1
            yield why


def _of(batch: Any) -> Iterator[dict[str, Any] | str]:
    plain = _plain(batch)
    columns = list(zip(plain.schema.names, plain.columns, strict=True))
    for row in range(plain.num_rows):
        # One by one, so that no more than one is in memory twice.
        try:
            fields = {name: column[row].as_py() for name, column in columns}
        except ValueError as error:
            yield f"it holds what is no text, {words_of(error)}"
        else:
            yield fields


def _plain(batch: Any) -> Any:
    """Return rows whose times are no finer than Python's."""
    from geonews.archive.arrow import pa

    for at, field in enumerate(batch.schema):
        if pa.types.is_timestamp(field.type) and field.type.unit == "ns":
            coarser = pa.timestamp("us", field.type.tz)
            cast = batch.column(at).cast(coarser, safe=False)
            batch = batch.set_column(at, field.name, cast)
    return batch
