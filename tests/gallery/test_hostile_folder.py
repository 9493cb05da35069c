"""A folder that somebody filled to do harm: what is odd is told, the rest is done."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from geonews.errors import OutputError
from geonews.gallery.files import put, remove
from geonews.gallery.finding import find_stories
from tests.gallery.conftest import OUTPUTS, STORIES, Build, files_of

TEXT = "Rain\n\nRain fell on Lima, Peru."

# What is put into the folder, and a part of the line that tells of it.
ODD_FILES = {
    "con.txt": "Windows keeps the name",
    "NUL.tar.txt": "Windows keeps the name",
    "aux/story.txt": "Windows keeps the name",
    "a\nb.txt": "characters in the name that nobody sees",
    "a\x1b[31m/story.txt": "characters in the name that nobody sees",
    "\u202egpj.txt": "characters in the name that nobody sees",
    "x" * 240 + ".txt": "over 200 bytes",
    "ж" * 110 + "/story.txt": "over 200 bytes",
    "back\\slash.txt": "no plain one",
    "full stop./story.txt": "full stop",
    " space.txt": "space",
    "index.txt": "a page of the gallery",
    "timeline.json": "a page of the gallery",
    "nairobi.json": "would be that of 'nairobi.txt'",
}


@pytest.mark.parametrize("name", ODD_FILES)
def test_an_odd_name_is_told(folder: Path, name: str) -> None:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(TEXT)
    found, problems = find_stories(folder)
    assert [story.key for story in found] == sorted(STORIES)
    assert len(problems) == 1
    assert ODD_FILES[name] in problems[0]
    assert "\n" not in problems[0]


def test_the_rest_is_done(folder: Path, build: Build) -> None:
    for name in ODD_FILES:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(TEXT)
    before = files_of(folder)
    told: list[str] = []
    result = build(folder, complain=told.append)
    assert (result.stories, result.failures) == (3, tuple(told))
    assert len(told) == len(ODD_FILES)
    assert set(files_of(folder)) - set(before) == OUTPUTS


def test_a_name_that_is_no_text_is_told(folder: Path, build: Build) -> None:
    (folder / os.fsdecode(b"caf\xe9.txt")).write_text(TEXT)
    result = build(folder)
    assert result.stories == 3
    assert "nobody sees" in result.failures[0]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b" \n\t ", "is empty"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 64, "odd.txt"),
        (bytes(range(256)) * 8, "odd.txt"),
    ],
)
def test_a_file_without_a_story_is_told(
    folder: Path, build: Build, data: bytes, words: str
) -> None:
    (folder / "odd.txt").write_bytes(data)
    result = build(folder)
    assert result.stories == 3
    assert len(result.failures) == 1
    assert words in result.failures[0]
    assert not (folder / "odd.html").exists()


def test_a_story_in_another_encoding_is_read(folder: Path, build: Build) -> None:
    (folder / "latin.txt").write_bytes("Café\n\nRain fell on São Paulo, Brazil.".encode("cp1252"))
    assert build(folder).stories == 4


def test_a_folder_named_as_a_story_is_told(folder: Path, build: Build) -> None:
    (folder / "odd/story.txt").mkdir(parents=True)
    result = build(folder)
    assert result.stories == 3
    assert "'odd/story.txt' is left out: it is a folder" in result.failures[0]


def test_a_pipe_is_not_waited_for(folder: Path, build: Build) -> None:
    os.mkfifo(folder / "odd.txt")
    (folder / "pipe").mkdir()
    os.mkfifo(folder / "pipe/story.txt")
    result = build(folder)
    assert result.stories == 3
    assert len(result.failures) == 2


def test_what_is_no_story_is_left_in_peace(folder: Path, build: Build) -> None:
    for name in (".git/story.txt", "_drafts/story.txt", "photos/a.txt", "deep/er/story.txt"):
        (folder / name).parent.mkdir(parents=True)
        (folder / name).write_text(TEXT)
    (folder / "draw").write_text("#!/bin/sh")
    (folder / ".hidden.txt").write_text(TEXT)
    assert build(folder).failures == ()
    assert build(folder).stories == 3


def outside(tmp_path: Path) -> Path:
    found = tmp_path / "outside"
    found.mkdir()
    (found / "story.txt").write_text(TEXT)
    return found


def test_no_link_out_of_the_folder_is_followed(folder: Path, tmp_path: Path, build: Build) -> None:
    other = outside(tmp_path)
    (folder / "linked").symlink_to(other)
    (folder / "file.txt").symlink_to(other / "story.txt")
    (folder / "inner").mkdir()
    (folder / "inner/story.txt").symlink_to(other / "story.txt")
    (folder / "gone.txt").symlink_to(tmp_path / "nowhere")
    (folder / "loop.txt").symlink_to(folder / "loop.txt")
    result = build(folder)
    assert result.stories == 3
    assert len(result.failures) == 5
    assert all("link" in failure for failure in result.failures)
    assert set(files_of(other)) == {"story.txt"}


def test_a_link_within_the_folder_is_a_story(folder: Path, build: Build) -> None:
    (folder / "again").mkdir()
    (folder / "again/story.txt").symlink_to(Path("..") / "lima" / "story.txt")
    result = build(folder)
    assert (result.stories, result.failures) == (4, ())


@pytest.mark.parametrize("name", ["lima/map.html", "nairobi.thumb.svg", "feed.xml", "gallery.json"])
@pytest.mark.parametrize("kind", ["file", "link", "folder", "dangling link"])
def test_what_is_not_ours_is_never_written_over(
    folder: Path, tmp_path: Path, name: str, kind: str
) -> None:
    path = folder / name
    theirs = tmp_path / "theirs.html"
    theirs.write_text("<p>An editor wrote this.</p>")
    if kind == "file":
        path.write_bytes(theirs.read_bytes())
    elif kind == "folder":
        path.mkdir()
    else:
        path.symlink_to(theirs if kind == "link" else tmp_path / "nowhere")
    with pytest.raises(OutputError, match=re.escape(repr(name))):
        put(folder, name, "ours")
    remove(folder, name)
    assert theirs.read_text() == "<p>An editor wrote this.</p>"
    assert path.is_symlink() == ("link" in kind)
    assert path.is_dir() == (kind == "folder")
    assert not (tmp_path / "nowhere").exists()


def test_pages_in_the_way_are_told(folder: Path, build: Build) -> None:
    for name in ("index.html", "lima/map.html", "nairobi.thumb.svg"):
        (folder / name).write_text("<p>An editor wrote this.</p>")
    result = build(folder)
    assert result.stories == 1
    assert len(result.failures) == 3
    assert all("something else stands there" in failure for failure in result.failures)


def test_a_page_of_ours_that_is_linked_to_is_not_written_through(
    folder: Path, tmp_path: Path, build: Build
) -> None:
    build(folder)
    elsewhere = tmp_path / "map.html"
    (folder / "lima/map.html").rename(elsewhere)
    (folder / "lima/map.html").symlink_to(elsewhere)
    before = elsewhere.read_bytes()
    (folder / "lima/story.txt").write_text("Rain\n\nRain fell on Arequipa, Peru.")
    assert len(build(folder).failures) == 1
    assert elsewhere.read_bytes() == before


def test_our_own_pages_are_no_stories(folder: Path, build: Build) -> None:
    (folder / "saved.html").write_text(f"<html><body><article><p>{TEXT}</p></article>")
    assert build(folder).failures == ()
    assert (folder / "saved.map.html").exists()
    again = build(folder)
    assert (again.stories, again.drawn, again.failures) == (4, 0, ())


def test_names_that_need_escaping_are_links_that_work(folder: Path, build: Build) -> None:
    for name in ("a b&c", "100%", "javascript:alert(1)", "#x?y", "日本", '"><b>'):
        (folder / name).mkdir()
        (folder / name / "story.txt").write_text(TEXT)
    assert build(folder).failures == ()
    page = (folder / "index.html").read_text()
    for address in ("a%20b%26c", "100%25", "javascript%3Aalert%281%29", "%23x%3Fy",
                    "%E6%97%A5%E6%9C%AC", "%22%3E%3Cb%3E"):  # fmt: skip
        assert f'href="{address}/map.html"' in page


def test_the_order_of_the_disk_does_not_matter(folder: Path) -> None:
    found, problems = find_stories(folder)
    assert [story.key for story in found] == sorted(STORIES)
    assert problems == ()
