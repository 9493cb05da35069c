"""Which of its candidates a name means here: features, summed, and turned into shares."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from geonews.gazetteer import Candidate, NameKind, great_circle_km
from geonews.model import Place
from geonews.resolve.groups import Group

__all__ = ["Scene", "Scored", "ranked", "scene_of"]

# Weights in nats, set by hand on the development half of the labelled training part (documents of
# even CRC-32 of their id), and measured on the other half; see tests/quality.
_PER_TENFOLD = 1.3
_COUNTRY = 3.0
_CAPITAL = 1.5
_OTHER_NAME = -1.2
_FOREIGN_NAME = -2.0
_HELD = 7.0
_NOT_HELD = -1.0
_KIND_ASKED = 5.0
_KIND_NOT_ASKED = -3.0
_TOWN_OF_ITS_REGION = 1.6
_PARTS = 1.5
_COUNTRY_NAMED = 1.4
_REGION_NAMED = 2.2
_SIBLING_REGION = 1.2
_SIBLING_COUNTRY = 0.8
_NEAR = 2.5
_NEAR_KM = 300.0
_HOME = 5.0
_HOME_KM = 100.0
_HOLDS = 4.0
_TOWNS_INSIDE = 1.6
_TEMPERATURE = 1.0
_DOUBT, _DOUBT_OF_A_COUNTRY = 0.04, 0.01
_MOST_POINTS = 200
"""Of a long text, so many towns tell where it plays."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What the story as a whole says of where it plays.

    ``countries`` and ``regions`` count those named in it, ``in_country`` and ``in_region`` the
    places settled in a first pass, ``settled`` gives them by group, ``points`` where they are;
    ``named`` gives the place of a mention; ``holding`` gives, for a group said to hold
    others ("Athens, Georgia"), their candidates.
    """

    countries: Counter[str] = field(default_factory=Counter)
    regions: Counter[tuple[str, str]] = field(default_factory=Counter)
    in_country: Counter[str] = field(default_factory=Counter)
    in_region: Counter[tuple[str, str]] = field(default_factory=Counter)
    points: tuple[tuple[int, float, float], ...] = ()
    settled: dict[int, Place] = field(default_factory=dict)
    home: Place | None = None
    named: dict[int, Place] = field(default_factory=dict)
    holding: dict[int, tuple[tuple[Candidate, ...], ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate, its score, its share of the probability, and the features that made it."""

    candidate: Candidate
    total: float
    share: float
    features: dict[str, float]


def scene_of(
    groups: tuple[Group, ...], home: Place | None, settled: Iterable[tuple[Group, Place]]
) -> Scene:
    """Gather the story's scene from the places settled so far.

    Before anything is settled, names that are a country's and nothing larger count.
    """
    chosen = list(settled)
    if not chosen:
        chosen = [
            (group, group.candidates[0].place)
            for group in groups
            if group.candidates and group.candidates[0].place.is_country
        ]
    countries = Counter(p.country for _, p in chosen if p.is_country and p.country)
    regions = Counter((p.country or "", p.name) for _, p in chosen if p.feature == "ADM1")
    in_country: Counter[str] = Counter()
    in_region: Counter[tuple[str, str]] = Counter()
    for _, place in chosen:
        if place.country and not place.is_country:
            in_country[place.country] += 1
            if place.admin1:
                in_region[place.country, place.admin1] += 1
    named = {number: place for group, place in chosen for number in group.mentions}
    return Scene(
        countries=countries,
        regions=regions,
        in_country=in_country,
        in_region=in_region,
        points=tuple(
            (group.number, place.lat, place.lon)
            for group, place in chosen
            if place.feature.startswith(("PPL", "ADM2"))
        )[:_MOST_POINTS],
        settled={group.number: place for group, place in chosen},
        home=home,
        named=named,
        holding=_holding(groups),
    )


def _holding(groups: tuple[Group, ...]) -> dict[int, tuple[tuple[Candidate, ...], ...]]:
    group_of = {number: group.number for group in groups for number in group.mentions}
    held: dict[int, tuple[tuple[Candidate, ...], ...]] = {}
    for group in groups:
        for holder in {group_of[number] for number in group.holders}:
            held[holder] = (*held.get(holder, ()), group.candidates)
    return held


def ranked(group: Group, scene: Scene) -> tuple[Scored, ...]:
    """Return the candidates of a group, best first, with their shares of the probability."""
    unique: dict[Place, Candidate] = {}
    for candidate in group.candidates:
        held = unique.get(candidate.place)
        if held is None or candidate.kind < held.kind:
            unique[candidate.place] = candidate
    towns_in = {
        (c.place.country, c.place.admin1)
        for c in unique.values()
        if c.place.feature[:3] == "PPL" and c.kind is NameKind.NAME
    }
    rated = []
    for candidate in unique.values():
        features = _features(candidate, group, scene, towns_in)
        rated.append((sum(features.values()), candidate, features))
    rated.sort(key=lambda row: (-row[0], -row[1].weight, row[1].place.geonames_id or 0))
    if not rated:
        return ()
    top = rated[0][0]
    weights = [math.exp((total - top) / _TEMPERATURE) for total, _, _ in rated]
    whole = sum(weights)
    # A name only one place bears may still be meant for one the gazetteer lacks.
    doubt = _DOUBT_OF_A_COUNTRY if rated[0][1].place.is_country else _DOUBT
    return tuple(
        Scored(candidate, total, weight / whole * (1 - doubt), features)
        for (total, candidate, features), weight in zip(rated, weights, strict=True)
    )


def _features(
    candidate: Candidate,
    group: Group,
    scene: Scene,
    towns_in: set[tuple[str | None, str | None]],
) -> dict[str, float]:
    place = candidate.place
    features = {"prominence": _PER_TENFOLD * math.log10(candidate.weight + 10)}
    country = place.is_country
    if country and candidate.kind != NameKind.FOREIGN:
        features["country"] = _COUNTRY
    # "Luxembourg" is the country before it is its capital.
    if place.feature == "PPLC" and not any(_is_country(c) for c in group.candidates):
        features["capital"] = _CAPITAL
    if candidate.kind is NameKind.ALTERNATE and not country:
        features["other name"] = _OTHER_NAME
    elif candidate.kind is NameKind.FOREIGN:
        features["other name"] = _FOREIGN_NAME
    features |= _asked_for(place, group, towns_in)
    features |= _held(place, group, scene)
    features |= _holds(place, group, scene)
    features |= _company(place, group, scene)
    if scene.home is not None and not country:
        km = great_circle_km(place.lat, place.lon, scene.home.lat, scene.home.lon)
        features["home"] = _HOME * math.exp(-km / _HOME_KM)
    return features


def _is_country(candidate: Candidate) -> bool:
    return candidate.place.is_country and candidate.kind is not NameKind.FOREIGN


def _asked_for(
    place: Place, group: Group, towns_in: set[tuple[str | None, str | None]]
) -> dict[str, float]:
    """Score the kind of place against the kind that the words beside the name ask for."""
    sort = {"ADM1": "region", "ADM2": "county"}.get(place.feature, "")
    sort = "town" if place.feature.startswith("PPL") else sort
    if group.kind == "part":
        return {"parts": _PARTS} if sort == "region" else {}
    if group.kind and sort:
        return {"kind": _KIND_ASKED if group.kind == sort else _KIND_NOT_ASKED}
    if group.kind or sort != "region" or (place.country, place.name) not in towns_in:
        return {}
    # Without such a word, a region named for a town inside it is less likely than the town.
    return {"named for its town": -_TOWN_OF_ITS_REGION}


def _held(place: Place, group: Group, scene: Scene) -> dict[str, float]:
    """Score whether the place lies in what the story says holds it: "Paris, Texas"."""
    if not group.holders:
        return {}
    for number in group.holders:
        holder = scene.named.get(number)
        if holder is None:
            continue
        if holder.is_country:
            if place.country == holder.country and not place.is_country:
                return {"held": _HELD}
        elif (place.country, place.admin1) == (holder.country, holder.name) or (
            holder.admin1 and holder.feature == "ADM2" and place.admin1 == holder.admin1
        ):
            return {"held": _HELD}
    return {"held": _NOT_HELD}


def _holds(place: Place, group: Group, scene: Scene) -> dict[str, float]:
    """Score whether what the place is said to hold can lie in it: "Athens, Georgia"."""
    if not (held := scene.holding.get(group.number)):
        return {}
    country = place.is_country
    inside = sum(
        any(
            c.place.country == place.country
            and c.place is not place
            and (country or c.place.admin1 == place.name)
            for c in candidates
        )
        for candidates in held
    )
    return {"holds": _HOLDS * (2 * inside / len(held) - 1)}


def _company(place: Place, group: Group, scene: Scene) -> dict[str, float]:
    """Score how the place agrees with the others of the story."""
    features: dict[str, float] = {}
    if place.is_country or not place.country:
        return features
    # What the group itself settled on in the first pass is no company.
    own = scene.settled.get(group.number)
    named, region = _own_scene(own), (place.country, place.admin1 or "")
    if scene.countries[place.country] > (named == place.country):
        features["country named"] = _COUNTRY_NAMED
    if scene.regions[region] > (named == region):
        features["region named"] = _REGION_NAMED
    in_own_country = own is not None and own.country == place.country and named != own.country
    same_country = scene.in_country[place.country] - in_own_country
    if same_country > 0:
        features["siblings"] = _SIBLING_COUNTRY * math.log2(1 + same_country)
    own_region = (own.country, own.admin1) if own is not None else None
    if place.feature == "ADM1":
        inside = scene.in_region[place.country, place.name]
        inside -= own_region == (place.country, place.name)
        if inside > 0:
            features["towns inside"] = _TOWNS_INSIDE * math.log2(1 + inside)
    if place.admin1:
        same_region = scene.in_region[region] - (own_region == region)
        if same_region > 0:
            features["siblings"] = features.get("siblings", 0.0) + _SIBLING_REGION * math.log2(
                1 + same_region
            )
    others = [(lat, lon) for number, lat, lon in scene.points if number != group.number]
    if others and place.feature.startswith(("PPL", "ADM2")):
        nearest = min(great_circle_km(place.lat, place.lon, lat, lon) for lat, lon in others)
        features["near others"] = _NEAR * math.exp(-nearest / _NEAR_KM)
    return features


def _own_scene(own: Place | None) -> str | tuple[str, str] | None:
    """Return what a settled place counts as in the scene: a country, a region, or neither."""
    if own is None:
        return None
    if own.is_country:
        return own.country
    return (own.country or "", own.name) if own.feature == "ADM1" else None
