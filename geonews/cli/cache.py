"""``geonews cache``: what services answered and is kept on disk."""

from __future__ import annotations

import os
from typing import Any

import click

from geonews.cli import show
from geonews.cli.command import Command, format_option, with_voice
from geonews.cli.terminal import Voice, put

__all__ = ["cache"]


@click.group()
def cache() -> None:
    """Look into what geocoding services answered, or forget it."""


@cache.command("info", cls=Command, example="geonews cache info")
@format_option("table", "json")
@with_voice
def info(form: str, voice: Voice) -> None:
    """Say where the cache is, how large, and how many answers of each service it keeps.

    GEONEWS_CACHE_DIR chooses another folder.
    """
    from geonews.geocode.cache import AnswerCache, cache_folder

    with voice.working("counting ..."):
        found = AnswerCache(cache_folder(os.environ)).info()
    facts: dict[str, Any] = {
        "path": str(found.path),
        "size_bytes": found.size_bytes,
        "services": [
            {
                "service": kept.service,
                "names": kept.count,
                "found": kept.found,
                "not_found": kept.count - kept.found,
                "newest_days": round(kept.newest_days, 2),
                "oldest_days": round(kept.oldest_days, 2),
            }
            for kept in found.entries
        ],
    }
    put(show.as_json(facts) if form == "json" else show.cache_table(facts))


@cache.command("clear", cls=Command, example="geonews cache clear")
@click.option("--service", metavar="NAME", help="Forget what this service answered only.")
@with_voice
def clear(service: str | None, voice: Voice) -> None:
    """Forget what services answered; a damaged file is deleted."""
    from geonews.geocode.cache import AnswerCache, cache_folder

    kept = AnswerCache(cache_folder(os.environ))
    with voice.working("clearing the cache ..."):
        count = kept.clear(service)
    voice.say(f"forgot {count:,} names in {kept.path}")
