"""The files of a run: their names, where the last run left them, and what becomes of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geonews.archive.appending import sync_folder
from geonews.archive.failures import Failures
from geonews.archive.ids import Ids
from geonews.archive.journal import Journal, Progress
from geonews.archive.process import Setting
from geonews.archive.run import Summary, run
from geonews.archive.writing import open_sink, part_of
from geonews.errors import OutputError, StoryError

if TYPE_CHECKING:
    from geonews.archive.record import Record
    from geonews.archive.writing import Sink

__all__ = ["RunFiles", "check_paths", "failures_path", "journal_path"]


class RunFiles:
    """All that a run writes."""

    def __init__(self, out: Path, failed: Path, journal: Journal) -> None:
        self._out = out
        self._failed = failed
        self._journal = journal
        self._sink: Sink | None = None
        self._failures: Failures | None = None
        self._ids: Ids | None = None

    def open(self) -> None:
        """Open what does not bear its name yet, where the last run left it."""
        before = self._journal.progress
        # Where that one ended while it named its files, some have their names already.
        if not before.is_complete or part_of(self._out).exists():
            self._sink = open_sink(self._out, resume=before.sink)
        if not before.is_complete or part_of(self._failed).exists():
            self._failures = Failures(self._failed, before.failures)
        if not before.is_complete:
            self._ids = Ids(ids_path(self._out), before.ids)
        sync_folder(self._failed.parent)

    def run(self, records: Iterator[Record], setting: Setting, **how: Any) -> Summary:
        """Do what is left."""
        if self._sink is None or self._failures is None or self._ids is None:
            raise ValueError("the run is complete")
        return run(
            records, self._sink, self._failures, self._ids, setting, journal=self._journal, **how
        )

    def give_names(self) -> None:
        """Give the files their names: the output last, for where it stands all is done."""
        if self._failures is not None:
            self._failures.close()
            self._failures = None
        if self._sink is not None:
            self._sink.close()
            self._sink = None

        sync_folder(self._failed.parent)

    def remove_traces(self) -> None:
        """Take away what only a run that is not over needs, the journal last."""
        if self._ids is not None:
            self._ids.abort()
            self._ids = None
        part, ids = part_of(self._out), ids_path(self._out)
        traces = [f"{part.name}.0", f"{part.name}.1", part.name, ids.name, f"{ids.name}.sorted"]
        for name in traces:
            self._out.with_name(name).unlink(missing_ok=True)
        self._journal.remove()

    def leave(self) -> None:
        """Close what is open for another run to go on with; where nothing is done, take it away."""
        for file in (self._sink, self._failures, self._ids):
            if file is not None:
                file.abort()
        if self._journal.path.exists() and self._journal.progress == Progress():
            if self._failures is not None:
                part_of(self._failed).unlink(missing_ok=True)
            self.remove_traces()
        self._journal.close()


def failures_path(out: Path) -> Path:
    """Return where the records without a line of output go by default.

    Examples
    --------
    >>> print(failures_path(Path("news.jsonl")))
    news.jsonl.failures.jsonl
    """
    return out.with_name(f"{out.name}.failures.jsonl")


def journal_path(out: Path) -> Path:
    """Return where the journal of an unfinished run stands."""
    return out.with_name(f"{out.name}.journal")


def ids_path(out: Path) -> Path:
    """Return where the ids of an unfinished run stand."""
    return out.with_name(f"{out.name}.ids")


def check_paths(paths: Sequence[Path], written: Sequence[Path]) -> None:
    """See that nothing is written over that is read, before the work, which may be long.

    Raises
    ------
    StoryError
        There is no input.
    OutputError
        A file cannot be written there.
    """
    if not paths:
        raise StoryError("there is no input: name files or folders of stories")
    for file in written:
        if not file.parent.is_dir():
            raise OutputError(
                f"the folder {str(file.parent)!r} does not exist: make it, or write elsewhere"
            )
        if file.is_dir():
            raise OutputError(f"{str(file)!r} is a directory: name a file in it")
        place = file.resolve()
        for path in paths:
            if path.exists() and _is_same(file, path):
                raise OutputError(f"{str(file)!r} is the input itself: name another file")
            if path.is_dir() and place.is_relative_to(path.resolve()):
                raise OutputError(
                    f"{str(file)!r} stands in the folder {str(path)!r} that is read: write "
                    "elsewhere"
                )
    if len({file.resolve() for file in written}) < len(written):
        names = ", ".join(repr(str(file)) for file in written)
        raise OutputError(f"two of {names} are one file: give each a name of its own")


def _is_same(file: Path, other: Path) -> bool:
    return file.resolve() == other.resolve() or (file.exists() and file.samefile(other))
