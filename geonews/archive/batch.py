"""From files of stories to a file of reports, or on from where an earlier run was ended."""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geonews
from geonews.archive.appending import sync_folder, unwritable
from geonews.archive.export import What, check_export, export
from geonews.archive.fingerprint import content_of, fingerprint_of
from geonews.archive.journal import Journal
from geonews.archive.process import ANALYST, Setting
from geonews.archive.run import COMMIT_EVERY_S, Summary
from geonews.archive.run_files import RunFiles, check_paths, failures_path, journal_path
from geonews.archive.stopping import Stop
from geonews.errors import GeonewsError, OptionError
from geonews.options import Options

if TYPE_CHECKING:
    from geonews.archive.fields import Columns

__all__ = ["batch", "failures_path", "journal_path", "usual_workers"]

TIME_LIMIT_S = 60.0
"""A story of 500 words takes 0.02 s, one of 100,000 words some 10 s."""
_LONGEST_S = 86_400
_MOST_WORKERS = 1024
_CPU_MAX = Path("/sys/fs/cgroup/cpu.max")
# What changes how a run goes and not what it finds.
_OF_THE_RUN = ("user_agent", "timeout_s", "cache", "gazetteer")


def batch(
    paths: Sequence[Path],
    out: Path,
    options: Options = Options(),
    *,
    columns: Columns | None = None,
    corrections: Path | None = None,
    workers: int | None = None,
    is_ordered: bool = True,
    is_resumed: bool = False,
    time_limit_s: float = TIME_LIMIT_S,
    failures: Path | None = None,
    mentions: Path | None = None,
    places: Path | None = None,
    progress: Callable[[int], None] = lambda *_: None,
    stop: Stop | None = None,
    is_verbose: bool = False,
    analyst: str = ANALYST,
    commit_every_s: float = COMMIT_EVERY_S,
) -> Summary:
    """Analyse all stories of some files, in worker processes, and lose none.

    Until the run is over its output stands in ``OUT.part`` and its state in ``OUT.journal``.
    Whatever ends it before, the same call with ``is_resumed`` goes on, and the output is then what
    it would have been: to the byte where order is kept, line by line where not.

    Parameters
    ----------
    paths : sequence of Path
        As for `geonews.archive.reading.read_records`.
    out : Path
        Its suffix chooses the form, as for `geonews.archive.writing.open_sink`.
    options : Options
    columns : Columns, optional
        What the fields of a story are called in the input.
    corrections : Path, optional
        The editor's word, as `geonews.corrections.read_corrections` reads it.
    workers : int, optional
        Processes; by default `usual_workers`.
    is_ordered : bool
        Whether lines stand in the order of their records.
    is_resumed : bool
        Whether to go on with an earlier run, where there is one.
    time_limit_s : float
        Seconds a story may take.
    failures : Path, optional
        Where records without a line of output go; by default ``OUT.failures.jsonl``.
    mentions, places : Path, optional
        Tables to make of the output in the end, as `geonews.archive.export.export` does.
    progress : callable
        Gets how many records are done.
    stop : Stop, optional
        Asked whether to stop.
    is_verbose : bool
        Whether what libraries print in the workers is to be seen.
    analyst : str
        What each worker opens; see `geonews.archive.process.ANALYST`.
    commit_every_s : float
        How often what is done is made good against a kill or a power cut.

    Returns
    -------
    Summary
        ``is_complete`` is false where it was stopped.

    Raises
    ------
    StoryError
        An input is missing or cannot be read at all.
    OutputError
        A file cannot be written; an unfinished run stands there and is not to be resumed, or is to
        be and is another; or another process is at it.
    OptionError
        A number out of range, a form that is not known or not installed, or several workers for a
        service that is to be asked by one.
    CorrectionsError, GazetteerError, ModelError, UnknownPlaceError
        What would fail for every story.
    GeocoderError
        A service failed, and ``options.strict`` is set.
    KeyboardInterrupt
        ``stop`` was asked when nothing was left but to write tables; resumed, they are written.
    """
    from geonews.archive.reading import Columns, read_records

    columns = columns or Columns()
    stop = stop or Stop()
    workers = usual_workers(options) if workers is None else workers
    tables: list[tuple[Path, What]] = []
    tables += [(mentions, "mentions")] if mentions else []
    tables += [(places, "places")] if places else []
    failed = failures or failures_path(out)
    check_numbers(options, workers, time_limit_s)
    check_paths(paths, [out, failed, *(path for path, _ in tables)])
    for path, _ in tables:
        check_export(path)
    # What is wrong with the input is seen before anything is written.
    read_records(paths, columns, is_raw=True).close()
    journal = Journal.open(
        journal_path(out),
        fingerprint_of(
            paths,
            geonews=geonews.__version__,
            options=_told(options),
            gazetteer=_gazetteer(options),
            columns=asdict(columns),
            corrections=None if corrections is None else content_of(corrections),
            order=is_ordered,
            failures=str(failed),
        ),
        resume=is_resumed,
    )
    files = RunFiles(out, failed, journal)
    try:
        files.open()
        if journal.progress.is_complete:
            summary = Summary.of(journal.progress.counts, is_complete=True)
        else:
            start = journal.progress.done
            with closing(read_records(paths, columns, start=start, is_raw=True)) as records:
                summary = files.run(
                    records,
                    Setting(options, time_limit_s, analyst, is_verbose, corrections),
                    workers=workers,
                    is_ordered=is_ordered,
                    progress=progress,
                    stop=stop,
                    commit_every_s=commit_every_s,
                )
        if summary.is_complete:
            with stop.at_once():
                files.give_names()
                for path, what in tables:
                    export(out, path, what)
                    sync_folder(path.parent)
            files.remove_traces()
    except OSError as error:
        if isinstance(error, GeonewsError):
            raise
        raise unwritable(out, error) from error
    finally:
        files.leave()
    return summary


def usual_workers(options: Options) -> int:
    """Return how many workers there are by default: one a core; one alone where a service is asked.

    Services count the questions of all together, and each worker would keep the pace for itself.
    """
    if not _is_local(options):
        return 1
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return max(1, min(cores or 1, _share_of_container()))


def _share_of_container() -> int:
    """Return how many cores a container may use, which still sees all its machine has."""
    try:
        quota, period = _CPU_MAX.read_text().split()
        return math.ceil(int(quota) / int(period))
    except (OSError, ValueError, ZeroDivisionError):
        # "max" for no bound, or no control groups of version 2.
        return _MOST_WORKERS


def _is_local(options: Options) -> bool:
    return options.geocoder == "embedded" or options.domain is not None


def check_numbers(options: Options, workers: int, time_limit_s: float) -> None:
    """See that a run can go on with what it is told.

    Raises
    ------
    OptionError
        It cannot.
    """
    if not 1 <= workers <= _MOST_WORKERS:
        raise OptionError(f"workers is {workers!r}: give a number from 1 to {_MOST_WORKERS}")
    if not 0 < time_limit_s <= _LONGEST_S:
        raise OptionError(f"time_limit_s is {time_limit_s!r}: give seconds, at most {_LONGEST_S}")
    if workers > 1 and not _is_local(options):
        raise OptionError(
            f"{workers} workers would ask {options.geocoder!r} at {workers} times the pace it "
            "allows: leave out --workers, or give the --domain of your own"
        )


def _told(options: Options) -> dict[str, Any]:
    """Return the options that decide on the output."""
    return {name: value for name, value in asdict(options).items() if name not in _OF_THE_RUN}


def _gazetteer(options: Options) -> str:
    from geonews.gazetteer import Gazetteer

    return Gazetteer.open(options.gazetteer).info.sha256
