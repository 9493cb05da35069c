"""How every command starts and ends: its options, its example, its errors and exit codes."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, NoReturn

import click

from geonews.cli.terminal import Voice
from geonews.errors import GeonewsError
from geonews.options import Options

__all__ = [
    "FAILED",
    "INCONSISTENT",
    "Command",
    "corrections_option",
    "format_option",
    "gazetteer_option",
    "with_options",
    "with_voice",
    "worldview_option",
]

INCONSISTENT = 1
FAILED = 3
_INTERRUPTED = 130  # 128 + SIGINT, as a shell reports it
_READER_GONE = 141  # 128 + SIGPIPE


class Command(click.Command):
    """A command whose help ends with an example and whose errors are one line.

    Parameters
    ----------
    example : str
        A command line that runs.
    """

    def __init__(self, *args: Any, example: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.epilog = f"\b\nExample:\n  {example}"
        self.example = example

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; the one place where errors become exit codes."""
        is_verbose = bool(ctx.params.get("verbose"))
        # Libraries log what they stumble over; the user hears of it only when asked for.
        logging.basicConfig(
            level=logging.DEBUG if is_verbose else logging.CRITICAL + 1, handlers=[_Log()]
        )
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit):
            raise
        except BrokenPipeError:
            ctx.exit(_READER_GONE)
        except KeyboardInterrupt:
            ctx.exit(_INTERRUPTED)
        except GeonewsError as error:
            _fail(ctx, str(error), is_verbose)
        except Exception as error:
            if damage := _damage(ctx.params.get("gazetteer")):
                _fail(ctx, damage, is_verbose)
            _fail(
                ctx,
                f"unexpected {type(error).__name__} ({error}), a fault of geonews: "
                "please report it with what --verbose shows",
                is_verbose,
            )


def _damage(path: Path | None) -> str:
    """Return what is wrong with the gazetteer of a command that failed, "" where it is whole."""
    from geonews.gazetteer import Gazetteer

    try:
        Gazetteer.open(path).verify()
    except GeonewsError as error:
        return str(error)
    return ""


class _Log(logging.Handler):
    """What libraries log, on stderr, with nothing a terminal would obey."""

    def emit(self, record: logging.LogRecord) -> None:
        Voice().say(f"{record.name}: {record.getMessage()}")


def _fail(ctx: click.Context, words: str, is_verbose: bool) -> NoReturn:
    if is_verbose:
        for line in traceback.format_exc().rstrip().split("\n"):
            Voice().say(line)
    Voice.complain(words)
    ctx.exit(FAILED)


def with_voice(command: Callable[..., None]) -> Callable[..., None]:
    """Add ``--quiet`` and ``--verbose``, which the command gets as ``voice``."""

    @wraps(command)
    def wrapped(*, quiet: bool, verbose: bool, **given: Any) -> None:
        command(voice=Voice(is_quiet=quiet, is_verbose=verbose), **given)

    return _added(
        wrapped,
        click.option("--quiet", is_flag=True, help="Say nothing but errors."),
        click.option("--verbose", is_flag=True, help="Say more, and show tracebacks."),
    )


def with_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options every command over stories shares, which it gets as ``options``."""

    @wraps(command)
    def wrapped(
        *,
        geocoder: str,
        user_agent: str | None,
        domain: str | None,
        no_cache: bool,
        strict: bool,
        gazetteer: Path | None,
        worldview: str,
        recogniser: str,
        near: str | None,
        no_demonyms: bool,
        **given: Any,
    ) -> None:
        scheme, _, host = (domain or "").rpartition("://")
        options = Options(
            geocoder=geocoder,
            user_agent=user_agent,
            domain=host.rstrip("/") or None,
            scheme=scheme or "https",
            cache=not no_cache,
            strict=strict,
            gazetteer=gazetteer,
            worldview=worldview,
            recogniser=recogniser,
            near=near,
            demonyms=not no_demonyms,
        )
        command(options=options, **given)

    return _added(
        with_voice(wrapped),
        click.option(
            "--geocoder",
            default="embedded",
            show_default=True,
            metavar="NAME",
            help="Where candidates come from: embedded, a geopy service such as nominatim, or a "
            "chain such as embedded,nominatim. Keys stand in the config file or the environment.",
        ),
        click.option(
            "--user-agent",
            metavar="TEXT",
            help="How to name yourself to a service; most demand it.",
        ),
        click.option(
            "--domain",
            metavar="HOST",
            help="Host of a self-run service, such as http://localhost:8080.",
        ),
        click.option("--no-cache", is_flag=True, help="Neither read nor keep answers of services."),
        click.option(
            "--strict", is_flag=True, help="End with 3 when a service fails, and write nothing."
        ),
        gazetteer_option,
        worldview_option,
        click.option(
            "--recogniser",
            type=click.Choice(["accurate", "fast"]),
            default="accurate",
            show_default=True,
            help="How names are found: with a neural tagger, or without one and 15 times faster.",
        ),
        click.option(
            "--near", metavar="PLACE", help="Where the newsroom is: breaks ties between namesakes."
        ),
        click.option("--no-demonyms", is_flag=True, help='Leave out "Peruvian" and the like.'),
    )


corrections_option = click.option(
    "--corrections",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The editor's word (TOML): what a name is, names that are no places, places of your own.",
)


gazetteer_option = click.option(
    "--gazetteer",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A compiled gazetteer; the one that ships by default.",
)


def format_option(*choices: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Return the option of a command that prints a list; the first choice is its default."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(choices),
        default=choices[0],
        show_default=True,
        help="How to print it.",
    )


worldview_option = click.option(
    "--worldview",
    default="neutral",
    show_default=True,
    metavar="VIEW",
    help="Whose borders count: neutral, un, or a country's two letters such as IN.",
)


def _added(
    command: Callable[..., None], *options: Callable[[Callable[..., None]], Callable[..., None]]
) -> Callable[..., None]:
    """Add options in the order in which help is to show them."""
    for option in reversed(options):
        command = option(command)
    return command
