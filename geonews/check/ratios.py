"""Sizes compared: a place or an area figure against a place that serves as the yardstick."""

from __future__ import annotations

import re
from collections.abc import Iterator

from geonews.check.arithmetic import LOOSE, holds_as_bound
from geonews.check.groups import Partner
from geonews.check.reference import Reference, Sizes
from geonews.check.words import km2, number, said, value_km2, with_km2
from geonews.model import Check, Figure, Verdict

__all__ = ["size_comparison"]

# A number that large is no more than the open end of "larger than".
_OPEN_END = 1e5
_NOT_OF_LAND = re.compile(
    r"\b(?:populat\w*|people|inhabitants|econom\w*|GDP|army|armies|budget\w*|market\w*|revenue"
    r"|output|workforce|electorate)\b",
    re.IGNORECASE,
)
_CALIBRATION = (
    "304 comparisons in print run from 12% below to 14% above for a bare or 'about' ratio, and "
    "further where hedged"
)


def size_comparison(
    i: int,
    figures: tuple[Figure, ...],
    sizes: Sizes,
    partner: Partner | None,
    *,
    is_of_place: bool,
    sentence: str,
) -> Check | None:
    """Check "twice the size of Luxembourg" by total and by land area.

    Parameters
    ----------
    i : int
        Index of the ratio.
    partner : Partner or None
        The area figure of the same thing.
    is_of_place : bool
        Whether the sentence says it of the ratio's place as such, not of something in it.
    sentence : str

    Returns
    -------
    Check or None
        None where the story names no yardstick that is a place.
    """
    figure = figures[i]
    if figure.other is None:
        return None
    yard = sizes.of(figure.other)
    indices = (i,) if partner is None else (i, partner.index)
    statement = said(figure)
    if statement.endswith((" of", " than", " as")):
        statement += f" {figure.other.name}"
    if yard is None:
        return _unchecked(
            (i,),
            statement,
            f"no area of {figure.other.name} is known",
            f"{statement} compares "
            f"with {figure.other.name}, whose size the gazetteer does not know well enough.",
            f"an official area of {figure.other.name}",
        )
    own = sizes.of(figure.place) if figure.place and figure.place != figure.other else None
    found = []
    if partner is not None:
        stated = figures[partner.index]
        found.append((_by_figure(figure, stated, yard), with_km2(stated), partner.is_sure, indices))
    if own is not None and figure.place is not None:
        found.append((_by_place(figure, own, yard), str(own), is_of_place, (i,)))
    sums = f"{statement}: {number(figure.value, 4)} x {yard.spread()}"
    derived = number(figure.value * yard.point_km2, 3)
    formula = f"{number(figure.value, 4)} x {number(yard.point_km2, 6)} km2 = {derived} km2"
    # One that fits is the one meant; a doubtful one never says that the story is wrong.
    found.sort(key=lambda one: (one[0][0] == "inconsistent", not one[2]))
    if not found or (found[0][0][0] == "inconsistent" and not found[0][2]):
        of_what = "what is compared" if not found else found[0][1]
        return _unchecked(
            (i,),
            statement,
            f"{sums}: about {derived} km2",
            f"{statement} would be about {derived} km2; the story does not say for certain that "
            f"this is the size of {of_what}."
            if found
            else f"{statement} would be about {derived} km2; the story gives no area of what is "
            "compared.",
            "an area in square kilometres of what is compared",
            yard.sources,
            formula,
        )
    (verdict, ratios), what, _, indices = found[0]
    if verdict == "inconsistent" and _NOT_OF_LAND.search(sentence):
        return _unchecked(
            (i,),
            statement,
            f"{sums}: about {derived} km2",
            f"{statement} may speak of people or money, not of land.",
            "what the comparison counts",
            yard.sources,
            formula,
        )
    by = "; ".join(f"{number(ratio, 3)} times by {label}" for label, ratio in ratios)
    stands = f"{number(figure.low, 3)} to {number(figure.high, 3)}"
    if figure.high > _OPEN_END:
        stands = f"{number(figure.low, 3)} or more"
    is_beyond = not figure.low <= ratios[0][1] <= figure.high
    is_bound = is_beyond and holds_as_bound(figure, ratios[0][1])
    may = "is a bound that holds, and would mostly" if is_bound else "may"
    head = f"{what} is {number(ratios[0][1], 3)} times {yard}"
    reasons = {
        "consistent": f"{head}, as stated.",
        "plausible": f"{head}; the story says {statement}, which {may} stand for {stands}.",
        "depends on definition": (
            f"Whether {what} is {statement} depends on which area counts: {by}."
        ),
        "inconsistent": f"{head}, but the story says {statement}, which stands for {stands}.",
    }
    own_sources = own.sources if own is not None and len(indices) == 1 else ()
    point = value_km2(figures[indices[1]]) if len(indices) > 1 else own.point_km2 if own else 0.0
    return Check(
        kind="size_comparison",
        verdict=verdict,
        figures=indices,
        statement=f"{what}: {statement}",
        found=f"{what} against {yard.name}: {by}",
        tolerance=f"the ratio may be {stands}: {_CALIBRATION}; {yard.rule()}",
        reason=reasons[verdict],
        sources=tuple(dict.fromkeys((*own_sources, *yard.sources))),
        formula=f"{km2(point, 6)} / {km2(yard.point_km2, 6)} = {number(ratios[0][1], 4)}",
    )


_Found = tuple[Verdict, list[tuple[str, float]]]


def _by_figure(ratio: Figure, stated: Figure, yard: Reference) -> _Found:
    return _of_all(
        ratio,
        (
            (definition.label, stated.low / high, stated.high / low, value_km2(stated) / size)
            for definition, (low, high) in zip(yard.definitions, yard.wide_intervals, strict=True)
            for size in (definition.area_km2,)
            if _counts(definition.label, yard)
        ),
    )


def _by_place(ratio: Figure, own: Reference, yard: Reference) -> _Found:
    return _of_all(ratio, _like_with_like(own, yard))


def _like_with_like(own: Reference, yard: Reference) -> Iterator[tuple[str, float, float, float]]:
    """Yield the ratio by each definition both have; a place without one has its foremost."""
    mine = {d.label: n for n, d in enumerate(own.definitions) if _counts(d.label, own)}
    theirs = {d.label: n for n, d in enumerate(yard.definitions) if _counts(d.label, yard)}
    for label in dict.fromkeys((*mine, *theirs)):
        a, b = mine.get(label, 0), theirs.get(label, 0)
        (low, high), (other_low, other_high) = own.wide_intervals[a], yard.wide_intervals[b]
        point = own.definitions[a].area_km2 / yard.definitions[b].area_km2
        yield label, low / other_high, high / other_low, point


def _counts(label: str, of: Reference) -> bool:
    """Tell whether a definition is one to compare by: official ones, where there are any."""
    return label.startswith("official") or not of.is_official


def _of_all(ratio: Figure, each: Iterator[tuple[str, float, float, float]]) -> _Found:
    verdicts: list[Verdict] = []
    ratios = []
    for label, low, high, point in each:
        ratios.append((label, point))
        if high < ratio.low or ratio.high < low:
            verdicts.append("inconsistent")
        elif ratio.high > _OPEN_END or abs(point / ratio.value - 1) > LOOSE:
            verdicts.append("plausible")
        else:
            verdicts.append("consistent")
    if all(holds_as_bound(ratio, point) for _, point in ratios):
        verdicts = ["plausible" if one == "inconsistent" else one for one in verdicts]
    if len({verdict == "inconsistent" for verdict in verdicts}) > 1:
        return "depends on definition", ratios
    return verdicts[0], ratios


def _unchecked(
    figures: tuple[int, ...],
    statement: str,
    found: str,
    reason: str,
    settle: str,
    sources: tuple[str, ...] = (),
    formula: str = "",
) -> Check:
    return Check(
        kind="size_comparison",
        verdict="cannot be checked",
        figures=figures,
        statement=statement,
        found=found,
        tolerance="",
        reason=reason,
        sources=sources,
        formula=formula,
        settle=settle,
    )
