"""How good a ranker is on stories it was not trained on, and what its confidence is worth."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from geonews.gazetteer import Gazetteer
from geonews.model import Mention
from geonews.options import Options
from geonews.resolve import resolve
from geonews.resolve.candidates import asked
from geonews.resolve.groups import grouped
from geonews.resolve.home import home_of
from geonews.resolve.ranker import TRUST, Ranker
from geonews.resolve.score import scene_of, told_by, told_of
from geonews.resolve.table import Floats
from geonews.train.corpora import FOLDS, NEAR_KM, Story, fold_of
from geonews.train.questions import questions_of
from geonews.train.ranker import train

__all__ = [
    "Tally",
    "Trust",
    "by_fold",
    "cross_trained",
    "fitted",
    "judged",
    "threshold",
    "trust_rows",
]

Found = Mapping[str, tuple[Mention, ...]]
"""The mentions of stories by their id."""


@dataclass(slots=True)
class Tally:
    """Counts over labelled spans and placed mentions."""

    located: int = 0
    near: int = 0
    with_id: int = 0
    exact: int = 0
    placed: int = 0
    right: int = 0
    sure: int = 0
    sure_right: int = 0

    def add(self, other: Tally) -> None:
        """Add the counts of another."""
        for name in Tally.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def figures(self) -> dict[str, float]:
        """Return the shares of labels placed within 161 km and exactly, and precisions."""
        return {
            "within_161_km": self.near / max(self.located, 1),
            "exact": self.exact / max(self.with_id, 1),
            "placed_precision": self.right / max(self.placed, 1),
            "resolved_precision": self.sure_right / max(self.sure, 1),
            "resolved_share": self.sure / max(self.placed, 1),
        }


def cross_trained(
    read: Sequence[Story],
    found: Sequence[Found],
    gazetteer: Gazetteer,
    fold: Callable[[Story], int | str] = lambda story: fold_of(story.article.id),
    say: Callable[[str], None] = lambda _: None,
) -> dict[int | str, Ranker]:
    """Train a ranker for each fold on all stories outside it.

    Parameters
    ----------
    read : sequence of Story
    found : sequence of mappings
        Sets of mentions to train on; see `questions_of`.
    gazetteer : Gazetteer
    fold : callable
        The fold of a story: by document, or its corpus to leave one corpus out.
    say : callable
        Told of progress.
    """
    laid = questions_of(read, found, gazetteer)
    rankers = {}
    for held in sorted({fold(story) for story in read}, key=str):
        rest = [question for question in laid if fold(read[question.story]) != held]
        rankers[held] = train(rest)
        say(f"trained without {held}")
    return rankers


def judged(
    read: Iterable[Story],
    found: Found,
    gazetteer: Gazetteer,
    ranker_of: Callable[[Story], Ranker],
    homes: bool = True,
) -> dict[str, Tally]:
    """Resolve stories, and count what is right, by corpus and over all.

    Parameters
    ----------
    read : iterable of Story
    found : mapping
        The mentions of each story by its id.
    gazetteer : Gazetteer
    ranker_of : callable
        The ranker for a story, one that was not trained on it.
    homes : bool
        Whether the resolver is told who published the story.
    """
    tallies: dict[str, Tally] = {}
    for story in read:
        article = story.article if homes else replace(story.article, source=None, url=None)
        mentions = found[article.id]
        placed = resolve(article, mentions, gazetteer, ranker=ranker_of(story))
        tally = _tally(story, placed)
        for name in (story.corpus, "all"):
            tallies.setdefault(name, Tally()).add(tally)
    return tallies


def _tally(story: Story, placed: tuple[Mention, ...]) -> Tally:
    tally = Tally()
    labels = {(label.start, label.end): label for label in story.labels}
    by_span = {(m.start, m.end): m for m in placed}
    for span, label in labels.items():
        mention = by_span.get(span)
        place = mention.place if mention else None
        if label.lat is not None:
            tally.located += 1
            tally.near += label.km_from(place) < NEAR_KM
        if label.geonames_id is not None:
            tally.with_id += 1
            tally.exact += place is not None and place.geonames_id == label.geonames_id
    for span, mention in by_span.items():
        known = labels.get(span)
        if mention.place is None:
            continue
        if known is not None and known.lat is None:
            continue
        right = known is not None and known.km_from(mention.place) < NEAR_KM
        tally.placed += 1
        tally.right += right
        tally.sure += mention.status == "resolved"
        tally.sure_right += right and mention.status == "resolved"
    return tally


@dataclass(frozen=True, slots=True)
class Trust:
    """A placed mention of a story held out: what its confidence is told from, and the truth."""

    told: tuple[float, ...]
    is_span: bool
    is_right: bool


def trust_rows(
    read: Iterable[Story],
    found: Found,
    gazetteer: Gazetteer,
    ranker_of: Callable[[Story], Ranker],
) -> list[Trust]:
    """Return the rows that `fitted` learns from, each story once with its home and once without.

    The recogniser's confidence in ``found`` and the ranker must both be of models that were not
    trained on the story.
    """
    rows: list[Trust] = []
    for story in read:
        mentions = found[story.article.id]
        labels = {(label.start, label.end): label for label in story.labels}
        candidates, _ = asked(
            dict.fromkeys(m.text for m in mentions), gazetteer, story.article.text
        )
        groups = grouped(story.article.text, mentions, candidates)
        home = home_of(story.article, gazetteer, Options())
        for where in (None, home) if home else (None,):
            scene = scene_of(groups, mentions, {}, where, ranker_of(story))
            if scene is None:
                continue
            for group in groups:
                scored = scene.scored(group)
                told = told_of(scene, scored) if scored else ()
                for number in group.mentions if scored else ():
                    mention = mentions[number]
                    label = labels.get((mention.start, mention.end))
                    if label is not None and label.lat is None:
                        continue
                    right = label is not None and label.is_met_by(scored[0].candidate.place)
                    rows.append(Trust((*told_by(mention), *told), label is not None, right))
    return rows


_PENALTY = 2.0
_STEPS = 30


def fitted(rows: Sequence[Trust]) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Fit the two logistic models of `Ranker.trust`.

    Examples
    --------
    >>> sure, unsure = (3.0,) + (0.0,) * 7, (-3.0,) + (0.0,) * 7
    >>> span, place = fitted([Trust(sure, True, True), Trust(unsure, False, False)] * 50)
    >>> span[0] > 0
    True
    """
    told = np.array([(*row.told, 1.0) for row in rows])
    is_span = np.array([row.is_span for row in rows])
    is_right = np.array([row.is_right for row in rows])
    return _logistic(told, is_span), _logistic(told[is_span], is_right[is_span])


def _logistic(x: Floats, true: npt.NDArray[np.bool_]) -> tuple[float, ...]:
    """Fit by Newton's method, with a small L2 penalty on all but the constant."""
    weights = np.zeros(len(TRUST) + 1)
    penalty = np.full(len(weights), _PENALTY)
    penalty[-1] = 1e-3
    for _ in range(_STEPS):
        p = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        slope = x.T @ (p - true) + penalty * weights
        curve = (x * (p * (1 - p))[:, None]).T @ x + np.diag(penalty)
        weights = weights - np.linalg.solve(curve, slope)
    return tuple(float(weight) for weight in weights)


def threshold(ranker: Ranker, recogniser: str, rows: Sequence[Trust], precision: float) -> float:
    """Return the least confidence above which so many of the mentions are right."""
    told = ((ranker.trusted(row.told, recogniser), row.is_right) for row in rows)
    ranked = sorted(told, reverse=True)
    best, right = 1.0, 0
    for count, (confidence, is_right) in enumerate(ranked, 1):
        right += is_right
        last_of_equals = count == len(ranked) or ranked[count][0] < confidence
        if last_of_equals and right / count >= precision:
            best = confidence
    return best


def by_fold(rankers: Mapping[int | str, Ranker]) -> Callable[[Story], Ranker]:
    """Return, for a story, the ranker that was not trained on it."""
    assert len(rankers) == FOLDS  # noqa: S101
    return lambda story: rankers[fold_of(story.article.id)]
