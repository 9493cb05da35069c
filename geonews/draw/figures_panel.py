"""The checked figures, as HTML: statement, verdict, arithmetic, tolerance, sources."""

from __future__ import annotations

import re

from geonews.draw.escape import Html, el, language_tag
from geonews.draw.style import VERDICT_ICONS, VERDICT_TONES
from geonews.model import Check, Report, Verdict

__all__ = ["figures_panel"]

_SQUARE = re.compile(r"(?<=\d (?:km|mi|ft))2\b|(?<=\d m)2\b")
_ORDER: tuple[Verdict, ...] = (
    "inconsistent",
    "depends on definition",
    "loosely rounded",
    "plausible",
    "consistent",
    "cannot be checked",
)


def figures_panel(report: Report) -> Html:
    """Return the panel; empty where a story states no figure."""
    if not report.figures and not report.checks:
        return Html("")
    checks = sorted(report.checks, key=lambda check: _ORDER.index(check.verdict))
    parts = [el("h2", {"id": "figures"}, "The figures, checked")]
    if checks:
        parts.append(el("div", {"class": "cards"}, *[_card(check, report) for check in checks]))
    used = {index for check in checks for index in check.figures}
    rest = [figure.text for i, figure in enumerate(report.figures) if i not in used]
    if rest:
        quoted = "; ".join(f"“{text}”" for text in dict.fromkeys(rest))
        parts.append(
            el(
                "p",
                {"class": "rest", "dir": "auto"},
                f"Stated, with nothing to check against: {quoted}.",
            )
        )
    return el("section", {"class": "figures", "aria-labelledby": "figures"}, *parts)


def _card(check: Check, report: Report) -> Html:
    language = language_tag(report.article.language)
    parts = [
        el(
            "p",
            {"class": f"verdict {VERDICT_TONES[check.verdict]}"},
            _icon(check.verdict),
            check.verdict.capitalize(),
        ),
        el("h3", {"class": "stated", "dir": "auto", "lang": language}, _stated(check.statement)),
    ]
    # A reason that only goes on from the arithmetic need not be led by it.
    if check.found and not check.reason.startswith(check.found.rstrip(".")):
        parts.append(el("p", {"class": "sum", "dir": "auto"}, _typeset(_stated(check.found))))
    if check.reason:
        parts.append(el("p", {"class": "reason", "dir": "auto"}, _typeset(check.reason)))
    rows = []
    if check.tolerance:
        rows.append(("Tolerance", _typeset(check.tolerance)))
    if check.sources:
        term = "Source" if len(check.sources) == 1 else "Sources"
        rows.append((term, _typeset("; ".join(check.sources))))
    if rows:
        listed = [
            el("dt", None, f"{term}: ") + el("dd", {"dir": "auto"}, text) for term, text in rows
        ]
        parts.append(el("dl", {"class": "small"}, *map(Html, listed)))
    return el("article", {"class": "card"}, *parts)


def _stated(text: str) -> str:
    """Return a statement as the heading of its card."""
    return text[:1].upper() + text[1:]


def _typeset(text: str) -> str:
    """Return our own sentences with the units a newspaper prints.

    Examples
    --------
    >>> _typeset("984 km2 is 380 mi2")
    '984 km² is 380 mi²'
    """
    return _SQUARE.sub("²", text)


def _icon(verdict: Verdict) -> Html:
    paths = [el("path", {"class": kind, "d": d}) for kind, d in VERDICT_ICONS[verdict]]
    return el("svg", {"viewBox": "0 0 16 16", "aria-hidden": "true"}, *paths)
