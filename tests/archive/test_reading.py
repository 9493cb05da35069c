"""Reading archives: every form gives the same records, and whatever is broken is told."""

from __future__ import annotations

import gzip
import json
import os
import sys
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geonews.archive import streams
from geonews.archive.reading import Columns, read_records
from geonews.errors import OptionError, StoryError
from tests.archive.stories import errors, lines, noise, records, stories, story, write

FORMS = (".jsonl", ".jsonl.gz", ".jsonl.zst", ".csv", ".tsv", ".parquet")


@pytest.mark.parametrize("form", FORMS)
def test_every_form_gives_the_same_stories(form: str, tmp_path: Path) -> None:
    path = write(tmp_path / f"news{form}", stories(20))
    found = records(path)
    assert [record.seq for record in found] == list(range(20))
    for expected, record in zip(stories(20), found, strict=True):
        assert record.article is not None
        assert {**record.article.to_dict(), "text": record.article.text} == {
            **expected,
            "sha256": record.article.sha256,
        }


def test_where_names_the_file_and_the_line(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_bytes(b"\n" + lines([story(0)]) + b"  \n\n" + lines([story(1)]))
    assert [record.where for record in records(path)] == [f"{path}:2", f"{path}:5"]


def test_a_story_without_an_id_is_called_by_its_line_wherever_it_lies(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_bytes(lines([{"text": "Rain fell."}, {"text": "Rain fell.", "id": ""}]))
    assert [r.article and r.article.id for r in records(path)] == ["news.jsonl:1", "news.jsonl:2"]


def test_columns_are_named(tmp_path: Path) -> None:
    row = {"key": 7, "body": "Rain fell on Lima.", "head": "Rain", "text": "not this"}
    for form in FORMS:
        path = tmp_path / f"news{form}"
        if form in (".csv", ".tsv"):
            gap = "," if form == ".csv" else "\t"
            path.write_text(f"{gap.join(row)}\n{gap.join(map(str, row.values()))}\n")
        else:
            write(path, [row])
        (record,) = records(path, columns=Columns(id="key", text="body", title="head"))
        assert record.article is not None
        told = record.article
        assert (told.id, told.text, told.title) == ("7", "Rain fell on Lima.", "Rain")


def test_numbers_run_on_over_all_files(tmp_path: Path) -> None:
    paths = [
        write(tmp_path / "b.jsonl", stories(3)),
        write(tmp_path / "a.parquet", stories(10)),
        write(tmp_path / "c.csv", stories(2)),
    ]
    found = records(*paths)
    assert [record.seq for record in found] == list(range(15))
    assert [r.where.rsplit("/")[-1][0] for r in found] == ["b"] * 3 + ["a"] * 10 + ["c"] * 2


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(start=st.integers(0, 70))
def test_starting_later_is_the_same_as_slicing(form: str, start: int, tmp_path: Path) -> None:
    first, second = tmp_path / f"a{form}", tmp_path / f"b{form}"
    if not first.exists():
        write(first, stories(31))
        write(second, [story(n, text=" " if n % 5 == 0 else f"Rain {n}.") for n in range(31)])
        if form == ".jsonl":
            with second.open("ab") as file:
                file.write(b'{"text": \n\n[1]\n')
    whole = records(first, second)
    assert records(first, second, start=start) == whole[start:]


@pytest.mark.parametrize("form", FORMS)
def test_raw_records_finished_are_the_others(form: str, tmp_path: Path) -> None:
    path = write(tmp_path / f"a{form}", [story(0, title=None, text="Lima\n\nRain fell."), story(1)])
    raw = records(path, is_raw=True)
    assert [record.form for record in raw] == ["text", "text"]
    assert [record.finished() for record in raw] == records(path)


def test_html_in_a_field_is_read_as_a_page(tmp_path: Path) -> None:
    page = "<!doctype html><html><body><p>Rain fell on Lima, the capital.</p></body></html>"
    path = write(tmp_path / "news.jsonl", [{"id": "p", "text": page}])
    (record,) = records(path)
    assert record.article is not None
    assert record.article.text.strip() == "Rain fell on Lima, the capital."


BROKEN = [
    (b'{"id": "a", "text":', "is no JSON (column 20: Expecting value)"),
    (b"\x00\x01\x02\x00", "is a binary file"),
    (b"[1, 2]", "is JSON, but a list"),
    (b"null", "is JSON, but null"),
    (b"true", "is JSON, but true or false"),
    (b'"Rain"', "is JSON, but a string"),
    (b"7", "is JSON, but a number"),
    (b"[" * 100_000, "nested too deep"),
    (b'{"text": ' + b"9" * 5000 + b"}", "number too long"),
    (b'{"id": "a"}', 'has no "text" (it has "id")'),
    (b"{}", 'has no "text" (it has nothing)'),
    (b'{"text": ""}', '"text" is empty'),
    (b'{"text": " \\n"}', '"text" is empty'),
    (b'{"text": null}', '"text" is empty'),
    (b'{"text": 7}', '"text" is a number'),
    (b'{"text": ["Rain"]}', '"text" is a list'),
    (b'{"text": {"a": 1}}', '"text" is no string'),
    (b'{"text": "Rain.", "title": 7}', '"title" is a number: give a string, or leave it out'),
    (b'{"text": "Rain.", "id": true}', '"id" is true or false'),
    (b'{"text": "Rain.", "id": 1.5}', '"id" is a number'),
]


@pytest.mark.parametrize(("line", "words"), BROKEN, ids=[words for _, words in BROKEN])
def test_a_broken_line_costs_itself_only(line: bytes, words: str, tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_bytes(lines([story(0)]) + line + b"\n" + lines([story(1)]))
    found = records(path)
    assert [record.is_story for record in found] == [True, False, True]
    (error,) = errors(found)
    assert words in error
    assert error.startswith(f"'{path}:2'")
    assert "\n" not in error


def test_a_hostile_line_makes_no_long_message(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", [{f"{'x' * 1000}\n\x1b[31m{n}": n for n in range(100)}])
    (error,) = errors(records(path))
    assert len(error) < 1000
    assert error.isprintable()
    assert "92 more" in error


def test_one_broken_line_in_a_hundred(tmp_path: Path) -> None:
    written = [json.dumps(row).encode() for row in stories(2000)]
    broken = set(range(50, 2000, 100))
    for at in broken:
        written[at] = written[at][: at % 59 + 1]
    path = tmp_path / "news.jsonl"
    path.write_bytes(b"\n".join(written))
    found = records(path, is_raw=True)
    assert len(found) == 2000
    assert {record.seq for record in found if not record.is_story} == broken


def test_equal_ids_are_kept_apart(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", [story(1), story(2, id="s1"), story(1)])
    found = [record.article for record in records(path)]
    assert [article and article.id for article in found] == ["s1", "s1", "s1"]
    assert len({article.text for article in found if article}) == 2


def test_text_that_is_no_utf8_is_read_and_told(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_bytes('{"text": "Rain fell on São Paulo and Bogotá."}'.encode("cp1252"))
    (record,) = records(path)
    assert record.article is not None
    assert record.article.text == "Rain fell on São Paulo and Bogotá."
    assert record.article.notes == (f"'{path}:1' was read as Windows-1252",)


def test_a_byte_order_mark_is_no_part_of_the_first_line(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + lines(stories(2)))
    assert errors(records(path)) == []


@pytest.mark.parametrize("form", [".jsonl.gz", ".jsonl.zst"])
@pytest.mark.parametrize("frames", [1, 3])
def test_a_packed_file_that_is_cut_short_gives_what_stands_before(
    form: str, frames: int, tmp_path: Path
) -> None:
    rows = [story(n, text=noise(n, 500)) for n in range(600)]
    pack = gzip.compress if form.endswith("gz") else zstandard.compress
    parts = [lines(rows[n * 600 // frames : (n + 1) * 600 // frames]) for n in range(frames)]
    whole = b"".join(pack(part) for part in parts)
    path = tmp_path / f"news{form}"
    path.write_bytes(whole)
    assert len(records(path, is_raw=True)) == 600
    path.write_bytes(whole[: len(whole) * 2 // 3])
    found = records(path, is_raw=True)
    *good, last = found
    assert 100 < len(good) < 600
    assert all(record.is_story for record in good)
    assert last.error == (
        f"'{path}' breaks off (it is cut short): fetch or pack it anew; line {len(good) + 1} is "
        "the first that is lost"
    )
    assert records(path, is_raw=True, start=len(good)) == [last]


@pytest.mark.parametrize("form", [".jsonl.gz", ".jsonl.zst"])
def test_a_packed_file_that_is_damaged_gives_what_stands_before(form: str, tmp_path: Path) -> None:
    rows = [story(n, text=noise(n, 500)) for n in range(1200)]
    path = tmp_path / f"news{form}"
    pack = gzip.compress if form.endswith("gz") else zstandard.compress
    data = bytearray(pack(lines(rows[:600])) + pack(lines(rows[600:])))
    middle = len(data) * 3 // 4
    data[middle : middle + 4000] = bytes(4000)
    path.write_bytes(data)
    after = write(tmp_path / "after.jsonl", stories(2))
    *good, last, one, two = records(path, after, is_raw=True)
    assert len(good) >= 600
    assert last.error is not None
    assert "breaks off" in last.error
    assert "line" in last.error
    assert (one.seq, two.seq) == (last.seq + 1, last.seq + 2)
    assert one.is_story
    assert two.is_story


def test_a_line_that_is_too_long_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    with path.open("wb") as file:
        file.write(lines([story(0)]) + b'{"text": "')
        for _ in range(streams.LONGEST_LINE >> 20):
            file.write(b"x" * (1 << 20))
        file.write(b'"}\n' + lines([story(1)]))
    first, long, last = records(path)
    assert long.error == f"'{path}:2' is longer than 64 MiB, no story: split it"
    assert first.is_story
    assert last.is_story
    assert last.where.endswith(":3")


@pytest.mark.parametrize("form", [".jsonl.gz", ".jsonl.zst"])
@pytest.mark.parametrize("filling", [b"x", b"\n"], ids=["one line", "blank lines"])
def test_a_bomb_is_given_up_in_bounded_memory(
    form: str, filling: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "_MOST_BARREN", 1 << 23)
    pack = gzip.compress if form.endswith("gz") else zstandard.compress
    path = tmp_path / f"news{form}"
    path.write_bytes(pack(lines([story(0)])) + pack(filling * (1 << 22)) * 40)
    tracemalloc.start()
    first, *rest = records(path, is_raw=True)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert first.is_story
    assert rest[-1].error is not None
    assert "without a line that can be read: what follows is not read" in rest[-1].error
    assert peak < 1 << 28


MISSING = [
    ("none.jsonl", "does not exist"),
    ("none", "does not exist"),
    ("none.parquet", "does not exist"),
    ("none.csv.gz", "does not exist"),
    ("none.warc.gz", "does not exist"),
    ("none.txt", "does not exist"),
]


@pytest.mark.parametrize(("name", "words"), MISSING)
def test_what_is_missing_is_told_before_anything_is_read(
    name: str, words: str, tmp_path: Path
) -> None:
    good = write(tmp_path / "a.jsonl", stories(1))
    with pytest.raises(StoryError, match=words):
        read_records([good, tmp_path / name], Columns())


UNREADABLE = [
    ("a.jsonl", b"", "is empty"),
    ("a.jsonl", b"\n \n", "is empty"),
    ("a.jsonl", "\ufeff{}".encode("utf-16-le"), "is in UTF-16: save it as UTF-8"),
    ("a.jsonl.gz", b"no gzip", "breaks off"),
    ("a.jsonl.zst", b"no zstandard", "breaks off"),
    ("a.csv", b"", "is empty: give a file whose first row names columns"),
    ("a.csv", b"id,body\n1,Rain\n", "has no column 'text'"),
    ("a.csv", b"text,text\n1,Rain\n", "has twice the column 'text'"),
    ("a.csv", "\ufefftext".encode("utf-16-le"), "is in UTF-16"),
    ("a.parquet", b"no parquet", "cannot be read as Parquet"),
    ("a.warc", b"no warc", "cannot be read as WARC"),
    ("a.warc", b"", "cannot be read as WARC"),
    ("a.jsonl.bz2", b"BZh", "is of no known form"),
    ("a.xlsx", b"PK", "is of no known form"),
]


@pytest.mark.parametrize(("name", "data", "words"), UNREADABLE)
def test_what_cannot_be_read_at_all_is_told_before_the_run(
    name: str, data: bytes, words: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(StoryError, match=words) as caught:
        read_records([tmp_path / name], Columns())
    assert name in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads all")
def test_a_file_without_rights_is_told(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", stories(1))
    path.chmod(0)
    with pytest.raises(StoryError, match="may not be read by you"):
        read_records([path], Columns())


def test_a_missing_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for form, package in ((".jsonl.zst", "zstandard"), (".warc", "fastwarc")):
        path = tmp_path / f"a{form}"
        path.write_bytes(b"x")
        monkeypatch.setitem(sys.modules, package, None)
        with pytest.raises(OptionError, match=r"pip install 'geonews\[archive\]'"):
            read_records([path], Columns())
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.delitem(sys.modules, "geonews.archive.arrow", raising=False)
    with pytest.raises(OptionError, match=r"pip install 'geonews\[archive\]'"):
        read_records([write(tmp_path / "a.parquet", stories(1))], Columns())


def test_an_empty_name_of_a_column_is_refused() -> None:
    with pytest.raises(OptionError, match="the column of 'title' has no name"):
        Columns(title="")


json_values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.binary(max_size=60)
        | json_values.map(lambda value: json.dumps(value).encode())
        | st.dictionaries(
            st.sampled_from(["id", "text", "title", "published", "url"]), json_values, max_size=5
        ).map(lambda value: json.dumps(value).encode()),
        min_size=1,
        max_size=8,
    )
)
def test_whatever_lines_hold_each_is_one_record(tmp_path: Path, held: list[bytes]) -> None:
    path = tmp_path / "fuzz.jsonl"
    path.write_bytes(lines([story(0)]) + b"\n".join(held))
    expected = sum(1 for line in b"\n".join(held).split(b"\n") if line and not line.isspace())
    found = records(path)
    assert [record.seq for record in found] == list(range(expected + 1))
