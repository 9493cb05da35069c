"""Resolve: from names in a story to one place on Earth each."""

from __future__ import annotations

from dataclasses import replace

from geonews.errors import GeocoderError, UnknownPlaceError
from geonews.gazetteer import Candidate, NameKind
from geonews.geocode import CandidateSource
from geonews.model import Article, Mention, Place
from geonews.options import Options
from geonews.resolve.groups import Group, grouped
from geonews.resolve.reasons import reason_for
from geonews.resolve.roles import role_of
from geonews.resolve.score import Scene, Scored, ranked, scene_of

__all__ = ["resolve"]

_RUNNERS_UP = 5
_SETTLED = 0.35
"""Share from which a place of the first pass counts in the second."""
# Set on the development half of the labelled training part, where the calibration error is 0.07.
_COMPANY = 1.5
_DOUBT_IN_COMPANY = 0.5
_CITY_REGION_KM2 = 5_000
"""Regions up to this size that bear a city's name are the city: Moscow 2,561, Tokyo 2,194."""


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

    Parameters
    ----------
    article : Article
    mentions : tuple of Mention
        As `geonews.recognise.recognise` returns them.
    source : CandidateSource
        The gazetteer, or a geopy geocoder behind `geonews.geocode.GeopySource`.
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
    candidates, failures = _asked(mentions, source)
    groups = grouped(article.text, mentions, candidates)
    # Two passes: the second sees every place the first was sure of.
    scene = scene_of(groups, home, ())
    first = {group.number: ranked(group, scene) for group in groups}
    settled = tuple(
        (group, scored[0].candidate.place)
        for group in groups
        if (scored := first[group.number]) and scored[0].share > _SETTLED
    )
    scene = scene_of(groups, home, settled)
    placed: dict[int, Mention] = {}
    for group in groups:
        placed |= _placed(article.text, mentions, group, scene, options, failures)
    return tuple(placed[number] for number in range(len(mentions)))


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
    found = [c.place for c in source.candidates(name) if c.kind <= NameKind.ABBREVIATION]
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
    mentions: tuple[Mention, ...], source: CandidateSource
) -> tuple[dict[str, tuple[Candidate, ...]], dict[str, str]]:
    """Ask for each name once; a failure stays with its own name."""
    found: dict[str, tuple[Candidate, ...]] = {}
    failures: dict[str, str] = {}
    for mention in mentions:
        if mention.text in found:
            continue
        try:
            found[mention.text] = source.candidates(mention.text)
        except GeocoderError as error:
            found[mention.text] = ()
            failures[mention.text] = str(error)
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
