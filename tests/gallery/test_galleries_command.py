"""`geonews gallery` as a user runs it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from geonews.cli.galleries import gallery
from tests.gallery.conftest import OUTPUTS, STORIES, files_of


def run(*arguments: str) -> Result:
    return CliRunner().invoke(gallery, [*arguments, "--recogniser", "fast"])


def test_a_run_ends_with_what_it_did(folder: Path) -> None:
    first = run(str(folder), "--title", "Our maps")
    assert (first.exit_code, first.stdout) == (0, "")
    assert first.stderr == f"wrote {folder}/index.html: 3 stories, 3 drawn anew\n"
    (folder / "nairobi.txt").unlink()
    second = run(str(folder), "--title", "Our maps")
    assert second.stderr == f"wrote {folder}/index.html: 2 stories, 0 drawn anew, 1 gone\n"
    assert "<title>Our maps</title>" in (folder / "index.html").read_text()


def test_what_fails_is_a_line_each_and_the_code_is_3(folder: Path) -> None:
    (folder / "con.txt").write_text("Rain fell on Lima.")
    (folder / "empty.txt").write_text("")
    result = run(str(folder))
    assert result.exit_code == 3
    lines = result.stderr.splitlines()
    assert len(lines) == 3
    assert lines[0].startswith("geonews: 'con.txt' is left out")
    assert lines[1].startswith("geonews: 'empty.txt' is empty")
    assert lines[2].endswith("3 stories, 3 drawn anew")
    assert set(files_of(folder)) == OUTPUTS | set(STORIES) | {"con.txt", "empty.txt"}


def test_quiet_says_nothing(folder: Path) -> None:
    assert run(str(folder), "--quiet").output == ""


def test_an_address_makes_a_sitemap(folder: Path) -> None:
    assert run(str(folder), "--url", "https://example.org/maps").exit_code == 0
    assert "https://example.org/maps/all.html" in (folder / "sitemap.xml").read_text()


@pytest.mark.parametrize(
    "url",
    ["example.org", "javascript:alert(1)", "file:///etc", "https://", "https://a.org/?x=1",
     "https://user@a.org/", "https://a.org/ b", "https://kö.org/"],
)  # fmt: skip
def test_an_address_that_is_none_is_wrong_usage(folder: Path, url: str) -> None:
    result = run(str(folder), "--url", url)
    assert result.exit_code == 2
    assert "is no address of a folder" in result.stderr
    assert set(files_of(folder)) == set(STORIES)


@pytest.mark.parametrize(
    ("name", "words"), [("nowhere", "does not exist"), ("nairobi.txt", "is no folder")]
)
def test_a_folder_that_is_none_is_told(folder: Path, name: str, words: str) -> None:
    result = run(str(folder / name))
    assert result.exit_code == 3
    assert words in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_newsroom_that_is_nowhere_ends_the_run(folder: Path) -> None:
    result = run(str(folder), "--near", "Xyzzyville")
    assert result.exit_code == 3
    assert len(result.stderr.splitlines()) == 1
    assert set(files_of(folder)) == set(STORIES)


def test_an_empty_folder_is_an_empty_gallery(tmp_path: Path) -> None:
    result = run(str(tmp_path))
    assert (result.exit_code, result.stderr) == (
        0,
        f"wrote {tmp_path}/index.html: 0 stories, 0 drawn anew\n",
    )


def test_the_map_is_what_geonews_map_writes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from geonews.cli import main

    run(str(folder))
    monkeypatch.chdir(folder / "lima")
    out = folder.parent / "map.html"
    told = ["map", "story.txt", "-o", str(out), "--recogniser", "fast"]
    assert CliRunner().invoke(main, told).exit_code == 0
    assert out.read_bytes() == (folder / "lima/map.html").read_bytes()
