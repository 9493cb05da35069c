"""Where a story lies: files, standard input, and what is no story."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from geonews.errors import StoryError
from geonews.read import read


def test_a_file_by_path_and_by_name(tmp_path: Path) -> None:
    path = tmp_path / "lima.txt"
    path.write_bytes(b"Rain fell on Lima.\r\n")
    assert read(path) == read(str(path))
    assert (read(path).text, read(path).id) == ("Rain fell on Lima.\r\n", "lima.txt")


def test_standard_input() -> None:
    article = read("-", stdin=io.BytesIO(b"Rain fell on Lima."))
    assert (article.text, article.id) == ("Rain fell on Lima.", "standard input")


def test_a_missing_file(tmp_path: Path) -> None:
    path = tmp_path / "no.txt"
    with pytest.raises(StoryError, match=r"no\.txt' does not exist: give the path of a story"):
        read(path)


def test_a_name_that_is_hostile_stays_on_one_line() -> None:
    with pytest.raises(StoryError, match="does not exist") as caught:
        read("no\nsuch\x1b[31m\u202e.txt")
    assert "no\\nsuch\\x1b[31m\\u202e.txt" in str(caught.value)


def test_a_directory(tmp_path: Path) -> None:
    with pytest.raises(StoryError, match="is a directory: give a story inside it"):
        read(tmp_path)


def test_an_empty_file(tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.touch()
    with pytest.raises(StoryError, match=r"empty\.txt' is empty: give a file with a story in it"):
        read(path)


@pytest.mark.parametrize("name", ["a\x00b", "x" * 5000])
def test_a_name_no_file_can_have(name: str) -> None:
    with pytest.raises(StoryError, match=r"cannot be read \(.+\): give the path of a story"):
        read(name)


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # A test that runs as root may read any file, so the refusal itself is played.
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(StoryError, match="may not be read by you: change its permissions"):
        read(tmp_path / "secret.txt")


def test_a_web_address() -> None:
    with pytest.raises(StoryError, match="is a web address: save the page and give the file"):
        read("https://example.org/story")
