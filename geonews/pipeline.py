"""The steps from a story to its report, in order, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geonews
from geonews.model import Article, Report, UserArea
from geonews.options import Options

if TYPE_CHECKING:
    from geonews.gazetteer import Gazetteer
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
        own goes in as ``GeopySource(geocoder, "its name")``.
    areas : tuple of UserArea
        The user's own polygons, which figures are checked against by name.

    Returns
    -------
    Report

    Raises
    ------
    GazetteerError
        The gazetteer cannot be opened.
    UnknownPlaceError
        ``options.near`` names no place.

    Examples
    --------
    >>> report = analyse(Article("Rain fell on Lima, Peru."))
    >>> [mention.place.name for mention in report.mentions]
    ['Lima', 'Peru']
    """
    # Imported here, so that a command that analyses nothing starts without them.
    from geonews.check import check
    from geonews.gazetteer import Gazetteer
    from geonews.geocode import open_source
    from geonews.measure import measure
    from geonews.recognise import recognise
    from geonews.resolve import resolve

    gazetteer = gazetteer or Gazetteer.open(options.gazetteer)
    found = recognise(article, gazetteer, options)
    mentions = resolve(article, found, source or open_source(options, gazetteer), options)
    figures = measure(article, mentions)
    return Report(
        article=article,
        gazetteer=gazetteer.info,
        mentions=mentions,
        figures=figures,
        checks=check(article, figures, gazetteer, areas),
        version=geonews.__version__,
    )
