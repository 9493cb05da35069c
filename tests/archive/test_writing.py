"""Outputs: whatever cuts a run short, what it goes on with gives the same file to the byte."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import geonews.archive.writing as module
from geonews.archive.export import reports_of
from geonews.archive.writing import open_sink, part_of
from geonews.errors import OptionError, OutputError
from tests.archive.made_reports import LIMA, PERU, story

FORMS = ("out.jsonl", "out.ndjson", "out.jsonl.gz", "out.jsonl.zst", "out.parquet")
REPORTS = [story("2024-08-11", LIMA, PERU, key=f"s{n}", text="x" * (37 * n)) for n in range(24)]
LINES = [json.dumps(report).encode() for report in REPORTS]


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_BLOCK_BYTES", 4000)


def undisturbed(path: Path) -> bytes:
    sink = open_sink(path)
    for seq, line in enumerate(LINES):
        sink.write(seq, line)
    sink.close()
    return path.read_bytes()


@pytest.mark.parametrize("name", FORMS)
def test_what_is_written_is_read_again(tmp_path: Path, name: str) -> None:
    undisturbed(tmp_path / name)
    assert list(reports_of(tmp_path / name)) == REPORTS
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_packed_files_are_what_any_program_unpacks(tmp_path: Path) -> None:
    plain = undisturbed(tmp_path / "out.jsonl")
    assert gzip.decompress(undisturbed(tmp_path / "out.jsonl.gz")) == plain
    packed = undisturbed(tmp_path / "out.jsonl.zst")
    with zstandard.ZstdDecompressor().stream_reader(packed, read_across_frames=True) as reader:
        assert reader.read() == plain


@pytest.mark.parametrize("name", FORMS)
@settings(
    deadline=None,
    max_examples=15,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(cuts=st.lists(st.tuples(st.integers(0, 24), st.integers(0, 6)), max_size=5))
def test_a_run_cut_short_anywhere_ends_as_if_it_had_not_been(
    tmp_path: Path, name: str, cuts: list[tuple[int, int]]
) -> None:
    whole, path = undisturbed(tmp_path / f"whole-{name}"), tmp_path / name
    done, position = 0, None
    for until, lost in sorted(cuts):
        sink = open_sink(path, resume=position)
        for seq in range(done, until):
            sink.write(seq, LINES[seq])
        done, position = max(done, until), json.loads(json.dumps(sink.commit()))
        # What is written after the last commit is lost, or stands there half.
        for seq in range(done, min(done + lost, 24)):
            sink.write(seq, LINES[seq])
        sink.abort()
    sink = open_sink(path, resume=position)
    for seq in range(done, 24):
        sink.write(seq, LINES[seq])
    sink.close()
    assert path.read_bytes() == whole
    assert not part_of(path).exists()


@pytest.mark.parametrize("name", FORMS)
def test_the_old_file_stands_until_the_new_one_is_whole(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"old")
    sink = open_sink(path)
    sink.write(0, LINES[0])
    sink.commit()
    assert path.read_bytes() == b"old"
    sink.close()
    assert list(reports_of(path)) == REPORTS[:1]


@pytest.mark.parametrize("name", FORMS)
def test_an_archive_without_a_story_is_a_file_all_the_same(tmp_path: Path, name: str) -> None:
    open_sink(tmp_path / name).close()
    assert list(reports_of(tmp_path / name)) == []


@pytest.mark.parametrize("name", ["out.csv", "out", "out.jsonl.bz2", "out.json"])
def test_other_forms_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(OptionError, match=r"name it \.jsonl"):
        open_sink(tmp_path / name)


@pytest.mark.parametrize("name", FORMS)
def test_what_is_gone_cannot_be_gone_on_with(tmp_path: Path, name: str) -> None:
    position: dict[str, Any] = {"bytes": 50, "lines": 10, "beside": 0}
    with pytest.raises(OutputError, match="remove the journal"):
        open_sink(tmp_path / name, resume=position)
    part_of(tmp_path / name).write_bytes(b"short")
    part_of(tmp_path / name).with_name(f"{name}.part.0").write_bytes(b"0123456789")
    with pytest.raises(OutputError, match="shorter than its journal"):
        open_sink(tmp_path / name, resume=position)


def test_a_folder_that_is_missing_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot write"):
        open_sink(tmp_path / "no" / "out.jsonl")
