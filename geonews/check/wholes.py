"""Figures against the places they speak of, and shares of figures."""

from __future__ import annotations

from geonews.check.pairs import compare
from geonews.check.reference import Reference
from geonews.check.words import about, area, bound, km2, number, percent, said, value_km2
from geonews.model import Check, Figure, Place
from geonews.units import UNIT_KM2

__all__ = ["part_of_whole", "percentage_of_figure", "share_of_whole"]

# A part this small says nothing of the story: a house in Texas.
_SMALLEST_PART = 1e-4


def part_of_whole(
    i: int, figure: Figure, place: Place, whole: Reference | None, others: tuple[int, ...] = ()
) -> Check | None:
    """Check that a part is no larger than its whole.

    Parameters
    ----------
    i : int
        Index of the figure; ``others`` are those that restate it.
    whole : Reference or None
        How large ``place`` is.

    Returns
    -------
    Check or None
        None where the part is under 0.01% of the whole.
    """
    statement = f"{said(figure)} in {place.name}"
    if whole is None:
        return Check(
            kind="part_of_whole",
            verdict="cannot be checked",
            figures=(i, *others),
            statement=statement,
            found=f"no area of {place.name} is known",
            tolerance="polygons under 1,000 km2 are too coarse to check with",
            reason=(
                f"{said(figure)} is tied to {place.name}, but the gazetteer has neither an "
                "official area nor a polygon of it that is fine enough."
            ),
        )
    point = value_km2(figure)
    share = point / whole.point_km2
    if share < _SMALLEST_PART:
        return None
    verdict = whole.verdict(
        lambda _low, high, _point: "plausible" if figure.low <= high else "inconsistent"
    )
    stated = _with_km2(figure)
    if verdict == "inconsistent":
        found = f"{stated} is {percent(share)} of {whole}: more than the whole"
        reason = f"A part cannot be larger than its whole: {stated} against {whole.spread()}."
    elif verdict == "depends on definition":
        found = f"{stated} is {percent(share)} of {whole}"
        reason = _definition_reason(stated, whole)
    else:
        found = f"{stated} is {percent(share)} of {whole}"
        reason = f"{stated} is {percent(share)} of {whole}, and a part may have any size up to it."
        if share > 1 - whole.tolerance:
            reason = f"{stated} is {percent(share)} of {whole}: all of it, within the tolerance."
    return Check(
        kind="part_of_whole",
        verdict=verdict,
        figures=(i, *others),
        statement=statement,
        found=found,
        tolerance=f"the figure must not exceed the whole; {whole.rule()}",
        reason=reason,
        sources=whole.sources,
    )


def percentage_of_figure(i: int, j: int, figures: tuple[Figure, ...]) -> Check:
    """Work out a share of an area figure, and what is left of it.

    Parameters
    ----------
    i, j : int
        Indices of the share and of the figure it is a share of.
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
    return Check(
        kind="percentage_of_figure",
        verdict="plausible",
        figures=(i, j),
        statement=f"{said(share)} of {said(whole)}",
        found=found,
        tolerance="worked out from the story's own two numbers; nothing else to hold it against",
        reason=reason,
        sources=("The story's own figures",),
    )


def share_of_whole(
    i: int,
    share: Figure,
    place: Place,
    whole: Reference | None,
    j: int | None,
    stated: Figure | None,
) -> Check:
    """Check a share of a place against the area the story states for the same ground.

    Parameters
    ----------
    i, j : int
        Indices of the share, and of the area figure ``stated`` where there is one.
    whole : Reference or None
        How large ``place`` is.
    """
    figures = (i,) if j is None else (i, j)
    statement = f"{said(share)} of {place.name}"
    if stated is not None:
        statement += f" given as {said(stated)}"
    if whole is None:
        return Check(
            kind="share_of_whole",
            verdict="cannot be checked",
            figures=figures,
            statement=statement,
            found=f"no area of {place.name} is known",
            tolerance="polygons under 1,000 km2 are too coarse to check with",
            reason=(
                f"{said(share)} is a share of {place.name}, but the gazetteer has neither an "
                "official area nor a polygon of it that is fine enough."
            ),
        )
    derived = share.value * whole.point_km2
    word = bound(share)
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
        )
    point = value_km2(stated)
    verdict = whole.verdict(
        lambda low, high, d: compare(
            stated.low, stated.high, point, share.low * low, share.high * high, share.value * d
        )
    )
    given = _with_km2(stated)
    actual = percent(point / whole.point_km2)
    found = f"{found}; {given} is {actual} of it"
    reasons = {
        "consistent": f"{given} is {actual} of {whole}, as stated.",
        "loosely rounded": (
            f"{given} is {actual} of {whole}; the story says {said(share)}, within its rounding."
        ),
        "depends on definition": _definition_reason(f"{said(share)} as {given}", whole),
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
    )


def _definition_reason(what: str, whole: Reference) -> str:
    if not whole.is_official and len(whole.definitions) == 1:
        return (
            f"Whether {what} fits {whole.name} depends on {whole.unsure}: only a polygon of "
            f"it is known ({km2(whole.point_km2)}), and no official area."
        )
    if not whole.is_official:
        return f"Whether {what} fits {whole.name} depends on its borders: {whole.spread()}."
    return (
        f"{what}, within its rounding, fits {whole.name} by one definition and not by another: "
        f"{whole.spread()}."
    )


def _with_km2(figure: Figure) -> str:
    """Return a figure as stated, with km2 beside any other unit."""
    unit = figure.unit or "km2"
    point = figure.value * UNIT_KM2[unit]
    if unit == "km2":
        return km2(point)
    return f"{area(figure.value, unit)} ({km2(point)})"
