"""The command line: parse, call, print."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

import geonews
from geonews.cli import show
from geonews.cli.archives import archive
from geonews.cli.batch import batch
from geonews.cli.cache import cache
from geonews.cli.checking import FORMATS, written
from geonews.cli.command import FAILED, INCONSISTENT, Command, corrections_option, with_options
from geonews.cli.corrections import corrected, refuse_existing, tell_unmet, write_template
from geonews.cli.disputes import disputes
from geonews.cli.embedding import embed
from geonews.cli.explaining import explanations
from geonews.cli.galleries import gallery
from geonews.cli.gazetteer import gazetteer
from geonews.cli.mapping import map_
from geonews.cli.own_areas import AreaFile, with_areas
from geonews.cli.running import article_of, geojson_of, one, open_gazetteer, tell_notes, warn
from geonews.cli.terminal import Voice, put
from geonews.cli.watching import watch
from geonews.errors import GeonewsError
from geonews.model import VERDICTS

if TYPE_CHECKING:
    from geonews.options import Options

__all__ = ["main"]


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(geonews.__version__, prog_name="geonews")
def main() -> None:
    """Find the places a news story names, check its area figures, and put them on a map.

    STORY is a file of text, a saved web page (HTML) or a JSON record; - is standard input. Data
    goes to standard output, words to standard error.

    Exit codes: 0 done; 1 a check is inconsistent (`geonews check` only); 2 wrong usage; 3 it could
    not be done, told in one line; 130 and 143 stopped by Ctrl-C and SIGTERM.
    """


gazetteer.add_command(disputes)
main.add_command(map_)
main.add_command(gazetteer)
main.add_command(cache)
main.add_command(embed)
main.add_command(gallery)
main.add_command(batch)
main.add_command(archive)
main.add_command(watch)


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
    gazetteer = open_gazetteer(options)
    # One source for all, since it remembers what it was asked.
    source = open_source(options, gazetteer)
    said, source = corrected(corrections, gazetteer, source, voice)
    reports, accounts, failed = [], [], False
    for story in stories:
        try:
            with voice.working(f"working on {story} ..."):
                article = article_of(story, voice)
                if is_explaining:
                    report, told = explained(
                        article, options, gazetteer=gazetteer, source=source, corrections=said
                    )
                    accounts.append(explanations(report, told))
                else:
                    report = analyse(
                        article, options, gazetteer=gazetteer, source=source, corrections=said
                    )
            warn(report, source, voice)
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
            put(geojson_of(reports, gazetteer, source))
        case _ if is_explaining:
            put("\n".join(accounts))
        case _:
            put(show.mentions_table(reports))
    if to_fill_in is not None:
        write_template(to_fill_in, reports, gazetteer, voice)
    tell_notes(source, voice)
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
    report, _, _ = one(story, options, voice, areas, corrections)
    put(written(report, form))
    if any(check.verdict in fail_on for check in report.checks):
        raise click.exceptions.Exit(INCONSISTENT)
