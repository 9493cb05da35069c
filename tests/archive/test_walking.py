"""Folders of stories: in order, each file once, and nothing outside the folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from geonews.archive.reading import Columns, read_records
from tests.archive.stories import errors, records, stories, write

PAGE = b"<!doctype html><html><body><p>Rain fell on Lima, the capital.</p></body></html>"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    (folder / "b" / "deep").mkdir(parents=True)
    (folder / "c.txt").write_text("Rain fell on Lima.")
    (folder / "a.html").write_bytes(PAGE)
    (folder / "b" / "deep" / "a.txt").write_text("Rain fell on Quito.")
    (folder / "b" / "b.json").write_text('{"id": "own", "text": "Rain fell on Cusco."}')
    (folder / "b.d.txt").write_text("Rain fell on Piura.")
    for passed_over in (".hidden.txt", "_SUCCESS", "picture.png", "out.jsonl.part"):
        (folder / passed_over).write_bytes(b"\x00")
    return folder


def test_files_are_read_in_the_order_of_their_paths(folder: Path) -> None:
    found = records(folder)
    assert [record.article and record.article.id for record in found] == [
        *("a.html", "own", "b/deep/a.txt", "b.d.txt", "c.txt"),
    ]
    assert found[2].where == f"{folder}/b/deep/a.txt"
    assert [record.seq for record in found] == list(range(5))


def test_starting_later_reads_only_what_is_left(folder: Path) -> None:
    whole = records(folder)
    for start in range(7):
        assert records(folder, start=start) == whole[start:]


def test_parts_of_an_archive_in_a_folder_are_read_too(folder: Path) -> None:
    write(folder / "b" / "part.jsonl.gz", stories(3))
    write(folder / "part.parquet", stories(9))
    (folder / "z.txt").write_text("Rain fell on Tacna.")
    found = records(folder)
    assert len(found) == 5 + 3 + 9 + 1
    assert [record.seq for record in found] == list(range(18))
    assert records(folder, start=7) == found[7:]


def test_each_file_that_cannot_be_read_is_one_record(folder: Path) -> None:
    (folder / "d.txt").write_bytes(b"")
    (folder / "e.parquet").write_bytes(b"damaged")
    (folder / "f.json").write_bytes(b"{")
    (folder / "g.txt").write_bytes(b"%PDF-1.7")
    (folder / "h.html").write_bytes(b"<html></html>")
    found = records(folder)
    assert [record.is_story for record in found] == [True] * 5 + [False] * 5
    for words, error in zip(
        ("is empty", "as Parquet", "is no JSON", "is a PDF", "without a story"),
        errors(found),
        strict=True,
    ):
        assert words in error
        assert str(folder) in error
    assert records(folder, start=8) == found[8:]


def test_no_link_is_followed_out_of_the_folder(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("Nobody may read this.")
    (folder / "d.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "e.txt").symlink_to("c.txt")
    (folder / "f").symlink_to(folder / "b")
    (folder / "g").symlink_to(folder)
    (folder / "h.txt").symlink_to("nowhere.txt")
    found = records(folder)[5:]
    assert [record.is_story for record in found] == [False, True, False, False, False]
    first, *others = errors(found)
    assert "is a link out of the folder" in first
    assert all("is a link to no file" in error for error in others)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_what_is_no_file_holds_up_nothing(folder: Path) -> None:
    os.mkfifo(folder / "d.txt")
    assert len(records(folder)) == 5


def test_columns_name_the_fields_of_json_files(folder: Path) -> None:
    (folder / "b" / "b.json").write_text('{"body": "Rain fell on Cusco.", "text": "no"}')
    found = records(folder, columns=Columns(text="body"))
    assert found[1].article is not None
    assert (found[1].article.text, found[1].article.id) == ("Rain fell on Cusco.", "b/b.json")


def test_a_single_file_is_one_story(folder: Path) -> None:
    (record,) = records(folder / "c.txt")
    assert record.article is not None
    assert (record.article.id, record.article.text) == ("c.txt", "Rain fell on Lima.")


def test_an_empty_folder_has_no_stories(tmp_path: Path) -> None:
    assert list(read_records([tmp_path], Columns())) == []


def test_names_in_any_script_are_read(folder: Path) -> None:
    (folder / "été.txt").write_text("Rain fell on Paris.")
    (folder / "東京.txt").write_text("Rain fell on Tokyo.")
    assert [r.article and r.article.id for r in records(folder)][5:] == ["été.txt", "東京.txt"]
