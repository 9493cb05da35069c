"""A crew of workers: stories go in by chunks, each gets one answer, and deaths are survived."""

from __future__ import annotations

import json
import signal
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from threading import Event, Thread

import geonews.errors
from geonews.archive.process import Setting, WorkerProcess, account
from geonews.archive.record import Record
from geonews.archive.wire import Answer, packed
from geonews.errors import GeonewsError
from geonews.model import Article

__all__ = ["Crew", "Task"]

_STARTS = 3
"""Deaths in a row before a worker is ready, after which the run gives up."""
_TRIES = 2
"""How often a story may end its worker."""
_LOST_IN_A_ROW = 20
"""Stories in a row that end their workers, after which it is not the stories."""
_LATE_S = 5.0
"""Beyond the time limit, after which a worker that the kernel did not end is ended from here."""
_SEE_EVERY_S = 1.0

Task = tuple[int, Article]
"""A story that is read to its end, and its number."""


class Crew:
    """A number of workers, each kept alive by a thread of its own.

    Every story handed in gets exactly one answer, whatever happens to its worker, unless the crew
    is dismissed before. What is in hand is bounded by whoever hands in.

    Parameters
    ----------
    count : int
        How many workers; each starts with its first chunk.
    setting : Setting
    """

    def __init__(self, count: int, setting: Setting) -> None:
        self._desk = _Desk(setting)
        self._seen = time.monotonic()
        self._hands = [_Hand(self._desk) for _ in range(count)]
        self._threads = [Thread(target=hand.serve, daemon=True) for hand in self._hands]
        for thread in self._threads:
            thread.start()

    def hand_in(self, chunk: Sequence[Record | Task]) -> None:
        """Give some stories to whichever worker is free next, which reads them to their end."""
        records = [
            item if isinstance(item, Record) else Record(item[0], "", item[1]) for item in chunk
        ]
        self._desk.chunks.put(records)

    def answer(self, timeout_s: float) -> Answer | None:
        """Return the next answer, None where there is none in that time.

        Raises
        ------
        GeonewsError
            What would fail for every story, such as a gazetteer that is missing.
        """
        if time.monotonic() - self._seen > _SEE_EVERY_S:
            self._seen = time.monotonic()
            for hand in self._hands:
                hand.end_if_late()
        try:
            answer = self._desk.answers.get(timeout=timeout_s)
        except Empty:
            return None
        if answer.kind == "fatal":
            raise _fatal(answer)
        return answer

    def answers(self, timeout_s: float) -> list[Answer]:
        """Return all answers there are, after waiting for the first; raises what `answer` does."""
        first = self.answer(timeout_s)
        answers = [] if first is None else [first]
        while answers:
            try:
                answer = self._desk.answers.get_nowait()
            except Empty:
                break
            if answer.kind == "fatal":
                # Those before it are good.
                self._desk.answers.put(answer)
                break
            answers.append(answer)
        return answers

    def recall(self) -> int:
        """Take back what no worker has begun, which gets no answer; return how many stories."""
        count = 0
        while True:
            try:
                count += len(self._desk.chunks.get_nowait() or ())
            except Empty:
                return count

    def dismiss(self, *, at_once: bool) -> None:
        """End all workers, after what they have in hand or at once; none is left behind."""
        self._desk.is_over.set()
        self.recall()
        for _ in self._hands:
            self._desk.chunks.put(None)
        while any(thread.is_alive() for thread in self._threads):
            for hand in self._hands if at_once else ():
                hand.kill()
            for thread in self._threads:
                thread.join(0.05)


def _fatal(answer: Answer) -> GeonewsError:
    name, words = answer.words
    kind = getattr(geonews.errors, name, None)
    if isinstance(kind, type) and issubclass(kind, GeonewsError):
        return kind(words)
    return GeonewsError(
        f"the workers cannot go on: unexpected {name} ({words}), a fault of geonews: "
        "please report it"
    )


@dataclass(slots=True)
class _Desk:
    """What all hands share."""

    setting: Setting
    chunks: SimpleQueue[Sequence[Record] | None] = field(default_factory=SimpleQueue)
    answers: SimpleQueue[Answer] = field(default_factory=SimpleQueue)
    is_over: Event = field(default_factory=Event)
    lost_in_a_row: int = 0

    def fail(self, answer: Answer) -> None:
        """Let the whole run end with what a worker says."""
        self.answers.put(answer)
        self.is_over.set()


@dataclass(slots=True)
class _Hand:
    """One worker, the stories it holds in their order, and the thread that speaks with it."""

    desk: _Desk
    worker: WorkerProcess | None = None
    held: deque[Record] = field(default_factory=deque)
    singles: int = 0  # of those held, to be done each by itself
    tries: int = 0
    since: float | None = None  # when it began with the first it holds
    is_late: bool = False

    def serve(self) -> None:
        """Hand over chunks and pass answers on until the crew is dismissed."""
        try:
            while self._take():
                self._listen()
        except Exception as error:
            # Seen by whoever waits for answers.
            words = json.dumps([type(error).__name__, " ".join(str(error).split())])
            self.desk.fail(Answer("fatal", body=words.encode()))
        finally:
            self._end()

    def kill(self) -> None:
        """End the worker at once."""
        if worker := self.worker:
            worker.kill()

    def end_if_late(self) -> None:
        """End a worker that its own alarm did not: it is stopped, or its system has no alarms."""
        since, limit_s = self.since, self.desk.setting.time_limit_s
        if since is not None and time.monotonic() - since > limit_s + _LATE_S:
            self.is_late = True
            self.kill()

    def _take(self) -> bool:
        """Take a chunk to work on and one to go on with; tell whether there is anything to do."""
        desk = self.desk
        while not desk.is_over.is_set() or self.held:
            was_idle = not self.held
            try:
                chunk = desk.chunks.get(block=was_idle)
            except Empty:
                return True
            if chunk is None:
                # The mark of the end, one for each; this hand still has something to do.
                if not was_idle:
                    desk.chunks.put(None)
                return not was_idle
            self.held.extend(chunk)
            if self.worker is None:
                self._start()
            else:
                self.worker.send(packed(chunk))
                self.since = self.since or time.monotonic()
            if not was_idle:
                return True
        return False

    def _listen(self) -> None:
        """Pass on answers until there is room for another chunk."""
        room = len(self.held) // 2
        while self.worker and len(self.held) > room:
            answer = self.worker.read()
            if answer is None:
                self._bury()
            elif answer.kind == "fatal":
                self._give_up(answer)
            else:
                self.desk.lost_in_a_row = 0
                self._pass_on(answer)

    def _pass_on(self, answer: Answer) -> None:
        self.held.popleft()
        self.singles = max(0, self.singles - 1)
        self.tries = 0
        self.since = time.monotonic() if self.held else None
        self.desk.answers.put(answer)

    def _give_up(self, answer: Answer) -> None:
        self.desk.fail(answer)
        self.held.clear()

    def _start(self) -> None:
        """Start a worker and give it what this hand holds; a death on the way blames no story."""
        code = 0
        for _ in range(_STARTS):
            try:
                self.worker = WorkerProcess(self.desk.setting)
            except OSError as error:
                raise GeonewsError(
                    f"no worker can be started ({error.strerror}): give fewer --workers, or more "
                    "memory"
                ) from error
            answer = self.worker.read()
            if answer is not None and answer.kind == "ready":
                self._give_all(self.worker)
                return
            if answer is not None:
                self._give_up(answer)
                return
            code = self._end()
            if self.desk.is_over.is_set():
                self.held.clear()
                return
        raise GeonewsError(
            f"no worker starts ({account(code)[1]}): see what --verbose shows, and whether there "
            "is memory for so many --workers"
        )

    def _give_all(self, worker: WorkerProcess) -> None:
        held = list(self.held)
        for part, is_single in ((held[: self.singles], True), (held[self.singles :], False)):
            if part:
                worker.send(packed(part, is_single=is_single))
        self.since = time.monotonic()

    def _bury(self) -> None:
        """Replace a worker that died: the story in its hand is tried once more, then set aside."""
        desk = self.desk
        code = self._end()
        is_late, self.is_late = self.is_late, False
        if desk.is_over.is_set() and code == -signal.SIGKILL:
            self.held.clear()
            return
        # Stories that were done together: which of them it was is seen when each is by itself.
        self.singles = len(self.held)
        self.tries += 1
        if self.tries == _TRIES:
            cause, words = account(code)
            desk.lost_in_a_row += 1
            if desk.lost_in_a_row == _LOST_IN_A_ROW:
                raise GeonewsError(
                    f"{_LOST_IN_A_ROW} stories in a row ended their workers ({words}): see what "
                    "--verbose shows, and whether memory is short"
                )
            if is_late or cause == "time limit":
                cause, words = "time limit", f"it took longer than {desk.setting.time_limit_s:g} s"
            told = json.dumps([cause, f"{words}, twice"]).encode()
            self._pass_on(Answer("failure", self.held[0].seq, body=told))
        if self.held:
            self._start()

    def _end(self) -> int:
        self.since = None
        worker, self.worker = self.worker, None
        return worker.end() if worker else 0
