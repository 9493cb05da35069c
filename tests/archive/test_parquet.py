"""Parquet: types of all kinds, damaged row groups, and groups too large to be read at once."""

from __future__ import annotations

import tracemalloc
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from geonews.archive.reading import Columns, read_records
from geonews.errors import StoryError
from tests.archive.stories import errors, noise, records, stories, story, write


def only(tmp_path: Path, **columns: Any) -> Any:
    """Return the article of the one story in a file of these columns."""
    path = tmp_path / "one.parquet"
    pq.write_table(pa.table(columns), path)
    (record,) = records(path)
    assert record.article is not None, record.error
    return record.article


@pytest.mark.parametrize(
    "kind",
    [pa.string(), pa.large_string(), pa.string_view(), pa.dictionary(pa.int8(), pa.string())],
)
def test_text_may_be_of_any_string_type(kind: pa.DataType, tmp_path: Path) -> None:
    article = only(tmp_path, text=pa.array(["Rain fell."]).cast(kind), id=["a"])
    assert (article.text, article.id) == ("Rain fell.", "a")


def test_text_may_be_written_as_bytes(tmp_path: Path) -> None:
    article = only(tmp_path, text=pa.array(["Bogotá floods.".encode()], pa.binary()))
    assert article.text == "Bogotá floods."


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        (pa.array([date(2024, 8, 11)]), "2024-08-11"),
        (pa.array([datetime(2024, 8, 11, 6, tzinfo=UTC)]), "2024-08-11T06:00:00+00:00"),
        (
            pa.array([datetime(2024, 8, 11, 6, 0, 0, 5)]).cast(pa.timestamp("ns")),
            "2024-08-11T06:00:00.000005",
        ),
        (pa.array([1723356000000000001], pa.timestamp("ns")), "2024-08-11T06:00:00"),
        (pa.array(["yesterday"]), "yesterday"),
        (pa.array([None], pa.timestamp("s")), None),
    ],
)
def test_dates_are_written_as_iso_8601(
    published: pa.Array, expected: str | None, tmp_path: Path
) -> None:
    assert only(tmp_path, text=["Rain."], published=published).published == expected


def test_numbers_may_be_ids(tmp_path: Path) -> None:
    assert only(tmp_path, text=["Rain."], id=[2**60]).id == str(2**60)
    assert only(tmp_path, text=["Rain."], id=pa.array([None], pa.int64())).id == "one.parquet:1"


def test_null_text_is_told(tmp_path: Path) -> None:
    path = write(tmp_path / "a.parquet", [story(0), story(1, text=None), story(2)])
    assert errors(records(path)) == [f"'{path}:2': \"text\" is empty: give the story there"]


def test_text_that_is_no_utf8_costs_its_row_only(tmp_path: Path) -> None:
    bad = pa.Array.from_buffers(
        pa.string(), 3, pa.array([b"Rain.", b"\xff\xfe\xfd", b"Rain."]).buffers()
    )
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"text": bad}), path)
    found = records(path)
    assert [record.is_story for record in found] == [True, False, True]
    assert "it holds what is no text" in errors(found)[0]


def test_a_damaged_row_group_costs_its_own_rows_only(tmp_path: Path) -> None:
    rows = [story(n, text=noise(n, 300)) for n in range(40)]
    path = tmp_path / "a.parquet"
    pq.write_table(pa.Table.from_pylist(rows), path, row_group_size=10, use_dictionary=False)
    column = pq.ParquetFile(path).metadata.row_group(2).column(1)
    data = bytearray(path.read_bytes())
    at = column.data_page_offset
    data[at : at + column.total_compressed_size] = b"\xff" * column.total_compressed_size
    path.write_bytes(data)
    found = records(path, is_raw=True)
    assert [record.seq for record in found] == list(range(40))
    assert [r.seq for r in found if not r.is_story] == list(range(20, 30))
    assert found[24].error is not None
    assert found[24].error.startswith(f"'{path}:25' cannot be read (row group 2 is damaged: ")
    for start in (5, 19, 20, 25, 30, 39, 40):
        assert records(path, is_raw=True, start=start) == found[start:]


def test_a_file_that_is_cut_short_is_refused_at_once(tmp_path: Path) -> None:
    path = write(tmp_path / "a.parquet", stories(50))
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(StoryError, match="cannot be read as Parquet"):
        read_records([path], Columns())


def test_a_file_without_rows_has_no_stories(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"text": pa.array([], pa.string())}), path)
    assert records(path) == []


def test_a_large_row_group_is_read_by_and_by(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    rows = [story(n, text=noise(n, 2_500)) for n in range(12_000)]
    pq.write_table(pa.Table.from_pylist(rows), path, compression="none")
    before = pa.total_allocated_bytes()
    peak = 0
    count = 0
    for _ in read_records([path], Columns(), is_raw=True):
        count += 1
        peak = max(peak, pa.total_allocated_bytes() - before)
    assert count == 12_000
    assert path.stat().st_size > 58e6
    assert peak < 20e6


def test_one_long_story_many_times_over_is_no_bomb(tmp_path: Path) -> None:
    text = "Rain fell on Lima. " * 100_000
    path = tmp_path / "a.parquet"
    held = pa.DictionaryArray.from_arrays(pa.array([0] * 2000, pa.int32()), [text])
    pq.write_table(pa.table({"text": held}), path, store_schema=False)
    assert path.stat().st_size < 1e6
    tracemalloc.start()
    before = pa.total_allocated_bytes()
    peak = 0
    for count, _ in enumerate(read_records([path], Columns(), is_raw=True), 1):
        peak = max(peak, pa.total_allocated_bytes() - before)
        if count == 300:
            break
    _, own = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak + own < 100e6
