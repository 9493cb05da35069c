"""The whole story with its names and figures marked, for the page that shows both."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from geonews.draw.escape import Html, el, html, language_tag
from geonews.draw.scene import Scene
from geonews.draw.style import VERDICT_TONES
from geonews.model import VERDICTS, Span

__all__ = ["story_text"]

# A story beyond this is shown up to here; the list beside it holds every place all the same.
_MOST_CHARS = 200_000


@dataclass(frozen=True, slots=True)
class _Mark:
    """A stretch of the text that links to its place, or to the check of its figure."""

    span: Span
    number: int | None
    tone: str = ""


def story_text(scene: Scene) -> Html:
    """Return the story in paragraphs, each name a link to its place on the map.

    Parameters
    ----------
    scene : Scene
    """
    article = scene.report.article
    marks = _marks(scene)
    paragraphs: list[Html] = []
    title = " ".join((article.title or "").split())
    for start, end in _paragraphs(article.text, article.furniture):
        if not paragraphs and " ".join(article.text[start:end].split()) == title:
            continue
        inside = [m for m in marks if start <= m.span[0] and m.span[1] <= end]
        pieces = Html("").join(_pieces(article.text, start, end, inside))
        paragraphs.append(el("p", {"dir": "auto"}, Html(pieces)))
    if len(article.text) > _MOST_CHARS:
        paragraphs.append(el("p", {"class": "why"}, "The rest of this long story is not shown."))
    return el(
        "article",
        {"class": "story", "aria-label": "The story", "lang": language_tag(article.language)},
        *paragraphs,
    )


def _paragraphs(text: str, furniture: tuple[Span, ...]) -> Iterator[Span]:
    """Yield the paragraphs that are story, not page furniture."""
    for found in re.finditer(r"[^\n]+", text[:_MOST_CHARS]):
        start, end = found.span()
        if found[0].strip() and not any(a <= start and end <= b for a, b in furniture):
            yield start, end


def _marks(scene: Scene) -> list[_Mark]:
    """Return what is marked, in order of the text; of two that overlap, the first."""
    placed = {place.entry.number for place in scene.located}
    report = scene.report
    found = [
        _Mark(span, entry.number)
        for entry in scene.entries
        if entry.number in placed
        for quote in entry.quotes
        for span in quote.marks
    ]
    # The gravest verdict of a figure comes last and stays.
    mildest_first = sorted(report.checks, key=lambda c: -VERDICTS.index(c.verdict))
    verdicts = {number: check.verdict for check in mildest_first for number in check.figures}
    found += [
        _Mark((figure.start, figure.end), None, VERDICT_TONES[verdicts[number]])
        for number, figure in enumerate(report.figures)
        if number in verdicts
    ]
    kept: list[_Mark] = []
    for mark in sorted(found, key=lambda m: (m.span[0], -m.span[1])):
        if not kept or mark.span[0] >= kept[-1].span[1]:
            kept.append(mark)
    return kept


def _pieces(text: str, start: int, end: int, marks: list[_Mark]) -> Iterator[str]:
    at = start
    for mark in marks:
        a, b = mark.span
        yield html(text[at:a])
        if mark.number is None:
            link = {"href": "#figures", "class": f"stated {mark.tone}"}
        else:
            number = str(mark.number)
            link = {"href": f"#place-{number}", "class": "in-story", "data-place": number}
        yield el("a", link, text[a:b])
        at = b
    yield html(text[at:end])
