"""How soon a page stands, and how fast many places are drawn.

``pytest tests/benchmarks/test_page.py --benchmark-enable -s`` prints the figures and holds them to
the bounds of the project; in the plain suite each runs once and nothing is timed.
"""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from random import Random
from statistics import median

import pytest
from playwright.sync_api import Browser
from pytest_benchmark.fixture import BenchmarkFixture

from geonews.draw import draw, save_page
from geonews.draw.scene import build_scene
from geonews.draw.webmap import map_script
from geonews.gazetteer import Gazetteer
from geonews.model import Mention, Place, Report
from tests.draw.world import report

MAPS = Path(__file__).parents[2] / "maps"
# Lighthouse's slow 4G: 1.6 Mb/s down, 150 ms there and back, and a phone a quarter as fast.
SLOW = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1.6e6 / 8,
    "uploadThroughput": 750e3 / 8,
}
PAINT = """new Promise(done => {
    let last = 0;
    new PerformanceObserver(list => {
        for (const entry of list.getEntries()) last = entry.startTime;
    }).observe({type: "largest-contentful-paint", buffered: true});
    setTimeout(() => done(last), 1500);
})"""


class _Packed(BaseHTTPRequestHandler):
    """Serves one page as a newsroom's server would: gzipped."""

    def __init__(self, page: bytes, *args: object) -> None:
        self._page = page
        super().__init__(*args)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(self._page)))
        self.end_headers()
        self.wfile.write(self._page)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def kursk() -> Iterator[str]:
    page = gzip.compress(MAPS.joinpath("kursk", "map.html").read_bytes(), 9)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Packed, page))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.mark.browser
def test_largest_contentful_paint_on_slow_4g(
    chromium: Browser, kursk: str, benchmark: BenchmarkFixture
) -> None:
    def painted() -> float:
        page = chromium.new_page(viewport={"width": 412, "height": 823})
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", SLOW)
        session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
        page.goto(kursk)
        found = float(page.evaluate(PAINT))
        page.close()
        return found

    times = [painted() for _ in range(5 if benchmark.enabled else 1)]
    benchmark.extra_info["lcp_ms"] = round(median(times))
    benchmark.pedantic(lambda: None)
    print(f"\nlargest contentful paint {median(times):.0f} ms")
    assert times[0] > 0
    if benchmark.enabled:
        assert median(times) < 1000


def _many(number: int) -> Report:
    """Return a story of so many places, each named once."""
    chance = Random(number)  # noqa: S311  not for secrets
    names = [f"Place {i}" for i in range(number)]
    text = ". ".join(names)
    found, start = [], 0
    for i, name in enumerate(names):
        place = Place(
            name, chance.uniform(-55, 70), chance.uniform(-170, 170), "XX", None, "PPL",
            population=1000, geonames_id=50_000_000 + i,
        )  # fmt: skip
        found.append(
            Mention(start, start + len(name), name, place=place, confidence=0.9, status="resolved")
        )
        start += len(name) + 2
    return report(text, found)


def test_the_layers_of_a_thousand_places(benchmark: BenchmarkFixture) -> None:
    scene = build_scene(_many(1000), Gazetteer.open())
    script = benchmark(map_script, scene)
    assert script.count("L.geoJson(") < 12
    if benchmark.enabled:
        assert benchmark.stats is not None
        assert benchmark.stats["median"] < 0.05


@pytest.mark.parametrize("number", [1_000, 100_000])
def test_many_places(benchmark: BenchmarkFixture, tmp_path: Path, number: int) -> None:
    # The plain suite has no minute to spare for what only a benchmark can tell.
    told = _many(number if benchmark.enabled else 200)
    gazetteer, path = Gazetteer.open(), tmp_path / "map.html"
    draw(_many(3), gazetteer)
    rounds = 5 if number < 10_000 else 1
    benchmark.pedantic(lambda: save_page(told, gazetteer, path), rounds=rounds)
    benchmark.extra_info["bytes"] = size = path.stat().st_size
    if benchmark.enabled:
        assert benchmark.stats is not None
        print(f"\n{number:,} places: {size / 1e6:.1f} MB, {benchmark.stats['median']:.3f} s")
