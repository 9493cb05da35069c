"""``geonews watch``: feeds followed, each new story analysed and kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from geonews.cli.command import FAILED, Command, with_options
from geonews.cli.terminal import Voice

if TYPE_CHECKING:
    from geonews.archive.watching import Round, Watch
    from geonews.options import Options

__all__ = ["watch"]

_BY_SIGNAL = 128  # and the signal's number, as a shell reports it


@click.command(
    "watch", cls=Command, example="geonews watch https://herald.example/rss -o herald --once"
)
@click.argument("feeds", nargs=-1, required=True, metavar="FEED...")
@click.option(
    "-o",
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    metavar="OUT",
    help="A file of reports (.jsonl) to append to, or a folder that gets a file a story.",
)
@click.option("--once", "is_once", is_flag=True, help="Look once and end, as cron wants it.")
@click.option(
    "--every",
    "every_min",
    type=click.FloatRange(1, 1440),
    default=15.0,
    show_default=True,
    metavar="MINUTES",
    help="How often to look.",
)
@click.option(
    "--pace",
    "pace_s",
    type=click.FloatRange(0, 3600),
    default=2.0,
    show_default=True,
    metavar="S",
    help="Seconds between two requests to one host, where its robots.txt asks for no more.",
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
@with_options
def watch(
    feeds: tuple[str, ...],
    out: Path,
    is_once: bool,
    every_min: float,
    pace_s: float,
    time_limit_s: float,
    options: Options,
    voice: Voice,
) -> None:
    """Follow RSS and Atom feeds, and analyse each story that is new in them.

    FEED is a web address. Stories are fetched from their own pages, as robots.txt allows; name
    yourself by --user-agent. Each is done once, however often the watch is ended and begun again;
    one that cannot be read goes to OUT.failures.jsonl (or failures.jsonl in the folder) with the
    reason.

    The exit code of --once is 3 when a feed could not be read. Ctrl-C ends with 130, SIGTERM with
    143.
    """
    from geonews.archive.stopping import stopped_by_signals
    from geonews.archive.watching import Watch

    with stopped_by_signals() as stop:
        with Watch(
            feeds, out, options, pace_s=pace_s, time_limit_s=time_limit_s, stop=stop
        ) as watched:
            seen = _look(watched, voice)
            while not (is_once or stop.is_asked):
                watched.rest()
                watched.wait(60 * every_min)
                seen = _look(watched, voice)
        if stop.is_asked:
            raise click.exceptions.Exit(_BY_SIGNAL + stop.signal)
    if seen.unread:
        raise click.exceptions.Exit(FAILED)


def _look(watched: Watch, voice: Voice) -> Round:
    """Look at all feeds and say what came of it."""
    seen = watched.round(voice.explain)
    for why in (*seen.unread.values(), *seen.failed.values()):
        voice.complain(why)
    words = f"{seen.written:,} new {'story' if seen.written == 1 else 'stories'} written"
    if seen.failed:
        words += f", {len(seen.failed)} failed"
    if seen.waiting:
        words += f", {seen.waiting} to be tried again"
    voice.say(words)
    return seen
