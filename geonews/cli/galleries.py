"""`geonews gallery`: every story of a folder, the pages over them, and only what changed."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from geonews.cli.command import FAILED, Command, corrections_option, with_options
from geonews.cli.corrections import corrected
from geonews.cli.progress import Meter

if TYPE_CHECKING:
    from collections.abc import Callable

    from geonews.cli.terminal import Voice
    from geonews.options import Options

__all__ = ["gallery"]

_VERIFIED_BYTES = 64 << 20
_PATIENCE_S = 2.0


@click.command("gallery", cls=Command, example="geonews gallery maps --title 'Our maps'")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--title", metavar="TEXT", help="Of the gallery; the folder's name by default.")
@click.option(
    "--url",
    metavar="URL",
    help="Where DIR is published, such as https://example.org/maps/: the feed then has whole "
    "addresses, and there is a sitemap.xml.",
)
@click.option("--force", "is_forced", is_flag=True, help="Draw every story anew.")
@corrections_option
@with_options
def gallery(
    folder: Path,
    title: str | None,
    url: str | None,
    is_forced: bool,
    corrections: Path | None,
    options: Options,
    voice: Voice,
) -> None:
    """Draw every story of a folder, with an index, a map of all, a timeline and a feed.

    A story is a sub-folder with story.txt, story.html or story.json, whose map is written beside
    it as map.html; or such a file in DIR itself under any name. A second run draws only what
    changed. Nothing is written outside DIR, nor over what geonews did not write.

    A story that cannot be done is told on standard error and the rest is done; the exit code is
    then 3.
    """
    from geonews.gallery import build_gallery
    from geonews.gazetteer import Gazetteer
    from geonews.geocode import notes_of, open_source

    address = _address(url)
    opened = Gazetteer.open(options.gazetteer)
    opened.verify(_VERIFIED_BYTES)
    gazetteer = opened.viewed(options.worldview or "neutral")
    said, source = corrected(corrections, gazetteer, open_source(options, gazetteer), voice)
    meter = Meter(is_shown=not voice.is_quiet and sys.stderr.isatty())

    def aside(say: Callable[[str], None]) -> Callable[[str], None]:
        def told(words: str) -> None:
            meter.clear()
            say(words)

        return told

    result = build_gallery(
        folder,
        options,
        gazetteer=gazetteer,
        source=source,
        corrections=said,
        correction_bytes=corrections.read_bytes() if corrections else b"",
        title=title,
        url=address,
        is_forced=is_forced,
        complain=aside(voice.complain),
        tell=aside(voice.say),
        progress=_patient(meter),
    )
    meter.clear()
    for note in notes_of(source):
        voice.say(note)
    stories = "1 story" if result.stories == 1 else f"{result.stories:,} stories"
    words = f"wrote {folder / 'index.html'}: {stories}, {result.drawn:,} drawn anew"
    if result.removed:
        words += f", {result.removed:,} gone"
    voice.say(words)
    if result.failures:
        raise click.exceptions.Exit(FAILED)


def _patient(meter: Meter) -> Callable[[str, float, int], None]:
    """Return a meter that says nothing of what takes less than two seconds."""
    started = time.monotonic()

    def told(phase: str, share: float, count: int) -> None:
        if time.monotonic() - started > _PATIENCE_S:
            meter(phase, share, count)

    return told


def _address(url: str | None) -> str:
    """Return where the folder is published, ending in a slash; "" where nobody said."""
    from geonews.draw.escape import http_url

    if url is None:
        return ""
    parts = urlsplit(url) if url.isascii() and http_url(url) else None
    if parts is None or parts.query or parts.fragment or parts.username is not None:
        raise click.BadParameter(
            f"{url!r} is no address of a folder: give one such as https://example.org/maps/",
            param_hint="'--url'",
        )
    return url.rstrip("/") + "/"
