"""Places that a story gives by others: "30 km south of Kursk", "midway between Lima and Cusco"."""

from __future__ import annotations

from geonews.model import Article, Mention
from geonews.relations import anchors_of, find_relations
from geonews.text import is_within

__all__ = ["relatives"]

_CONFIDENCE = 0.95


def relatives(article: Article, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Return the phrases that give a place by distance from the names behind them.

    The names stay mentions of their own, so the span of a phrase ends before them: "30 km south
    of" before "Kursk". Without a distance ("north of Kharkiv", "an hour's drive from Lima"), or
    from a thing that is no place (a border, an airport), there is no mention.

    Parameters
    ----------
    article : Article
        Page furniture is left out.
    mentions : tuple of Mention
        The story's names and coordinates, in order and disjoint.

    Returns
    -------
    tuple of Mention
        In order, disjoint from each other and from ``mentions``, of kind ``relative``, without
        places: `geonews.resolve` gives them theirs once the names have theirs.

    Examples
    --------
    >>> story = Article("A drone fell about 30 km south of Kursk.")
    >>> [m.text for m in relatives(story, (Mention(34, 39, "Kursk"),))]
    ['30 km south of']
    """
    text = article.text
    taken = tuple((mention.start, mention.end) for mention in mentions)
    found: list[Mention] = []
    for start, stop, relation in find_relations(text):
        span = (start, stop)
        if is_within(span, taken) or is_within(span, article.furniture):
            continue
        if anchors_of(text, start, stop, relation, mentions):
            found.append(Mention(start, stop, text[start:stop], "relative", confidence=_CONFIDENCE))
    return tuple(found)
