"""``geonews batch``: an archive of stories to one file of reports, by several processes."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geonews.cli.command import Command, corrections_option, with_options
from geonews.cli.pace import Pace, duration
from geonews.cli.progress import Meter
from geonews.cli.terminal import Voice

if TYPE_CHECKING:
    from geonews.archive.fields import Columns
    from geonews.archive.summary import Summary
    from geonews.options import Options

__all__ = ["batch"]

_BY_SIGNAL = 128  # and the signal's number, as a shell reports it
_PATH = click.Path(path_type=Path)
_FIELDS = ("id", "text", "title", "source", "url", "published", "language")


class _Column(click.ParamType[tuple[str, str]]):
    """Which field of the input holds what, written text=body."""

    name = "NAME=FIELD"

    def convert(self, value: Any, param: Any, ctx: Any) -> tuple[str, str]:
        if isinstance(value, tuple):
            return value
        name, _, field = str(value).partition("=")
        if name not in _FIELDS or not field:
            self.fail(
                f"{value!r}: write one of {', '.join(_FIELDS)}, = and a name, such as text=body",
                param,
                ctx,
            )
        return name, field


@click.command("batch", cls=Command, example="geonews batch maps -o news.jsonl")
@click.argument("inputs", nargs=-1, required=True, metavar="IN...")
@click.option(
    "-o",
    "--out",
    required=True,
    metavar="OUT",
    help="File of reports to write, one a story: .jsonl, .jsonl.gz, .jsonl.zst or .parquet; with "
    "--dask a folder.",
)
@click.option(
    "--mentions",
    type=_PATH,
    metavar="FILE",
    help="Write all mentions too, with points: .parquet (GeoParquet), .gpkg or .csv.",
)
@click.option(
    "--places",
    type=_PATH,
    metavar="FILE",
    help="Write all places too, with counts and points: .parquet (GeoParquet), .gpkg or .csv.",
)
@click.option(
    "--column",
    "columns",
    type=_Column(),
    multiple=True,
    help="What a field is called in the input: id, text, title, source, url, published or "
    "language, such as text=body. Give it several times for several.",
)
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    metavar="N",
    help="Processes; by default one a core, and one alone where a geocoding service is asked.",
)
@click.option(
    "--unordered",
    "is_unordered",
    is_flag=True,
    help="Write reports as they are done: a slow story holds up no other.",
)
@click.option(
    "--resume",
    "is_resumed",
    is_flag=True,
    help="Go on with a run that was ended before it was done; without one, begin.",
)
@click.option(
    "--time-limit",
    "time_limit_s",
    type=click.FloatRange(0, 86_400, min_open=True),
    default=60.0,
    show_default=True,
    metavar="S",
    help="Seconds a story may take before it is set aside.",
)
@click.option(
    "--failures",
    type=_PATH,
    metavar="FILE",
    help="Where records that gave no report go, with the reason; OUT.failures.jsonl by default.",
)
@click.option(
    "--dask",
    "address",
    metavar="ADDRESS|local",
    help="Work on a cluster of dask: the address of its scheduler, its scheduler file, or local "
    "for one on this machine. IN and OUT may then be URLs such as s3://...",
)
@corrections_option
@with_options
def batch(
    inputs: tuple[str, ...],
    out: str,
    mentions: Path | None,
    places: Path | None,
    columns: tuple[tuple[str, str], ...],
    workers: int | None,
    is_unordered: bool,
    is_resumed: bool,
    time_limit_s: float,
    failures: Path | None,
    address: str | None,
    corrections: Path | None,
    options: Options,
    voice: Voice,
) -> None:
    """Analyse many stories, from files or folders of them, and lose none.

    IN is JSON lines (.jsonl, also packed: .gz, .zst), .parquet, .csv, .tsv, .warc, or a folder of
    such files, texts, saved pages and JSON records.

    Each record of IN ends as one report in OUT or as one line in the file of failures, which says
    why: it is broken, or its story took too long or ended its worker twice. Until all is done the
    reports stand in OUT.part, and --resume goes on after anything: Ctrl-C, a full disk, a machine
    that went down.

    The exit code is 0 when every record is done, failures or not: how many there are is told. It is
    130 after Ctrl-C and 143 after SIGTERM, and 3 when the run could not go on.
    """
    from geonews.archive.fields import Columns
    from geonews.archive.stopping import stopped_by_signals

    if address is not None and (is_unordered or failures is not None):
        raise click.UsageError(
            "--dask writes a folder of parts, each in order and with its failures: leave out "
            "--unordered and --failures"
        )
    if address is not None and corrections is not None:
        raise click.UsageError("--dask takes no --corrections: its workers may not see the file")
    named = Columns(**dict(columns))
    with stopped_by_signals() as stop, _pace(voice, None if address else inputs, named) as pace:
        how: dict[str, Any] = {
            "columns": named,
            "workers": workers,
            "is_resumed": is_resumed,
            "time_limit_s": time_limit_s,
            "progress": pace,
            "stop": stop,
            "is_verbose": voice.is_verbose,
        }
        try:
            if address is None:
                summary = _here(
                    inputs,
                    out,
                    options,
                    is_ordered=not is_unordered,
                    corrections=corrections,
                    failures=failures,
                    mentions=mentions,
                    places=places,
                    **how,
                )
            else:
                summary = _on_cluster(
                    inputs, out, options, mentions, places, address=address, **how
                )
        except KeyboardInterrupt:
            if not stop.is_asked:
                raise
            voice.complain("stopped; go on with --resume")
            raise click.exceptions.Exit(_BY_SIGNAL + stop.signal) from None
    if not summary.is_complete:
        voice.complain(f"stopped after {_told(summary)}; go on with --resume")
        raise click.exceptions.Exit(_BY_SIGNAL + stop.signal)
    also = "".join(f", {path}" for path in (mentions, places) if path)
    voice.say(f"wrote {out}{also}: {_told(summary)}")
    if summary.repeated:
        voice.say(
            f"{_count(summary.repeated, 'story has', 'stories have')} the id of one before; each "
            "has a report of its own"
        )
    if summary.failed:
        folder = f"{out.rstrip('/')}/failures"
        where = folder if address else failures or f"{out}.failures.jsonl"
        voice.say(f"{where} says which records failed, and why")


def _here(inputs: tuple[str, ...], out: str, options: Options, **how: Any) -> Summary:
    from geonews.archive.batch import batch as run_batch

    return run_batch([Path(path) for path in inputs], Path(out), options, **how)


def _on_cluster(
    inputs: tuple[str, ...],
    out: str,
    options: Options,
    mentions: Path | None,
    places: Path | None,
    **how: Any,
) -> Summary:
    from geonews.archive.cluster import run_on_cluster
    from geonews.archive.export import What, check_export, export

    named: tuple[tuple[Path | None, What], ...] = ((mentions, "mentions"), (places, "places"))
    tables = [(path, what) for path, what in named if path is not None]
    if tables and "://" in out:
        raise click.UsageError(
            f"--mentions and --places are made of a folder on this machine, and {out!r} is none: "
            "leave them out"
        )
    for path, _ in tables:
        check_export(path)
    summary = run_on_cluster(inputs, out, options, **how)
    if summary.is_complete:
        with how["stop"].at_once():
            for path, what in tables:
                export(Path(out), path, what)
    return summary


@contextmanager
def _pace(
    voice: Voice, counted: tuple[str, ...] | None, columns: Columns
) -> Iterator[Callable[[int], None]]:
    """Give what says how far the run is while somebody watches; None: how many are not counted."""
    if voice.is_quiet or not sys.stderr.isatty():
        yield lambda _: None
        return
    from geonews.archive.total import Total

    meter = Meter(is_shown=True)
    total = Total([Path(path) for path in counted], columns) if counted else lambda: None
    try:
        yield Pace(meter, total)
    finally:
        meter.clear()


def _told(summary: Summary) -> str:
    """Return what a run did in one line."""
    words = (
        f"{_count(summary.stories, 'story', 'stories')}, "
        f"{_count(summary.mentions, 'mention', 'mentions')}, {summary.resolved:,} resolved"
    )
    if summary.failed:
        causes = ", ".join(f"{cause} {count:,}" for cause, count in summary.failures.items())
        words += f"; {_count(summary.failed, 'failure', 'failures')} ({causes})"
    if summary.done_now and summary.seconds:
        rate = summary.done_now / summary.seconds
        words += f"; {duration(summary.seconds)}, {rate:,.1f} records/s"
    return words


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
