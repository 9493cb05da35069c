"""The command line: parse, call, print."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

import geonews
from geonews.cli import show
from geonews.cli.cache import cache
from geonews.cli.checking import FORMATS, written
from geonews.cli.command import FAILED, INCONSISTENT, Command, corrections_option, with_options
from geonews.cli.corrections import corrected, refuse_existing, tell_unmet, write_template
from geonews.cli.disputes import disputes
from geonews.cli.explaining import explanations
from geonews.cli.gazetteer import gazetteer
from geonews.cli.own_areas import AreaFile, with_areas
from geonews.cli.terminal import Voice, put
from geonews.errors import GeonewsError, OutputError
from geonews.model import VERDICTS

if TYPE_CHECKING:
    from geonews.gazetteer import Gazetteer
    from geonews.geocode import CandidateSource, PlaceSource
    from geonews.model import Article, Report
    from geonews.options import Options

__all__ = ["main"]

_STDIN_OUT = Path("geonews.html")
_VERIFIED_BYTES = 64 << 20
_SUFFIXES = (".html", ".htm", ".geojson", ".json")


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(geonews.__version__, prog_name="geonews")
def main() -> None:
    """Find the places a news story names, check its area figures, and put them on a map.

    STORY is a file of text, a saved web page (HTML) or a JSON record; - is standard input. Data
    goes to standard output, words to standard error.

    Exit codes: 0 done; 1 a check is inconsistent (`geonews check` only); 2 wrong usage; 3 it could
    not be done, told in one line.
    """


gazetteer.add_command(disputes)
main.add_command(gazetteer)
main.add_command(cache)


@main.command("map", cls=Command, example="geonews map story.txt -o map.html")
@click.argument("story")
@click.option(
    "-o",
    "--out",
    metavar="OUT",
    help="File to write; its suffix chooses .html, .geojson or .json (the report). "
    "By default the story's name with .html, in this folder; - writes HTML to standard output.",
)
@with_areas
@corrections_option
@with_options
def map_(
    story: str,
    out: str | None,
    areas: AreaFile,
    corrections: Path | None,
    options: Options,
    voice: Voice,
) -> None:
    """Draw a story's places on one self-contained HTML page.

    The page holds its map, needs no network, and lists the places with the sentences that name
    them and the figures that were checked.
    """
    target = _target(story, out)
    report, gazetteer, source = _one(story, options, voice, areas, corrections)
    suffix = target.suffix.lower() if target else ".html"
    with voice.working("drawing the map ..."):
        text = _rendered(report, gazetteer, source, suffix)
    if target is None:
        put(text)
        return
    from geonews.draw.save import write_atomically

    write_atomically(target, text)
    voice.say(f"wrote {target}: {show.counts(report)}")


@main.command("locate", cls=Command, example="geonews locate story.txt --format csv")
@click.argument("stories", nargs=-1, required=True, metavar="STORY...")
@click.option(
    "--format",
    "form",
    type=click.Choice(("table", "json", "csv", "geojson")),
    default="table",
    show_default=True,
    help="json: the report of one story, a list of reports for several.",
)
@click.option(
    "--explain",
    "is_explaining",
    is_flag=True,
    help="Instead of the list: what each name could mean, how likely, and what decided.",
)
@corrections_option
@click.option(
    "--write-corrections",
    "to_fill_in",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write a file for --corrections with every uncertain name and what it may be, to edit.",
)
@with_options
def locate(
    stories: tuple[str, ...],
    form: str,
    is_explaining: bool,
    corrections: Path | None,
    to_fill_in: Path | None,
    options: Options,
    voice: Voice,
) -> None:
    """List the places some stories name.

    A story that cannot be read is told on standard error and the rest is listed; the exit code is
    then 3.
    """
    from geonews.geocode import open_source
    from geonews.pipeline import analyse, explained

    if is_explaining and form != "table":
        raise click.UsageError(f"--explain is for people to read: leave out --format {form}")
    if to_fill_in is not None:
        refuse_existing(to_fill_in)
    gazetteer = _gazetteer(options)
    # One source for all, since it remembers what it was asked.
    source = open_source(options, gazetteer)
    said, source = corrected(corrections, gazetteer, source, voice)
    reports, accounts, failed = [], [], False
    for story in stories:
        try:
            with voice.working(f"working on {story} ..."):
                article = _article(story, voice)
                if is_explaining:
                    report, told = explained(
                        article, options, gazetteer=gazetteer, source=source, corrections=said
                    )
                    accounts.append(explanations(report, told))
                else:
                    report = analyse(
                        article, options, gazetteer=gazetteer, source=source, corrections=said
                    )
            _warn(report, source, voice)
            tell_unmet(said, report, voice)
            reports.append(report)
        except GeonewsError as error:
            if len(stories) == 1:
                raise
            failed = True
            voice.complain(str(error))
    match form:
        case "json":
            dicts = [report.to_dict() for report in reports]
            put(show.as_json(dicts if len(stories) > 1 else dicts[0]))
        case "csv":
            put(show.mentions_csv(reports))
        case "geojson":
            put(_geojson(reports, gazetteer, source))
        case _ if is_explaining:
            put("\n".join(accounts))
        case _:
            put(show.mentions_table(reports))
    if to_fill_in is not None:
        write_template(to_fill_in, reports, gazetteer, voice)
    _tell_notes(source, voice)
    if failed:
        raise click.exceptions.Exit(FAILED)


@main.command("check", cls=Command, example="geonews check story.txt --areas areas.geojson")
@click.argument("story")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="json: the whole report. jsonld: schema.org's ClaimReview, marked as automatic.",
)
@click.option(
    "--fail-on",
    type=click.Choice((*VERDICTS, "never")),
    multiple=True,
    default=("inconsistent",),
    show_default=True,
    help="End with 1 on this verdict; give it several times for several.",
)
@with_areas
@corrections_option
@with_options
def check(
    story: str,
    form: str,
    fail_on: tuple[str, ...],
    areas: AreaFile,
    corrections: Path | None,
    options: Options,
    voice: Voice,
) -> None:
    """Check a story's area figures and distances, the arithmetic shown.

    The exit code is 1 when a check is inconsistent, or has another verdict that --fail-on names.
    """
    report, _, _ = _one(story, options, voice, areas, corrections)
    put(written(report, form))
    if any(check.verdict in fail_on for check in report.checks):
        raise click.exceptions.Exit(INCONSISTENT)


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


def _one(
    story: str,
    options: Options,
    voice: Voice,
    area_file: AreaFile,
    corrections_file: Path | None,
) -> tuple[Report, Gazetteer, PlaceSource]:
    from geonews.geocode import open_source
    from geonews.pipeline import analyse

    article = _article(story, voice)
    areas = area_file.read(voice)
    gazetteer = _gazetteer(options)
    said, source = corrected(corrections_file, gazetteer, open_source(options, gazetteer), voice)
    with voice.working(f"working on {story} ..."):
        report = analyse(
            article, options, gazetteer=gazetteer, source=source, areas=areas, corrections=said
        )
    _warn(report, source, voice)
    tell_unmet(said, report, voice)
    _tell_notes(source, voice)
    return report, gazetteer, source


def _warn(report: Report, source: CandidateSource, voice: Voice) -> None:
    """Tell of a geocoder that failed: the story goes on without what it did not answer."""
    from geonews.geocode import failures_of

    if failed := show.failures(report, failures_of(source)):
        voice.complain(failed)


def _tell_notes(source: CandidateSource, voice: Voice) -> None:
    from geonews.geocode import notes_of

    for note in notes_of(source):
        voice.say(note)


def _article(story: str, voice: Voice) -> Article:
    from geonews.read import read

    article = read(story)
    for note in article.notes:
        voice.say(note)
    voice.explain(f"{article.id}: {len(article.text):,} characters, title {article.title!r}")
    for start, end in article.furniture:
        voice.explain(f"{article.id}: left out {article.text[start:end]!r}")
    return article


def _gazetteer(options: Options) -> Gazetteer:
    from geonews.gazetteer import Gazetteer

    opened = Gazetteer.open(options.gazetteer)
    # Damage would show as places that are not found; reading it all costs some 30 ms.
    opened.verify(_VERIFIED_BYTES)
    return opened.viewed(options.worldview or "neutral")


def _rendered(report: Report, gazetteer: Gazetteer, source: PlaceSource, suffix: str) -> str:
    if suffix == ".json":
        return show.as_json(report.to_dict())
    if suffix == ".geojson":
        return _geojson([report], gazetteer, source)
    from geonews.draw import draw

    return draw(report, gazetteer, source)


def _geojson(reports: list[Report], gazetteer: Gazetteer, source: PlaceSource) -> str:
    from geonews.draw import to_geojson

    collections = [to_geojson(report, gazetteer, source) for report in reports]
    if len(reports) == 1:
        return show.as_json(collections[0])
    return show.as_json(show.merged(reports, collections))
