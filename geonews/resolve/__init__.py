"""Resolve: from names in a story to one place on Earth each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from geonews.errors import GeocoderError, UnknownPlaceError
from geonews.gazetteer import Candidate, NameKind
from geonews.geocode import CandidateSource, links_of, regions_of
from geonews.model import Article, Mention, Place
from geonews.options import Options
from geonews.resolve.groups import Group, grouped
from geonews.resolve.reasons import reason_for
from geonews.resolve.roles import role_of
from geonews.resolve.score import Scene, Scored, ranked, scene_of
from geonews.text import fold

__all__ = ["resolve"]

_RUNNERS_UP = 5
_SETTLED = 0.35
"""Share from which a place of the first pass counts in the second."""
# Set on the development half of the labelled training part, where the calibration error is 0.07.
_COMPANY = 1.5
_DOUBT_IN_COMPANY = 0.5
_CITY_REGION_KM2 = 5_000
"""Regions up to this size that bear a city's name are the city: Moscow 2,561, Tokyo 2,194."""
# A service has a spot for nearly every word: "Ruritania Club" for Ruritania. One that bears more
# than the name asked for is never sure; no figure stands behind the half but that.
_DOUBT_OF_A_SPOT = 0.5


def resolve(
    article: Article,
    mentions: tuple[Mention, ...],
    source: CandidateSource,
    options: Options = Options(),
) -> tuple[Mention, ...]:
    """Give each mention its place, with a confidence, a reason and the runners-up.

    A name has one sense a story, unless the words beside it say otherwise ("Kursk region").
    Large places are resolved first, the rest in their light. A mention that cannot be resolved
    says why and harms no other.

    A chain of sources is gone through link by link: the next is asked for the names that are still
    unresolved or uncertain, and these are resolved again in the light of what is sure. What is
    sure stays as it is, and so does an answer that the next one has no surer one for.

    Parameters
    ----------
    article : Article
    mentions : tuple of Mention
        As `geonews.recognise.recognise` returns them.
    source : CandidateSource
        The gazetteer, a geopy geocoder behind `geonews.geocode.GeopySource`, or a
        `geonews.geocode.ChainSource` of them.
    options : Options
        ``near`` breaks ties, ``uncertain_below`` sets the status.

    Returns
    -------
    tuple of Mention
        The same spans in the same order.

    Raises
    ------
    UnknownPlaceError
        ``options.near`` names no place the source knows.
    GeocoderError
        The service failed on ``options.near``.

    Examples
    --------
    >>> from geonews.gazetteer import Gazetteer
    >>> from geonews.recognise import recognise
    >>> gazetteer = Gazetteer.open()
    >>> story = Article("A storm reached Paris, Texas, on Monday.")
    >>> [m.place.geonames_id for m in resolve(story, recognise(story, gazetteer), gazetteer)]
    [4717560, 4736286]
    """
    home = _home(options.near, source)
    placed: tuple[Mention, ...] = ()
    for link in links_of(source):
        names = _open_names(mentions, placed)
        if names or not placed:
            placed = _resolved(article.text, mentions, placed, names, link, home, options)
    return placed


def _open_names(mentions: tuple[Mention, ...], placed: tuple[Mention, ...]) -> tuple[str, ...]:
    """Return the names whose place is not sure yet, in order.

    Where one mention of a name is sure of a place, another that doubts of the same place doubts
    whether it is a name at all, which no other source can tell.
    """
    if not placed:
        return tuple(dict.fromkeys(mention.text for mention in mentions))
    sure = {(fold(m.text), m.place) for m in placed if m.status == "resolved"}
    unsure = (m for m in placed if m.status != "resolved" and (fold(m.text), m.place) not in sure)
    return tuple(dict.fromkeys(mention.text for mention in unsure))


def _resolved(
    text: str,
    mentions: tuple[Mention, ...],
    former: tuple[Mention, ...],
    names: tuple[str, ...],
    source: CandidateSource,
    home: Place | None,
    options: Options,
) -> tuple[Mention, ...]:
    """Resolve some names by one source; what former sources made of the rest is their scene."""
    candidates, failures = _asked(names, source)
    for mention in former:
        if mention.text not in candidates:
            known = () if mention.place is None else (_as_candidate(mention.place),)
            candidates[mention.text] = known
    groups = grouped(text, mentions, candidates)
    if regions := _missing_regions(mentions, groups, names, source):
        candidates |= {name: (*candidates[name], *found) for name, found in regions.items()}
        groups = grouped(text, mentions, candidates)
    sure = {n: m.place for n, m in enumerate(former) if m.status == "resolved" and m.place}
    fixed = {g.number: sure[n] for g in groups for n in reversed(g.mentions) if n in sure}
    loose = [group for group in groups if group.number not in fixed]
    before = tuple((group, fixed[group.number]) for group in groups if group.number in fixed)
    # Two passes: the second sees every place the first was sure of.
    scene = scene_of(groups, home, before)
    settled = dict(fixed)
    for group in loose:
        scored = ranked(group, scene)
        if scored and scored[0].share > _SETTLED:
            settled[group.number] = scored[0].candidate.place
    scene = scene_of(groups, home, ((g, settled[g.number]) for g in groups if g.number in settled))
    placed: dict[int, Mention] = {}
    for group in loose:
        placed |= _placed(text, mentions, group, scene, options, failures)
    if not former:
        return tuple(placed[number] for number in range(len(mentions)))
    asked = frozenset(names)
    return tuple(
        _better(old, placed[number], failures)
        if number in placed and old.text in asked and old.status != "resolved"
        else old
        for number, old in enumerate(former)
    )


def _missing_regions(
    mentions: tuple[Mention, ...],
    groups: tuple[Group, ...],
    names: tuple[str, ...],
    source: CandidateSource,
) -> dict[str, tuple[Candidate, ...]]:
    """Ask for the regions of names that the story calls regions and no region was found for."""
    found: dict[str, tuple[Candidate, ...]] = {}
    for group in groups:
        name = mentions[group.mentions[0]].text
        have = any(c.place.feature.startswith("ADM") for c in group.candidates)
        if group.kind == "region" and group.candidates and not have and name in names:
            try:
                found[name] = regions_of(source, name)
            except GeocoderError:
                # What came before stands: it is no worse than without this question.
                continue
    return {name: regions for name, regions in found.items() if regions}


def _as_candidate(place: Place) -> Candidate:
    return Candidate(place, NameKind.NAME, place.population or 1)


def _better(old: Mention, new: Mention, failures: dict[str, str]) -> Mention:
    """Return the surer of two answers for a mention; of two failures the one that says more."""
    if new.place is None:
        return new if old.place is None and new.text in failures else old
    return new if new.confidence > old.confidence else old


def _same_city(one: Scored, other: Scored) -> bool:
    """Tell whether two candidates are a city and the region that is that city, such as Moscow."""
    pair = sorted((one.candidate.place, other.candidate.place), key=lambda p: p.feature != "ADM1")
    region, town = pair
    return (
        region.feature == "ADM1"
        and town.feature.startswith("PPL")
        and (town.country, town.admin1) == (region.country, region.name)
        and region.area_km2 is not None
        and region.area_km2 <= _CITY_REGION_KM2
    )


def _home(near: str | None, source: CandidateSource) -> Place | None:
    """Find where the newsroom is: "Paris, Texas" is the Paris that Texas holds."""
    if not near:
        return None
    name, _, holder = (part.strip() for part in near.partition(","))
    found = [c.place for c in source.candidates(name) if c.kind.is_name]
    if holder:
        holders = [c.place for c in source.candidates(holder)]
        regions = {(place.name, place.country) for place in holders}
        countries = {place.country for place in holders if place.is_country}
        found = [p for p in found if (p.admin1, p.country) in regions or p.country in countries]
    if not found:
        raise UnknownPlaceError(
            f"no place is called {near!r} (--near): give a town the gazetteer knows, "
            "with its state or country behind a comma"
        )
    return found[0]


def _asked(
    names: Iterable[str], source: CandidateSource
) -> tuple[dict[str, tuple[Candidate, ...]], dict[str, str]]:
    """Ask for each name once; a failure stays with its own name."""
    found: dict[str, tuple[Candidate, ...]] = {}
    failures: dict[str, str] = {}
    for name in names:
        try:
            found[name] = source.candidates(name)
        except GeocoderError as error:
            found[name] = ()
            failures[name] = str(error)
    return found, failures


def _placed(
    text: str,
    mentions: tuple[Mention, ...],
    group: Group,
    scene: Scene,
    options: Options,
    failures: dict[str, str],
) -> dict[int, Mention]:
    """Return the mentions of a group by number, with what the group was resolved to."""
    placed: dict[int, Mention] = {}
    scored = ranked(group, scene)
    if not scored:
        for number in group.mentions:
            mention = mentions[number]
            placed[number] = replace(
                mention,
                role=role_of(text, mention),
                reason=failures.get(mention.text) or f"no place called {mention.text!r} is known",
                confidence=0.0,
                status="unresolved",
            )
        return placed
    best = scored[0]
    share = best.share + sum(s.share for s in scored[1:] if _same_city(best, s))
    if best.candidate.place.feature == "SPOT" and best.candidate.kind is not NameKind.NAME:
        share *= _DOUBT_OF_A_SPOT
    # A name with a place right beside the story's others is hardly anything but that place.
    company = sum(best.features.get(feature, 0.0) for feature in ("held", "near others"))
    doubted = _DOUBT_IN_COMPANY if company > _COMPANY else 1.0
    alternatives = tuple(s.candidate.place for s in scored[1 : _RUNNERS_UP + 1])
    for number in group.mentions:
        mention = mentions[number]
        confidence = round((1 - (1 - mention.confidence) * doubted) * share, 4)
        placed[number] = replace(
            mention,
            role=role_of(text, mention),
            place=best.candidate.place,
            confidence=confidence,
            status="uncertain" if confidence < options.uncertain_below else "resolved",
            alternatives=alternatives,
            reason=reason_for(mention, group, scored, scene),
        )
    return placed
