"""The editor's word over a story: before its names are resolved, and after."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from geonews.corrections.places import label
from geonews.corrections.spelling import occurrences, single_spaced
from geonews.corrections.values import Corrections, Own, Row
from geonews.model import Article, Mention, Span

__all__ = ["mark", "notes_on", "settle"]


@dataclass(frozen=True, slots=True)
class _Claim:
    """A span that a row, or an own place, speaks of."""

    span: Span
    said: Row | Own
    is_exact: bool

    @property
    def rank(self) -> tuple[int, bool, int, bool, bool, int]:
        """The first of these wins: the longest span, the exact spelling, the narrowest row."""
        start, end = self.span
        row = self.said if isinstance(self.said, Row) else None
        return (
            start - end,
            not self.is_exact,
            0 if row else 1,
            row is None or row.story is None,
            row is None or not row.only,
            self.said.line,
        )


def mark(
    corrections: Corrections, article: Article, mentions: tuple[Mention, ...]
) -> tuple[Mention, ...]:
    """Add the mentions the editor knows of, drop those that are none, place those that are told.

    A name inside a longer mention is left to it, and a longer name of the editor's takes the
    place of the mentions inside it.

    Parameters
    ----------
    corrections : Corrections
    article : Article
    mentions : tuple of Mention
        As `geonews.recognise.recognise` returns them.

    Returns
    -------
    tuple of Mention
        In order, disjoint. What the editor placed has its place, to be kept as it is.

    Examples
    --------
    >>> corrections = Corrections("desk.toml", (Row("Branson", 1, is_no_place=True),))
    >>> mark(corrections, Article("Branson flew."), (Mention(0, 7, "Branson"),))
    ()
    """
    kept = {mention.start: mention for mention in mentions}
    for claim, touched in _held(corrections, article, mentions):
        start, end = claim.span
        for mention in touched:
            del kept[mention.start]
        if isinstance(claim.said, Row) and claim.said.is_no_place:
            continue
        same = (mention for mention in touched if (mention.start, mention.end) == claim.span)
        new = Mention(start, end, article.text[start:end], confidence=1.0)
        kept[start] = _placed(next(same, new), claim.said, corrections)
    return tuple(kept[start] for start in sorted(kept))


def settle(
    corrections: Corrections, article: Article, mentions: tuple[Mention, ...]
) -> tuple[Mention, ...]:
    """Give resolved mentions what the editor says of them: it wins over every model.

    Parameters
    ----------
    corrections : Corrections
    article : Article
    mentions : tuple of Mention
        What `mark` returned, resolved.
    """
    said = {claim.span: claim.said for claim, _ in _held(corrections, article, mentions)}
    return tuple(
        _settled(mention, said[span], corrections)
        if (span := (mention.start, mention.end)) in said
        else mention
        for mention in mentions
    )


def notes_on(
    corrections: Corrections, article: Article, mentions: tuple[Mention, ...]
) -> tuple[str, ...]:
    """Return what the user should hear: rows for this very story that nothing in it answers to.

    Parameters
    ----------
    corrections : Corrections
    article : Article
    mentions : tuple of Mention
        Of the story's report.
    """
    rows = [
        row
        for row in corrections.rows
        if row.story is not None and row.holds_in(article) and not row.is_open
    ]
    if not rows:
        return ()
    met = {claim.said.line for claim, _ in _held(corrections, article, mentions)}
    return tuple(
        f"{corrections.file}:{row.line}: {row.name!r}{_numbers(row)} is not in {row.story!r}, or "
        "only inside a longer name: nothing was corrected by this row"
        for row in rows
        if row.line not in met
    )


def _held(
    corrections: Corrections, article: Article, mentions: tuple[Mention, ...]
) -> Iterator[tuple[_Claim, tuple[Mention, ...]]]:
    """Yield the claims that hold, each with the mentions it touches.

    They are disjoint, and none is inside a longer one or a longer mention.
    """
    wanted = sorted(_claims(corrections, article), key=lambda claim: claim.rank)
    if not wanted:
        return
    at = {char: m for m in mentions for char in range(m.start, m.end)}
    taken = bytearray(len(article.text))
    for claim in wanted:
        start, end = claim.span
        if taken.find(1, start, end) >= 0:
            continue
        touched = tuple({m.start: m for char in range(start, end) if (m := at.get(char))}.values())
        if any(mention.end - mention.start > end - start for mention in touched):
            continue
        yield claim, touched
        taken[start:end] = b"\1" * (end - start)
        for mention in touched:
            for char in range(mention.start, mention.end):
                del at[char]


def _claims(corrections: Corrections, article: Article) -> Iterator[_Claim]:
    for row in corrections.rows:
        if row.is_open or not row.holds_in(article):
            continue
        for number, span in enumerate(occurrences(row.name, article), 1):
            if not row.only or number in row.only:
                yield _Claim(span, row, _is_exact(row.name, article, span))
    for own in corrections.own:
        for span in occurrences(own.place.name, article):
            yield _Claim(span, own, _is_exact(own.place.name, article, span))


def _is_exact(name: str, article: Article, span: Span) -> bool:
    return single_spaced(article.text[span[0] : span[1]]) == name


def _placed(mention: Mention, said: Row | Own, corrections: Corrections) -> Mention:
    if said.place is None:
        return mention
    return replace(
        mention,
        place=said.place,
        confidence=1.0,
        status="resolved",
        alternatives=(),
        reason=f"{mention.text!r} is {label(said.place)}: {_by(said, corrections)}.",
    )


def _settled(mention: Mention, said: Row | Own, corrections: Corrections) -> Mention:
    placed = _placed(mention, said, corrections)
    if isinstance(said, Own) or said.role is None:
        return placed
    reason = placed.reason
    if said.place is None:
        reason = f"{reason} Its role is {_by(said, corrections)}.".lstrip()
    return replace(placed, role=said.role, reason=reason)


def _by(said: Row | Own, corrections: Corrections) -> str:
    verb = "given" if isinstance(said, Own) else "corrected"
    return f"{verb} by {corrections.file}, line {said.line}"


def _numbers(row: Row) -> str:
    return f" ({', '.join(map(str, row.only))})" if row.only else ""
