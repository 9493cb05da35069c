"""The steps from a story to its report, in order, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import geonews
from geonews.errors import GeocoderError
from geonews.model import Article, Mention, Report, UserArea
from geonews.options import Options

if TYPE_CHECKING:
    from geonews.gazetteer import Dispute, Gazetteer
    from geonews.geocode import CandidateSource

__all__ = ["analyse"]


def analyse(
    article: Article,
    options: Options = Options(),
    *,
    gazetteer: Gazetteer | None = None,
    source: CandidateSource | None = None,
    areas: tuple[UserArea, ...] = (),
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
    # Imported here, so that a command that analyses nothing starts without them.
    from geonews.check import check
    from geonews.gazetteer import Gazetteer
    from geonews.geocode import failures_of, open_source
    from geonews.measure import measure
    from geonews.recognise import recognise
    from geonews.resolve import resolve

    gazetteer = gazetteer or Gazetteer.open(options.gazetteer)
    if options.worldview is not None:
        gazetteer = gazetteer.viewed(options.worldview)
    found = recognise(article, gazetteer, options)
    source = source or open_source(options, gazetteer)
    mentions = resolve(article, found, source, options)
    if options.strict:
        failures = failures_of(source)
        for name in (mention.text for mention in mentions if mention.text in failures):
            raise GeocoderError(f"{failures[name]} (--strict: leave it out to go on without)")
    mentions = _as_seen(mentions, gazetteer)
    figures = measure(article, mentions)
    return Report(
        article=article,
        gazetteer=gazetteer.info,
        mentions=mentions,
        figures=figures,
        checks=check(article, figures, gazetteer, areas),
        version=geonews.__version__,
    )


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
