"""Why a mention was given its place, in one sentence a reader can check."""

from __future__ import annotations

from collections.abc import Sequence

from geonews.model import Mention, Place
from geonews.resolve.groups import Group
from geonews.resolve.score import Scene, Scored

__all__ = ["described", "in_words", "reasons_for"]


def reasons_for(
    mentions: tuple[Mention, ...],
    known: Sequence[tuple[Group, tuple[Scored, ...]]],
    scene: Scene,
) -> list[str]:
    """Return a sentence for each group: what decided, and against which runner-up.

    What is named is the theme that sets the winner furthest apart from the second: the score of
    the winner falls the most where it takes over the second's features of it.

    Parameters
    ----------
    mentions : tuple of Mention
    known : sequence of (Group, tuple of Scored)
        Groups with their candidates, best first.
    scene : Scene
    """
    pairs = [(scored[0].row, scored[1].row) for _, scored in known if len(scored) > 1]
    gains = iter(scene.gains(pairs))
    return [
        _sentence(mentions[group.mentions[0]], group, scored, scene, next(gains))
        if len(scored) > 1
        else _sentence(mentions[group.mentions[0]], group, scored, scene, {})
        for group, scored in known
    ]


def _sentence(
    mention: Mention,
    group: Group,
    scored: tuple[Scored, ...],
    scene: Scene,
    gains: dict[str, float],
) -> str:
    best = scored[0]
    name = repr(mention.text)
    if mention.kind == "demonym":
        return f"{name} is what people and things of {best.candidate.place.name} are called."
    if len(scored) == 1:
        return f"The only place known as {name} is {described(best.candidate.place)}."
    decisive = max(gains, key=lambda theme: (gains[theme], theme))
    because = in_words(decisive, group, best, scored[1], scene)
    other = described(scored[1].candidate.place)
    return f"{name} is {described(best.candidate.place)} rather than {other}: {because}."


def in_words(
    theme: str, group: Group, best: Scored, rival: Scored, scene: Scene, against: bool = False
) -> str:
    """Return what a theme says for a candidate beside its rival, or against it, as a clause."""
    place = best.candidate.place
    holders = (scene.best_of(n) for n in group.holders)
    clause = _AGAINST[theme] if against else _clause(theme, best, rival, scene)
    return clause.format(
        kind=group.kind or "place",
        country=place.country or "its country",
        region=place.admin1 or place.name,
        holder=next((p.name for p in holders if p is not None), "what holds it"),
        home=scene.home.name if scene.home else "",
        count=scene.size(group),
    )


def _clause(theme: str, best: Scored, rival: Scored, scene: Scene) -> str:
    """Return what a theme says of a candidate that shows any of it, else of its rival."""
    if theme == "named for its town" and not rival.candidate.place.feature.startswith("ADM"):
        return "the area around it bears its name too"
    if theme == "home" and scene.feature(best.row, "is home") > 0:
        return "it is the newsroom's home"
    features, clause = _SHOWN_BY.get(theme, ((), _BECAUSE[theme]))
    if features and not any(scene.feature(best.row, name) > 0 for name in features):
        return clause
    return _BECAUSE[theme]


_BECAUSE = {
    "prominence": "it is the most prominent of {count} that bear the name",
    "sort": "names of its sort are meant more often",
    "country": "a country's name means the country unless the story says otherwise",
    "capital": "it is the capital",
    "other name": "the name is more its own",
    "kind": "the story calls it a {kind}",
    "parts": "the story speaks of parts of it",
    "named for its town": "the story does not call it a region",
    "held": "the story says it is in {holder}",
    "holds": "it holds what the story says is in it",
    "country named": "the story names its country ({country})",
    "region named": "the story names its region ({region})",
    "siblings": "other places of the story are in {region}",
    "towns inside": "other places of the story are in it",
    "beside": "it belongs with the places named right beside it",
    "near others": "it is near other places of the story",
    "home": "it is near the newsroom's home, {home}",
}

# What a theme says where the winner shows none of these features: the runner-up spoke against
# itself.
_SHOWN_BY = {
    "prominence": (("lead",), "it is the likelier of {count} that bear the name"),
    "kind": (("kind met",), "the story calls it a {kind}, which the other is not"),
    "parts": (("part of region",), "the story speaks of parts of it"),
    "country": (("is country",), "it is no country"),
    "capital": (("is capital",), "it is no capital"),
    "country named": (("country named",), "the story does not name the country of the other"),
    "region named": (("region named",), "the story does not name the region of the other"),
    "siblings": (("in region", "in country"), "the story's places lie elsewhere than the other"),
    "towns inside": (("inside",), "the other holds none of the story's places"),
    "near others": (("near 300",), "the other is far from the story's places"),
    "beside": (("beside near", "beside region", "beside country"), "the places beside it differ"),
    "held": (("held", "held maybe"), "the other is not in {holder}"),
    "holds": (("holds",), "the other does not hold what the story says is in it"),
    "home": (("home 30", "home 150", "home region", "home country"), "the other is far from home"),
}

_AGAINST = {
    "prominence": "others that bear the name are more prominent",
    "sort": "names of other sorts are meant more often",
    "other name": "the name is hardly its own",
    "country": "it is no country",
    "capital": "it is no capital",
    "kind": "it is not the {kind} the story speaks of",
    "parts": "the story speaks of parts of what is named",
    "named for its town": "it shares the name with what is meant more often",
    "held": "it is not in {holder}",
    "holds": "it does not hold what the story says is in it",
    "country named": "the story does not name its country",
    "region named": "the story does not name its region",
    "siblings": "the story's places lie elsewhere",
    "towns inside": "it holds none of the story's places",
    "near others": "it is far from the story's places",
    "beside": "it does not go with the places named right beside it",
    "home": "it is far from the newsroom's home, {home}",
}

_SORTS = {
    "ADM1": "the region",
    "ADM2": "the county",
    "PCLI": "the country",
    "PCLD": "the territory",
    "PPLC": "the capital",
}


def described(place: Place) -> str:
    """Return a place with its sort and what holds it: "the town Kursk (Kursk Oblast, RU)"."""
    sort = _SORTS.get(place.feature, "the town" if place.feature.startswith("PPL") else "the place")
    within = ", ".join(part for part in (place.admin1, place.country) if part)
    if place.is_country or not within:
        return f"{sort} {place.name}"
    return f"{sort} {place.name} ({within})"
