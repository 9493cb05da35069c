"""Checks as `geonews check` prints them."""

from __future__ import annotations

import os
import shutil
import sys
import textwrap
from collections import Counter
from typing import TYPE_CHECKING

import click

from geonews.cli.show import as_json, counted
from geonews.cli.terminal import visible
from geonews.model import Report, Verdict

if TYPE_CHECKING:
    from geonews.check.report import Explained

__all__ = ["FORMATS", "checks_text", "written"]

FORMATS = ("text", "json", "markdown", "jsonld")
_COLOURS: dict[Verdict, str] = {
    "inconsistent": "red",
    "depends on definition": "yellow",
    "loosely rounded": "yellow",
    "plausible": "cyan",
    "consistent": "green",
    "cannot be checked": "white",
}
_INDENT = 14
_NARROWEST = 40
_WIDEST = 100


def written(report: Report, form: str) -> str:
    """Return a report's checks in one of `FORMATS`; colours only for a terminal."""
    match form:
        case "json":
            return as_json(report.to_dict())
        case "jsonld":
            from geonews.check.review import to_claim_review

            return as_json(to_claim_review(report))
        case "markdown":
            from geonews.check.report import explained, to_markdown

            told = explained(report.article, report.figures, report.checks)
            return to_markdown(told, report.article.title or "")
        case _:
            if not _is_terminal():
                return checks_text(report)
            width = min(max(shutil.get_terminal_size().columns, _NARROWEST), _WIDEST)
            return checks_text(report, width, is_coloured="NO_COLOR" not in os.environ)


def _is_terminal() -> bool:
    return sys.stdout is not None and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def checks_text(report: Report, width: int | None = None, *, is_coloured: bool = False) -> str:
    """Return every check of a story, the arithmetic shown, and a last line that counts them.

    Parameters
    ----------
    report : Report
    width : int, optional
        Columns to wrap at; None wraps nothing.
    is_coloured : bool
        Whether verdicts and figures are marked by the escapes of a terminal; without, figures
        stand in brackets.
    """
    from geonews.check.report import explained

    told = explained(report.article, report.figures, report.checks)
    blocks = [
        _block(check.statement, one, width, is_coloured)
        for check, one in zip(report.checks, told, strict=True)
    ]
    count = len(report.checks)
    if count:
        verdicts = Counter(check.verdict for check in report.checks)
        listed = ", ".join(f"{number} {verdict}" for verdict, number in verdicts.items())
        last = f"{counted(count, 'check')}: {listed}\n"
    elif report.figures:
        stated = "; ".join(visible(figure.text) for figure in report.figures)
        last = (
            f"{counted(len(report.figures), 'figure')}, with nothing to check against: {stated}\n"
        )
    else:
        last = "no area figures in the story\n"
    return "\n".join((*blocks, last))


def _block(statement: str, one: Explained, width: int | None, is_coloured: bool) -> str:
    rows = (
        ("check", one.kind),
        ("sentence", _marked(one)),
        *(("understood", told) for told in one.understood),
        ("formula", one.formula),
        ("tolerance", one.tolerance),
        ("reason", one.reason),
        *(("source", source) for source in one.reference),
        ("settle it", one.settle),
    )
    lines = [f"{one.verdict}: {visible(statement)}"]
    for name, value in rows:
        if value:
            lines += _wrapped(f"  {name:<10}  {visible(value)}", width)
    if is_coloured:
        lines[0] = click.style(one.verdict, fg=_COLOURS[one.verdict], bold=True) + (
            f": {visible(statement)}"
        )
    return "\n".join(lines) + "\n"


def _wrapped(line: str, width: int | None) -> list[str]:
    if width is None:
        return [line]
    return textwrap.wrap(
        line,
        width,
        subsequent_indent=" " * _INDENT,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _marked(one: Explained) -> str:
    """Return the sentence with its figures in brackets."""
    parts: list[str] = []
    at = 0
    for start, end in one.marks:
        if start >= at:
            parts += (one.sentence[at:start], "[", one.sentence[start:end], "]")
            at = end
    return "".join((*parts, one.sentence[at:]))
