"""``geonews gazetteer``: what the gazetteer is and knows, and how one is built or imported."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from geonews.cli import listing
from geonews.cli.command import Command, format_option, gazetteer_option, with_voice
from geonews.cli.progress import Meter
from geonews.cli.show import as_json
from geonews.cli.terminal import Voice, put
from geonews.errors import UnknownPlaceError
from geonews.model import Place

if TYPE_CHECKING:
    from geonews.gazetteer import Candidate, Gazetteer

__all__ = ["gazetteer"]


@click.group()
def gazetteer() -> None:
    """Look into the gazetteer, import a dump of GeoNames, or build one."""


@gazetteer.command("info", cls=Command, example="geonews gazetteer info")
@format_option("table", "json")
@gazetteer_option
@with_voice
def info(form: str, gazetteer: Path | None, voice: Voice) -> None:
    """Say which gazetteer is used and what it holds and is built from; verify it is whole."""
    from geonews.gazetteer import Gazetteer

    opened = Gazetteer.open(gazetteer)
    with voice.working("verifying the gazetteer ..."):
        opened.verify()
    facts = listing.info_facts(opened, opened.container.path.stat().st_size)
    put(as_json(facts) if form == "json" else listing.info_table(facts))


@gazetteer.command(
    "search", cls=Command, example="geonews gazetteer search 'Springfield, Illinois'"
)
@click.argument("name")
@format_option("table", "json", "csv")
@click.option(
    "--limit", type=click.IntRange(min=1), default=20, show_default=True, help="How many at most."
)
@gazetteer_option
@with_voice
def search(name: str, form: str, limit: int, gazetteer: Path | None, voice: Voice) -> None:
    """List the places that bear a name, the most prominent first.

    What holds the place may stand behind a comma: 'Paris, Texas'. KIND says how the place bears
    the name, and WEIGHT how prominent it is: its inhabitants, where they are known.
    """
    from geonews.gazetteer import Gazetteer

    opened = Gazetteer.open(gazetteer)
    with voice.working("searching ..."):
        found = _inside(opened, name, limit) if "," in name else opened.search(name, limit)
        facts = listing.candidate_facts(found, opened)
    if not facts:
        raise UnknownPlaceError(f"no place is called {name!r}: try another spelling")
    match form:
        case "json":
            put(as_json(facts))
        case "csv":
            put(listing.candidates_csv(facts))
        case _:
            put(listing.candidates_table(facts))


@gazetteer.command(
    "import",
    cls=Command,
    example="geonews gazetteer import allCountries.zip --alternate-names alternateNamesV2.zip "
    "-o big.gazetteer",
)
@click.argument("dump", type=click.Path(path_type=Path))
@click.option(
    "--alternate-names",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="alternateNamesV2.zip: names with language, dates, and whether preferred or historic.",
)
@click.option(
    "--hierarchy",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="hierarchy.zip: regions of places whose row has no code of one.",
)
@click.option(
    "--admin1",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="admin1CodesASCII.txt: names of first-level regions.",
)
@click.option(
    "--admin2",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="admin2Codes.txt: names of second-level areas.",
)
@click.option(
    "-o",
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="File to write, for --gazetteer.",
)
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    metavar="N",
    help="How many processes share the work; one a core by default, four at most.",
)
@gazetteer_option
@with_voice
def import_(
    dump: Path,
    alternate_names: Path | None,
    hierarchy: Path | None,
    admin1: Path | None,
    admin2: Path | None,
    out: Path,
    workers: int | None,
    gazetteer: Path | None,
    voice: Voice,
) -> None:
    """Make a gazetteer of a dump of GeoNames: allCountries.zip, or that of a country.

    Countries, regions and shapes are those of the gazetteer that ships, or of --gazetteer. A
    broken line is refused, told with its number, and the run goes on.
    """
    from geonews.gazetteer.imports import Dump, import_dump

    meter = Meter(is_shown=not voice.is_quiet and sys.stderr.isatty())
    try:
        outcome = import_dump(
            Dump(dump, alternate_names, hierarchy, admin1, admin2),
            out,
            base=gazetteer,
            count=workers,
            told=meter,
        )
    finally:
        meter.clear()
    for refused in outcome.refused:
        for line in listing.refused_lines(refused.to_dict()):
            voice.say(f"refused: {line}")
    voice.say(f"wrote {out}: {outcome.rows:,} rows, {outcome.names:,} names")


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


def _inside(opened: Gazetteer, query: str, limit: int) -> tuple[Candidate, ...]:
    """Return the places a name with what holds it may mean."""
    from geonews.geocode.embedded import EmbeddedGeocoder

    found = EmbeddedGeocoder(opened).geocode(query, exactly_one=False, limit=limit)
    places = [Place.from_dict(place.raw) for place in found] if isinstance(found, list) else []
    bearers = {c.place: c for c in reversed(opened.candidates(query.partition(",")[0]))}
    return tuple(bearers[place] for place in places if place in bearers)
