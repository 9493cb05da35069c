"""Recognise: from a story to the spans that name places."""

from __future__ import annotations

from geonews.gazetteer import Gazetteer
from geonews.model import Article, Mention
from geonews.options import Options
from geonews.recognise.accurate import accurate
from geonews.recognise.coordinates import coordinates, joined_with
from geonews.recognise.fast import fast
from geonews.recognise.relative import relatives

__all__ = ["recognise"]


def recognise(
    article: Article, gazetteer: Gazetteer, options: Options = Options()
) -> tuple[Mention, ...]:
    """Find the names of places in a story, coordinates, and places told from others.

    In a language the weights were not trained on, which is any but English, names of the gazetteer
    are found and none is sure.

    Parameters
    ----------
    article : Article
    gazetteer : Gazetteer
        Whose names are looked for.
    options : Options
        ``recogniser`` chooses how; ``demonyms`` decides whether "North Korean" is reported.

    Returns
    -------
    tuple of Mention
        In order, disjoint: kind, role ``dateline`` where it is one, and in ``confidence`` the
        probability that the span names a place. Coordinates come with their place. The span of a
        relative mention, "30 km south of", ends before the name it is told from.

    Raises
    ------
    ModelError
        The recogniser's weights are missing or damaged.

    Examples
    --------
    >>> story = Article("Kim Jong Un left Pyongyang for Vladivostok, Russia.")
    >>> [mention.text for mention in recognise(story, Gazetteer.open())]
    ['Pyongyang', 'Vladivostok', 'Russia']
    """
    find = fast if options.recogniser == "fast" else accurate
    mentions = joined_with(find(article, gazetteer, options), coordinates(article))
    return joined_with(mentions, relatives(article, mentions))
