"""The editor's word on the command line: the file read, applied, and written to be filled in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from geonews.cli.show import counted
from geonews.cli.terminal import Voice
from geonews.errors import OutputError

if TYPE_CHECKING:
    from geonews.corrections import Corrections
    from geonews.gazetteer import Gazetteer
    from geonews.geocode import PlaceSource
    from geonews.model import Report

__all__ = ["corrected", "refuse_existing", "tell_unmet", "write_template"]


def corrected(
    file: Path | None, gazetteer: Gazetteer, source: PlaceSource, voice: Voice
) -> tuple[Corrections | None, PlaceSource]:
    """Read the file of corrections, where there is one, and add its places to a source."""
    if file is None:
        return None, source
    from geonews.corrections import read_corrections, with_own

    corrections = read_corrections(file, gazetteer)
    if unanswered := [row for row in corrections.rows if row.is_open]:
        first, *rest = unanswered
        others = f", nor {'have' if len(rest) > 1 else 'has'} {len(rest)} more" if rest else ""
        voice.say(f"{corrections.file}:{first.line}: {first.name!r} has no answer yet{others}")
    for area in corrections.areas:
        for note in area.notes:
            voice.say(f"{area.source}, {area.name}: {note}")
    return corrections, with_own(source, corrections)


def tell_unmet(corrections: Corrections | None, report: Report, voice: Voice) -> None:
    """Tell of corrections for this very story that nothing in it answers to."""
    if corrections is None:
        return
    from geonews.corrections import notes_on

    for note in notes_on(corrections, report.article, report.mentions):
        voice.say(note)


def refuse_existing(file: Path) -> None:
    """Refuse to write over answers that somebody may have given."""
    if file.exists():
        raise OutputError(
            f"{str(file)!r} is there already: name another file with --write-corrections"
        )
    if not file.parent.is_dir():
        raise OutputError(f"the folder {str(file.parent)!r} does not exist: make it")


def write_template(
    file: Path, reports: Sequence[Report], gazetteer: Gazetteer, voice: Voice
) -> None:
    """Write a file of corrections with every open name of some stories."""
    from geonews.corrections import open_names, template
    from geonews.draw.save import write_atomically

    refuse_existing(file)
    write_atomically(file, template(reports, gazetteer))
    count = sum(len(open_names(report)) for report in reports)
    voice.say(f"wrote {file}: {counted(count, 'name')} to settle")
