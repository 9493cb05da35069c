"""Why a mention was given its place, in one sentence a reader can check."""

from __future__ import annotations

from geonews.model import Mention, Place
from geonews.resolve.groups import Group
from geonews.resolve.score import Scene, Scored

__all__ = ["reason_for"]


def reason_for(mention: Mention, group: Group, scored: tuple[Scored, ...], scene: Scene) -> str:
    """Return the sentence: what decided, and against which runner-up.

    The feature named is the one that sets the winner furthest apart from the second.
    """
    best = scored[0]
    name = repr(mention.text)
    if mention.kind == "demonym":
        return f"{name} is what people and things of {best.candidate.place.name} are called."
    if len(scored) == 1:
        return f"The only place known as {name} is {_described(best.candidate.place)}."
    second = scored[1]
    gains = {
        feature: worth - second.features.get(feature, 0.0)
        for feature, worth in best.features.items()
    }
    for feature, worth in second.features.items():
        gains.setdefault(feature, -worth)
    decisive = max(gains, key=lambda feature: (gains[feature], feature))
    other = _described(second.candidate.place)
    because = _BECAUSE.get(decisive, "it is the more prominent")
    holders = (scene.named[n].name for n in group.holders if n in scene.named)
    because = because.format(
        kind=group.kind,
        country=best.candidate.place.country or "its country",
        region=best.candidate.place.admin1 or "its region",
        holder=next(holders, "what holds it"),
        home=scene.home.name if scene.home else "",
        count=len(scored),
    )
    return f"{name} is {_described(best.candidate.place)} rather than {other}: {because}."


_BECAUSE = {
    "prominence": "it is the most prominent of {count} that bear the name",
    "country": "a country's name means the country unless the story says otherwise",
    "capital": "it is the capital",
    "other name": "this is its main name",
    "kind": "the story calls it a {kind}",
    "parts": "the story speaks of parts of it",
    "named for its town": "the story does not call it a region",
    "held": "the story says it is in {holder}",
    "holds": "it holds what the story says is in it",
    "country named": "the story names its country ({country})",
    "region named": "the story names its region ({region})",
    "siblings": "other places of the story are in {region}",
    "towns inside": "other places of the story are in it",
    "near others": "it is near other places of the story",
    "home": "it is near the newsroom's home, {home}",
}

_SORTS = {
    "ADM1": "the region",
    "ADM2": "the county",
    "PCLI": "the country",
    "PCLD": "the territory",
    "PPLC": "the capital",
}


def _described(place: Place) -> str:
    sort = _SORTS.get(place.feature, "the town" if place.feature.startswith("PPL") else "the place")
    within = ", ".join(part for part in (place.admin1, place.country) if part)
    if place.is_country or not within:
        return f"{sort} {place.name}"
    return f"{sort} {place.name} ({within})"
