"""`geonews archive`: what an archive of reports is about, on a page and in a database."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geonews.cli.command import Command, gazetteer_option, with_voice, worldview_option
from geonews.cli.progress import Meter

if TYPE_CHECKING:
    from geonews.cli.terminal import Voice

__all__ = ["archive"]

_OUT = click.argument("out", metavar="OUT", type=click.Path(path_type=Path))


@click.group()
def archive() -> None:
    """Look into what `geonews batch` wrote: a page with a map, tables, a database.

    OUT is its output: JSON lines, plain or packed, Parquet, or the folder a cluster wrote.
    """


@archive.command("summarise", cls=Command, example="geonews archive summarise news.jsonl -o news")
@_OUT
@click.option(
    "-o",
    "--out",
    "folder",
    required=True,
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Where the page and its tables go; made if need be.",
)
@click.option("--title", metavar="TEXT", help="Of the page; the name of OUT by default.")
@click.option("--uncertain", "is_wide", is_flag=True, help="Count uncertain places too.")
@gazetteer_option
@worldview_option
@with_voice
def summarise(
    out: Path,
    folder: Path,
    title: str | None,
    is_wide: bool,
    gazetteer: Path | None,
    worldview: str,
    voice: Voice,
) -> None:
    """Say what an archive is about: a page with a map, and tables of places, months and pairs.

    Writes index.html, places.csv, countries.csv, months.csv, country_months.csv and pairs.csv into
    DIR. A story counts once for each place and country it names. The page asks for nothing and
    works without JavaScript.
    """
    from geonews.archive.export import reports_of
    from geonews.archive.summarise import INDEX
    from geonews.archive.summarise import summarise as write_summary
    from geonews.gazetteer import Gazetteer

    opened = Gazetteer.open(gazetteer).viewed(worldview)
    with _Told("reading", voice) as progress:
        done = write_summary(
            reports_of(out),
            folder,
            opened,
            title=title or _name(out),
            is_wide=is_wide,
            progress=progress,
        )
    for note in done.notes:
        voice.say(note)
    stories = "1 story" if done.stories == 1 else f"{done.stories:,} stories"
    voice.say(f"wrote {folder / INDEX}: {stories}, {done.places:,} places")


@archive.command(
    "to-postgis",
    cls=Command,
    example="geonews archive to-postgis news.jsonl postgresql://me@localhost/news",
)
@_OUT
@click.argument("url", metavar="URL")
@click.option(
    "--schema",
    default="geonews",
    show_default=True,
    metavar="NAME",
    help="Of the tables stories, mentions and places; made if need be.",
)
@with_voice
def to_postgis(out: Path, url: str, schema: str, voice: Voice) -> None:
    """Write an archive into PostgreSQL with PostGIS, all of it or nothing.

    A second run changes nothing, and another archive adds to the first: a story is known again by
    its id and text. Give the password by PGPASSWORD or ~/.pgpass, where no list of processes shows
    it. Needs geonews[postgis].
    """
    from geonews.archive.export import reports_of
    from geonews.archive.postgis import to_postgis as write_tables

    with _Told("sending", voice) as progress:
        done = write_tables(reports_of(out), url, schema=schema, progress=progress)
    if done.broken:
        voice.say(f"{done.broken:,} reports could not be understood and are left out")
    stories = "1 story" if done.stories == 1 else f"{done.stories:,} stories"
    voice.say(f"wrote {stories}, {done.mentions:,} mentions, {done.places:,} places")


def _name(out: Path) -> str:
    return out.resolve().name.split(".")[0] or "Archive"


class _Told:
    """Says how many reports are done, where somebody is watching; the line goes at the end."""

    def __init__(self, phase: str, voice: Voice) -> None:
        self._phase = phase
        self._meter = Meter(is_shown=not voice.is_quiet and sys.stderr.isatty())

    def __enter__(self) -> Callable[[int], None]:
        return lambda count: self._meter(f"{self._phase}  {count:,} reports", 0, count)

    def __exit__(self, *_: Any) -> None:
        self._meter.clear()
