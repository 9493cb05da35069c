"""``geonews gazetteer disputes``: what states dispute, and whose it is in a worldview."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from geonews.cli.command import (
    Command,
    format_option,
    gazetteer_option,
    with_voice,
    worldview_option,
)
from geonews.cli.show import as_json, table
from geonews.cli.terminal import Voice, put

if TYPE_CHECKING:
    from geonews.gazetteer import Dispute

__all__ = ["disputes"]


@click.command("disputes", cls=Command, example="geonews gazetteer disputes --worldview un")
@format_option("table", "json")
@worldview_option
@gazetteer_option
@with_voice
def disputes(form: str, worldview: str, gazetteer: Path | None, voice: Voice) -> None:
    """List the areas that states dispute, with whose they are in a worldview.

    OWNER is whose an area is drawn as; - is nobody's, which is drawn hatched.
    """
    from geonews.gazetteer import Gazetteer

    opened = Gazetteer.open(gazetteer).viewed(worldview)
    voice.explain(f"{len(opened.disputes)} areas, seen as {opened.worldview}")
    if form == "json":
        put(as_json([_facts(dispute) for dispute in opened.disputes]))
    else:
        head = ("AREA", "OWNER", "CLAIMED BY", "HELD BY", "CALLED")
        put(table(head, [_row(dispute) for dispute in opened.disputes]))


def _facts(dispute: Dispute) -> dict[str, object]:
    return {**asdict(dispute), "sides": dict(dispute.sides)}


def _row(dispute: Dispute) -> tuple[str, ...]:
    called = "; ".join(f"{state}: {words}" for state, words in dispute.sides)
    claims = " ".join(dispute.claimed_by) or "-"
    return dispute.name, dispute.owner or "-", claims, dispute.held_by, called
