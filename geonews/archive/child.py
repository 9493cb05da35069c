"""What runs in a worker process: stories come in on stdin, answers go out on stdout."""

from __future__ import annotations

import contextlib
import gc
import json
import os
import signal
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import IO, TYPE_CHECKING, Any

from geonews.archive.record import Record
from geonews.archive.wire import Answer, Chunk, options_of, read_message, send_answer, unpacked
from geonews.errors import (
    GazetteerError,
    GeocoderError,
    GeonewsError,
    ModelError,
    OptionError,
    UnknownPlaceError,
)

if TYPE_CHECKING:
    from geonews.archive.work import Done

__all__ = ["OUT_OF_MEMORY", "main"]

OUT_OF_MEMORY = 77
"""Exit code of a worker that got no memory: its state is not to be trusted any more."""
_SELDOM = (50_000, 20, 100)
# What would fail for every story; that a service fails is raised only where a run is to end then.
_OF_ALL = (OptionError, UnknownPlaceError, GazetteerError, GeocoderError, ModelError)


def main() -> None:
    """Serve until stdin ends; the first message says what to open."""
    # The run decides when its workers end: a Ctrl-C reaches the whole group of a terminal, and a
    # service manager's SIGTERM all that belongs to the service.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    if hasattr(signal, "SIGALRM"):
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
    _die_first()
    source, answers = _pipes()
    told = read_message(source)
    if told is None:
        return
    # Where the run has gone, there is nobody left to tell.
    with contextlib.suppress(BrokenPipeError):
        _serve(json.loads(told), source, answers)
    # What a library does at exit is of no use here, and a broken pipe would be complained of.
    os._exit(0)


def _serve(settings: dict[str, Any], source: IO[bytes], answers: IO[bytes]) -> None:
    module, _, name = settings["analyst"].partition(":")
    corrections = settings.get("corrections")
    also = {} if corrections is None else {"corrections": Path(corrections)}
    try:
        analyst = getattr(import_module(module), name)(options_of(settings["options"]), **also)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    except Exception as error:
        return _send_fatal(answers, error)
    # What is open now stays to the end, and what a story makes is hardly ever in a cycle: without
    # looking through all of it again and again a worker does 6 % more.
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_SELDOM)
    send_answer(answers, Answer("ready"))
    messages: SimpleQueue[bytes | None] = SimpleQueue()
    # Read all the while, so that the run never waits to hand over the next chunk.
    Thread(target=_read_on, args=(source, messages), daemon=True).start()
    work = _Work(analyst, float(settings["time_limit_s"]), answers)
    try:
        while (message := messages.get()) is not None:
            work.do(unpacked(message))
    except _OF_ALL as error:
        _send_fatal(answers, error)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    return None


@dataclass(frozen=True, slots=True)
class _Work:
    analyst: Any
    limit_s: float
    answers: IO[bytes]

    def do(self, chunk: Chunk) -> None:
        """Answer for each story of a chunk, in their order."""
        # So that the first without an answer is the one that a worker died of.
        records = chunk.records
        if not chunk.is_single and len(records) > 1 and hasattr(self.analyst, "done_many"):
            # Each is to be told as it would be alone, or a run that is resumed would give others.
            # All have the time of one; where that is over, the run has each done by itself.
            with self._timed():
                answers = self._many(records)
            if answers is not None:
                for answer in answers:
                    send_answer(self.answers, answer)
                return
        for record in records:
            with self._timed():
                answer = self._one(record)
            send_answer(self.answers, answer)

    def _many(self, records: list[Record]) -> list[Answer] | None:
        """Return the answers for stories done together, None where they are better done singly."""
        try:
            found = [record.finished() for record in records]
            articles = [record.article for record in found if record.article is not None]
            done = self.analyst.done_many(articles)
        except (*_OF_ALL, MemoryError):
            raise
        except Exception:
            return None
        if len(done) != len(articles) or any(isinstance(one, _OF_ALL) for one in done):
            return None
        each = iter(done)
        return [_answer(record, next(each) if record.is_story else None) for record in found]

    def _one(self, record: Record) -> Answer:
        try:
            found = record.finished()
            return _answer(found, self.analyst.done(found.article) if found.is_story else None)
        except (*_OF_ALL, MemoryError):
            raise
        except GeonewsError as error:
            return _answer(record, error)
        except Exception as error:
            # One story must not cost the others theirs.
            what = f"unexpected {type(error).__name__} ({error})"
            return _failure(record.seq, "fault", f"{what}, a fault of geonews: please report it")

    @contextlib.contextmanager
    def _timed(self) -> Iterator[None]:
        """End this process by the kernel's hand when the time is over.

        That also ends one that hangs in native code, or that its run has left.
        """
        if not hasattr(signal, "setitimer"):
            yield
            return
        signal.setitimer(signal.ITIMER_REAL, self.limit_s)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)


def _read_on(source: IO[bytes], messages: SimpleQueue[bytes | None]) -> None:
    while True:
        message = read_message(source)
        messages.put(message)
        if message is None:
            return


def _answer(record: Record, done: Done | GeonewsError | None) -> Answer:
    if done is None:
        return _failure(record.seq, "input", str(record.error))
    if isinstance(done, GeonewsError):
        return _failure(record.seq, "story", str(done))
    return Answer("line", record.seq, done.mentions, done.resolved, done.line)


def _failure(seq: int, cause: str, reason: str) -> Answer:
    return Answer("failure", seq, body=json.dumps([cause, " ".join(reason.split())]).encode())


def _send_fatal(answers: IO[bytes], error: Exception) -> None:
    words = json.dumps([type(error).__name__, " ".join(str(error).split())])
    send_answer(answers, Answer("fatal", body=words.encode()))


def _pipes() -> tuple[IO[bytes], IO[bytes]]:
    """Return stdin and stdout for frames alone: what a library prints goes to stderr."""
    source = os.fdopen(os.dup(0), "rb", buffering=1 << 20)
    answers = os.fdopen(os.dup(1), "wb", buffering=1 << 20)
    os.dup2(2, 1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    sys.stdin = None
    return source, answers


def _die_first() -> None:
    """Ask Linux to end a worker before the run where memory is short."""
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("800")
