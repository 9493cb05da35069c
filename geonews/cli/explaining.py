"""What each name of a story could mean, as a terminal shows it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from geonews.cli.show import place_label
from geonews.cli.terminal import visible
from geonews.model import Mention, Report

if TYPE_CHECKING:
    from geonews.resolve.explain import Explanation, Weighed

__all__ = ["explanations"]

_NOTEWORTHY = 0.0005
"""A candidate less likely than what rounds to 0.1 % is counted and not shown, beyond the second."""


def explanations(report: Report, told: Iterable[Explanation]) -> str:
    """Return what the names of a story could mean, a paragraph a mention."""
    by_span = {(mention.start, mention.end): mention for mention in report.mentions}
    paragraphs = []
    for one in told:
        mention = by_span.get((one.start, one.end))
        if mention is not None:
            paragraphs.append("\n".join(_lines(mention, one)) + "\n")
    return "\n".join(paragraphs) or "the story names no place\n"


def _lines(mention: Mention, told: Explanation) -> Iterable[str]:
    found = place_label(mention.place) if mention.place else "no place"
    yield visible(
        f"{mention.text} (character {mention.start}): {found}; {mention.status}, "
        f"confidence {mention.confidence:.2f}, {mention.role} {mention.kind}"
    )
    if mention.reason:
        yield f"  {visible(mention.reason)}"
    if not told.candidates:
        if told.note and told.note not in mention.reason:
            yield f"  {visible(told.note)}"
        return
    shown = [
        row for at, row in enumerate(told.candidates) if at < 2 or row.probability > _NOTEWORTHY
    ]
    for row in shown:
        yield from _candidate(row)
    yield f"  {told.none:6.1%}  none of them"
    if told.count > len(shown):
        yield f"  and {told.count - len(shown)} less likely"


def _candidate(row: Weighed) -> Iterable[str]:
    yield visible(f"  {row.probability:6.1%}  {place_label(row.place)}")
    for clause, nats in row.because:
        yield visible(f"          {nats:+5.1f}  {clause}")
