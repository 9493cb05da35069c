"""A run: each record one line or one failure, in bounds, and made good as it goes."""

from __future__ import annotations

import errno
import json
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Timer
from typing import Any

import pytest

from geonews.archive.failures import Failures
from geonews.archive.ids import Ids
from geonews.archive.journal import Journal, Progress
from geonews.archive.process import Setting
from geonews.archive.record import Record
from geonews.archive.run import run
from geonews.archive.stopping import Stop
from geonews.archive.summary import Summary
from geonews.errors import GeonewsError, ModelError, StoryError
from geonews.model import Article
from geonews.options import Options

FAKE = "tests.archive.fakes:Fake"


class _Sink:
    """Keeps lines, and which of them were there at each commit."""

    def __init__(self, before: Callable[[int], None] = lambda _: None) -> None:
        self.seqs: list[int] = []
        self.commits: list[int] = []
        self._before = before

    def write(self, seq: int, report_line: bytes) -> None:
        assert json.loads(report_line)["id"] == f"s{seq}"
        self._before(seq)
        self.seqs.append(seq)

    def commit(self) -> dict[str, Any]:
        self.commits.append(len(self.seqs))
        return {"lines": len(self.seqs)}


class _Ground:
    """What a run stands on."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.sink = _Sink()
        self.seen: list[int] = []

    def go(self, records: Iterator[Record], **how: Any) -> Summary:
        """Run, or go on with what was run before."""
        with Journal.open(self.folder / "journal", {}, resume=True) as journal:
            before = journal.progress
            failures = Failures(self.folder / "failures", before.failures)
            ids = Ids(self.folder / "ids", before.ids)
            try:
                return run(
                    records,
                    self.sink,
                    failures,
                    ids,
                    Setting(Options(), how.pop("time_limit_s", 30.0), FAKE),
                    **{
                        "workers": 2,
                        "is_ordered": True,
                        "journal": journal,
                        "progress": self.seen.append,
                        **how,
                    },
                )
            finally:
                failures.abort()
                ids.abort()

    @property
    def progress(self) -> Progress:
        """What the journal says."""
        with Journal.open(self.folder / "journal", {}, resume=True) as journal:
            return journal.progress

    @property
    def failed(self) -> list[tuple[int, str]]:
        """Which records failed, and by what cause."""
        lines = (self.folder / "failures.part").read_text().splitlines()
        return [(line["seq"], line["cause"]) for line in map(json.loads, lines)]


@pytest.fixture
def ground(tmp_path: Path) -> _Ground:
    return _Ground(tmp_path)


def _records(*texts: str | None, start: int = 0) -> Iterator[Record]:
    """Yield records with these texts; None is one that could not be read."""
    for seq, text in enumerate(texts, start):
        if text is None:
            yield Record(seq, f"a:{seq}", error="it is broken")
        else:
            yield Record(seq, f"a:{seq}", Article(text, id=f"s{seq}"))


def test_each_record_is_one_line_or_one_failure(ground: _Ground) -> None:
    texts = ["Story", None, "STORY", "Story", "ABORT", "FAULT", None, *["Story"] * 50]
    summary = ground.go(_records(*texts))
    assert ground.sink.seqs == [0, 3, *range(7, 57)]
    assert ground.failed == [(1, "input"), (2, "story"), (4, "crash"), (5, "fault"), (6, "input")]
    assert summary.failures == {"crash": 1, "fault": 1, "input": 2, "story": 1}
    assert (summary.stories, summary.mentions, summary.resolved) == (52, 156, 104)
    assert (summary.failed, summary.done_now, summary.is_complete) == (5, 57, True)
    assert ground.progress.is_complete
    assert ground.progress.done == 57
    assert ground.seen == list(range(1, 58))


def test_order_is_kept_behind_a_slow_story(ground: _Ground) -> None:
    ground.go(_records("SLEEP 0.5", *["Story"] * 200))
    assert ground.sink.seqs == list(range(201))


def test_without_order_a_slow_story_holds_up_no_other(ground: _Ground) -> None:
    summary = ground.go(_records("SLEEP 0.5", *["Story"] * 200), is_ordered=False)
    assert sorted(ground.sink.seqs) == list(range(201))
    assert ground.sink.seqs.index(0) > 20
    assert summary.is_complete


def test_no_record_at_all_is_a_run_too(ground: _Ground) -> None:
    assert ground.go(_records()).is_complete
    assert ground.progress == Progress(
        sink={"lines": 0},
        failures={"bytes": 0},
        ids={"bytes": 0},
        counts={"stories": 0, "mentions": 0, "resolved": 0, "repeated": 0},
        is_complete=True,
    )


def test_a_story_whose_id_was_there_before_is_told_and_kept(ground: _Ground) -> None:
    records = [Record(n, "a", Article("Story", id="")) for n in range(3)]
    twins = [Record(n, "a", Article("Story", id=f"s{n}")) for n in (3, 4)]

    class _Kept(_Sink):
        def write(self, seq: int, report_line: bytes) -> None:
            assert report_line
            self.seqs.append(seq)

    ground.sink = _Kept()
    again = Record(5, "a", Article("Story", id="s3"))
    # A story without an id is nobody's twin.
    summary = ground.go(iter([*records, *twins, again]))
    assert ground.sink.seqs == list(range(6))
    assert summary.repeated == 1


@pytest.mark.parametrize("is_ordered", [True, False])
def test_memory_is_bounded(
    ground: _Ground, is_ordered: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("geonews.archive.run._HELD", 100)
    most = 0

    def records() -> Iterator[Record]:
        nonlocal most
        for record in _records("SLEEP 1.5", *["Story"] * 3000):
            most = max(most, record.seq - len(ground.sink.seqs))
            yield record

    ground.go(records(), is_ordered=is_ordered)
    assert len(ground.sink.seqs) == 3001
    # 256 stories for each of two workers are in hand, and 100 wait for the first.
    assert most <= 2 * 256 + (100 + 2 * 256 if is_ordered else 0)


def test_long_stories_are_in_work_one_by_one(
    ground: _Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("geonews.archive.run._IN_HAND_CHARS", 10_000)
    most = 0

    def records() -> Iterator[Record]:
        nonlocal most
        for record in _records(*["Story " + "long " * 1000] * 20):
            most = max(most, record.seq - len(ground.sink.seqs))
            yield record

    ground.go(records(), workers=1)
    assert ground.sink.seqs == list(range(20))
    assert most <= 2


def test_what_is_done_is_made_good_again_and_again(ground: _Ground) -> None:
    ground.go(_records(*["SLEEP 0.01"] * 100), commit_every_s=0.05)
    assert len(ground.sink.commits) > 3
    assert ground.sink.commits == sorted(ground.sink.commits)
    assert ground.sink.commits[-1] == 100


def test_the_end_is_made_good_once(ground: _Ground) -> None:
    assert ground.go(_records("Story", None, "Story"), commit_every_s=0.0).is_complete
    assert ground.sink.commits.count(2) == 1


@pytest.mark.parametrize("is_ordered", [True, False])
def test_a_run_that_is_stopped_can_be_gone_on_with(ground: _Ground, is_ordered: bool) -> None:
    stop = Stop()
    texts = [f"SLEEP {0.001 * (n % 7)}" for n in range(400)]

    def records() -> Iterator[Record]:
        for record in _records(*texts):
            if record.seq == 150:
                stop.ask(signal.SIGTERM)
            yield record

    summary = ground.go(records(), stop=stop, is_ordered=is_ordered)
    assert not summary.is_complete
    assert 0 < summary.stories < 151
    assert summary.stories == len(ground.sink.seqs) == ground.progress.counts["stories"]
    done = ground.progress.done
    again = ground.go(_records(*texts[done:], start=done), is_ordered=is_ordered)
    assert again.is_complete
    assert sorted(ground.sink.seqs) == list(range(400))
    assert (again.stories, again.done_now) == (400, 400 - summary.stories)


def test_a_stop_waits_for_what_is_in_hand_for_a_while_only(
    ground: _Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("geonews.archive.run._GRACE_S", 0.3)
    stop = Stop()

    records = _records("Story", *["HANG"] * 16, "Story")
    asking = Timer(0.5, stop.ask, (signal.SIGINT,))
    asking.start()
    summary = ground.go(records, stop=stop)
    assert not summary.is_complete
    assert summary.stories <= 1


@pytest.mark.parametrize(
    ("texts", "error"), [(["Story"] * 30 + ["FATAL"], ModelError), ([None] * 30, StoryError)]
)
def test_what_was_done_before_an_error_is_good(
    texts: list[str | None], error: type[GeonewsError], ground: _Ground
) -> None:
    def records() -> Iterator[Record]:
        yield from _records(*texts)
        if error is StoryError:
            raise StoryError("the input cannot be read on")

    with pytest.raises(error):
        ground.go(records(), workers=1, commit_every_s=60.0)
    assert ground.progress.done == 30
    assert not ground.progress.is_complete


def test_what_could_not_be_written_is_not_taken_for_done(ground: _Ground) -> None:
    def full(seq: int) -> None:
        if seq == 250:
            raise OSError(errno.ENOSPC, "No space left on device")

    ground.sink = _Sink(full)
    with pytest.raises(OSError, match="No space left"):
        ground.go(_records(*["SLEEP 0.002"] * 300), commit_every_s=0.0)
    before = ground.progress
    assert 0 < before.done <= 250
    del ground.sink.seqs[before.done :]
    ground.sink._before = lambda _: None
    texts = ["Story"] * (300 - before.done)
    assert ground.go(_records(*texts, start=before.done)).is_complete
    assert ground.sink.seqs == list(range(300))


def test_a_commit_that_fails_leaves_the_one_before(ground: _Ground) -> None:
    class _Full(_Sink):
        def commit(self) -> dict[str, Any]:
            if len(self.commits) == 2:
                raise OSError(errno.EDQUOT, "Disk quota exceeded")
            return super().commit()

    ground.sink = _Full()
    with pytest.raises(OSError, match="quota"):
        ground.go(_records(*["SLEEP 0.005"] * 100), commit_every_s=0.02)
    assert ground.progress.done == ground.sink.commits[-1]
    assert ground.progress.sink == {"lines": ground.progress.done}


def test_signals_ask_and_then_insist() -> None:
    stop = Stop()
    assert not stop.is_asked
    stop.ask(signal.SIGTERM)
    assert (stop.signal, stop.is_asked, stop.is_urgent) == (signal.SIGTERM, True, False)
    stop.ask(signal.SIGINT)
    assert stop.is_urgent
    with pytest.raises(KeyboardInterrupt):
        stop.ask(signal.SIGINT)


def test_a_signal_ends_at_once_what_nobody_can_ask() -> None:
    stop = Stop()
    with pytest.raises(KeyboardInterrupt), stop.at_once():
        stop.ask(signal.SIGTERM)
    assert stop.signal == signal.SIGTERM
    with pytest.raises(KeyboardInterrupt), stop.at_once():
        pytest.fail("it was asked before")
