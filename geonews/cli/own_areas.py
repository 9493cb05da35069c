"""The options for polygons that the user brings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geonews.cli.terminal import Voice

if TYPE_CHECKING:
    from geonews.model import UserArea

__all__ = ["AreaFile", "with_areas"]


@dataclass(frozen=True, slots=True)
class AreaFile:
    """A file of polygons, and how they are named."""

    path: Path | None
    by: str | None
    is_whole: bool

    def read(self, voice: Voice) -> tuple[UserArea, ...]:
        """Read the polygons, and say what was mended in them."""
        if self.path is None:
            if self.by or self.is_whole:
                raise click.UsageError("--areas-by and --areas-whole need --areas FILE")
            return ()
        from geonews.read.areas import read_areas

        areas = read_areas(self.path, by=self.by, is_whole=self.is_whole)
        for area in areas:
            for note in area.notes:
                voice.say(f"{self.path}, {area.name}: {note}")
        return areas


def with_areas(command: Callable[..., None]) -> Callable[..., None]:
    """Add ``--areas``, ``--areas-by`` and ``--areas-whole``, which come as ``areas``."""

    @wraps(command)
    def wrapped(
        *, areas: Path | None, areas_by: str | None, areas_whole: bool, **given: Any
    ) -> None:
        command(areas=AreaFile(areas, areas_by, areas_whole), **given)

    for option in (
        click.option("--areas-whole", is_flag=True, help="All of FILE is one area."),
        click.option(
            "--areas-by",
            metavar="PROPERTY",
            help="The property that names the polygons; by default name, title, label or id.",
        ),
        click.option(
            "--areas",
            type=click.Path(path_type=Path),
            metavar="FILE",
            help="Your own polygons (GeoJSON, WGS84): a figure is checked against the one it "
            "names. Several dates of one area may be told apart by a property 'date'.",
        ),
    ):
        wrapped = option(wrapped)
    return wrapped
