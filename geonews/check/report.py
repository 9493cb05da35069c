"""Checks as people read them: the sentence, what was understood, the arithmetic, the verdict."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from geonews.check.words import km2, number, percent, said
from geonews.model import Article, Check, Figure, Span, Verdict
from geonews.text import sentence_at

__all__ = ["Explained", "explained", "to_markdown"]


@dataclass(frozen=True, slots=True)
class Explained:
    """One check with all that is needed to repeat it by hand.

    Attributes
    ----------
    kind : str
        The kind of check in words: "part of whole".
    sentence : str
        The sentence, or the sentences joined by an ellipsis, on one line.
    marks : tuple of Span
        Where the check's figures stand in it: characters of ``sentence``, in order.
    understood : tuple of str
        What each figure was taken for: the number, what it stands for, and what it speaks of.
    reference : tuple of str
        What it was held against, each with its edition, land or total, and border convention.
    formula : str
        The arithmetic with its numbers.
    tolerance : str
        How far the two may be apart, and why.
    verdict : str
    reason : str
        One sentence with the numbers in it.
    settle : str
        What would settle it, where it cannot be checked.
    """

    kind: str
    sentence: str
    marks: tuple[Span, ...]
    understood: tuple[str, ...]
    reference: tuple[str, ...]
    formula: str
    tolerance: str
    verdict: Verdict
    reason: str
    settle: str


def explained(
    article: Article, figures: tuple[Figure, ...], checks: tuple[Check, ...]
) -> tuple[Explained, ...]:
    """Return each check in full, in the order of the checks.

    Parameters
    ----------
    article : Article
    figures : tuple of Figure
        Those that the checks refer to by index.
    checks : tuple of Check
        As `geonews.check.check` returns them.

    Examples
    --------
    >>> from geonews.check import check
    >>> from geonews.gazetteer import Gazetteer
    >>> story = Article("The wood covers 9,000 ha (900 sq km) now.")
    >>> figures = (Figure(16, 24, "9,000 ha", "area", 9000, "ha", 85, 100),
    ...            Figure(26, 35, "900 sq km", "area", 900, "km2", 850, 1000))
    >>> (one,) = explained(story, figures, check(story, figures, Gazetteer.open()))
    >>> one.verdict, [one.sentence[start:end] for start, end in one.marks]
    ('inconsistent', ['9,000 ha', '900 sq km'])
    >>> one.formula
    '9,000 ha x 0.01 km2/ha = 90 km2'
    """
    return tuple(_explained(article.text, figures, check) for check in checks)


def _explained(text: str, figures: tuple[Figure, ...], check: Check) -> Explained:
    stated = [figures[n] for n in sorted(check.figures)]
    sentence, marks = _passage(text, stated)
    return Explained(
        kind=check.kind.replace("_", " "),
        sentence=sentence,
        marks=marks,
        understood=tuple(_understood(figure) for figure in stated),
        reference=check.sources,
        formula=check.formula,
        tolerance=check.tolerance,
        verdict=check.verdict,
        reason=check.reason,
        settle=check.settle if check.verdict == "cannot be checked" else "",
    )


def _passage(text: str, figures: list[Figure]) -> tuple[str, tuple[Span, ...]]:
    """Return the sentences of some figures as one line, and where the figures stand in it."""
    passage, marks = "", []
    at = -1
    for figure in figures:
        start, end = sentence_at(text, figure.start, figure.end)
        if start >= at:
            passage += " … " if passage else ""
            offset = len(passage) - start
            passage += re.sub(r"\s", " ", text[start:end])
            at = end
        elif end > at:
            passage += re.sub(r"\s", " ", text[at:end])
            at = end
        marks.append((figure.start + offset, figure.end + offset))
    return passage, tuple(marks)


def _understood(figure: Figure) -> str:
    if figure.quantity == "area":
        stands = f"{km2(figure.low)} to {km2(figure.high)}"
    elif figure.quantity == "share":
        stands = f"{percent(figure.low)} to {percent(figure.high)}"
    elif figure.quantity == "ratio":
        stands = f"{number(figure.low, 3)} to {number(figure.high, 3)} times"
        if figure.high >= 1e5:
            stands = f"{number(figure.low, 3)} times or more"
    else:
        stands = f"{number(figure.low)} to {number(figure.high)} km"
    sense = {"by": "a change", "before": "before a change", "after": "after a change"}
    what = sense.get(figure.sense or "", figure.quantity)
    told = f"{said(figure)}: {what}, stands for {stands}"
    if figure.place is not None:
        told += f", of {figure.place.name}"
        told += f" (by “{figure.bound_by}”)" if figure.bound_by else ""
    if figure.other is not None:
        told += (
            f", compared with {figure.other.name}"
            if figure.quantity == "ratio"
            else (f", from {figure.other.name}")
        )
    return " ".join(told.split())


_SPECIAL = re.compile(r"([\\`*_\[\]{}|<>~$&@^])")
_OPENS = re.compile(r"\A(\s*)([-+=#!]|[0-9]+(?=[.)]))")
_LINKS = re.compile(r"(?i)(?<=[a-z])(:)(?=//)|(?<=www)(\.)")
# What would turn or hide the text around it.
_HIDDEN = frozenset(("Cc", "Cf", "Cs", "Co", "Zl", "Zp"))


def to_markdown(explanations: Iterable[Explained], title: str = "") -> str:
    r"""Return explained checks as a Markdown document; no text of a story is markup in it.

    Parameters
    ----------
    explanations : iterable of Explained
    title : str
        The head of the document; none by default.

    Examples
    --------
    >>> one = Explained("extent", "A *5* km ring.", ((2, 8),), ("5 km",), (), "", "", "plausible",
    ...                 "It has 79 km2.", "")
    >>> print(to_markdown((one,)))
    ### Plausible: extent
    <BLANKLINE>
    > A **\*5\* km** ring.
    <BLANKLINE>
    - **Understood:** 5 km
    - **Verdict:** plausible. It has 79 km2.
    <BLANKLINE>
    """
    blocks = [f"## {escaped(title)}\n"] if title else []
    blocks += [_block(one) for one in explanations]
    return "\n".join(blocks) if blocks else "No figure to check.\n"


def _block(one: Explained) -> str:
    rows = [
        *(("Understood", told) for told in one.understood),
        *(("Held against", source) for source in one.reference),
        ("Formula", one.formula),
        ("Tolerance", one.tolerance),
        ("Verdict", f"{one.verdict}. {one.reason}"),
        ("Would settle it", one.settle),
    ]
    listed = "".join(f"- **{name}:** {escaped(told)}\n" for name, told in rows if told)
    quoted = "".join(_marked(one))
    head = f"{one.verdict.capitalize()}: {one.kind}"
    return f"### {escaped(head)}\n\n> {quoted}\n\n{listed}"


def _marked(one: Explained) -> Iterable[str]:
    at = 0
    for start, end in one.marks:
        if start < at:
            continue
        yield escaped(one.sentence[at:start], is_start=at == 0)
        yield f"**{escaped(one.sentence[start:end], is_start=False)}**"
        at = end
    yield escaped(one.sentence[at:], is_start=at == 0)


def escaped(text: str, *, is_start: bool = True) -> str:
    r"""Return hostile text as one line of Markdown that shows it as it is.

    Examples
    --------
    >>> print(escaped("# [a](https://b) <b>"))
    \# \[a\](https\://b) \<b\>
    """
    line = "".join(
        " " if char.isspace() else char
        for char in text
        if char.isspace() or unicodedata.category(char) not in _HIDDEN
    )
    line = _SPECIAL.sub(r"\\\1", line)
    line = _LINKS.sub(r"\\\g<0>", line)
    return _OPENS.sub(_opening, line) if is_start else line


def _opening(match: re.Match[str]) -> str:
    """Escape what would open a list or a heading: "1." by its point, the rest by itself."""
    if match[2].isdigit():
        return f"{match[1]}{match[2]}\\"
    return f"{match[1]}\\{match[2]}"
