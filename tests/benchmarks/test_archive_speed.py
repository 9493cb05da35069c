"""Stories a second by recogniser and workers, beside dictionary matchers; memory by tenth of a run.

Figures are printed with ``-s``. ``GEONEWS_BENCH_STORIES=20000`` makes them mean something: a few
stories, the default, only show that all of it runs. ``wall`` counts from the first report to the
last, ``CPU`` all processor time of the workers, which a busy machine hardly changes.
"""

from __future__ import annotations

import json
import os
import resource
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from geonews.archive.batch import batch
from geonews.archive.summarise import summarise
from geonews.gazetteer import Gazetteer
from geonews.options import Options
from tests.benchmarks.made_archive import made_stories, write_archive

STORIES = int(os.environ.get("GEONEWS_BENCH_STORIES", "60"))
# The tagger takes seven times as long.
_ACCURATE = max(20, STORIES // 10)
_EVERY_S = 0.25
_PROC = Path("/proc")


@pytest.fixture(scope="module")
def stories(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made") / "stories.jsonl"
    write_archive(path, STORIES)
    return path


@dataclass(slots=True)
class Run:
    """One run as it was seen from outside: reports done, and what its workers held of memory."""

    started: float = field(default_factory=time.monotonic)
    first: tuple[float, int] | None = None
    last: tuple[float, int] = (0.0, 0)
    looked: float = 0.0
    held: list[tuple[int, float, float]] = field(default_factory=list)

    def __call__(self, done: int) -> None:
        now = time.monotonic()
        if done and self.first is None:
            self.first = now, done
        self.last = now, done
        if done and now - self.looked > _EVERY_S:
            self.looked = now
            self.held.append((done, *max(_workers_mb(), default=(0.0, 0.0))))

    @property
    def rate(self) -> float:
        """Reports a second after the first, so that what starting takes is left out."""
        start, done = self.first or (self.started, 0)
        return (self.last[1] - done) / max(1e-9, self.last[0] - start)

    def peaks(self, count: int) -> list[tuple[float, float]]:
        """Return the most that a worker held in each tenth of the run, and the part of its own."""
        return [
            max(
                (
                    (mb, own)
                    for done, mb, own in self.held
                    if i * count < 10 * done <= (i + 1) * count
                ),
                default=(0.0, 0.0),
            )
            for i in range(10)
        ]


def _workers_mb() -> Iterator[tuple[float, float]]:
    """Yield the resident memory of each child of this process, MB: all, and what it alone has.

    The rest is files that all workers map: the gazetteer, libraries.
    """
    for status in _PROC.glob("[0-9]*/status"):
        try:
            facts = dict(line.split(":", 1) for line in status.read_text().splitlines())
        except OSError:
            continue
        if facts["PPid"].strip() == str(os.getpid()) and "VmRSS" in facts:
            yield _mb(facts["VmRSS"]), _mb(facts["RssAnon"])


def _mb(kilobytes: str) -> float:
    return int(kilobytes.split()[0]) / 1024


@contextmanager
def cpu_of_children() -> Iterator[Callable[[], float]]:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)

    def taken() -> float:
        now = resource.getrusage(resource.RUSAGE_CHILDREN)
        return now.ru_utime + now.ru_stime - before.ru_utime - before.ru_stime

    yield taken


def analysed(stories: Path, out: Path, recogniser: str, workers: int) -> tuple[Run, float]:
    run = Run()
    with cpu_of_children() as taken:
        summary = batch([stories], out, Options(recogniser=recogniser), workers=workers,
                        progress=run)  # fmt: skip
        assert summary.is_complete
        assert summary.failed == 0
        return run, taken()


def test_stories_a_second_beside_dictionary_matchers(stories: Path, tmp_path: Path) -> None:
    """All in one run, so that they share whatever else the machine does."""
    few = tmp_path / "few.jsonl"
    few.write_text("".join(stories.read_text("utf-8").splitlines(keepends=True)[:_ACCURATE]))
    texts = [story["text"] for story in made_stories(STORIES)]
    lines = []
    for name, find in _matchers():
        started, cpu = time.perf_counter(), time.process_time()
        found = sum(map(find, texts))
        seconds, cpu = time.perf_counter() - started, time.process_time() - cpu
        lines.append((name, 1, STORIES / seconds, STORIES / cpu, found / STORIES))
    for recogniser in ("fast", "accurate"):
        rates = {}
        for workers in (1, 2):
            source, count = (stories, STORIES) if recogniser == "fast" else (few, _ACCURATE)
            out = tmp_path / f"{recogniser}{workers}.jsonl"
            run, cpu = analysed(source, out, recogniser, workers)
            rates[workers] = run.rate
            with out.open(encoding="utf-8") as file:
                found = sum(len(json.loads(line)["mentions"]) for line in file)
            lines.append((f"geonews {recogniser}", workers, run.rate, count / cpu, found / count))
        print(f"\n{recogniser}: 1 -> 2 workers {rates[2] / max(rates[1], 1e-9):.2f}x", end="")
    print(f"\n{STORIES:,} stories of some 500 words ({_ACCURATE:,} for accurate)")
    print(f"{'':24}{'workers':>8}{'stories/s wall':>16}{'a CPU second':>14}{'found a story':>15}")
    for name, workers, rate, by_cpu, found_each in lines:
        print(f"{name:24}{workers:8}{rate:16.1f}{by_cpu:14.1f}{found_each:15.1f}")


def _matchers() -> Iterator[tuple[str, Callable[[str], int]]]:
    """Yield what finds names by a dictionary, where it is installed; it resolves none of them."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            from flashgeotext.geotext import GeoText as FlashGeoText
        except ImportError:
            print("\nflashgeotext is not installed", end="")
        else:
            flash = FlashGeoText()
            yield (
                "flashgeotext",
                lambda text: sum(
                    place["count"]
                    for kind in flash.extract(input_text=text).values()
                    for place in kind.values()
                ),
            )
        try:
            from geotext import GeoText
        except ImportError:
            print("\ngeotext is not installed", end="")
        else:

            def found(text: str) -> int:
                places = GeoText(text)
                return len(places.cities) + len(places.countries)

            yield "geotext", found


def test_memory_stays_as_it_was(stories: Path, tmp_path: Path) -> None:
    run, _ = analysed(stories, tmp_path / "out.jsonl", "fast", 2)
    peaks = run.peaks(STORIES)
    size = (tmp_path / "out.jsonl").stat().st_size
    print("\nlargest worker by tenth of the run, MB (without what all map together):")
    print("  ".join(f"{mb:.0f} ({own:.0f})" for mb, own in peaks))
    if peaks[1][0] and peaks[9][0]:
        print(f"last tenth to second tenth: {peaks[9][0] / peaks[1][0]:.3f}")
    print(f"output: {size / 1e6:,.1f} MB, {size / STORIES / 1e3:.1f} kB a story")
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"this process at most: {own:.0f} MB")


def test_an_archive_is_summarised(
    stories: Path, tmp_path: Path, benchmark: BenchmarkFixture
) -> None:
    out = tmp_path / "out.jsonl"
    analysed(stories, out, "fast", 2)
    gazetteer = Gazetteer.open()

    def summarised() -> int:
        with out.open(encoding="utf-8") as file:
            reports = (json.loads(line) for line in file)
            return summarise(reports, tmp_path / "summary", gazetteer, title="Made").stories

    assert benchmark(summarised) == STORIES
    import gzip

    page = (tmp_path / "summary" / "index.html").read_bytes()
    print(f"\npage: {len(page) / 1e3:,.0f} kB, {len(gzip.compress(page)) / 1e3:,.0f} kB gzipped")
