"""The steps from a story to its report, in order, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import geonews
from geonews.errors import GeocoderError
from geonews.model import Article, Mention, Place, Report, UserArea
from geonews.options import Options

if TYPE_CHECKING:
    from geonews.corrections import Corrections
    from geonews.gazetteer import Dispute, Gazetteer
    from geonews.geocode import CandidateSource
    from geonews.resolve.explain import Explanation

__all__ = ["analyse", "explained"]


def analyse(
    article: Article,
    options: Options = Options(),
    *,
    gazetteer: Gazetteer | None = None,
    source: CandidateSource | None = None,
    areas: tuple[UserArea, ...] = (),
    corrections: Corrections | None = None,
) -> Report:
    """Find the places a story names, and check its area figures.

    Parameters
    ----------
    article : Article
        As `geonews.read.read` returns it, or made from a text.
    options : Options
    gazetteer : Gazetteer, optional
        An open one, to be used for many stories; by default the one the options name.
    source : CandidateSource, optional
        Where candidates come from; by default the one the options name. A geopy geocoder of your
        own goes in as ``GeopySource(geocoder, "its name")``. To draw the shapes it gives, hand
        the same source to `geonews.draw.draw`.
    areas : tuple of UserArea
        The user's own polygons, which figures are checked against by name.
    corrections : Corrections, optional
        The editor's word, as `geonews.corrections.read_corrections` returns it. To draw its own
        polygons, hand `geonews.corrections.with_own` of the source to both steps.

    Returns
    -------
    Report

    Raises
    ------
    GazetteerError
        The gazetteer cannot be opened.
    OptionError
        ``options.worldview`` is none, there is no such geocoder, or its configuration is bad.
    UnknownPlaceError
        ``options.near`` names no place.
    GeocoderError
        A service failed on ``options.near``, or on any name where ``options.strict`` is set.

    Examples
    --------
    >>> report = analyse(Article("Rain fell on Lima, Peru."))
    >>> [mention.place.name for mention in report.mentions]
    ['Lima', 'Peru']
    """
    return _report(_ready(article, options, gazetteer, source, corrections), areas)


def explained(
    article: Article,
    options: Options = Options(),
    *,
    gazetteer: Gazetteer | None = None,
    source: CandidateSource | None = None,
    corrections: Corrections | None = None,
) -> tuple[Report, tuple[Explanation, ...]]:
    """Tell what each name of a story could have meant, how likely, and what decided.

    Takes and raises what `analyse` does.

    Returns
    -------
    report : Report
        What `analyse` returns.
    explanations : tuple of Explanation
        One a mention as it was before places given by distance were found, in their order.

    Examples
    --------
    >>> report, (paris, texas) = explained(Article("A storm reached Paris, Texas."))
    >>> paris.candidates[0].place.admin1, paris.candidates[0].because[0][0]
    ('Texas', 'the story says it is in Texas')
    """
    from geonews.resolve.explain import explain

    ready = _ready(article, options, gazetteer, source, corrections)
    told = explain(ready.article, ready.mentions, ready.source, options, home=ready.home)
    return _report(ready, ()), told


@dataclass(frozen=True, slots=True)
class _Ready:
    """A story whose names are recognised, and what resolves them."""

    article: Article
    options: Options
    gazetteer: Gazetteer
    source: CandidateSource
    mentions: tuple[Mention, ...]
    home: Place | None
    corrections: Corrections | None


def _ready(
    article: Article,
    options: Options,
    gazetteer: Gazetteer | None,
    source: CandidateSource | None,
    corrections: Corrections | None,
) -> _Ready:
    from geonews.gazetteer import Gazetteer
    from geonews.geocode import open_source
    from geonews.recognise import recognise
    from geonews.recognise.languages import language_of

    gazetteer = gazetteer or Gazetteer.open(options.gazetteer)
    if options.worldview is not None:
        gazetteer = gazetteer.viewed(options.worldview)
    if article.language is None:
        article = replace(article, language=language_of(article.text))
    mentions = recognise(article, gazetteer, options)
    source = source or open_source(options, gazetteer)
    if corrections is None:
        return _Ready(article, options, gazetteer, source, mentions, None, None)
    from geonews.corrections import mark, with_own

    return _Ready(
        article,
        options,
        gazetteer,
        with_own(source, corrections),
        _around(article, mark(corrections, article, mentions)),
        corrections.home_for(article),
        corrections,
    )


def _report(ready: _Ready, areas: tuple[UserArea, ...]) -> Report:
    """Resolve, measure and check a story whose names are recognised."""
    # Imported here, so that a command that analyses nothing starts without them.
    from geonews.check import check
    from geonews.geocode import failures_of
    from geonews.measure import measure
    from geonews.resolve import resolve
    from geonews.resolve.focus import focus_of
    from geonews.resolve.relative import place_relatives

    article, options = ready.article, ready.options
    mentions = resolve(article, ready.mentions, ready.source, options, home=ready.home)
    if ready.corrections is not None:
        from geonews.corrections import settle

        mentions = settle(ready.corrections, article, mentions)
        areas = (*areas, *ready.corrections.areas)
    mentions = place_relatives(article, mentions)
    if options.strict:
        failures = failures_of(ready.source)
        for name in (mention.text for mention in mentions if mention.text in failures):
            raise GeocoderError(f"{failures[name]} (--strict: leave it out to go on without)")
    mentions = _as_seen(mentions, ready.gazetteer)
    figures = measure(article, mentions)
    return Report(
        article=article,
        gazetteer=ready.gazetteer.info,
        mentions=mentions,
        figures=figures,
        checks=check(article, figures, ready.gazetteer, areas),
        version=geonews.__version__,
        focus=focus_of(article, mentions),
    )


def _around(article: Article, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Give corrected names the role their words say, and tell places anew from the names left."""
    from geonews.recognise.coordinates import joined_with
    from geonews.recognise.relative import relatives
    from geonews.resolve.roles import role_of

    # The resolver keeps a mention that has its place as it is.
    names = tuple(
        replace(mention, role=role_of(article.text, mention))
        if mention.place is not None and mention.kind in ("place", "demonym")
        else mention
        for mention in mentions
        if mention.kind != "relative"
    )
    return joined_with(names, relatives(article, names))


def _as_seen(mentions: tuple[Mention, ...], gazetteer: Gazetteer) -> tuple[Mention, ...]:
    """Give each place the country it has in the gazetteer's worldview, and name its dispute."""
    places = {mention.place for mention in mentions if mention.place}
    disputes = {place: found for place in places if (found := gazetteer.dispute_of(place))}
    seen = {place: gazetteer.seen(place) for place in disputes}
    return tuple(
        replace(
            mention,
            place=seen[mention.place],
            reason=_with_note(mention.reason, disputes[mention.place]),
        )
        if mention.place in disputes
        else mention
        for mention in mentions
    )


def _with_note(reason: str, dispute: Dispute) -> str:
    return reason if dispute.owner is not None else f"{reason} {dispute.note}".lstrip()
