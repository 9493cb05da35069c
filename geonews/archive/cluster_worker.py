"""What runs on a cluster's workers: parts of the input, each story in a process that may die."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from threading import Event, Lock
from typing import TYPE_CHECKING, cast

from distributed import Worker, WorkerPlugin, get_worker

import geonews
from geonews.archive.folder import Folder, PartWriter
from geonews.archive.part_reading import records_of
from geonews.archive.partitions import Part
from geonews.archive.process import Setting
from geonews.archive.workers import Crew
from geonews.errors import (
    GazetteerError,
    GeonewsError,
    ModelError,
    OptionError,
    OutputError,
    UnknownPlaceError,
)

if TYPE_CHECKING:
    from geonews.archive.fields import Columns
    from geonews.archive.record import Record

__all__ = ["Crews", "Job", "do_part"]

_CHUNK = 8
_CHUNK_CHARS = 1 << 18
_IN_HAND = 3 * _CHUNK
_IN_HAND_CHARS = 1 << 23
_TICK_S = 0.1


@dataclass(frozen=True, slots=True)
class Job:
    """What every task of a run is told.

    Attributes
    ----------
    name : str
        Of the run: a digest of what it is made of.
    out : str
        URL of the folder to write.
    columns : Columns
    setting : Setting
    version, gazetteer : str
        Of geonews, and SHA-256 of its gazetteer, as all workers are to have them.
    """

    name: str
    out: str
    columns: Columns
    setting: Setting
    version: str
    gazetteer: str


class Crews(WorkerPlugin):
    """The processes that a dask worker keeps from part to part: one for each of its threads.

    A story that crashes native code, hangs or eats all memory ends such a process, never the
    worker with its other tasks.
    """

    # A run that is resumed finds the processes of the one before, and must not end them.
    idempotent = True

    def __init__(self, name: str, setting: Setting) -> None:
        self.name = name
        self._setting = setting

    def setup(self, worker: Worker) -> None:  # noqa: ARG002  # the name that distributed gives
        """Begin on a worker, with no process yet."""
        self._lock = Lock()
        self._idle: list[Crew] = []
        self._is_over = Event()

    def teardown(self, worker: Worker) -> None:  # noqa: ARG002
        """End all processes that are idle; the others end with their task."""
        self._is_over.set()
        with self._lock:
            idle, self._idle = self._idle, []
        for crew in idle:
            crew.dismiss(at_once=True)

    @property
    def is_over(self) -> bool:
        """Whether the run wants nothing more of this worker."""
        return self._is_over.is_set()

    @contextlib.contextmanager
    def one(self) -> Iterator[Crew]:
        """Take a process that is idle, or a new one; it is kept unless its task fails."""
        with self._lock:
            crew = self._idle.pop() if self._idle else Crew(1, self._setting)
        try:
            yield crew
        except BaseException:
            crew.dismiss(at_once=True)
            raise
        with self._lock:
            is_kept = not self.is_over
            if is_kept:
                self._idle.append(crew)
        if not is_kept:
            crew.dismiss(at_once=True)


def do_part(part: Part, job: Job) -> dict[str, int] | GeonewsError:
    """Do a part, unless that was done before.

    Returns
    -------
    dict of str to int
        What the part counts; or the error that all other parts would meet too, which no other try
        mends.

    Raises
    ------
    Exception
        Input, output or this worker failed, which another try may mend.
    """
    try:
        return _done(part, job)
    except (GazetteerError, ModelError, OptionError, OutputError, UnknownPlaceError) as error:
        return error


def _done(part: Part, job: Job) -> dict[str, int]:
    if job.version != geonews.__version__:
        raise OptionError(
            f"a worker has geonews {geonews.__version__} and this is {job.version}: install the "
            "same on all"
        )
    folder = Folder(job.out)
    if folder.has(part.number):
        return folder.counts(part.number)
    crews = cast(Crews, get_worker().plugins[job.name])
    with crews.one() as crew, folder.writing(part.number) as writer:
        _PartWork(crews, crew, writer, job.gazetteer).do(records_of(part, job.columns))
        if not folder.is_of(job.name):
            raise OutputError(f"{job.out!r} has been removed or begun anew by another run")
        # Where the cluster took this worker for lost, another has done the part meanwhile.
        if not folder.has(part.number):
            writer.commit()
    return writer.counts


class _PartWork:
    """Records in, reports and failures out, in the order of the input."""

    def __init__(self, crews: Crews, crew: Crew, writer: PartWriter, gazetteer: str) -> None:
        self._crews = crews
        self._crew = crew
        self._writer = writer
        self._gazetteer = gazetteer
        self._facts: dict[int, tuple[str, str | None, int]] = {}
        self._chars = 0

    def do(self, records: Iterable[Record]) -> None:
        chunk: list[Record] = []
        chunk_chars = 0
        for record in records:
            if record.article is None:
                self._fail(record.seq, record.where, None, "input", str(record.error))
                continue
            size = len(record.article.text)
            self._facts[record.seq] = record.where, record.article.id or None, size
            self._chars += size
            chunk.append(record)
            chunk_chars += size
            if len(chunk) == _CHUNK or chunk_chars >= _CHUNK_CHARS:
                self._crew.hand_in(chunk)
                chunk, chunk_chars = [], 0
                while len(self._facts) > _IN_HAND or self._chars > _IN_HAND_CHARS:
                    self._take()
        if chunk:
            self._crew.hand_in(chunk)
        while self._facts:
            self._take()

    def _take(self) -> None:
        answer = self._crew.answer(_TICK_S)
        if answer is None:
            if self._crews.is_over:
                raise GeonewsError("the run has ended before this part was done")
            return
        where, story, size = self._facts.pop(answer.seq)
        self._chars -= size
        if answer.kind == "failure":
            self._fail(answer.seq, where, story, *answer.words)
            return
        counts = self._writer.counts
        if not counts["stories"]:
            self._see_gazetteer(answer.body)
        self._writer.story(answer.body)
        counts["stories"] += 1
        counts["mentions"] += answer.mentions
        counts["resolved"] += answer.resolved

    def _see_gazetteer(self, line: bytes) -> None:
        sha256 = str(json.loads(line)["gazetteer"]["sha256"])
        if sha256 != self._gazetteer:
            raise GazetteerError(
                f"a worker has another gazetteer ({sha256[:12]}...) than this machine "
                f"({self._gazetteer[:12]}...): give all the same"
            )

    def _fail(self, seq: int, where: str, story: str | None, cause: str, reason: str) -> None:
        self._writer.failure(seq, where, story, cause, reason)
        name = f"failed: {cause}"
        self._writer.counts[name] = self._writer.counts.get(name, 0) + 1
