"""``geonews gazetteer``: what the gazetteer is and knows, and how it is built."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from geonews.cli import show
from geonews.cli.command import Command, gazetteer_option, with_voice
from geonews.cli.terminal import Voice, put
from geonews.errors import UnknownPlaceError
from geonews.model import Place

if TYPE_CHECKING:
    from geonews.gazetteer import Gazetteer

__all__ = ["gazetteer"]


@click.group()
def gazetteer() -> None:
    """Look into the gazetteer, or build one."""


@gazetteer.command("info", cls=Command, example="geonews gazetteer info")
@gazetteer_option
@with_voice
def info(gazetteer: Path | None, voice: Voice) -> None:
    """Say which gazetteer is used and what it holds and is built from; verify it is whole."""
    from geonews.gazetteer import Gazetteer

    opened = Gazetteer.open(gazetteer)
    with voice.working("verifying the gazetteer ..."):
        opened.verify()
    facts = opened.info.to_dict()
    lines = [f"{name:<8} {value}" for name, value in facts.items()]
    header = opened.header
    lines += [f"{'holds':<8} {count:,} {what}" for what, count in header["counts"].items()]
    lines += [f"{'source':<8} {name} {version}" for name, version in header["sources"].items()]
    lines += [f"{'mended':<8} {ring}" for ring in header["repaired"]]
    lines += [f"{'credit':<8} {line}" for line in opened.attribution]
    put("\n".join(lines) + "\n")


@gazetteer.command(
    "search", cls=Command, example="geonews gazetteer search 'Springfield, Illinois'"
)
@click.argument("name")
@click.option(
    "--format",
    "form",
    type=click.Choice(("table", "json", "csv")),
    default="table",
    show_default=True,
    help="How to print them.",
)
@click.option(
    "--limit", type=click.IntRange(min=1), default=20, show_default=True, help="How many at most."
)
@gazetteer_option
@with_voice
def search(name: str, form: str, limit: int, gazetteer: Path | None, voice: Voice) -> None:
    """List the places that bear a name, the most prominent first.

    What holds the place may stand behind a comma: 'Paris, Texas'.
    """
    from geonews.gazetteer import Gazetteer

    opened = Gazetteer.open(gazetteer)
    with voice.working("searching ..."):
        places = _inside(opened, name, limit) if "," in name else opened.search(name, limit)
    if not places:
        raise UnknownPlaceError(f"no place is called {name!r}: try another spelling")
    match form:
        case "json":
            put(show.as_json([place.to_dict() for place in places]))
        case "csv":
            put(show.places_csv(places))
        case _:
            put(show.places_table(places))


@gazetteer.command("build", cls=Command, example="geonews gazetteer build sources -o gazetteer.bin")
@click.argument("sources", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="File to write.",
)
@with_voice
def build(sources: Path, out: Path, voice: Voice) -> None:
    """Compile a folder of sources into one gazetteer file.

    The same sources make the same bytes.
    """
    from geonews.gazetteer.build import build as compile_gazetteer

    with voice.working("building, which takes some minutes ..."):
        compile_gazetteer(sources, out)
    voice.say(f"wrote {out}")


def _inside(opened: Gazetteer, query: str, limit: int) -> tuple[Place, ...]:
    """Return the places a name with what holds it may mean."""
    from geonews.geocode.embedded import EmbeddedGeocoder

    found = EmbeddedGeocoder(opened).geocode(query, exactly_one=False, limit=limit)
    locations = found if isinstance(found, list) else []
    return tuple(Place.from_dict(location.raw) for location in locations)
