"""The input of a cluster: files wherever fsspec reaches, cut into parts of some 1,000 stories."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Literal

from geonews.archive.fields import Columns, listed
from geonews.archive.reading import read_records
from geonews.archive.streams import unpacked_suffix, words_of
from geonews.errors import OptionError, StoryError

__all__ = ["Part", "filesystem", "plan"]

_SMALLEST_BYTES = 1 << 18
"""About 80 stories of 500 words: less would be all overhead."""
_USUAL_BYTES = 1 << 22
"""About 1,300 such stories: 4 s of work for the fast recogniser, a minute and a half for the
accurate one, and that is what a lost worker costs."""
_EVEN_PARTS = 128
"""Of a small archive, so that all workers of a small cluster end together."""
_MOST_PARTS = 10_000
"""Of a large one: a scheduler keeps some kilobytes for each, and a store three objects."""
_CUTS = 32
"""Parts of one row group at most, since each has to decode what stands before it."""
_LINES = (".jsonl", ".ndjson")
_WHOLE = (".csv", ".tsv", ".warc")

Form = Literal["lines", "packed", "parquet", "whole"]


@dataclass(frozen=True, slots=True)
class Part:
    """A share of the input that one task does.

    Attributes
    ----------
    number : int
        Its place in the whole, from 0.
    url : str
        Of the file.
    form : {'lines', 'packed', 'parquet', 'whole'}
        Lines of JSON, packed or not; Parquet; or what is read from a path alone: CSV and WARC.
    start, end : int
        Bytes of a file of lines, of which it has the lines that begin there; rows of Parquet; both
        0 for all of a file that cannot be cut.
    """

    number: int
    url: str
    form: Form
    start: int = 0
    end: int = 0


def filesystem(url: str) -> tuple[Any, str]:
    """Return the file system of a path or URL, and the path in it.

    Raises
    ------
    OptionError
        There is no such kind of URL, or the package for it is not installed.
    """
    try:
        import fsspec.core
    except ImportError as error:
        raise OptionError(
            "a cluster needs the extra geonews[dask]: install it with pip install 'geonews[dask]'"
        ) from error
    try:
        system, path = fsspec.core.url_to_fs(url)
    except (ImportError, ValueError) as error:
        raise OptionError(f"{url!r} cannot be reached ({words_of(error)})") from error
    return system, str(path)


def plan(inputs: Sequence[str], columns: Columns) -> tuple[tuple[Part, ...], list[list[Any]]]:
    """Cut the input into parts, always in the same way.

    Parameters
    ----------
    inputs : sequence of str
        Files, folders or patterns with ``*``, as paths or URLs, of JSON lines (also .gz and .zst)
        and Parquet; as paths, also of CSV and WARC.
    columns : Columns
        What the fields of a story are called.

    Returns
    -------
    parts : tuple of Part
    made_of : list
        Each file's URL, size and what its store says of its time, to know it again.

    Raises
    ------
    StoryError
        A file is missing, of another form, no Parquet, or has no column of text.
    OptionError
        A URL cannot be reached.
    """
    files = [found for url in inputs for found in _files(url)]
    sizes = [int(info.get("size") or 0) for _, _, info in files]
    usual = _part_bytes(sum(sizes))
    shares: list[tuple[str, Form, int, int]] = []
    for (system, path, _), size in zip(files, sizes, strict=True):
        url, form = system.unstrip_protocol(path), _form(path, is_local=_is_local(system))
        if form == "lines":
            shares += [(url, form, at, min(at + usual, size)) for at in range(0, size, usual)]
        elif form == "parquet":
            shares += [(url, form, a, b) for a, b in _row_ranges(system, path, url, usual, columns)]
        else:
            if form == "whole":
                # It says at once what is wrong with a file.
                read_records([Path(path)], columns)
            shares.append((url, form, 0, 0))
    made_of = [
        [system.unstrip_protocol(path), size, _stamp(info)]
        for (system, path, info), size in zip(files, sizes, strict=True)
    ]
    return tuple(Part(n, *share) for n, share in enumerate(shares)), made_of


def _part_bytes(total: int) -> int:
    """Return how many bytes a part has.

    Examples
    --------
    >>> [_part_bytes(n) >> 10 for n in (1 << 20, 1 << 28, 1 << 33, 10**12)]
    [256, 2048, 4096, 97656]
    """
    usual = min(_USUAL_BYTES, max(_SMALLEST_BYTES, total // _EVEN_PARTS))
    return max(usual, total // _MOST_PARTS)


def _files(url: str) -> list[tuple[Any, str, dict[str, Any]]]:
    system, path = filesystem(url)
    try:
        if any(mark in url for mark in "*?["):
            paths = [str(found) for found in system.glob(path)]
        elif system.isdir(path):
            paths = [str(found) for found in system.find(path) if _is_known(str(found), system)]
        else:
            paths = [path]
        if not paths:
            raise StoryError(f"{url!r} holds no file of JSON lines, Parquet, CSV or WARC")
        return [(system, path, system.info(path)) for path in sorted(paths)]
    except FileNotFoundError as error:
        raise StoryError(f"{url!r} does not exist: give a file or folder of stories") from error
    except OSError as error:
        raise StoryError(f"{url!r} cannot be read ({words_of(error)})") from error


def _is_known(path: str, system: Any) -> bool:
    if PurePosixPath(path).name.startswith(("_", ".")):
        return False
    try:
        _form(path, is_local=_is_local(system))
    except StoryError:
        return False
    return True


def _is_local(system: Any) -> bool:
    protocol = system.protocol
    return "file" in ((protocol,) if isinstance(protocol, str) else protocol)


def _form(path: str, *, is_local: bool) -> Form:
    whole = Path(path)
    inner = unpacked_suffix(whole)
    if whole.suffix.lower() == ".parquet":
        return "parquet"
    if inner in _LINES:
        return "lines" if whole.suffix.lower() == inner else "packed"
    if inner in _WHOLE and is_local:
        return "whole"
    raise StoryError(
        f"{path!r} is no file that a cluster reads: give Parquet or JSON lines (also with .gz or "
        ".zst after it), CSV or WARC on disks that all machines share, or leave out --dask"
    )


def _stamp(info: dict[str, Any]) -> str:
    """Return what a store says of a file's version, by whichever name it has for that."""
    for name in ("ETag", "etag", "mtime", "LastModified", "updated", "last_modified"):
        if info.get(name):
            return str(info[name])
    return ""


def _row_ranges(
    system: Any, path: str, url: str, usual: int, columns: Columns
) -> Iterator[tuple[int, int]]:
    from geonews.archive.arrow import pa, pq

    try:
        with system.open(path, "rb") as file:
            footer = pq.read_metadata(file)
            names = footer.schema.to_arrow_schema().names
            groups = [footer.row_group(n) for n in range(footer.num_row_groups)]
            sizes = [(int(group.num_rows), int(group.total_byte_size)) for group in groups]
    except (pa.ArrowException, OSError) as error:
        raise StoryError(f"{url!r} cannot be read as Parquet ({words_of(error)})") from error
    if columns.text not in names:
        raise StoryError(
            f"{url!r} has no column {columns.text!r} (it has {listed(names)}): name that of the "
            "story with --column text=NAME"
        )
    start = end = size = 0
    for rows, group_bytes in sizes:
        if group_bytes > usual and rows > 1:
            if end > start:
                yield start, end
            step = max(-(-rows * usual // group_bytes), -(-rows // _CUTS))
            for at in range(end, end + rows, step):
                yield at, min(at + step, end + rows)
            start, end, size = end + rows, end + rows, 0
            continue
        end, size = end + rows, size + group_bytes
        if size >= usual:
            yield start, end
            start, size = end, 0
    if end > start:
        yield start, end
