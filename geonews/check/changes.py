"""Change over time: what it was, what it changed by, what it is, within one sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from geonews.check.arithmetic import agreement, firm, holds_as_bound
from geonews.check.words import (
    STORY,
    area,
    km2,
    number,
    percent,
    quotient,
    said,
    value_km2,
)
from geonews.model import Check, Figure, Span, Verdict
from geonews.units import UNIT_KM2

__all__ = ["Change", "change", "changes_of"]

_GROWS = re.compile(
    r"\b(?:grew|grow[ns]?|growing|expand\w*|rose|rises?|risen|increas\w*|swell\w*|swollen|widen\w*"
    r"|gain\w*|doubl\w*|tripl\w*|enlarg\w*|extend\w*)\b",
    re.IGNORECASE,
)
_SHRINKS = re.compile(
    r"\b(?:shr[aiu]nk\w*|fell|falls?|fallen|drop\w*|declin\w*|decreas\w*|reduc\w*|los[te]\w*|dwindl\w*"
    r"|contract\w*|less|smaller|fewer|down|cut|narrow\w*|halv\w*)\b",
    re.IGNORECASE,
)
_REACH = 60


@dataclass(frozen=True, slots=True)
class Change:
    """The figures of one change, by index; those the story leaves out are None."""

    before: int | None = None
    after: int | None = None
    by: int | None = None
    share: int | None = None
    is_alone: bool = True

    @property
    def known(self) -> tuple[int, ...]:
        """The indices there are, in the order of the text."""
        all_ = (self.before, self.after, self.by, self.share)
        return tuple(sorted(n for n in all_ if n is not None))


def changes_of(
    figures: Sequence[Figure], candidates: Sequence[int], spans: Mapping[int, Span]
) -> tuple[Change, ...]:
    """Return the changes a story tells, at least two figures each.

    Parameters
    ----------
    figures : sequence of Figure
    candidates : sequence of int
        Indices of figures that restate no other.
    spans : mapping of int to Span
        The sentence of each figure.

    Examples
    --------
    >>> before = Figure(0, 3, "500", "area", 500, "km2", 450, 600, sense="before")
    >>> after = Figure(7, 10, "400", "area", 400, "km2", 350, 500, sense="after")
    >>> changes_of((before, after), (0, 1), {0: (0, 10), 1: (0, 10)})
    (Change(before=0, after=1, by=None, share=None, is_alone=True),)
    """
    by_sentence: dict[Span, list[dict[str, int]]] = {}
    for n in candidates:
        slot = _slot(figures[n])
        if slot is None:
            continue
        groups = by_sentence.setdefault(spans[n], [{}])
        if slot in groups[-1]:
            groups.append({})
        groups[-1][slot] = n
    return tuple(
        Change(
            group.get("before"),
            group.get("after"),
            group.get("by"),
            group.get("share"),
            is_alone=len(groups) == 1,
        )
        for groups in by_sentence.values()
        for group in groups
        if len(group) > 1
    )


def _slot(figure: Figure) -> str | None:
    if figure.sense not in ("before", "after", "by"):
        return None
    if figure.quantity == "share":
        return "share" if figure.sense == "by" else None
    return figure.sense if figure.quantity == "area" else None


@dataclass(frozen=True, slots=True)
class _Size:
    """An interval with its point, in km2 or as a ratio."""

    low: float
    high: float
    point: float


def change(told: Change, figures: tuple[Figure, ...], text: str) -> Check | None:
    """Check that before, change and after go together; with two of them the third is printed.

    Parameters
    ----------
    told : Change
    figures : tuple of Figure
    text : str
        The story, for the word that says which way it went.
    """
    before, after, by, share = (
        None if n is None else _firm(figures[n])
        for n in (told.before, told.after, told.by, told.share)
    )
    statement = "; ".join(_named(figures[n]) for n in told.known)
    grows = _direction(told, figures, text)
    steps: list[tuple[Verdict, str, str]] = []
    if before is not None and after is not None:
        sign = 1 if value_km2(after) >= value_km2(before) else -1
        moved = sign * (value_km2(after) - value_km2(before))
        most = max(sign * (after.high - before.low), sign * (after.low - before.high), 0.0)
        least = max(min(sign * (after.low - before.high), sign * (after.high - before.low)), 0.0)
        size = _Size(least, most, moved)
        unit = after.unit or "km2"
        head = f"from {said(before)} to {said(after)} is {area(moved / UNIT_KM2[unit], unit)}"
        head += " more" if sign > 0 else " less"
        if moved == 0:
            head = f"{said(before)} and {said(after)} are the same"
        sums = (
            f"{number(value_km2(after), 6)} km2 - {number(value_km2(before), 6)} km2 = "
            f"{number(sign * moved, 6)} km2"
        )
        head += f", or {percent(moved / value_km2(before))}" if moved else ""
        if grows is not None and moved and grows != (sign > 0) and _apart(before, after):
            steps.append(("inconsistent", f"{head}, the other way from what the story says", sums))
        if by is not None:
            verdict = _against(by.low, by.high, value_km2(by), size)
            if holds_as_bound(by, moved, UNIT_KM2[by.unit or "km2"]):
                verdict = "plausible" if verdict == "inconsistent" else verdict
            steps.append((verdict, f"{head}; the story says by {said(by)}", sums))
        if share is not None:
            steps.append(_of_share(share, before, size, head, sums, after))
        if not steps:
            steps.append(("plausible", head, sums))
    elif by is not None and share is not None and (before or after) is not None:
        steps.append(_share_of_one(share, by, before, after, grows))
    elif by is not None and (before or after) is not None:
        steps.append(_third(by, before, after, grows))
    elif share is not None and before is not None:
        steps.append(_rest(share, before, grows))
    if not steps:
        return None
    # The worst of them is told.
    order = ("inconsistent", "depends on definition", "loosely rounded", "plausible", "consistent")
    verdict, reason, formula = min(steps, key=lambda step: order.index(step[0]))
    settle = ""
    if verdict == "inconsistent" and not told.is_alone:
        verdict = "cannot be checked"
        settle = "which of the sentence's figures belong to one change"
    return Check(
        kind="change",
        verdict=verdict,
        figures=told.known,
        statement=statement,
        found=reason,
        tolerance="each number may be rounded in its last digit, and the difference with them",
        reason=f"{reason[0].upper()}{reason[1:]}.",
        sources=(STORY,),
        formula=formula,
        settle=settle,
    )


def _firm(figure: Figure) -> Figure:
    factor = UNIT_KM2[figure.unit or "km2"] if figure.quantity == "area" else 1.0
    low, high = firm(figure, factor)
    return replace(figure, low=low, high=high)


def _against(low: float, high: float, point: float, size: _Size) -> Verdict:
    return agreement(low, high, point, size.low, size.high, size.point)


def _of_share(
    share: Figure, before: Figure, moved: _Size, head: str, sums: str, after: Figure
) -> tuple[Verdict, str, str]:
    base = value_km2(before)
    # Rounding moves both ends of the same number: the share is of the number it was taken from.
    of_base = _Size(
        moved.low / before.high, moved.high / max(before.low, 1e-12), moved.point / base
    )
    verdict = _against(share.low, share.high, share.value, of_base)
    if verdict == "inconsistent" and holds_as_bound(share, of_base.point):
        verdict = "plausible"
    formula = f"({sums}) / {number(base, 6)} km2 = {percent(of_base.point)}"
    if verdict == "inconsistent":
        now = value_km2(after)
        of_now = _Size(
            moved.low / after.high, moved.high / max(after.low, 1e-12), moved.point / now
        )
        if _against(share.low, share.high, share.value, of_now) != "inconsistent":
            told = f"{head}; {said(share)} is right of the new size only"
            return "depends on definition", told, formula
    return verdict, f"{head}; the story says {said(share)}", formula


def _share_of_one(
    share: Figure, by: Figure, before: Figure | None, after: Figure | None, grows: bool | None
) -> tuple[Verdict, str, str]:
    moved = value_km2(by)
    if before is not None:
        base, low, high = value_km2(before), before.low, before.high
    elif after is not None:
        turn = -1 if grows else 1
        base = value_km2(after) + turn * moved
        low, high = after.low + turn * moved, after.high + turn * moved
    else:
        base = low = high = 0.0
    if base <= 0 or low <= 0:
        return "plausible", f"{said(by)} is {said(share)} by the story's own word", ""
    size = _Size(by.low / high, by.high / low, moved / base)
    verdict = _against(share.low, share.high, share.value, size)
    formula = quotient(moved, base)
    told = f"{said(by)} is {percent(size.point)} of {km2(base)}; the story says {said(share)}"
    if verdict == "inconsistent" and grows is None and before is None:
        verdict = "depends on definition"
    return verdict, told, formula


def _third(
    by: Figure, before: Figure | None, after: Figure | None, grows: bool | None
) -> tuple[Verdict, str, str]:
    one = before or after or by
    unit = one.unit or "km2"
    one_value, moved = one.value, value_km2(by) / UNIT_KM2[unit]
    if grows is None:
        return "plausible", f"{said(by)} is {percent(moved / one_value)} of {said(one)}", ""
    adds = grows == (before is not None)
    other = one_value + moved if adds else one_value - moved
    sign, what = ("+" if adds else "-"), ("after" if before is not None else "before")
    formula = f"{number(one_value, 8)} {sign} {number(moved, 8)} = {number(other, 8)} {unit}"
    if other <= 0:
        is_sure = one.high < by.low
        verdict: Verdict = "inconsistent" if is_sure else "plausible"
        return verdict, f"{said(by)} is as much as all of {said(one)}", formula
    return "plausible", f"that makes it {area(other, unit)} {what}", formula


def _rest(share: Figure, before: Figure, grows: bool | None) -> tuple[Verdict, str, str]:
    unit = before.unit or "km2"
    moved = share.value * before.value
    formula = f"{number(share.value, 4)} x {number(before.value, 8)} = {number(moved)} {unit}"
    told = f"{said(share)} of {said(before)} is {area(moved, unit)}"
    if grows is not None:
        now = before.value + (moved if grows else -moved)
        if now > 0:
            told += f", which makes it {area(now, unit)} after"
    return "plausible", told, formula


def _apart(before: Figure, after: Figure) -> bool:
    return before.high < after.low or after.high < before.low


def _direction(told: Change, figures: tuple[Figure, ...], text: str) -> bool | None:
    """Return whether the words before the first figure say that it grew; None where unclear."""
    start = figures[told.known[0]].start
    window = re.split(r"[.;:!?]\s", text[max(0, start - _REACH) : start])[-1]
    grew, shrank = _GROWS.search(window), _SHRINKS.search(window)
    if (grew is None) == (shrank is None):
        return None
    return grew is not None


def _named(figure: Figure) -> str:
    words = {"before": "from", "after": "to", "by": "by"}
    return f"{words[figure.sense or 'by']} {said(figure)}"
