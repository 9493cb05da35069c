"""Area figures against the places they speak of: as the whole of one, or as a part."""

from __future__ import annotations

import re
from dataclasses import replace

from geonews.check.arithmetic import agreement, firm, holds_as_bound
from geonews.check.reference import Sizes
from geonews.check.statements import Statement
from geonews.check.words import km2, percent, quotient, said, value_km2, with_km2
from geonews.model import Check, Figure, Place, Verdict
from geonews.units import UNIT_KM2

__all__ = ["part_of_whole", "size_of_whole", "unknown_size", "unless_changed"]

# A part this small says nothing of the story: a house in Texas.
_SMALLEST_PART = 1e-4
# "Russia (1,500 sq km), Spain (800 sq km)" may list what each lost: so small, it is no mistake.
_BRIEF = 0.05
# No city is larger in any of its official limits that news gives: Chongqing aside, which is a
# region too. Smaller figures may speak of the town that a region is named after.
_LARGEST_CITY_KM2 = 2500.0


def part_of_whole(
    i: int, figure: Figure, place: Place, sizes: Sizes, others: tuple[int, ...] = ()
) -> Check | None:
    """Check that a part is no larger than its whole.

    Parameters
    ----------
    i : int
        Index of the figure; ``others`` are those that restate it.
    sizes : Sizes
        How large ``place`` is.

    Returns
    -------
    Check or None
        None where the part is under 0.01% of the whole.
    """
    whole = sizes.of_part(place, value_km2(figure))
    statement = f"{said(figure)} in {place.name}"
    if whole is None:
        reason = f"{said(figure)} is tied to {place.name}"
        return unknown_size((i, *others), statement, place.name, reason)
    point = value_km2(figure)
    share = point / whole.point_km2
    if share < _SMALLEST_PART:
        return None
    verdict = whole.verdict(
        lambda _low, high, _point: "plausible" if figure.low <= high else "inconsistent"
    )
    stated = with_km2(figure)
    found = f"{stated} is {percent(share)} of {whole}"
    if verdict == "inconsistent":
        found += ": more than the whole"
        reason = f"A part cannot be larger than its whole: {stated} against {whole.spread()}."
        larger = _larger_namesake(figure, place, sizes)
        if larger is not None:
            verdict = "depends on definition"
            reason = (
                f"{stated} is more than {whole}, but {larger}, which may bear the same name, "
                "could hold it."
            )
    elif verdict == "depends on definition":
        reason = whole.depends(stated)
    else:
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
        formula=quotient(point, whole.point_km2),
    )


def size_of_whole(
    i: int,
    figure: Figure,
    place: Place,
    sizes: Sizes,
    statement: Statement,
    others: tuple[int, ...] = (),
) -> Check | None:
    """Check a figure that gives the size of a whole place, too large or too small.

    Returns
    -------
    Check or None
        None where the words would do for a part as well and the figure is not that of the whole:
        then it is checked as a part.
    """
    whole = sizes.of(place)
    words = f"{place.name}: {said(figure)}"
    if whole is None:
        if statement.scope == "perhaps":
            return None
        reason = f"{said(figure)} is given as the size of {place.name}"
        return unknown_size((i, *others), words, place.name, reason)
    point = value_km2(figure)
    stated = with_km2(figure)
    low_km2, high_km2 = firm(figure, UNIT_KM2[figure.unit or "km2"])

    def fits(low: float, high: float, size: float) -> Verdict:
        return agreement(low_km2, high_km2, point, low, high, size)

    verdict = whole.verdict_of_size(fits, prefer=statement.definition)
    if statement.is_brief and high_km2 < whole.low_km2 * _BRIEF:
        return None
    if statement.scope == "perhaps" and verdict in ("inconsistent", "depends on definition"):
        return None
    meant = next(
        (d for d in whole.definitions if d.label == f"official {statement.definition}"),
        whole.definitions[0],
    )
    of_meant = f"{percent(point / meant.area_km2)} of {place.name}"
    size = f"{of_meant} ({meant.label} {km2(meant.area_km2)})"
    share = percent(point / whole.point_km2)
    reasons = {
        "consistent": f"{stated} is {size}: as large, within the tolerance.",
        "loosely rounded": f"{stated} is {size}, within what the rounding allows.",
        "depends on definition": whole.depends(stated),
        "inconsistent": (
            f"The story gives {stated} as the size of {place.name}, which is {share} of "
            f"{whole.spread()}."
        ),
    }
    reason = reasons[verdict]
    if verdict == "inconsistent" and holds_as_bound(
        figure, meant.area_km2, UNIT_KM2[figure.unit or "km2"]
    ):
        verdict, reason = "plausible", f"{stated} is {size}: a bound, and it holds."
    if verdict == "inconsistent":
        other = _namesake_of_size(figure, place, sizes, is_small=high_km2 < whole.low_km2)
        if other is not None:
            verdict = "depends on definition"
            reason = f"{stated} is {share} of {whole}; the story may mean {other}."
    named = f", the {statement.definition} area by the story" if statement.definition else ""
    return Check(
        kind="part_of_whole",
        verdict=verdict,
        figures=(i, *others),
        statement=words,
        found=f"{stated} is {size}",
        tolerance=(
            f"the figure stands for {km2(low_km2)} to {km2(high_km2)} and must be as large "
            f"as the whole{named}; {whole.rule()}"
        ),
        reason=reason,
        sources=whole.sources,
        formula=quotient(point, meant.area_km2),
    )


def unknown_size(figures: tuple[int, ...], statement: str, name: str, what: str) -> Check:
    """Return the check of a figure whose place has no size that is known well enough."""
    return Check(
        kind="part_of_whole",
        verdict="cannot be checked",
        figures=figures,
        statement=statement,
        found=f"no area of {name} is known",
        tolerance="polygons under 1,000 km2 are too coarse to check with",
        reason=(
            f"{what}, but the gazetteer has neither an official area nor a polygon of it that is "
            "fine enough."
        ),
        settle=f"an official figure for the area of {name}, or its polygon with --areas",
    )


# Figures of a part are bound by where they lie; all others are said of the place itself.
_LIES = re.compile(r"(?:of|in|inside|on|across|within|throughout)\b")
_SWELLS = ("LK", "RSV", "SEA", "GLCR", "LGN", "WTLD")
_GROWN = 1.1


def unless_changed(check: Check, figure: Figure, sizes: Sizes) -> Check:
    """Return a check, no error where the place itself was larger once: its size is today's.

    "Lake Urmia shrank from 5,200 square km": what it was is no part of what it is. Waters, and
    what has grown since the reference, may also be somewhat larger than that says.
    """
    place = figure.place
    if check.verdict != "inconsistent" or place is None or _LIES.match(figure.bound_by):
        return check
    whole = sizes.of(place)
    high_km2 = max((high for _, high in whole.intervals), default=0.0) if whole else 0.0
    is_near = place.feature.startswith(_SWELLS) or figure.low <= _GROWN * high_km2
    if figure.sense not in ("before", "by") and not (figure.sense == "after" and is_near):
        return check
    return replace(
        check,
        verdict="cannot be checked",
        reason=(
            f"{check.found}, but the story tells how {place.name} changed, and the size is one "
            "of now."
        ),
        settle=f"how large {place.name} was at that time",
    )


def _larger_namesake(figure: Figure, place: Place, sizes: Sizes) -> str | None:
    """Return a place of the same name in the same country that could hold a figure."""
    for other in sizes.namesakes(place):
        if other.country != place.country:
            continue
        size = sizes.of(other)
        if size is not None and figure.low <= size.high_km2:
            return str(size)
    return None


def _namesake_of_size(figure: Figure, place: Place, sizes: Sizes, *, is_small: bool) -> str | None:
    """Return a place of the same name that is as large as a figure says."""
    point = value_km2(figure)
    for other in sizes.namesakes(place):
        size = sizes.of(other)
        if size is None:
            is_town = other.feature.startswith("PPL") and not place.feature.startswith("PPL")
            if (
                is_town
                and is_small
                and point < _LARGEST_CITY_KM2
                and other.country == place.country
            ):
                return f"the town of {other.name}, whose area is not known"
            continue
        fits = any(low <= figure.high and figure.low <= high for low, high in size.intervals)
        if fits:
            where = f" in {other.country}" if other.country != place.country else ""
            return f"{size}{where}"
    return None
