"""A second run does only what changed; a run cut short leaves what the next goes on from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from geonews.gallery.files import put
from tests.gallery.conftest import OUTPUTS, STORIES, Build, files_of, times_of


def test_every_story_gets_a_map_and_the_gallery_its_pages(folder: Path, build: Build) -> None:
    result = build(folder)
    assert (result.stories, result.drawn, result.removed, result.failures) == (3, 3, 0, ())
    assert set(files_of(folder)) == OUTPUTS | set(STORIES)


def test_nothing_new_writes_nothing(folder: Path, build: Build) -> None:
    build(folder)
    before = times_of(folder)
    assert build(folder).drawn == 0
    assert times_of(folder) == before


def test_only_a_changed_story_is_drawn_again(folder: Path, build: Build) -> None:
    build(folder)
    before = times_of(folder)
    (folder / "lima/story.txt").write_text("Rain\n\nRain fell on Arequipa, Peru.")
    assert build(folder).drawn == 1
    changed = {name for name, when in times_of(folder).items() if before[name] != when}
    assert changed == {
        "lima/story.txt", "lima/map.html", "lima/thumb.svg", "gallery.json",
        "index.html", "all.html", "timeline.html", "feed.xml",
    }  # fmt: skip
    assert "Arequipa" in (folder / "index.html").read_text()


def test_the_order_of_runs_does_not_show(folder: Path, tmp_path: Path, build: Build) -> None:
    late = folder / "nairobi.txt"
    text = late.read_text()
    late.unlink()
    build(folder, title="News")
    late.write_text(text)
    build(folder, title="News")
    whole = files_of(folder)
    again = tmp_path / "again"
    for name in STORIES:
        (again / name).parent.mkdir(parents=True, exist_ok=True)
        (again / name).write_bytes(whole[name])
    build(again, title="News")
    assert files_of(again) == whole


@pytest.mark.parametrize("change", [{"near": "Cusco"}, {"is_forced": True},
                                    {"correction_bytes": b"[[place]]"}])  # fmt: skip
def test_other_options_draw_everything_again(
    folder: Path, build: Build, change: dict[str, Any]
) -> None:
    build(folder)
    assert build(folder, **change).drawn == 3


def test_a_lost_map_is_drawn_again(folder: Path, build: Build) -> None:
    build(folder)
    before = files_of(folder)
    (folder / "lima/map.html").unlink()
    (folder / "nairobi.thumb.svg").unlink()
    assert build(folder).drawn == 2
    assert files_of(folder) == before


def test_a_story_that_is_gone_leaves_nothing_of_ours(folder: Path, build: Build) -> None:
    build(folder)
    (folder / "lima/story.txt").unlink()
    (folder / "lima/photo.txt").write_text("mine")
    result = build(folder)
    assert (result.stories, result.drawn, result.removed) == (2, 0, 1)
    assert [path.name for path in (folder / "lima").iterdir()] == ["photo.txt"]
    assert "Lima" not in (folder / "index.html").read_text()
    assert "lima" not in (folder / "gallery.json").read_text()


def test_a_story_that_fails_keeps_the_map_it_had(folder: Path, build: Build) -> None:
    build(folder)
    before = files_of(folder)
    (folder / "lima/story.txt").write_text("")
    result = build(folder)
    assert result.stories == 3
    assert len(result.failures) == 1
    assert "'lima/story.txt' is empty" in result.failures[0]
    after = files_of(folder)
    assert {name for name in after if after[name] != before[name]} == {"lima/story.txt"}


def test_a_sitemap_stands_only_while_the_address_is_given(folder: Path, build: Build) -> None:
    build(folder, url="https://example.org/maps/")
    assert "https://example.org/maps/lima/map.html" in (folder / "sitemap.xml").read_text()
    assert build(folder).drawn == 0
    assert not (folder / "sitemap.xml").exists()


def test_a_run_cut_short_is_gone_on_with(
    folder: Path, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []

    def cut(folder: Path, name: str, text: str) -> bool:
        if name.endswith("map.html") and "oregon" in name:
            raise KeyboardInterrupt
        done.append(name)
        return put(folder, name, text)

    monkeypatch.setattr("geonews.gallery.build.put", cut)
    with pytest.raises(KeyboardInterrupt):
        build(folder)
    assert not (folder / "index.html").exists()
    assert "lima/map.html" in done
    monkeypatch.undo()
    assert build(folder).drawn == 1
    whole = files_of(folder)
    assert build(folder, is_forced=True).drawn == 3
    assert files_of(folder) == whole


MANIFESTS = {
    "empty": "",
    "no JSON": "{",
    "deep": "[" * 100_000,
    "list": "[]",
    "another's": '{"name": "gallery"}',
    "newer": '{"geonews_gallery":99,"stories":{}}',
    "no stories": '{"geonews_gallery":1}',
    "a number": '{"geonews_gallery":1,"stories":{"lima/story.txt":3}}',
}


@pytest.mark.parametrize("name", MANIFESTS)
def test_a_damaged_manifest_is_told_and_ignored(folder: Path, build: Build, name: str) -> None:
    folder.joinpath("gallery.json").write_text(MANIFESTS[name])
    told: list[str] = []
    result = build(folder, tell=told.append)
    assert result.drawn == 3
    assert len(told) == 1
    assert "all is drawn anew" in told[0]
    # One that is not ours is not written over either.
    is_ours = MANIFESTS[name].startswith('{"geonews_gallery"')
    assert bool(result.failures) == (not is_ours)


@pytest.mark.parametrize(
    "key", ["../other/story.txt", "/etc/story.txt", "a/b/story.txt", "victim.exe", "x\\story.txt"]
)
def test_a_manifest_removes_nothing_elsewhere(
    folder: Path, tmp_path: Path, build: Build, key: str
) -> None:
    build(folder)
    (tmp_path / "other").mkdir()
    victim = tmp_path / "other" / "map.html"
    victim.write_bytes((folder / "lima/map.html").read_bytes())
    manifest = json.loads((folder / "gallery.json").read_text())
    manifest["stories"][key] = manifest["stories"]["lima/story.txt"]
    (folder / "gallery.json").write_text(json.dumps(manifest, separators=(",", ":")))
    told: list[str] = []
    build(folder, tell=told.append)
    assert "damaged" in told[0]
    assert victim.exists()


def test_what_a_manifest_claims_is_shown_as_text(folder: Path, build: Build) -> None:
    build(folder)
    manifest = json.loads((folder / "gallery.json").read_text())
    manifest["stories"]["lima/story.txt"]["record"]["title"] = "<script>alert(1)</script>"
    (folder / "gallery.json").write_text(json.dumps(manifest, separators=(",", ":")))
    build(folder)
    for name in ("index.html", "all.html", "timeline.html", "feed.xml"):
        text = (folder / name).read_text()
        assert "alert(1)" in text
        assert "<script>alert" not in text
