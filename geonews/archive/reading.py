"""Stories from files of any form, one record after the other, in bounded memory."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from functools import partial
from pathlib import Path

from geonews.archive.delimited import check_delimited, read_delimited
from geonews.archive.fields import Columns, record_of_line
from geonews.archive.record import Record
from geonews.archive.streams import UTF_16, lines_of, open_stream, unpacked_suffix
from geonews.archive.walking import PAGES, TEXTS, Reader, read_folder, read_story
from geonews.errors import StoryError

__all__ = ["Columns", "read_records", "reader_of"]


def read_records(
    paths: Sequence[Path], columns: Columns, *, start: int = 0, is_raw: bool = False
) -> Generator[Record]:
    r"""Read the stories of an archive.

    Nothing is lost silently: a record that cannot be read is one with an ``error``. Where a file
    breaks off, what stands before is read and one record more says where and why. Equal ids are
    kept as they are, each story a record of its own.

    Parameters
    ----------
    paths : sequence of Path
        Files and folders, read in this order.
    columns : Columns
        What the fields of a story are called.
    start : int
        Number of the first record to return: those before it are passed over, mostly unread.
    is_raw : bool
        Whether records come before their furniture is found and web pages are read, which takes
        ten times as long as the rest: `Record.finished` does it, wherever it is to be done.

    Returns
    -------
    generator of Record
        Numbered from ``start`` on.

    Raises
    ------
    StoryError
        At once: a path is missing, may not be read, is of no known form, or has no story column.
    OptionError
        At once: a form needs an extra that is not installed.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "news.jsonl")
    ...     _ = path.write_text('{"id": "a1", "text": "Rain fell on Lima."}\n{"id"')
    ...     [(record.seq, record.is_story) for record in read_records([path], Columns())]
    [(0, True), (1, False)]
    """
    readers = [reader_of(path, columns) for path in paths]
    return _records(paths, readers, columns, start, is_raw)


def _records(
    paths: Sequence[Path], readers: Sequence[Reader], columns: Columns, start: int, is_raw: bool
) -> Generator[Record]:
    seq = 0
    for path, reader in zip(paths, readers, strict=True):
        records = reader(path, path.as_posix(), columns, seq, start)
        while True:
            try:
                record = next(records)
            except StopIteration as end:
                seq = end.value
                break
            yield record if is_raw else record.finished()


def reader_of(path: Path, columns: Columns) -> Reader:
    """Return what reads a file or folder, once it is seen that it can be read."""
    if path.is_dir():
        return partial(read_folder, reader_of=_of_file)
    reader = _of_file(path, columns)
    if reader is None:
        with open_stream(path):
            raise StoryError(
                f"{str(path)!r} is of no known form: give a folder, .jsonl, .csv, .tsv (also with "
                ".gz or .zst after it), .parquet, .warc, .txt, .html or .json"
            )
    return reader


def _of_file(path: Path, columns: Columns) -> Reader | None:
    """Return what reads a file, None where nothing does.

    Raises
    ------
    StoryError
        It cannot be read at all.
    """
    suffix = path.suffix.lower()
    if suffix in (*TEXTS, *PAGES, ".json"):
        with open_stream(path):
            return read_story
    if suffix == ".parquet":
        from geonews.archive.parquet import check_parquet, read_parquet

        check_parquet(path, columns)
        return read_parquet
    match unpacked_suffix(path):
        case ".jsonl" | ".ndjson":
            _check_lines(path)
            return read_lines
        case ".csv" | ".tsv":
            check_delimited(path, columns)
            return read_delimited
        case ".warc":
            from geonews.archive.warc import check_warc, read_warc

            check_warc(path)
            return read_warc
    return None


def _check_lines(path: Path) -> None:
    first = next(lines_of(path), None)
    if first is None:
        raise StoryError(f"{str(path)!r} is empty: give a file with a story a line")
    if first.is_end:
        raise StoryError(f"{str(path)!r} {first.error}")
    if first.data.startswith(UTF_16):
        raise StoryError(f"{str(path)!r} is in UTF-16: save it as UTF-8")


def read_lines(
    path: Path, name: str, columns: Columns, seq: int, start: int
) -> Generator[Record, None, int]:
    """Read JSON lines, plain or packed."""
    for line in lines_of(path):
        if seq >= start:
            where = f"{name}:{line.number}"
            if not line.error:
                yield record_of_line(
                    line.data, seq, where, columns, called=f"{path.name}:{line.number}"
                )
            elif line.is_end:
                error = f"{name!r} {line.error}; line {line.number} is the first that is lost"
                yield Record(seq, where, error=error)
            else:
                yield Record(seq, where, error=f"{where!r} {line.error}")
        seq += 1
    return seq
