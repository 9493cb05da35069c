"""What a page weighs and how soon it stands, in a real browser on an emulated slow line.

`pytest tests/browser/test_weight.py -s` prints the figures; those that are times are not asserted
here, since a busy machine is slow, not wrong (`tests/benchmarks/test_page.py` holds them).
"""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from tests.browser.conftest import Desk

pytestmark = pytest.mark.browser

MAPS = Path(__file__).parents[2] / "maps"
PAGES = sorted(MAPS.glob("*/map.html"))
KB = 1024
# What a story says and what is said of it; the rest is the page with its figure and map.
STORY_DATA = (
    r'<script type="application/json" id="story-data">.*?</script>',
    r'<section class="side".*?</section>(?=</div>|<footer)',
    r'<section class="figures".*?</section>',
    r'<script type="application/ld\+json">.*?</script>',
)
SHIFTS = """new Promise(done => {
    let sum = 0;
    new PerformanceObserver(list => {
        for (const entry of list.getEntries()) sum += entry.value;
    }).observe({type: "layout-shift", buffered: true});
    setTimeout(() => done(sum), 300);
})"""


def packed(text: str) -> int:
    return len(gzip.compress(text.encode(), 9, mtime=0))


def bare(page: str) -> str:
    for pattern in STORY_DATA:
        page = re.sub(pattern, "", page, flags=re.DOTALL)
    return page


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.parent.name)
def test_a_page_with_figure_and_map_is_80_kb_and_its_figure_15(path: Path) -> None:
    page = path.read_text(encoding="utf-8")
    (figure,) = re.findall(r'<svg class="gn-still".*?</svg>', page, re.DOTALL)
    print(
        f"\n{path.parent.name}: {packed(page) / KB:.1f} kB gzipped, "
        f"{packed(bare(page)) / KB:.1f} without the story's data, figure {packed(figure) / KB:.1f}"
    )
    assert packed(bare(page)) <= 80 * KB
    assert packed(figure) <= 12 * KB


@pytest.mark.parametrize("width", [380, 1200])
@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.parent.name)
def test_nothing_moves_while_a_page_loads_and_wakes(desk: Desk, path: Path, width: int) -> None:
    page = desk.open(path.as_uri(), width)
    assert page.evaluate(SHIFTS) == 0
    assert desk.requests == [path.as_uri()]
    assert desk.complaints == []
