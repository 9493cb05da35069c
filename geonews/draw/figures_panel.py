"""The checked figures, as HTML: sentence, verdict, reason, a drawing to scale, the arithmetic."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from geonews.check.report import Explained, explained
from geonews.draw.compared import Comparer
from geonews.draw.escape import Html, el, html, language_tag
from geonews.draw.style import VERDICT_ICONS, VERDICT_TONES
from geonews.model import VERDICTS, Check, Report, Span, Verdict

if TYPE_CHECKING:
    from geonews.gazetteer import Gazetteer

__all__ = ["figures_panel"]

_SQUARE = re.compile(r"(?<=\d (?:km|mi|ft))2\b|(?<=\d m)2\b|(?<=/(?:km|mi|ft))2\b|(?<=/m)2\b")
_TIMES = re.compile(r"(?<=\S) x (?=[\d(])")
# A sentence longer than this is shown around its figures only.
_LONG_SENTENCE = 300
_AROUND = 110


def figures_panel(report: Report, gazetteer: Gazetteer) -> Html:
    """Return the panel; empty where a story states no figure.

    Parameters
    ----------
    report : Report
    gazetteer : Gazetteer
        Where the shapes come from that figures are drawn beside.
    """
    if not report.figures and not report.checks:
        return Html("")
    parts = [el("h2", {"id": "figures"}, "The figures, checked")]
    if report.checks:
        parts.append(el("div", {"class": "cards"}, *_cards(report, gazetteer)))
    used = {index for check in report.checks for index in check.figures}
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


def _cards(report: Report, gazetteer: Gazetteer) -> Iterator[Html]:
    """Yield a card for each sentence, with what was found of it; what is wrong comes first."""
    told = explained(report.article, report.figures, report.checks)
    comparer = Comparer(report.figures, gazetteer)
    language = language_tag(report.article.language)
    by_sentence: dict[str, list[tuple[Explained, Check]]] = {}
    for one, check in sorted(
        zip(told, report.checks, strict=True), key=lambda pair: VERDICTS.index(pair[0].verdict)
    ):
        by_sentence.setdefault(one.sentence, []).append((one, check))
    for sentence, group in by_sentence.items():
        marks = [mark for one, _ in group for mark in one.marks]
        quote = {"class": "quote", "dir": "auto", "lang": language}
        yield el(
            "article",
            {"class": f"card n{min(len(group), 3)}"},
            el("p", quote, _sentence(sentence, marks)) if sentence else "",
            *(_finding(one, comparer.drawing(check)) for one, check in group),
        )


def _finding(one: Explained, drawing: Html | None) -> Html:
    head = el(
        "h3",
        {"class": f"verdict {VERDICT_TONES[one.verdict]}"},
        _icon(one.verdict),
        one.verdict.capitalize(),
        el("span", {"class": "kind"}, one.kind),
    )
    parts = [head]
    if one.reason:
        parts.append(el("p", {"class": "reason", "dir": "auto"}, _typeset(_stated(one.reason))))
    if one.settle:
        settle = _typeset(f"{one.settle}.")
        lead = el("b", None, "Would settle it: ")
        parts.append(el("p", {"class": "settle", "dir": "auto"}, lead, settle))
    if drawing is not None:
        parts.append(drawing)
    parts.append(_arithmetic(one))
    return el("div", {"class": "finding"}, *parts)


def _arithmetic(one: Explained) -> Html:
    """Return all that is needed to repeat a check by hand, folded."""
    rows = [
        ("Formula", [one.formula]),
        ("Held against", list(one.reference)),
        ("Tolerance", [one.tolerance]),
        ("Understood", list(one.understood)),
    ]
    listed = [
        el("dt", None, term)
        + "".join(el("dd", {"dir": "auto"}, _typeset(text)) for text in texts if text)
        for term, texts in rows
        if any(texts)
    ]
    if not listed:
        return Html("")
    summary = el("summary", None, "The arithmetic")
    return el("details", None, summary, el("dl", {"class": "small"}, *map(Html, listed)))


def _sentence(text: str, marks: Iterable[Span]) -> Html:
    """Return a sentence with its figures marked, cut to their surroundings where it is long."""
    parts, at = list[str](), 0
    for start, end in sorted(set(marks)):
        if not at <= start < end <= len(text):
            continue
        lead = text[at:start]
        if len(text) > _LONG_SENTENCE:
            lead = _shortened(lead, 0 if at == 0 else _AROUND, _AROUND)
        parts += [lead, el("mark", None, text[start:end])]
        at = end
    tail = text[at:]
    if len(text) > _LONG_SENTENCE:
        tail = _shortened(tail, _AROUND if parts else _LONG_SENTENCE, 0)
    return Html("".join(map(html, [*parts, tail])))


def _shortened(text: str, start: int, end: int) -> str:
    """Return a text with an ellipsis for all but its start and end, of so many characters."""
    if len(text) <= start + end + 3:
        return text
    head = text[:start].rpartition(" ")[0] or text[:start]
    tail = text[len(text) - end :] if end else ""
    tail = tail.partition(" ")[2] or tail
    return " … ".join((head, tail)).lstrip() if start else f"… {tail}"


def _stated(text: str) -> str:
    """Return a sentence with its first letter in capitals."""
    return text[:1].upper() + text[1:]


def _typeset(text: str) -> str:
    """Return our own sentences with the signs a newspaper prints.

    Examples
    --------
    >>> _typeset("984 km2 x 0.386102 mi2/km2 = 379.9 mi2")
    '984 km² × 0.386102 mi²/km² = 379.9 mi²'
    """
    return _TIMES.sub(" × ", _SQUARE.sub("²", text))


def _icon(verdict: Verdict) -> Html:
    paths = [el("path", {"class": kind, "d": d}) for kind, d in VERDICT_ICONS[verdict]]
    return el("svg", {"viewBox": "0 0 16 16", "aria-hidden": "true"}, *paths)
