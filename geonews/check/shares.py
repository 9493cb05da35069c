"""Shares: of an area figure, and of a place."""

from __future__ import annotations

from dataclasses import replace

from geonews.check.arithmetic import agreement, holds_as_bound
from geonews.check.reference import Reference
from geonews.check.wholes import unknown_size
from geonews.check.words import (
    STORY,
    about,
    area,
    bound,
    km2,
    number,
    percent,
    said,
    value_km2,
    with_km2,
)
from geonews.model import Check, Figure, Place
from geonews.units import UNIT_KM2

__all__ = ["percentage_of_figure", "share_of_whole"]


def percentage_of_figure(
    i: int, j: int, figures: tuple[Figure, ...], k: int | None = None
) -> Check:
    """Work out a share of an area figure, and what is left of it.

    Parameters
    ----------
    i, j : int
        Indices of the share and of the figure it is a share of.
    k : int, optional
        Index of the figure that the story gives as that share: the two are held together.
    """
    share, whole = figures[i], figures[j]
    unit = whole.unit or "km2"
    part = share.value * whole.value
    bounds = {bound(share), bound(whole)} - {"about"}
    word = bounds.pop() if len(bounds) == 1 else "about"
    found = f"{word} {area(part, unit, 3)}"
    left = {"at least": "at most", "at most": "at least", "about": "about"}[word]
    if bound(whole) != "about":
        left = "about" if bound(share) == "about" else ""
    rest = ""
    if left and share.value < 1:
        rest = f"{left} {area(whole.value - part, unit, 3)}"
        found += f", which leaves {rest}"
    arithmetic = f"{number(share.value, 3)} x {number(whole.value)} = {number(part)}"
    reason = f"The stated share is {word} {area(part, unit, 3)} ({arithmetic})"
    reason += f", and {rest} are left." if rest else "."
    formula = f"{arithmetic} {unit}"
    if k is not None:
        return _share_as_stated((i, j, k), figures, found, formula)
    return Check(
        kind="percentage_of_figure",
        verdict="plausible",
        figures=(i, j),
        statement=f"{said(share)} of {said(whole)}",
        found=found,
        tolerance="worked out from the story's own two numbers; nothing else to hold it against",
        reason=reason,
        sources=(STORY,),
        formula=formula,
    )


def _share_as_stated(
    of: tuple[int, int, int], figures: tuple[Figure, ...], found: str, formula: str
) -> Check:
    """Hold the share of a figure against the amount that the story gives for it."""
    share, whole, stated = (figures[n] for n in of)
    point = value_km2(stated)
    low, high = share.low * whole.low, share.high * whole.high
    actual = share.value * value_km2(whole)
    verdict = agreement(stated.low, stated.high, point, low, high, actual)
    if verdict == "inconsistent" and _is_bounded(share, stated, point, value_km2(whole)):
        verdict = "plausible"
    given = with_km2(stated)
    told = {
        "plausible": f"and {said(share)} is a bound",
        "consistent": "as stated",
        "loosely rounded": f"within the rounding of {said(share)}",
        "inconsistent": f"but the story says {said(share)}",
    }
    is_of = f"{given} is {percent(point / value_km2(whole))} of {said(whole)}"
    return Check(
        kind="percentage_of_figure",
        verdict=verdict,
        figures=of,
        statement=f"{said(share)} of {said(whole)} given as {said(stated)}",
        found=f"{found}; {is_of}",
        tolerance=(
            f"the share stands for {percent(share.low)} to {percent(share.high)}, so for "
            f"{km2(low)} to {km2(high)}; the amount for {km2(stated.low)} to {km2(stated.high)}"
        ),
        reason=f"{is_of}, {told[verdict]}.",
        sources=(STORY,),
        formula=formula,
    )


def _is_bounded(share: Figure, stated: Figure, point: float, whole_km2: float) -> bool:
    """Tell whether one of the two is a bound that the other keeps to."""
    unit = UNIT_KM2[stated.unit or "km2"]
    return holds_as_bound(share, point / whole_km2) or (
        holds_as_bound(stated, share.value * whole_km2, unit)
    )


def share_of_whole(
    i: int,
    share: Figure,
    place: Place | None,
    whole: Reference | None,
    j: int | None,
    stated: Figure | None,
) -> Check:
    """Check a share of a place against the area the story states for the same ground.

    Parameters
    ----------
    i, j : int
        Indices of the share, and of the area figure ``stated`` where there is one.
    place : Place or None
        None for a share of a user's polygon.
    whole : Reference or None
        How large that is.
    """
    figures = (i,) if j is None else (i, j)
    name = place.name if place is not None else whole.name if whole is not None else ""
    statement = f"{said(share)} of {name}"
    if stated is not None:
        statement += f" given as {said(stated)}"
    if whole is None:
        what = f"{said(share)} is a share of {name}"
        return replace(unknown_size(figures, statement, name, what), kind="share_of_whole")
    derived = share.value * whole.point_km2
    word = bound(share)
    formula = (
        f"{number(share.value, 4)} x {number(whole.point_km2, 6)} km2 = {number(derived, 4)} km2"
    )
    amount = f"{word} {about(derived, max(2 * whole.tolerance, 0.02))} km2"
    found = f"{said(share)} of {whole} is {amount}"
    if stated is None:
        return Check(
            kind="share_of_whole",
            verdict="cannot be checked",
            figures=figures,
            statement=statement,
            found=found,
            tolerance=whole.rule(),
            reason=f"{found}; the story gives no area to hold against it.",
            sources=whole.sources,
            formula=formula,
            settle=f"the area in square kilometres that is meant by {said(share)}",
        )
    point = value_km2(stated)
    verdict = whole.verdict(
        lambda low, high, d: agreement(
            stated.low, stated.high, point, share.low * low, share.high * high, share.value * d
        )
    )
    if verdict == "inconsistent" and _is_bounded(share, stated, point, whole.point_km2):
        verdict = "plausible"
    given = with_km2(stated)
    actual = percent(point / whole.point_km2)
    found = f"{found}; {given} is {actual} of it"
    reasons = {
        "consistent": f"{given} is {actual} of {whole}, as stated.",
        "loosely rounded": (
            f"{given} is {actual} of {whole}; the story says {said(share)}, within its rounding."
        ),
        "plausible": f"{given} is {actual} of {whole}, and a bound is given, which holds.",
        "depends on definition": whole.depends(f"{said(share)} as {given}"),
        "inconsistent": (
            f"{given} is {actual} of {whole}, but the story says {said(share)}, which would be "
            f"{amount}."
        ),
    }
    return Check(
        kind="share_of_whole",
        verdict=verdict,
        figures=figures,
        statement=statement,
        found=found,
        tolerance=(
            f"the share stands for {percent(share.low)} to {percent(share.high)}, the area for "
            f"{km2(stated.low)} to {km2(stated.high)}; {whole.rule()}"
        ),
        reason=reasons[verdict],
        sources=whole.sources,
        formula=formula,
    )
