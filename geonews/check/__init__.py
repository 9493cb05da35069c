"""Check: what a story states, held against polygons, official areas and its own arithmetic.

One function a kind of check. `relations` says which figures belong together, `reference` how
large a place is, `words` how a person is told.
"""

from __future__ import annotations

from geonews.check.pairs import unit_pair
from geonews.check.polygons import is_named, polygon_of_area, polygon_of_share
from geonews.check.reference import Reference, reference
from geonews.check.relations import pairs, share_targets, shares_restated
from geonews.check.wholes import part_of_whole, percentage_of_figure, share_of_whole
from geonews.gazetteer import Gazetteer, area_km2
from geonews.model import Article, Check, Figure, Place, UserArea
from geonews.text import sentence_at

__all__ = ["area_km2", "check"]


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
        As `geonews.measure.measure` returns them; checks refer to them by index.
    gazetteer : Gazetteer
        Where polygons and official areas come from.
    areas : tuple of UserArea
        The user's own polygons, matched by name.

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
    text = article.text
    paired = pairs(text, figures)
    restated: dict[int, tuple[int, ...]] = {}
    for i, j in paired:
        restated[i] = (*restated.get(i, ()), j)
    second = {j for _, j in paired}
    of_figure = share_targets(text, figures)
    same_ground = shares_restated(text, figures)
    wholes: dict[Place, Reference | None] = {}

    def whole_of(place: Place) -> Reference | None:
        if place not in wholes:
            wholes[place] = reference(place, gazetteer)
        return wholes[place]

    sizes: dict[int, float] = {}

    def size_of(n: int) -> float:
        if n not in sizes:
            sizes[n] = area_km2(areas[n].geometry)
        return sizes[n]

    found: list[Check] = []
    for i, figure in enumerate(figures):
        place = figure.place
        if figure.quantity == "area":
            others = restated.get(i, ())
            found += [unit_pair(i, j, figures) for j in others]
            if i not in second and place is not None:
                part = part_of_whole(i, figure, place, whole_of(place), others)
                found += [part] if part else []
        elif figure.quantity == "share":
            if i in of_figure:
                found.append(percentage_of_figure(i, of_figure[i], figures))
            elif place is not None:
                k = same_ground.get(i)
                stated = None if k is None else figures[k]
                found.append(share_of_whole(i, figure, place, whole_of(place), k, stated))
        if not areas or i in second or i in of_figure:
            continue
        start, end = sentence_at(text, figure.start, figure.end)
        for n, area in enumerate(areas):
            if not is_named(area, figure, text[start:end]):
                continue
            if figure.quantity == "area":
                rest = restated.get(i, ())
                found.append(
                    polygon_of_area(i, figure, area, size_of(n), gazetteer, text[start:end], rest)
                )
            elif figure.quantity == "share" and place is not None:
                whole = whole_of(place)
                found.append(polygon_of_share(i, figure, area, size_of(n), whole, place.name))
    return tuple(found)
