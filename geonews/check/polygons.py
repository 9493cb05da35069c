"""Figures against the polygons a user brings."""

from __future__ import annotations

import re

from geonews.check.arithmetic import agreement, holds_as_bound, size_tolerance
from geonews.check.reference import Reference
from geonews.check.statements import short_name
from geonews.check.words import about, km2, percent, quotient, said, value_km2
from geonews.gazetteer import Gazetteer
from geonews.model import Check, Figure, UserArea, Verdict
from geonews.text import fold
from geonews.units import UNIT_KM2

__all__ = ["is_said_of", "polygon_of_area", "polygon_of_share", "source_of"]


def polygon_of_area(
    i: int,
    figure: Figure,
    area: UserArea,
    whole_km2: float,
    gazetteer: Gazetteer,
    sentence: tuple[str, str],
    others: tuple[int, ...] = (),
) -> Check:
    """Hold an area figure against a polygon of ``whole_km2``.

    A polygon that has the name of a place is that place, so the figure may be a part of it; so it
    may where the sentence says "50 hectares of the estate". Any other is what the figure measures,
    and must be as large.
    """
    tolerance = size_tolerance(whole_km2)
    low, high = whole_km2 * (1 - tolerance), whole_km2 * (1 + tolerance)
    point = value_km2(figure)
    verdict: Verdict = agreement(figure.low, figure.high, point, low, high, whole_km2)
    named = f"the polygon {area.name!r} ({about(whole_km2, tolerance)} km2)"
    stated = said(figure)
    if verdict == "consistent":
        reason = f"{stated} and {named} agree within {tolerance:.0%}."
    elif verdict == "loosely rounded":
        reason = f"{stated} is {percent(point / whole_km2)} of {named}, within its rounding."
    elif figure.high < low and (
        _is_place_of(area, figure)
        or gazetteer.lookup(area.name)
        or _holds(area, " ".join(sentence))
    ):
        verdict = "plausible"
        reason = f"{stated} is {percent(point / whole_km2)} of {named}, and may be a part of it."
    else:
        reason = f"{stated} is {percent(point / whole_km2)} of {named}, outside of the tolerance."
    settle = ""
    if verdict == "inconsistent" and holds_as_bound(
        figure, whole_km2, UNIT_KM2[figure.unit or "km2"]
    ):
        verdict, reason = (
            "plausible",
            f"{stated} is {percent(point / whole_km2)} of {named}: a bound.",
        )
    if verdict == "inconsistent" and not (_is_place_of(area, figure) or is_said_of(area, sentence)):
        verdict = "cannot be checked"
        reason = f"{reason[:-1]}, but the sentence may give it for something else."
        settle = f"whether {stated} is said of {area.name!r}"
    return Check(
        kind="polygon",
        verdict=verdict,
        figures=(i, *others),
        statement=stated,
        found=f"{km2(point)} against {km2(whole_km2)}: {percent(point / whole_km2)}",
        tolerance=_rule(area, tolerance),
        reason=reason,
        sources=(source_of(area, whole_km2),),
        formula=quotient(point, whole_km2),
        settle=settle,
    )


_BREAKS = re.compile(
    r"[;:!?()]|\b(?:than|near|while|but|from|said|says|told|where|when|after|before|beside|outside"
    r"|like|unlike|and|or|which\s(?!(?:covers|spans|measures|is|has))|who|that|in|of|by|to)\b|\d"
)
_TIES = re.compile(
    r"(?:\s?\([^()]{0,60}\))?(?:\s(?:of|in|across|within|inside|on)\s(?:[\w'’-]+\s){0,4}?"
    r"(?:(?:the|this),?\s)?|\s|,\s(?:the\s)?|\sof\s[^,;.]{1,40},\s(?:the\s)?)(?:the\s)?"
)


def is_said_of(area: UserArea, sentence: tuple[str, str]) -> bool:
    """Tell whether a figure is said of a polygon's name, and not only beside it.

    Parameters
    ----------
    area : UserArea
    sentence : (str, str)
        The sentence before the figure and after it.
    """
    name = re.escape(fold(area.name))
    before, after = fold(sentence[0]) + " ", " " + fold(sentence[1])
    ahead = list(re.finditer(rf"(?<!\w){name}(?!\w)", before))
    if (
        ahead
        and len(before) - ahead[-1].end() < _NEAR
        and not _ASIDE.search(before[: ahead[-1].start()])
        and not _BREAKS.search(_HEDGES.sub(" ", before[ahead[-1].end() :]))
    ):
        return True
    behind = re.search(rf"(?<!\w){name}(?!\w)", after)
    return behind is not None and _TIES.fullmatch(after[: behind.start()]) is not None


_NEAR = 60
_ASIDE = re.compile(
    r"\b(?:outside|near|beyond|beside|around|from|by|with|like|than|to|towards?|leaving|left|(?:north"
    r"|south|east|west)\sof)\s(?:of\s)?(?:the\s)?\Z"
)
_HEDGES = re.compile(r"\b(?:more than|less than|up to|an? (?:total )?area of|total of|now)\b")


def _holds(area: UserArea, sentence: str) -> bool:
    """Tell whether the sentence says that something is in, or a part of, the named polygon."""
    before = r"(?<!\w)(?:of|in|on|at|from|within|inside|across|through|around)\s(?:the\s)?"
    return re.search(rf"{before}{re.escape(fold(area.name))}(?!\w)", fold(sentence)) is not None


def polygon_of_share(
    i: int,
    share: Figure,
    area: UserArea,
    covered: float,
    whole: Reference | None,
    place: str,
    sentence: tuple[str, str],
) -> Check:
    """Hold a share of a place against the share that a polygon of ``covered`` km2 makes up.

    The polygon is not cut by the place's border: border conventions would cost more than that
    saves (Crimea, 4.4% of Ukraine).
    """
    named = f"the polygon {area.name!r} ({km2(covered)})"
    if whole is None or covered > whole.high_km2:
        why = "no area of it is known" if whole is None else f"it is larger than {whole}"
        return Check(
            kind="polygon",
            verdict="cannot be checked",
            figures=(i,),
            statement=f"{said(share)} of {place}",
            found=f"{named}",
            tolerance=_rule(area, size_tolerance(covered)),
            reason=f"{named} cannot be held against {place}: {why}.",
            sources=(source_of(area, covered),),
            settle=f"an area of {place}, or a polygon within it",
        )
    tolerance = size_tolerance(covered)
    low = covered * (1 - tolerance) / whole.high_km2
    high = covered * (1 + tolerance) / whole.low_km2
    actual = covered / whole.point_km2
    verdict = agreement(share.low, share.high, share.value, low, high, actual)
    agrees = {
        "consistent": "as stated",
        "loosely rounded": "within the rounding of the share",
    }.get(verdict, "outside of what the share stands for")
    reason = f"{named} is {percent(actual)} of {whole}; the story says {said(share)}: {agrees}."
    settle = ""
    if verdict == "inconsistent" and (_is_place_of(area, share) or not is_said_of(area, sentence)):
        verdict = "cannot be checked"
        reason = f"{reason[:-1]}, but the sentence may give it for something else."
        settle = f"whether {said(share)} is said of {area.name!r}"
    return Check(
        kind="polygon",
        verdict=verdict,
        figures=(i,),
        statement=f"{said(share)} of {place}",
        found=f"{named} is {percent(actual)} of {whole}",
        tolerance=f"{_rule(area, tolerance)}; {whole.rule()}",
        reason=reason,
        sources=(source_of(area, covered), *whole.sources),
        formula=quotient(covered, whole.point_km2),
        settle=settle,
    )


def _is_place_of(area: UserArea, figure: Figure) -> bool:
    """Tell whether a polygon has the name of a figure's place, "Kursk" for "Kursk Oblast" too."""
    place = figure.place
    return place is not None and fold(area.name) in (fold(place.name), short_name(place))


def _rule(area: UserArea, tolerance: float) -> str:
    return "; ".join((f"the polygon give or take {tolerance:.0%} for its size", *area.notes))


def source_of(area: UserArea, size_km2: float) -> str:
    """Return where a polygon comes from and how large it is, in words."""
    return f"{area.source}: polygon {area.name!r}, {km2(size_km2, 6)}, geodesic on WGS84"
