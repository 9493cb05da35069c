"""``geonews map``: a story's places drawn, in the form that the suffix of the file chooses."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geonews.cli import show
from geonews.cli.command import Command, corrections_option, with_options
from geonews.cli.own_areas import AreaFile, with_areas
from geonews.cli.running import geojson_of, one
from geonews.cli.terminal import Voice, put
from geonews.errors import OutputError

if TYPE_CHECKING:
    from geonews.draw.figure import Theme
    from geonews.draw.page import Layout
    from geonews.gazetteer import Gazetteer
    from geonews.geocode import PlaceSource
    from geonews.model import Report
    from geonews.options import Options

__all__ = ["map_"]

_STDIN_OUT = Path("geonews.html")
_PICTURES = (".svg", ".png")
_SUFFIXES = (".html", ".htm", *_PICTURES, ".geojson", ".json", ".csv", ".kml")
_SIZE = re.compile(r"(\d{2,5})[x×](\d{2,5})")
_CARD_SUFFIX = ".card.png"


class _Size(click.ParamType[tuple[int, int]]):
    """Width and height in pixels, written 1200x800."""

    name = "WxH"

    def convert(self, value: Any, param: Any, ctx: Any) -> tuple[int, int]:
        if isinstance(value, tuple):
            return value
        found = _SIZE.fullmatch(str(value))
        if found is None:
            self.fail(f"{value!r} is no size: write width and height, such as 1200x800", param, ctx)
        return int(found[1]), int(found[2])


@click.command("map", cls=Command, example="geonews map story.txt -o map.html")
@click.argument("story")
@click.option(
    "-o",
    "--out",
    metavar="OUT",
    help="File to write; its suffix chooses .html, .svg, .png, .geojson, .kml, .csv (the "
    "mentions) or .json (the report). By default the story's name with .html, in this folder; - "
    "writes HTML to standard output.",
)
@click.option(
    "--layout",
    type=click.Choice(("page", "figure", "side-by-side")),
    default="page",
    show_default=True,
    help="Of an HTML page: the map with its list; the still figure alone; the map beside the "
    "whole story.",
)
@click.option(
    "--url",
    metavar="URL",
    help="Where the page will be published: it then names itself to search engines and hosts.",
)
@click.option(
    "--card",
    "has_card",
    is_flag=True,
    help="Write a picture of 1200x630 for social networks too, beside OUT, named in the page.",
)
@click.option("--size", type=_Size(), help="Of an SVG or PNG, in pixels; 1200x800 by default.")
@click.option("--scale", type=click.FloatRange(0.25, 8), default=1.0, help="Of a PNG: 2 is twice.")
@click.option(
    "--theme", type=click.Choice(("light", "dark")), default="light", help="Of an SVG or PNG."
)
@with_areas
@corrections_option
@with_options
def map_(
    story: str,
    out: str | None,
    layout: Layout,
    url: str | None,
    has_card: bool,
    size: tuple[int, int] | None,
    scale: float,
    theme: Theme,
    areas: AreaFile,
    corrections: Path | None,
    options: Options,
    voice: Voice,
) -> None:
    """Draw a story's places on one self-contained HTML page, or as a picture or data.

    The page holds its map, needs no network, and lists the places with the sentences that name
    them and the figures that were checked.
    """
    from geonews.draw.save import write_atomically

    target = _target(story, out)
    suffix = target.suffix.lower() if target else ".html"
    address = _address(url)
    if has_card and (target is None or suffix not in (".html", ".htm") or address is None):
        raise click.UsageError("--card goes with an HTML file and the --url it is published at")
    report, gazetteer, source = one(story, options, voice, areas, corrections)
    with voice.working("drawing the map ..."):
        if suffix in _PICTURES:
            from geonews.draw import to_svg

            width, height = size or (1200, 800)
            drawn: str | bytes = to_svg(
                report, gazetteer, source, width=width, height=height, theme=theme
            )
            if suffix == ".png":
                from geonews.draw.figure import to_png

                drawn = to_png(str(drawn), scale=scale)
        elif suffix in (".html", ".htm"):
            from geonews.draw import draw

            card = _card_url(address, target) if has_card and target else None
            drawn = draw(report, gazetteer, source, layout=layout, url=address, image_url=card)
        else:
            drawn = _data(report, gazetteer, source, suffix)
        if has_card and target is not None:
            from geonews.draw import to_svg
            from geonews.draw.figure import to_png

            picture = to_svg(report, gazetteer, source, width=1200, height=630, theme=theme)
            write_atomically(target.with_suffix(_CARD_SUFFIX), to_png(picture, scale=1))
    if target is None:
        put(str(drawn))
        return
    write_atomically(target, drawn)
    voice.say(f"wrote {target}: {show.counts(report)}")


def _target(story: str, out: str | None) -> Path | None:
    """Return the file to write, None for standard output."""
    if out == "-":
        return None
    if out is None:
        target = _STDIN_OUT if story == "-" else Path(f"{Path(story).stem}.html")
    else:
        target = Path(out)
    if target.suffix.lower() not in _SUFFIXES:
        raise click.BadParameter(
            f"{out!r} ends in none of {', '.join(_SUFFIXES)}: the suffix chooses the format",
            param_hint="'-o'",
        )
    # Told before the work, which may be long; writing checks again.
    if not target.parent.is_dir():
        raise OutputError(
            f"the folder {str(target.parent)!r} does not exist: make it, or write elsewhere with -o"
        )
    if target.is_dir():
        raise OutputError(f"{str(target)!r} is a directory: name a file in it with -o")
    if story != "-" and target.exists() and Path(story).exists() and target.samefile(story):
        raise OutputError(f"{str(target)!r} is the story itself: name another file with -o")
    return target


def _address(url: str | None) -> str | None:
    from geonews.draw.escape import http_url

    if url is not None and http_url(url) is None:
        raise click.BadParameter(
            f"{url!r} is no address of a page: it begins with http:// or https://",
            param_hint="'--url'",
        )
    return url


def _card_url(url: str | None, target: Path) -> str | None:
    """Return where the card will be: beside the page."""
    from urllib.parse import quote, urljoin

    return urljoin(url, quote(target.with_suffix(_CARD_SUFFIX).name)) if url else None


def _data(report: Report, gazetteer: Gazetteer, source: PlaceSource, suffix: str) -> str:
    if suffix == ".json":
        return show.as_json(report.to_dict())
    if suffix == ".csv":
        return show.mentions_csv([report])
    if suffix == ".geojson":
        return geojson_of([report], gazetteer, source)
    from geonews.draw import to_kml

    return to_kml(report, gazetteer, source)
