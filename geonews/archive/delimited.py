"""The rows of a CSV or TSV file as records."""

from __future__ import annotations

import csv
import re
from collections.abc import Generator, Iterator
from pathlib import Path

from geonews.archive.fields import Columns, listed, record_of_fields
from geonews.archive.record import Record
from geonews.archive.streams import LONGEST_LINE, UTF_16, Line, lines_of, unpacked_suffix
from geonews.errors import StoryError
from geonews.read.decode import decode

__all__ = ["check_delimited", "read_delimited"]

_DELIMITERS = {".csv": ",;\t|", ".tsv": "\t,;|"}
_BOM = b"\xef\xbb\xbf"
_NO_UTF8 = re.compile("[\udc80-\udcff]")


def check_delimited(path: Path, columns: Columns) -> None:
    """See that a file has a head with a column of stories.

    Raises
    ------
    StoryError
        It has not.
    OptionError
        Reading it needs an extra that is not installed.
    """
    _Rows(path, columns)


def read_delimited(
    path: Path, name: str, columns: Columns, seq: int, start: int
) -> Generator[Record, None, int]:
    """Read the rows of a CSV or TSV file (RFC 4180), whose first row names the columns."""
    rows = _Rows(path, columns)
    for row in rows:
        if seq >= start:
            where = f"{name}:{rows.number}"
            if isinstance(row, str):
                yield Record(seq, where, error=f"{where!r} {row}")
            else:
                yield _record(row, rows.head, seq, where, f"{path.name}:{rows.number}", columns)
        seq += 1
    return seq


def _record(
    row: list[str], head: list[str], seq: int, where: str, called: str, columns: Columns
) -> Record:
    if len(row) != len(head):
        error = (
            f"{where!r} has {len(row)} fields where the head names {len(head)}: mend it, quotes "
            "and delimiters first"
        )
        return Record(seq, where, error=error)
    notes: list[str] = []
    try:
        fields = {
            name: _decoded(cell, where, notes)
            for name, cell in zip(head, row, strict=True)
            if name in columns.names
        }
    except StoryError as error:
        return Record(seq, where, error=str(error))
    return record_of_fields(fields, seq, where, columns, called=called, notes=tuple(notes))


def _decoded(cell: str, where: str, notes: list[str]) -> str:
    """Return a cell that may not be UTF-8."""
    if not _NO_UTF8.search(cell):
        return cell
    text, note = decode(cell.encode("utf-8", "surrogateescape"), where)
    if note:
        notes.append(note)
    return text


class _Rows:
    """The rows after the head; for one that is broken, why.

    Attributes
    ----------
    head : list of str
        The names of the columns.
    number : int
        The line the last row begins in, from 1.
    """

    def __init__(self, path: Path, columns: Columns) -> None:
        lines = lines_of(path, is_blank_kept=True)
        first = next((line for line in lines if line.error or line.data.strip()), None)
        if first is None:
            raise StoryError(f"{str(path)!r} is empty: give a file whose first row names columns")
        if first.error:
            raise StoryError(f"{str(path)!r}: line {first.number} {first.error}")
        if first.data.startswith(UTF_16):
            raise StoryError(f"{str(path)!r} is in UTF-16: save it as UTF-8")
        written = first.data.removeprefix(_BOM).decode("utf-8", "surrogateescape")
        delimiter, self.head = _head(written, unpacked_suffix(path), columns)
        if self.head.count(columns.text) != 1:
            what = "twice the" if columns.text in self.head else "no"
            raise StoryError(
                f"{str(path)!r} has {what} column {columns.text!r} (it has {listed(self.head)}): "
                "name that of the stories with --column text=NAME"
            )
        self.number = first.number
        self._feed = _Feed(lines)
        self._feed.number = first.number
        self._rows = csv.reader(self._feed, delimiter=delimiter, strict=True)

    def __iter__(self) -> Iterator[list[str] | str]:
        while True:
            self.number = self._feed.number + 1
            self._feed.size = 0
            # The limit is the module's own, and stories are longer than that.
            before = csv.field_size_limit(LONGEST_LINE)
            try:
                row = next(self._rows)
            except StopIteration:
                return
            except csv.Error as error:
                yield f"is no row ({error}): mend its quotes"
                continue
            except _BrokenError as error:
                yield str(error)
                if error.is_end:
                    return
                continue
            finally:
                csv.field_size_limit(before)
            if row:
                yield row


def _head(written: str, suffix: str, columns: Columns) -> tuple[str, list[str]]:
    """Return the delimiter and the names: whichever delimiter makes a name of the stories'."""
    choices = _DELIMITERS[suffix]
    heads: list[tuple[str, list[str]]] = []
    for delimiter in choices:
        try:
            (names,) = csv.reader([written], delimiter=delimiter, strict=True)
        except (csv.Error, ValueError):
            names = []
        heads.append((delimiter, [name.strip() for name in names]))
    return next((head for head in heads if columns.text in head[1]), heads[0])


class _BrokenError(Exception):
    """What ends a row in the middle of it, or the file."""

    def __init__(self, words: str, *, is_end: bool) -> None:
        super().__init__(words)
        self.is_end = is_end


class _Feed:
    """The lines that a reader of rows asks for, as many as the row needs."""

    def __init__(self, lines: Iterator[Line]) -> None:
        self.number = 0
        self.size = 0
        self._lines = lines

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.number = line.number
        self.size += len(line.data)
        if line.error:
            raise _BrokenError(line.error, is_end=line.is_end)
        if self.size > LONGEST_LINE:
            words = f"is a row of more than {LONGEST_LINE >> 20} MiB: mend its quotes"
            raise _BrokenError(words, is_end=False)
        return line.data.decode("utf-8", "surrogateescape")
