"""A run: records in, each of them one line of output or one failure, and a journal of it all."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from geonews.archive.journal import Journal, Progress, ranges_of
from geonews.archive.process import Setting
from geonews.archive.stopping import Stop
from geonews.archive.summary import FAILED, Summary
from geonews.archive.wire import Answer
from geonews.archive.workers import Crew
from geonews.errors import GeonewsError

if TYPE_CHECKING:
    from geonews.archive.failures import Failures
    from geonews.archive.ids import Ids
    from geonews.archive.record import Record

__all__ = ["COMMIT_EVERY_S", "Sink", "Summary", "run"]

_CHUNK = 16
"""Stories: enough that a pipe is woken seldom, few enough that the last chunks end together."""
_CHUNK_CHARS = 1 << 18
_CHUNKS = 16
"""A worker: one in work, one that waits for it there, and what lasts while a slow disk commits."""
_IN_HAND_CHARS = 1 << 25
"""Of text that is in work at a time: stories of megabytes go nearly one by one."""
_HELD_BYTES = 1 << 26
"""Of lines that wait for a slow story before them."""
_HELD = 4096
"""The same, in stories."""
COMMIT_EVERY_S = 2.0
"""What a kill costs at the most, to be done again."""
_TICK_S = 0.1
_GRACE_S = 5.0
"""How long an interrupted run waits for the stories in hand."""


class Sink(Protocol):
    """Where lines go."""

    def write(self, seq: int, report_line: bytes) -> None:
        """Add a story's line."""

    def commit(self) -> dict[str, Any]:
        """Put what was written on the disk, and return where it ends."""


def run(
    records: Iterator[Record],
    sink: Sink,
    failures: Failures,
    ids: Ids,
    setting: Setting,
    *,
    workers: int,
    is_ordered: bool,
    journal: Journal,
    commit_every_s: float = COMMIT_EVERY_S,
    progress: Callable[[int], None] = lambda *_: None,
    stop: Stop | None = None,
) -> Summary:
    """Do what is left of a run, and write it down for good as it goes.

    Memory does not grow with the input: at most 256 stories a worker are in hand, and 4,096
    lines or 64 MB wait for a slow story before them.

    Parameters
    ----------
    records : iterator of Record
        From the journal's ``progress.done`` on; the workers read them to their end.
    sink, failures, ids
        Open where the journal's progress says.
    setting : Setting
        What the workers are told.
    workers : int
        How many processes.
    is_ordered : bool
        Whether lines stand in the order of their records.
    journal : Journal
        Open; it says what is done already.
    commit_every_s : float
        How often what is done is made good against a kill or a power cut.
    progress : callable
        Gets how many records are done, as often as there is news.
    stop : Stop, optional
        Asked again and again whether to stop; what is in hand is done first, within 5 s.

    Returns
    -------
    Summary

    Raises
    ------
    GeonewsError
        What would fail for every story, or an output that cannot be written. What the journal
        holds stays good.
    """
    work = _Work(
        records,
        sink,
        failures,
        ids,
        journal,
        is_ordered,
        commit_every_s,
        progress,
        stop or Stop(),
    )
    crew = Crew(workers, setting)
    most = _CHUNKS * _CHUNK * workers
    try:
        work.go(crew, most)
        work.commit()
    finally:
        crew.dismiss(at_once=not work.is_finished)
    return work.summary()


@dataclass(slots=True)
class _Work:
    records: Iterator[Record]
    sink: Sink
    failures: Failures
    ids: Ids
    journal: Journal
    is_ordered: bool
    commit_every_s: float
    progress: Callable[[int], None]
    stop: Stop
    done: int = 0
    also: set[int] = field(default_factory=set)
    counts: dict[str, int] = field(default_factory=dict)
    facts: dict[int, tuple[str, str | None, int]] = field(default_factory=dict)
    waiting: dict[int, Answer] = field(default_factory=dict)
    in_hand_chars: int = 0
    waiting_bytes: int = 0
    is_read: bool = False
    next_seq: int = 0
    uncommitted: int = 0
    done_now: int = 0
    started: float = field(default_factory=time.monotonic)
    committed: float = field(default_factory=time.monotonic)

    def __post_init__(self) -> None:
        before = self.journal.progress
        self.done = self.next_seq = before.done
        self.also = {seq for first, until in before.also for seq in range(first, until)}
        self.counts = {"stories": 0, "mentions": 0, "resolved": 0, **before.counts}
        self._advance()

    @property
    def is_finished(self) -> bool:
        """Whether every record has its line or failure."""
        return self.is_read and not self.facts and not self.waiting

    @property
    def in_hand(self) -> int:
        """How many stories are with the workers."""
        return len(self.facts) - len(self.waiting)

    def go(self, crew: Crew, most: int) -> None:
        """Hand in and take out until all is done or somebody wants to stop."""
        while not self.is_finished and not self.stop.is_asked:
            self._feed(crew, most)
            if self.facts:
                self._take(crew)
            self._commit_if_due()
        if self.is_finished:
            return
        # Answers come for what a worker has begun, not for what is recalled.
        left = self.in_hand - crew.recall()
        deadline = time.monotonic() + _GRACE_S
        while left > 0 and time.monotonic() < deadline and not self.stop.is_urgent:
            left -= self._take(crew)

    def _feed(self, crew: Crew, most: int) -> None:
        """Read on and hand in, as far as the bounds allow."""
        if not self._has_room(most - _CHUNK + 1):
            return
        chunk: list[Record] = []
        chars = 0
        while not self.is_read and self._has_room(most) and not self.stop.is_asked:
            with self._good_before():
                record = next(self.records, None)
            if record is None:
                self.is_read = True
                break
            self.next_seq = record.seq + 1
            if record.seq in self.also or record.seq < self.done:
                continue
            if record.article is None:
                self.facts[record.seq] = record.where, None, 0
                told = json.dumps(["input", record.error]).encode()
                self._settle(Answer("failure", record.seq, body=told))
                continue
            size = len(record.article.text)
            self.facts[record.seq] = record.where, record.article.id or None, size
            self.in_hand_chars += size
            chars += size
            chunk.append(record)
            if len(chunk) >= _CHUNK or chars >= _CHUNK_CHARS:
                crew.hand_in(chunk)
                chunk, chars = [], 0
        if chunk:
            crew.hand_in(chunk)

    def _has_room(self, most: int) -> bool:
        if not self.facts:
            return True
        # A slow story holds up what comes after it, where order is kept.
        return (
            self.in_hand < most
            and self.in_hand_chars < _IN_HAND_CHARS
            and len(self.waiting) < _HELD
            and self.waiting_bytes < _HELD_BYTES
        )

    def _take(self, crew: Crew) -> int:
        """Wait a moment for answers, and return how many came."""
        with self._good_before():
            answers = crew.answers(_TICK_S)
        for answer in answers:
            self.in_hand_chars -= self.facts[answer.seq][2]
            self._settle(answer)
        return len(answers)

    def _settle(self, answer: Answer) -> None:
        """Write an answer, where order is kept after all that come before it."""
        if not self.is_ordered:
            self._write(answer)
            self.also.add(answer.seq)
            self._advance()
            self.progress(self.done + len(self.also))
            return
        self.waiting[answer.seq] = answer
        self.waiting_bytes += len(answer.body)
        while (first := self.waiting.pop(self.done, None)) is not None:
            self.waiting_bytes -= len(first.body)
            self._write(first)
            self.done += 1
            self.progress(self.done)

    def _advance(self) -> None:
        while self.done in self.also:
            self.also.remove(self.done)
            self.done += 1

    def _write(self, answer: Answer) -> None:
        where, story, _ = self.facts.pop(answer.seq)
        counts = self.counts
        if answer.kind == "line":
            self.sink.write(answer.seq, answer.body)
            if story is not None:
                self.ids.add(story)
            counts["stories"] += 1
            counts["mentions"] += answer.mentions
            counts["resolved"] += answer.resolved
        else:
            cause, reason = answer.words
            self.failures.write(answer.seq, where, story, cause, reason)
            counts[FAILED + cause] = counts.get(FAILED + cause, 0) + 1
        self.uncommitted += 1
        self.done_now += 1

    @contextmanager
    def _good_before(self) -> Iterator[None]:
        """Make good what was done before an error, so that another run need not do it again."""
        try:
            yield
        except GeonewsError:
            self.commit()
            raise

    def _commit_if_due(self) -> None:
        if time.monotonic() - self.committed > self.commit_every_s:
            self.commit()

    def commit(self) -> None:
        """Make what is written good against a kill or a power cut: outputs first, then journal."""
        is_news = self.uncommitted or self.is_finished
        if not is_news or self.journal.progress.is_complete:
            return
        position = self.sink.commit()
        ids = self.ids.commit()
        if self.is_finished:
            self.counts["repeated"] = self.ids.repeated()
        self.journal.record(
            Progress(
                done=self.done,
                also=ranges_of(self.also),
                sink=position,
                failures=self.failures.commit(),
                ids=ids,
                counts=dict(self.counts),
                is_complete=self.is_finished,
            )
        )
        self.uncommitted = 0
        self.committed = time.monotonic()

    def summary(self) -> Summary:
        """Return what was done."""
        return Summary.of(
            self.counts,
            is_complete=self.is_finished,
            done_now=self.done_now,
            seconds=time.monotonic() - self.started,
        )
