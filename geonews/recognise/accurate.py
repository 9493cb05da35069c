"""The recogniser with a neural tagger: what `fast` weighs, and what a small transformer says."""

from __future__ import annotations

from geonews.gazetteer import Gazetteer
from geonews.model import Article, Mention
from geonews.options import Options
from geonews.recognise.fast import unsure
from geonews.recognise.languages import language_of
from geonews.recognise.linear import Weights, shipped
from geonews.recognise.tagger import Tagger
from geonews.recognise.tagging import Tagging
from geonews.recognise.weighing import mentions_in
from geonews.text import is_trained_on

__all__ = ["accurate"]


def accurate(
    article: Article,
    gazetteer: Gazetteer,
    options: Options = Options(),
    weights: Weights | None = None,
    tagging: Tagging | None = None,
) -> tuple[Mention, ...]:
    """Find the names of places in a story.

    The tagger's probabilities are features of the same linear model that `fast` has, trained with
    them; the names that only the tagger sees are candidates too.

    Parameters
    ----------
    article : Article
    gazetteer : Gazetteer
        Whose names are looked for.
    options : Options
        ``demonyms`` decides whether "North Korean" is reported.
    weights : Weights, optional
        By default those that ship.
    tagging : Tagging, optional
        What the tagger says of the story; by default the tagger that ships is asked.

    Returns
    -------
    tuple of Mention
        As `fast` returns them.

    Raises
    ------
    ModelError
        The tagger or its weights are missing or damaged.

    Examples
    --------
    >>> story = Article("Paris Hilton flew from Paris to Lima for Christian Dior.")
    >>> [mention.text for mention in accurate(story, Gazetteer.open())]
    ['Paris', 'Lima']
    """
    language = article.language or language_of(article.text)
    if not is_trained_on(language):
        return unsure(article, gazetteer, shipped("fast"), str(language))
    weights = weights or shipped("accurate")
    if tagging is None:
        tagging = Tagging(Tagger.open().judged(article.text, gazetteer))
    return mentions_in(article, gazetteer, options, weights, tagging)
