"""What commands over stories share: read one, open the gazetteer, analyse, tell what went wrong."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from geonews.cli import show
from geonews.cli.corrections import corrected, tell_unmet
from geonews.cli.own_areas import AreaFile
from geonews.cli.terminal import Voice

if TYPE_CHECKING:
    from geonews.gazetteer import Gazetteer
    from geonews.geocode import CandidateSource, PlaceSource
    from geonews.model import Article, Report
    from geonews.options import Options

__all__ = ["article_of", "geojson_of", "one", "open_gazetteer", "tell_notes", "warn"]

_VERIFIED_BYTES = 64 << 20


def one(
    story: str,
    options: Options,
    voice: Voice,
    area_file: AreaFile,
    corrections_file: Path | None,
) -> tuple[Report, Gazetteer, PlaceSource]:
    """Analyse one story, and tell what went wrong or is worth knowing."""
    from geonews.geocode import open_source
    from geonews.pipeline import analyse

    article = article_of(story, voice)
    areas = area_file.read(voice)
    gazetteer = open_gazetteer(options)
    said, source = corrected(corrections_file, gazetteer, open_source(options, gazetteer), voice)
    with voice.working(f"working on {story} ..."):
        report = analyse(
            article, options, gazetteer=gazetteer, source=source, areas=areas, corrections=said
        )
    warn(report, source, voice)
    tell_unmet(said, report, voice)
    tell_notes(source, voice)
    return report, gazetteer, source


def warn(report: Report, source: CandidateSource, voice: Voice) -> None:
    """Tell of a geocoder that failed: the story goes on without what it did not answer."""
    from geonews.geocode import failures_of

    if failed := show.failures(report, failures_of(source)):
        voice.complain(failed)


def tell_notes(source: CandidateSource, voice: Voice) -> None:
    """Say what a source has to say of itself."""
    from geonews.geocode import notes_of

    for note in notes_of(source):
        voice.say(note)


def article_of(story: str, voice: Voice) -> Article:
    """Read a story, and say how."""
    from geonews.read import read

    article = read(story)
    for note in article.notes:
        voice.say(note)
    voice.explain(f"{article.id}: {len(article.text):,} characters, title {article.title!r}")
    for start, end in article.furniture:
        voice.explain(f"{article.id}: left out {article.text[start:end]!r}")
    return article


def open_gazetteer(options: Options) -> Gazetteer:
    """Open the gazetteer in the worldview of the options, and see that it is whole."""
    from geonews.gazetteer import Gazetteer

    opened = Gazetteer.open(options.gazetteer)
    # Damage would show as places that are not found; reading it all costs some 30 ms.
    opened.verify(_VERIFIED_BYTES)
    return opened.viewed(options.worldview or "neutral")


def geojson_of(reports: list[Report], gazetteer: Gazetteer, source: PlaceSource) -> str:
    """Return one story, or several as one collection, as GeoJSON."""
    from geonews.draw import to_geojson

    collections = [to_geojson(report, gazetteer, source) for report in reports]
    if len(reports) == 1:
        return show.as_json(collections[0])
    return show.as_json(show.merged(reports, collections))
