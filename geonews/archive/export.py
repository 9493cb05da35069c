"""What a run wrote, read again: report by report, or as a file of mentions or places."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO, Literal

from geonews.archive.streams import lines_of, unpacked_suffix, words_of
from geonews.errors import OptionError, OutputError, StoryError

__all__ = ["What", "check_export", "export", "line_chunks", "reports_of", "write_stories"]

What = Literal["mentions", "places"]

_CHUNK_BYTES = 1 << 24
"""Of reports, which make some 25,000 mentions: a row group."""
_STORIES_BYTES = 1 << 25
_LONGEST_REPORT = 1 << 30
_ROWS = 256
_FORMS = (".parquet", ".gpkg", ".csv")
# A spreadsheet takes a cell that begins with one of these for a formula (OWASP, CSV injection).
_FORMULA = "^[=+\\-@\\t\\r\uff1d\uff0b\uff0d\uff20]"

Batches = Iterator[Any]
"""Tables of Arrow, all with the same columns."""


def reports_of(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the reports that a run wrote, in their order.

    Parameters
    ----------
    path : Path
        JSON lines, plain or packed, or Parquet; or the folder of such parts that a cluster writes.

    Raises
    ------
    StoryError
        It is missing, cannot be read to its end, or is nothing that a run wrote.
    OptionError
        Reading it needs an extra that is not installed.
    """
    for chunk in line_chunks(path):
        for line in chunk.split(b"\n"):
            if line:
                yield json.loads(line)


def line_chunks(path: Path, most_bytes: int = _CHUNK_BYTES) -> Iterator[bytes]:
    """Yield the reports that a run wrote as JSON lines, some at a time, no report cut.

    Parameters
    ----------
    path : Path
        As for `reports_of`.
    most_bytes : int
        Of a chunk, but for its last report.

    Raises
    ------
    StoryError, OptionError
        As for `reports_of`.
    """
    chunk = bytearray()
    for file in _files(path):
        for line in _rows(file) if file.suffix.lower() == ".parquet" else _lines(file):
            chunk += line
            if len(chunk) >= most_bytes:
                yield bytes(chunk)
                chunk.clear()
    if chunk:
        yield bytes(chunk)


def export(out: Path, to: Path, what: What) -> None:
    """Write the mentions or the places of a run to a file, in memory that does not grow with it.

    Parameters
    ----------
    out : Path
        What a run wrote, as for `reports_of`.
    to : Path
        GeoParquet by ``.parquet``, GeoPackage by ``.gpkg``, a table with ``lat`` and ``lon`` by
        ``.csv``; written under another name first.
    what : {'mentions', 'places'}

    Raises
    ------
    OptionError
        The suffix is of no known form, or the form needs an extra that is not installed.
    OutputError
        The file cannot be written.
    StoryError
        ``out`` is missing or cannot be read to its end.
    """
    check_export(to)
    from geonews.archive.schemas import MENTIONS, PLACES

    tables = _mentions(out) if what == "mentions" else _places(out)
    schema = MENTIONS if what == "mentions" else PLACES
    write = {".parquet": _to_parquet, ".gpkg": _to_geopackage, ".csv": _to_csv}[to.suffix.lower()]
    with _replaced(to) as part:
        write(tables, schema, part, what)


def check_export(to: Path) -> None:
    """See that a file of mentions or places could be written, before the work that comes first.

    Raises
    ------
    OptionError
        As for `export`.
    OutputError
        Its folder is missing.
    """
    if to.suffix.lower() not in _FORMS:
        raise OptionError(
            f"{str(to)!r} is of no form that a table is written in: name it .parquet, .gpkg or .csv"
        )
    if not to.parent.is_dir():
        raise OutputError(f"the folder {str(to.parent)!r} does not exist: make it, or name another")
    import_module("geonews.archive.arrow")
    if to.suffix.lower() == ".gpkg":
        _pyogrio()


def write_stories(lines: BinaryIO, to: Path) -> None:
    """Write a table of stories as Parquet.

    Parameters
    ----------
    lines : binary file
        Reports as JSON lines.
    to : Path
        Written at once under this name.
    """
    from geonews.archive.schemas import STORIES
    from geonews.archive.tables import stories_of_lines

    chunks = iter(lambda: b"".join(lines.readlines(_STORIES_BYTES)), b"")
    _to_parquet((stories_of_lines(chunk) for chunk in chunks), STORIES, to, "stories")


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    folder = path / "stories" if (path / "stories").is_dir() else path
    found = sorted(file for file in folder.iterdir() if file.name.startswith("part-"))
    if not found:
        raise StoryError(f"{str(path)!r} holds no parts of an archive: give what a run wrote")
    yield from found


def _lines(path: Path) -> Iterator[bytes]:
    if unpacked_suffix(path) not in (".jsonl", ".ndjson"):
        raise StoryError(
            f"{str(path)!r} is nothing that a run wrote: give its .jsonl, .jsonl.gz, .jsonl.zst or "
            ".parquet"
        )
    for line in lines_of(path, _LONGEST_REPORT):
        if line.error:
            raise StoryError(f"line {line.number} of {str(path)!r} {line.error}")
        if not (line.data.startswith(b"{") and line.data.rstrip().endswith(b"}")):
            raise StoryError(
                f"line {line.number} of {str(path)!r} is no report: give what a run wrote"
            )
        yield line.data if line.data.endswith(b"\n") else line.data + b"\n"


def _rows(path: Path) -> Iterator[bytes]:
    from geonews.archive.arrow import pa, pq

    try:
        with pq.ParquetFile(path, pre_buffer=False, buffer_size=1 << 20) as file:
            if "report" not in file.schema_arrow.names:
                raise StoryError(
                    f"{str(path)!r} has no column 'report': give the table of stories that a run "
                    "wrote"
                )
            for batch in file.iter_batches(_ROWS, columns=["report"]):
                for line in batch["report"]:
                    yield line.as_py().encode() + b"\n"
    except FileNotFoundError as error:
        raise StoryError(f"{str(path)!r} does not exist: give what a run wrote") from error
    except (pa.ArrowException, OSError) as error:
        raise StoryError(f"{str(path)!r} cannot be read ({words_of(error)})") from error


def _mentions(out: Path) -> Batches:
    from geonews.archive.tables import mentions_of_lines

    for chunk in line_chunks(out):
        yield mentions_of_lines(chunk)


def _places(out: Path) -> Batches:
    """Yield one table, added up as the archive is read: there are only so many places on Earth."""
    from geonews.archive.arrow import pa
    from geonews.archive.schemas import PLACES
    from geonews.archive.tables import added, places_table

    whole = PLACES.empty_table()
    for mentions in _mentions(out):
        whole = added(pa.concat_tables([whole, places_table(mentions)]))
    yield whole


def _to_parquet(tables: Batches, schema: Any, to: Path, _: str) -> None:
    from geonews.archive.arrow import pq

    with pq.ParquetWriter(to, schema, compression="zstd", compression_level=3) as writer:
        for table in tables:
            writer.write_table(table, row_group_size=1 << 20)


def _to_csv(tables: Batches, schema: Any, to: Path, _: str) -> None:
    from geonews.archive.arrow import csv, pa

    flat = schema.remove(schema.get_field_index("geometry"))
    flat = flat.append(pa.field("lat", pa.float64())).append(pa.field("lon", pa.float64()))
    with csv.CSVWriter(to, flat.remove_metadata()) as writer:
        for table in tables:
            writer.write_table(_spelt_out(table, flat))


def _spelt_out(table: Any, schema: Any) -> Any:
    """Return a table with its points as numbers, and nothing in it that a spreadsheet would run."""
    import shapely

    from geonews.archive.arrow import pa, pc

    points = shapely.from_wkb(table["geometry"].to_numpy())
    columns = {name: table[name] for name in table.column_names}
    columns |= {"lat": pa.array(shapely.get_y(points), from_pandas=True)}
    columns |= {"lon": pa.array(shapely.get_x(points), from_pandas=True)}
    for field in schema:
        if field.type == pa.string():
            text = columns[field.name]
            quoted = pc.binary_join_element_wise("'", text, "")
            columns[field.name] = pc.if_else(pc.match_substring_regex(text, _FORMULA), quoted, text)
    return pa.table([columns[name] for name in schema.names], schema=schema.remove_metadata())


def _to_geopackage(tables: Batches, schema: Any, to: Path, what: str) -> None:
    from geonews.archive.arrow import pa

    pyogrio = _pyogrio()
    batches = (batch for table in tables for batch in table.to_batches())
    before = pyogrio.get_gdal_config_option("OGR_CURRENT_DATE")
    # The file says when it was written, which would make each run's another.
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": "1970-01-01T00:00:00Z"})
    try:
        pyogrio.write_arrow(
            pa.RecordBatchReader.from_batches(schema, batches),
            to,
            layer=what,
            driver="GPKG",
            geometry_name="geometry",
            geometry_type="Point",
            crs="EPSG:4326",
        )
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": before})


def _pyogrio() -> Any:
    try:
        import pyogrio
    except ImportError as error:
        raise OptionError(
            "GeoPackage needs the extra geonews[archive]: install it with "
            "pip install 'geonews[archive]'"
        ) from error
    return pyogrio


@contextmanager
def _replaced(to: Path) -> Iterator[Path]:
    """Give the name of a file to write, which takes the place of another once it is whole."""
    part = to.with_name(f".{to.stem}.part{to.suffix}")
    try:
        part.unlink(missing_ok=True)
        yield part
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.replace(to)
    except OSError as error:
        part.unlink(missing_ok=True)
        if isinstance(error, OutputError):
            raise
        raise OutputError(
            f"cannot write {str(to)!r} ({words_of(error)}): free space or change its rights"
        ) from error
    except BaseException:
        part.unlink(missing_ok=True)
        raise
