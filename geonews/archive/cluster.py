"""A run on a cluster of dask: from files that all its machines see to a folder of parts."""

from __future__ import annotations

import contextlib
import logging
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geonews
from geonews.archive.batch import usual_workers
from geonews.archive.folder import Folder, digest_of
from geonews.archive.partitions import Part, plan
from geonews.archive.process import ANALYST, Setting
from geonews.archive.run import Summary
from geonews.archive.stopping import Stop
from geonews.errors import GeonewsError, OptionError, StoryError
from geonews.options import Options

if TYPE_CHECKING:
    from geonews.archive.cluster_worker import Job
    from geonews.archive.fields import Columns

__all__ = ["run_on_cluster"]

LOCAL = "local"
_RETRIES = 3
"""Of a part where reading or writing failed."""
_LOSSES = 3
"""How often a part may be given out anew when dask has given it up: it does after four workers."""
_TICK_S = 0.1
_CONNECT_S = 20.0
# What changes how a run goes and not what it finds.
_OF_THE_RUN = ("user_agent", "timeout_s", "cache", "gazetteer")


def run_on_cluster(
    inputs: Sequence[str | Path],
    out: str | Path,
    options: Options = Options(),
    *,
    columns: Columns | None = None,
    address: str = LOCAL,
    workers: int | None = None,
    is_resumed: bool = False,
    time_limit_s: float = 60.0,
    progress: Callable[[int], None] = lambda *_: None,
    stop: Stop | None = None,
    is_verbose: bool = False,
    analyst: str = ANALYST,
) -> Summary:
    """Analyse all stories of some files on a cluster of dask, and lose none.

    Each part of the input is a task, tried again where its worker is lost, and its output gets its
    name once. Whatever ends the run before all parts are done, the same call with ``is_resumed``
    goes on with those that are not.

    Parameters
    ----------
    inputs : sequence of str or Path
        Files, folders or patterns of Parquet and JSON lines, as paths that all workers see or URLs
        that fsspec knows (``s3://...``, ``gs://...``).
    out : str or Path
        The folder to write; see `geonews.archive.folder.Folder`.
    options : Options
        ``gazetteer`` is a path on the workers too.
    columns : Columns, optional
        What the fields of a story are called in the input.
    address : str
        Of the scheduler (``tcp://host:8786``), its scheduler file (``.json``), or ``local`` for
        processes on this machine.
    workers : int, optional
        How many of those; one a core by default.
    is_resumed : bool
        Whether to go on with an earlier run, where there is one.
    time_limit_s : float
        Seconds a story may take.
    progress : callable
        Gets how many records are done.
    stop : Stop, optional
        Asked whether to stop.
    is_verbose : bool
        Whether what dask and libraries print is to be seen.
    analyst : str
        What each worker opens; see `geonews.archive.process.ANALYST`.

    Returns
    -------
    Summary
        ``is_complete`` is false where it was stopped.

    Raises
    ------
    StoryError
        An input is missing, or of a form that cannot be cut into parts.
    OutputError
        The folder cannot be written, or holds another run.
    OptionError
        Dask or a file system's package is missing; several workers for a service that is to be
        asked by one.
    GazetteerError, ModelError, UnknownPlaceError
        What would fail for every story.
    GeonewsError
        The cluster cannot be reached, has gone, or gave a part up.
    """
    from geonews.archive.fields import Columns
    from geonews.gazetteer import Gazetteer

    if options.geocoder != "embedded" and options.domain is None:
        raise OptionError(
            f"a cluster would ask {options.geocoder!r} at many times the pace it allows: leave out "
            "--dask, or give the --domain of your own"
        )
    columns = columns or Columns()
    folder = Folder(str(out))
    parts, made_of = plan([str(path) for path in inputs], columns)
    if not parts:
        raise StoryError("there is no input: name files or folders of stories")
    gazetteer = Gazetteer.open(options.gazetteer).info.sha256
    fingerprint = {
        "inputs": made_of,
        "parts": len(parts),
        "geonews": geonews.__version__,
        "gazetteer": gazetteer,
        "columns": asdict(columns),
        "options": {
            name: value for name, value in asdict(options).items() if name not in _OF_THE_RUN
        },
    }
    folder.begin(fingerprint, is_resumed=is_resumed)
    run = _Run(folder, progress, stop or Stop())
    if ended := folder.success():
        return Summary.of(ended, is_complete=True)
    done = folder.done()
    for counts in done.values():
        run.add(counts, is_new=False)
    left = [part for part in parts if part.number not in done]
    if left:
        from geonews.archive.cluster_worker import Crews, Job

        name = digest_of(fingerprint)
        setting = Setting(options, time_limit_s, analyst, is_verbose)
        job = Job(name, folder.full_url, columns, setting, geonews.__version__, gazetteer)
        with _connected(address, workers, is_verbose) as client:
            client.register_plugin(Crews(name, setting))
            try:
                run.go(client, left, job)
            finally:
                with contextlib.suppress(Exception):
                    client.unregister_worker_plugin(name)
    if not run.stop.is_asked:
        folder.finish(run.counts)
    return run.summary()


@dataclass(slots=True)
class _Run:
    folder: Folder
    progress: Callable[[int], None]
    stop: Stop
    counts: dict[str, int] = field(default_factory=dict)
    done_now: int = 0
    started: float = field(default_factory=time.monotonic)

    def add(self, counts: dict[str, int], *, is_new: bool = True) -> None:
        """Count a part that is done."""
        for name, count in counts.items():
            self.counts[name] = self.counts.get(name, 0) + count
        records = _records(counts)
        self.done_now += records if is_new else 0
        self.progress(_records(self.counts))

    def go(self, client: Any, parts: Sequence[Part], job: Job) -> None:
        """Have all parts done, or stop when somebody wants that.

        Raises
        ------
        GeonewsError
            A part was given up, or the cluster has gone. The parts that are done stay.
        """
        from distributed import as_completed

        waiting = {future: (part, 0) for part in parts for future in [_given(client, part, job, 0)]}
        coming = as_completed(list(waiting))
        while waiting and not self.stop.is_asked:
            ended = coming.next_batch(block=False)
            if not ended:
                if client.status not in ("running", "connecting"):
                    raise _gone()
                time.sleep(_TICK_S)
            for future in ended:
                part, losses = waiting.pop(future)
                if future.status == "finished":
                    counts = future.result()
                    if isinstance(counts, GeonewsError):
                        raise counts
                    self.add(counts)
                elif future.status in ("pending", "lost"):
                    # Its worker died between doing it and telling: dask has it told anew.
                    waiting[future] = part, losses
                    coming.add(future)
                elif losses < _LOSSES and _is_lost(future, client):
                    again = _given(client, part, job, losses + 1)
                    waiting[again] = part, losses + 1
                    coming.add(again)
                else:
                    raise _failure(part, future)

    def summary(self) -> Summary:
        """Return what was done."""
        return Summary.of(
            self.counts,
            is_complete=not self.stop.is_asked,
            done_now=self.done_now,
            seconds=time.monotonic() - self.started,
        )


def _given(client: Any, part: Part, job: Job, losses: int) -> Any:
    from geonews.archive.cluster_worker import do_part

    key = f"{job.name}-part-{part.number:05}-{losses}"
    return client.submit(do_part, part, job, key=key, retries=_RETRIES)


def _is_lost(future: Any, client: Any) -> bool:
    """Tell whether dask gave a part up because its workers died, which may be chance."""
    if future.status == "cancelled":
        return bool(client.status == "running")
    return future.status == "error" and _is_killed(future.exception())


def _is_killed(error: object) -> bool:
    from distributed import KilledWorker

    return isinstance(error, KilledWorker)


def _failure(part: Part, future: Any) -> GeonewsError:
    if future.status != "error":
        return _gone()
    error = future.exception()
    if isinstance(error, GeonewsError):
        return error
    if _is_killed(error):
        words = "it ended all workers that had it: see whether they are short of memory"
    else:
        words = f"{type(error).__name__}: {' '.join(str(error).split())[:300]}"
    return GeonewsError(
        f"part {part.number} of the run, in {part.url!r}, could not be done ({words}); "
        "what is done stays: go on with --resume"
    )


def _gone() -> GeonewsError:
    return GeonewsError("the cluster has gone; what is done stays: go on with --resume")


@contextlib.contextmanager
def _connected(address: str, workers: int | None, is_verbose: bool) -> Iterator[Any]:
    """Connect to a cluster, or start one of processes on this machine."""
    try:
        import cryptography  # noqa: F401  # what distributed secures a cluster of this machine by
        from distributed import Client, LocalCluster
    except ImportError as error:
        raise OptionError(
            "--dask needs the extra geonews[dask]: install it with pip install 'geonews[dask]'"
        ) from error
    level = logging.WARNING if is_verbose else logging.CRITICAL + 1
    logging.getLogger("distributed").setLevel(level)
    with contextlib.ExitStack() as stack:
        if address == LOCAL:
            where: dict[str, Any] = {
                "address": stack.enter_context(
                    LocalCluster(
                        n_workers=workers or usual_workers(Options()),
                        threads_per_worker=1,
                        host="127.0.0.1",
                        dashboard_address="127.0.0.1:0",
                        # Or any user of this machine could give the workers orders.
                        security=True,
                        # What a story takes is taken in a process of its own.
                        memory_limit=None,
                        silence_logs=level,
                    )
                )
            }
        elif address.endswith(".json"):
            where = {"scheduler_file": address}
        else:
            where = {"address": address}
        try:
            client = stack.enter_context(Client(**where, timeout=_CONNECT_S))
        except (OSError, ValueError, TimeoutError) as error:
            raise GeonewsError(
                f"no dask scheduler answers at {address!r} ({' '.join(str(error).split())[:200]}): "
                "give its address, such as tcp://host:8786, or local"
            ) from error
        yield client


def _records(counts: dict[str, int]) -> int:
    return counts.get("stories", 0) + sum(
        count for name, count in counts.items() if name.startswith("failed: ")
    )
