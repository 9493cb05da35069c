"""The recogniser without a neural network: names from the gazetteer, weighed by context."""

from __future__ import annotations

from geonews.gazetteer import Gazetteer
from geonews.model import Article, Mention
from geonews.options import Options
from geonews.recognise.candidates import found_in
from geonews.recognise.features import WORDS, features
from geonews.recognise.foreign import UNCASED, UNSURE, is_noun, is_prominent, unspaced
from geonews.recognise.languages import language_of
from geonews.recognise.linear import Weights, probability, shipped
from geonews.recognise.tally import Tally
from geonews.recognise.weighing import disjoint, mention_of, mentions_in
from geonews.text import is_trained_on, is_within

__all__ = ["fast", "unsure"]


def fast(
    article: Article,
    gazetteer: Gazetteer,
    options: Options = Options(),
    weights: Weights | None = None,
) -> tuple[Mention, ...]:
    """Find the names of places in a story.

    Parameters
    ----------
    article : Article
    gazetteer : Gazetteer
        Whose names are looked for.
    options : Options
        ``demonyms`` decides whether "North Korean" is reported.
    weights : Weights, optional
        By default those that ship.

    Returns
    -------
    tuple of Mention
        In order, disjoint, without places: kind, role ``dateline`` where it is one, and in
        ``confidence`` the probability that the span names a place.

    Examples
    --------
    >>> story = Article("Kim Jong Un left Pyongyang for Vladivostok, Russia.")
    >>> [mention.text for mention in fast(story, Gazetteer.open())]
    ['Pyongyang', 'Vladivostok', 'Russia']
    """
    weights = weights or shipped()
    language = article.language or language_of(article.text)
    if not is_trained_on(language):
        return unsure(article, gazetteer, weights, str(language))
    return mentions_in(article, gazetteer, options, weights)


def unsure(
    article: Article, gazetteer: Gazetteer, weights: Weights, language: str
) -> tuple[Mention, ...]:
    """Find the names of places in a language that no weights were trained on: none is sure."""
    code = language.strip().lower().split("-")[0]
    story, found = found_in(article, gazetteer, code)
    tally = Tally(found)
    for one in found:
        if code in UNCASED:
            one.logit = 1.0 if is_prominent(one.named.names, code) else -1.0
            continue
        known = features(one, story, tally)
        one.logit = weights.logit(one.sort, [f for f in known if not f.startswith(WORDS)])
    likely = disjoint(
        one
        for one in found
        if one.logit > 0 and one.sort == "listed" and not is_noun(one.named, story.words, code)
    )
    mentions = [mention_of(one, story, min(UNSURE, probability(one.logit))) for one in likely]
    taken = tuple((m.start, m.end) for m in mentions)
    mentions += [
        Mention(start=start, end=end, text=article.text[start:end], confidence=UNSURE)
        for start, end in unspaced(article.text, gazetteer)
        if not is_within((start, end), taken) and not is_within((start, end), article.furniture)
    ]
    return tuple(sorted(mentions, key=lambda mention: mention.start))
