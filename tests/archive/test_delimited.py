"""CSV and TSV: rows of many lines, odd quotes, odd bytes, and rows that are none."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from geonews.archive.reading import Columns
from tests.archive.stories import errors, records, story, write


def table(tmp_path: Path, text: str | bytes, name: str = "news.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_a_cell_may_have_many_lines_quotes_and_delimiters(tmp_path: Path) -> None:
    text = 'Lima floods\n\n"Rain, rain," she said.\r\n\r\n\tIt fell; and fell.'
    for form in (".csv", ".tsv"):
        path = write(tmp_path / f"news{form}", [story(0, text=text), story(1)])
        first, second = records(path)
        assert first.article is not None
        assert first.article.text == text
        assert first.where == f"{path}:2"
        assert second.where == f"{path}:7"


def test_a_cell_may_be_longer_than_the_module_allows(tmp_path: Path) -> None:
    before = csv.field_size_limit()
    text = "Rain fell on Lima. " * 20_000
    (record,) = records(write(tmp_path / "a.csv", [story(0, text=text)]), is_raw=True)
    assert record.article is not None
    assert record.article.text == text
    assert csv.field_size_limit() == before


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("name", ["a.csv", "a.tsv"])
def test_the_delimiter_is_told_by_the_head(delimiter: str, name: str, tmp_path: Path) -> None:
    head, row = delimiter.join(("id", "text")), delimiter.join(("1", "Rain fell."))
    (record,) = records(table(tmp_path, f"{head}\n{row}\n", name))
    assert record.article is not None
    assert (record.article.id, record.article.text) == ("1", "Rain fell.")


def test_empty_cells_are_nothing(tmp_path: Path) -> None:
    (record,) = records(table(tmp_path, "id,text,title,published\n,Rain fell.,,\n"))
    assert record.article is not None
    told = record.article
    assert (told.id, told.title, told.published) == ("news.csv:2", None, None)


def test_blank_lines_are_no_rows(tmp_path: Path) -> None:
    found = records(table(tmp_path, "\n\nid,text\n\n1,Rain.\n\n2,Rain.\n\n"))
    assert [record.where.rsplit(":")[-1] for record in found] == ["5", "7"]


BROKEN = [
    ("1,Rain,more\n", "has 3 fields where the head names 2"),
    ("1\n", "has 1 fields where the head names 2"),
    ('1,"Rain" fell\n', "is no row ("),
    ("1,\n", '"text" is empty'),
    ('1,"  "\n', '"text" is empty'),
    ("1,Rain\rfell\n", "is no row ("),
]


@pytest.mark.parametrize(("row", "words"), BROKEN)
def test_a_broken_row_costs_itself_only(row: str, words: str, tmp_path: Path) -> None:
    path = table(tmp_path, f"id,text\n0,Rain.\n{row}2,Rain.\n")
    found = records(path)
    assert [record.is_story for record in found] == [True, False, True]
    (error,) = errors(found)
    assert words in error
    assert error.startswith(f"'{path}:3'")
    for start in range(4):
        assert records(path, start=start) == found[start:]


def test_a_quote_that_is_never_closed_is_told(tmp_path: Path) -> None:
    path = table(tmp_path, 'id,text\n0,Rain.\n1,"Rain.\n2,Rain.\n3,Rain.\n')
    good, broken = records(path)
    assert good.is_story
    assert broken.error is not None
    assert "mend its quotes" in broken.error


def test_a_quote_that_is_never_closed_costs_64_mib_at_most(tmp_path: Path) -> None:
    path = tmp_path / "news.csv"
    with path.open("w") as file:
        file.write('id,text\n0,"Rain.\n')
        for _ in range(65):
            file.write(f"1,{'x' * (1 << 20)}\n")
        file.write("2,Rain fell.\n")
    first, *_, last = records(path, is_raw=True)
    assert first.error is not None
    assert "mend its quotes" in first.error
    assert last.article is not None
    assert last.article.id == "2"


def test_bytes_that_are_no_utf8_are_read_and_told(tmp_path: Path) -> None:
    path = table(tmp_path, "id,text\n1,Rain fell on São Paulo.\n".encode("cp1252"))
    (record,) = records(path)
    assert record.article is not None
    assert record.article.text == "Rain fell on São Paulo."
    assert record.article.notes == (f"'{path}:2' was read as Windows-1252",)


def test_a_byte_order_mark_is_no_part_of_the_head(tmp_path: Path) -> None:
    (record,) = records(table(tmp_path, "\ufefftext,id\nRain.,1\n"))
    assert record.is_story


def test_other_columns_may_hold_anything(tmp_path: Path) -> None:
    path = table(tmp_path, b"text,blob,blob\nRain fell.,\xff\xfe\x00,\x81\n")
    (record,) = records(path, columns=Columns())
    assert record.is_story
