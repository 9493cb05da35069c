"""``geonews embed``: a published map in the form that a host page takes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from geonews.cli.command import Command, with_voice
from geonews.cli.terminal import Voice, put
from geonews.errors import OutputError

if TYPE_CHECKING:
    from geonews.draw.embed import Form, Published, Theme

__all__ = ["embed"]

_FORMS = ("figure", "iframe", "oembed", "amp", "wordpress", "markdown")
_HEAVY_BYTES = 15_000


@click.command(
    "embed",
    cls=Command,
    example="geonews embed map.html --as iframe --url https://example.org/maps/rain.html",
)
@click.argument("page", metavar="MAP.html", type=click.Path(path_type=Path))
@click.option(
    "--as",
    "form",
    type=click.Choice(_FORMS),
    required=True,
    help="figure: HTML with the drawing in it, no script. iframe: the page in a frame. oembed: the "
    "JSON that a link is answered with. amp: a Web Story. wordpress: a Custom HTML block. "
    "markdown: a picture that links to the map.",
)
@click.option("--url", metavar="URL", help="Where the page is published, or will be.")
@click.option("-o", "--out", type=click.Path(path_type=Path), metavar="OUT", help="File to write.")
@click.option(
    "--max-width",
    type=click.IntRange(min=200, max=4000),
    metavar="PX",
    help="For oembed and wordpress: no wider than this; 600 by default.",
)
@click.option("--image", metavar="URL", help="A picture of the map, for oembed and markdown.")
@click.option(
    "--theme",
    type=click.Choice(("auto", "light", "dark")),
    default="auto",
    show_default=True,
    help="For figure and amp: as the reader's system is, or always one.",
)
@click.option("--publisher", metavar="NAME", help="For amp; the story's source by default.")
@click.option("--publisher-logo", metavar="URL", help="For amp: a square picture, 96 pixels up.")
@click.option("--poster", metavar="URL", help="For amp: a picture of 640 by 853 pixels or more.")
@with_voice
def embed(
    page: Path,
    form: Form,
    url: str | None,
    out: Path | None,
    max_width: int | None,
    image: str | None,
    theme: Theme,
    publisher: str | None,
    publisher_logo: str | None,
    poster: str | None,
    voice: Voice,
) -> None:
    """Write what a host takes to show a map that geonews drew.

    figure goes into any page as it is and asks nothing of any network. iframe keeps the room of
    the map and grows where the host listens to AMP, Pym.js, Sidechain, WordPress or Datawrapper.

    oembed: publish the file beside the page and link it from the page's head.

    wordpress: paste it into a Custom HTML block, which needs the right to post unfiltered HTML.
    Without that right, publish the page with its oembed file and paste the bare address: WordPress
    fetches the frame itself and lets it through its filter.
    """
    from geonews.draw.embed import Hosting, read_page
    from geonews.draw.embed import embed as embedded

    hosting = Hosting(url, image, max_width, publisher, publisher_logo, poster, theme)
    read = read_page(_bytes(page), page.name)
    text = embedded(read, form, hosting)
    if out is None:
        put(text)
    else:
        from geonews.draw.save import write_atomically

        if out.exists() and out.samefile(page):
            raise OutputError(f"{str(out)!r} is the map itself: name another file with -o")
        write_atomically(out, text)
    for note in _notes(read, form, hosting.url or read.page_url, image, text):
        voice.say(note)
    if out is not None:
        voice.say(f"wrote {out}: {read.title} as {form}")


def _notes(page: Published, form: str, url: str | None, image: str | None, text: str) -> list[str]:
    notes = []
    if form in ("iframe", "markdown") and url is None:
        notes.append(f"without --url it points at {page.name!r} beside it: keep them in one folder")
    if form == "markdown" and image is None:
        picture = Path(page.name).with_suffix(".png").name
        notes.append(f"it shows {picture!r}: draw it with geonews map -o, or name it with --image")
    if form == "oembed":
        from geonews.draw.escape import el

        link = {
            "rel": "alternate",
            "type": "application/json+oembed",
            "href": "ADDRESS OF THIS FILE",
            "title": page.title,
        }
        notes.append(f"link it from the page's head: {el('link', link)}")
    if form == "figure":
        import gzip

        size = len(gzip.compress(text.encode(), mtime=0))
        if size > _HEAVY_BYTES:
            notes.append(
                f"the figure has {size / 1000:.0f} kB compressed: a story with many places"
            )
    return notes


def _bytes(path: Path) -> bytes:
    from geonews.draw.embed import MOST_BYTES, PageError

    try:
        if path.is_dir():
            raise PageError(f"{str(path)!r} is a directory: give a page that geonews map wrote")
        with path.open("rb") as file:
            # One byte too many is told as such; the rest of a huge file is not read.
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise PageError(
            f"{str(path)!r} cannot be read ({error.strerror or error}): give a page that geonews "
            "map wrote"
        ) from error
