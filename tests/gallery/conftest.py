"""A folder of small stories, and the gallery made of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from geonews.draw.basemap import Basemap
from geonews.draw.gallery import world
from geonews.gallery import Result, build_gallery
from geonews.gazetteer import Gazetteer
from geonews.geocode import open_source
from geonews.options import Options

STORIES = {
    "lima/story.txt": "Rain over the coast\n\nRain fell on Lima, Peru, for a third day.",
    "oregon/story.json": '{"id": "o", "title": "A fire near Medford", "published": "2024-08-11", '
    '"source": "The Post", "text": "A fire burned 300 acres (500 hectares) near Medford, Oregon."}',
    "nairobi.txt": "Heat\n\nNairobi, Kenya, had its hottest day.",
}

OUTPUTS = {
    "lima/map.html", "lima/thumb.svg", "oregon/map.html", "oregon/thumb.svg",
    "nairobi.html", "nairobi.thumb.svg",
    "index.html", "all.html", "timeline.html", "feed.xml", "gallery.json",
}  # fmt: skip

Build = Callable[..., Result]


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return Gazetteer.open().viewed("neutral")


@pytest.fixture(scope="session")
def _one_world() -> Callable[..., Basemap]:
    return cache(world._basemap)


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch, _one_world: Callable[..., Basemap]) -> None:
    """Build the basemap of the world once: it is the same for all, and takes most of the time."""
    monkeypatch.setattr(world, "_basemap", _one_world)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "news"
    for name, text in STORIES.items():
        path = found / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return found


@pytest.fixture
def build(gazetteer: Gazetteer) -> Build:
    def built(folder: Path, **given: object) -> Result:
        options = Options(recogniser="fast", near=given.pop("near", None))  # type: ignore[arg-type]
        source = open_source(options, gazetteer)
        return build_gallery(folder, options, gazetteer=gazetteer, source=source, **given)  # type: ignore[arg-type]

    return built


def files_of(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder by its path."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def times_of(folder: Path) -> dict[str, int]:
    """Return when every file was written, in nanoseconds."""
    return {
        str(path.relative_to(folder)): path.stat().st_mtime_ns
        for path in folder.rglob("*")
        if path.is_file()
    }
