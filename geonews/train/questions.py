"""Labelled stories laid out as questions: which of its candidates does a name mean, or none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from geonews.gazetteer import Gazetteer
from geonews.model import Mention
from geonews.options import Options
from geonews.resolve.candidates import asked
from geonews.resolve.groups import grouped
from geonews.resolve.home import Home, home_of
from geonews.resolve.setting import Setting, setting_of
from geonews.resolve.table import Floats, Ints, table_of
from geonews.train.corpora import Label, Story

__all__ = ["RECIPE", "Question", "Recipe", "question_of", "questions_of"]


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to train; the defaults were chosen by cross-validation by document."""

    units: int = 16
    seeds: int = 4
    epochs: int = 25
    rate: float = 4e-3
    decay: float = 0.3
    exact: float = 0.6
    demonyms: float = 0.4
    unplaced: float = 0.3
    pool: float = 0.6


RECIPE = Recipe()
"""The one that trains what ships."""


@dataclass(frozen=True, slots=True)
class Question:
    """A story laid out for training.

    ``exact`` and ``near`` tell, for each asked label, which rows of the table are right; ``group``
    the group it asks about, ``weight`` how much it counts. ``story`` is the number of the story.
    """

    story: int
    setting: Setting
    group: Ints
    exact: npt.NDArray[np.bool_]
    near: npt.NDArray[np.bool_]
    weight: Floats


def question_of(
    number: int,
    story: Story,
    mentions: tuple[Mention, ...],
    gazetteer: Gazetteer,
    home: Home | None,
    recipe: Recipe,
) -> Question | None:
    """Lay out a story as the resolver would; labels of other spans are asked nothing."""
    candidates, _ = asked(dict.fromkeys(m.text for m in mentions), gazetteer, story.article.text)
    groups = tuple(g for g in grouped(story.article.text, mentions, candidates) if g.candidates)
    if not groups:
        return None
    table = table_of(groups, mentions, {})
    by_span = {(label.start, label.end): label for label in story.labels}
    asks: dict[tuple[int, int | None, float | None], tuple[Label, float]] = {}
    for g, group in enumerate(groups):
        for n in group.mentions:
            mention = mentions[n]
            label = by_span.get((mention.start, mention.end))
            if label is None:
                continue
            worth = recipe.demonyms if mention.kind == "demonym" else 1.0
            worth *= recipe.unplaced if label.lat is None else 1.0
            key = (g, label.geonames_id, label.lat)
            asks[key] = (label, asks[key][1] + worth if key in asks else worth)
    if not asks:
        return None
    exact = np.zeros((len(asks), len(table.rows)), dtype=np.bool_)
    near = np.zeros_like(exact)
    for n, ((g, _, _), (label, _)) in enumerate(asks.items()):
        for row in range(table.starts[g], table.starts[g + 1]):
            place = table.rows[row].place
            exact[n, row] = place.geonames_id == label.geonames_id is not None
            near[n, row] = label.is_met_by(place)
    return Question(
        number,
        setting_of(table, mentions, home),
        np.array([g for g, _, _ in asks]),
        exact,
        near,
        np.array([worth for _, worth in asks.values()]) ** recipe.pool,
    )


def questions_of(
    read: Sequence[Story],
    found: Sequence[Mapping[str, tuple[Mention, ...]]],
    gazetteer: Gazetteer,
    recipe: Recipe = RECIPE,
) -> list[Question]:
    """Lay out stories with each set of mentions, once with the outlet's home and once without.

    Parameters
    ----------
    read : sequence of Story
    found : sequence of mappings
        The mentions of each story by its id: the labelled ones, those a recogniser found.
    gazetteer : Gazetteer
    recipe : Recipe
    """
    laid: list[Question] = []
    homes = (home_of(story.article, gazetteer, Options()) for story in read)
    towns = [home for home in homes if home and home.lat is not None]
    for mentions_of in found:
        for number, story in enumerate(read):
            home = home_of(story.article, gazetteer, Options())
            mentions = mentions_of[story.article.id]
            # Told a wrong home, world news says so itself; else home would be believed blindly.
            local = home is not None and home.lat is not None
            wrong = () if local or not towns else (towns[number % len(towns)],)
            for where in (None, home, *wrong) if home else (None, *wrong):
                one = question_of(number, story, mentions, gazetteer, where, recipe)
                laid += [one] if one else []
    return laid
