"""However a file is cut into parts, each record is in one of them."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geonews.archive import partitions
from geonews.archive.fields import Columns
from geonews.archive.part_reading import Unreachable, records_of
from geonews.archive.partitions import Part, plan
from geonews.archive.record import Record
from geonews.errors import OptionError

_TEXTS = st.lists(st.text(min_size=1, max_size=30).filter(lambda text: bool(text.strip())))
_ENDS = st.sampled_from([b"\n", b"\r\n", b"\n\n", b"\n  \n"])


def _records(parts: tuple[Part, ...]) -> list[Record]:
    return [record for part in parts for record in records_of(part, Columns())]


@given(texts=_TEXTS, end=_ENDS, is_ended=st.booleans(), size=st.integers(1, 200))
def test_lines_are_cut_anywhere(
    tmp_path_factory: pytest.TempPathFactory,
    texts: list[str],
    end: bytes,
    is_ended: bool,
    size: int,
) -> None:
    path = tmp_path_factory.mktemp("in") / "a.jsonl"
    data = end.join(json.dumps({"text": text}).encode() for text in texts)
    path.write_bytes(data + (end if is_ended else b""))
    whole = path.stat().st_size
    parts = tuple(
        Part(n, path.as_uri(), "lines", at, min(at + size, whole))
        for n, at in enumerate(range(0, whole, size))
    )
    found = _records(parts)
    assert [record.article.text if record.article else record.error for record in found] == texts
    assert len({record.where for record in found}) == len(texts)


@given(counts=st.lists(st.integers(1, 40), min_size=1, max_size=5), usual=st.integers(1, 3000))
def test_rows_are_cut_within_row_groups_and_over_them(
    tmp_path_factory: pytest.TempPathFactory, counts: list[int], usual: int
) -> None:
    path = tmp_path_factory.mktemp("in") / "a.parquet"
    texts = [f"Story {n}" for n in range(sum(counts))]
    schema = pa.schema([("text", pa.string())])
    with pq.ParquetWriter(path, schema) as writer:
        at = 0
        for count in counts:
            writer.write_table(pa.table({"text": texts[at : at + count]}), row_group_size=count)
            at += count
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(partitions, "_part_bytes", lambda _: usual)
        parts, _ = plan([str(path)], Columns())
    assert [(part.number, part.end > part.start) for part in parts] == [
        (n, True) for n in range(len(parts))
    ]
    assert [record.article.text for record in _records(parts) if record.article] == texts


def test_the_same_input_is_cut_the_same_way(tmp_path: Path) -> None:
    for name in ("b.jsonl", "a.jsonl"):
        (tmp_path / name).write_text('{"text": "Rain fell on Lima."}\n' * 30_000)
    parts, made_of = plan([str(tmp_path)], Columns())
    assert (parts, made_of) == plan([str(tmp_path)], Columns())
    assert [Path(url).name for url, *_ in made_of] == ["a.jsonl", "b.jsonl"]
    assert len(_records(parts)) == 60_000
    assert (parts, made_of) == plan([f"{tmp_path}/*.jsonl"], Columns())


def test_a_row_group_that_is_damaged_costs_its_own_rows(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    texts = [f"{n} " + "".join(chr(65 + (n * k) % 57) for k in range(400)) for n in range(600)]
    pq.write_table(pa.table({"text": texts}), path, row_group_size=100, use_dictionary=False)
    data = bytearray(path.read_bytes())
    start = pq.read_metadata(path).row_group(3).column(0).data_page_offset
    data[start : start + 2000] = b"\xff" * 2000
    path.write_bytes(data)
    found = _records((Part(0, path.as_uri(), "parquet", 0, 600),))
    assert [record.seq for record in found] == list(range(600))
    lost = [record.seq for record in found if record.error]
    assert lost == list(range(lost[0], 400))
    assert lost[0] >= 300
    assert "cannot be read" in str(found[399].error)


def test_a_file_that_has_gone_is_for_another_try(tmp_path: Path) -> None:
    with pytest.raises(Unreachable):
        list(records_of(Part(0, (tmp_path / "a.jsonl").as_uri(), "lines", 0, 10), Columns()))


@pytest.mark.parametrize("url", ["nosuch://bucket/a.jsonl", "gs://bucket/a.jsonl"])
def test_a_store_without_its_package_is_told(url: str) -> None:
    with pytest.raises(OptionError, match="cannot be reached"):
        plan([url], Columns())
