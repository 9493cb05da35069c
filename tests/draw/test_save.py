"""A page is written whole or not at all."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from geonews.draw import draw, save_page
from geonews.draw.save import write_atomically
from geonews.errors import OutputError
from tests.draw.world import full_report, world


def test_the_file_holds_the_page_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "map.html"
    save_page(full_report(), world(), target)
    assert target.read_bytes() == draw(full_report(), world()).encode()
    assert list(tmp_path.iterdir()) == [target]


def test_an_older_page_is_replaced_and_rights_are_those_of_a_new_file(tmp_path: Path) -> None:
    target, other = tmp_path / "map.html", tmp_path / "other"
    target.write_text("old", encoding="utf-8")
    other.touch()
    write_atomically(target, "new\n")
    assert target.read_text(encoding="utf-8") == "new\n"
    assert target.stat().st_mode == other.stat().st_mode


def test_a_folder_that_does_not_exist_is_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(
        OutputError, match=r"the folder '.*nowhere' does not exist; make it"
    ) as told:
        save_page(full_report(), world(), tmp_path / "nowhere" / "map.html")
    assert "\n" not in str(told.value)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="it is a folder"):
        write_atomically(tmp_path, "page")


def test_a_name_too_long_is_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot write") as told:
        write_atomically(tmp_path / ("x" * 300), "page")
    assert "\n" not in str(told.value)
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_leaves_the_old_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "map.html"
    target.write_text("old", encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OutputError, match="No space left on device"):
        write_atomically(target, "new")
    assert target.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [target]
