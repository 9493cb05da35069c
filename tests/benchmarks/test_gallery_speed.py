"""How a gallery of 10,000 stories weighs and loads; figures are printed with ``-s``."""

from __future__ import annotations

import gzip
import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error
from pytest_benchmark.fixture import BenchmarkFixture

from geonews.draw.gallery import site_files
from geonews.draw.gallery.world import all_page
from geonews.gazetteer import Gazetteer
from tests.draw.gallery.made import made_site

_READY = {
    "all.html": "#map[data-ready]",
    "index.html": "#filter:not([hidden])",
    "timeline.html": "footer",
}
_DRAWN = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


def test_the_map_of_all_is_written(benchmark: BenchmarkFixture) -> None:
    site, gazetteer = made_site(10_000, 100_000), Gazetteer.open()
    assert benchmark(lambda: all_page(site, gazetteer))


@pytest.mark.browser
def test_10_000_stories_are_usable(chromium: Browser, tmp_path: Path) -> None:
    files = site_files(made_site(10_000, 100_000), Gazetteer.open())
    print()
    for name, ready in _READY.items():
        data = files[name].encode("utf-8")
        (tmp_path / name).write_bytes(data)
        page = chromium.new_page(viewport={"width": 1200, "height": 900})
        faults: list[Error] = []
        page.on("pageerror", lambda error: faults.append(error))  # noqa: B023
        started = time.perf_counter()
        page.goto((tmp_path / name).as_uri(), wait_until="commit")
        page.wait_for_selector(ready, state="attached")
        page.evaluate(_DRAWN)
        seconds = time.perf_counter() - started
        page.close()
        print(
            f"{name}: {len(data) / 1e6:.1f} MB, {len(gzip.compress(data)) / 1e3:,.0f} kB gzipped, "
            f"{seconds:.2f} s to interactive"
        )
        assert len(data) < 15_000_000
        assert faults == []
