"""Check: what a story states, held against polygons, official areas and its own arithmetic.

One function a kind of check. `relations` and `groups` say which figures belong together,
`statements` what of its place a figure speaks of, `reference` how large a place is, `words` how a
person is told, `report` how one reads it. For the arithmetic alone there are `area_km2` and
`compare`.
"""

from __future__ import annotations

from geonews.check.arithmetic import Comparison, compare
from geonews.gazetteer import Gazetteer, area_km2
from geonews.model import Article, Check, Figure, UserArea

__all__ = ["Comparison", "area_km2", "check", "compare"]


def check(
    article: Article,
    figures: tuple[Figure, ...],
    gazetteer: Gazetteer,
    areas: tuple[UserArea, ...] = (),
) -> tuple[Check, ...]:
    """Check the figures of a story.

    Parameters
    ----------
    article : Article
    figures : tuple of Figure
        As `geonews.measure.measure` returns them; checks refer to them by index. A figure that is
        zero, negative, not finite or larger than the Earth gets no check.
    gazetteer : Gazetteer
        Where polygons and official areas come from.
    areas : tuple of UserArea
        The user's own polygons, matched by name; of several with one name and different dates the
        one of the date that the sentence names, else the last, and the check says which.

    Returns
    -------
    tuple of Check
        In the order of the figures; never a verdict of true or false.

    Examples
    --------
    >>> from geonews.measure import measure
    >>> story = Article("The park covers 300 sq km (830 sq mi).")
    >>> (found,) = check(story, measure(story, ()), Gazetteer.open())
    >>> found.verdict, found.found
    ('inconsistent', '300 square kilometres is 115.8 square miles')
    """
    if not figures:
        return ()
    # Imported here, so that a story without figures compiles none of the grammar.
    from geonews.check.story import checks_of

    return checks_of(article.text, figures, gazetteer, areas, article.published)
