"""The linear model of both recognisers, from labelled stories to weights.

A logistic model with an L2 penalty over every span that may be a mention; three sorts of span, a
model each. Words of the text count only where two corpora at least have them, so that nothing is
learnt of one newspaper's country. Training is deterministic.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geonews.gazetteer import Gazetteer
from geonews.model import Article, Mention, Span
from geonews.recognise.accurate import accurate
from geonews.recognise.candidates import found_in
from geonews.recognise.fast import fast
from geonews.recognise.features import WORDS, features
from geonews.recognise.linear import SORTS, Weights
from geonews.recognise.tagging import Tagging
from geonews.recognise.tally import Tally
from geonews.train.corpora import LABELS_DEMONYMS, NO_PLACES, fold_of, stories
from geonews.train.shared import log_odds
from geonews.train.tagged import Tagged

__all__ = [
    "Example",
    "Figures",
    "Found",
    "cross_validated",
    "examples",
    "figures",
    "train",
]

_CERTAIN = 3.0
_RARE = 3
_RARE_WORD = 5
_THRESHOLDS = {"fast": 0.4, "accurate": 0.36}
"""Where each is best by five-fold cross-validation, demonyms out; F1 moves by less than 0.002 from
0.33 to 0.45, and the lower, the more is found."""
_PENALTY = {"listed": 0.6, "people": 0.1, "told": 0.4}
"""The inverse of the L2 penalty, by five-fold cross-validation; a third or thrice moves F1 by
less than 0.003."""


@dataclass(frozen=True, slots=True)
class Example:
    """A labelled story with the features of its spans, ready for training.

    ``spans`` are (sort, features, is a mention).
    """

    corpus: str
    id: str
    text: str
    gold: frozenset[Span]
    ignored: frozenset[Span]
    spans: tuple[tuple[str, tuple[str, ...], bool], ...]


def examples(folder: Path, gazetteer: Gazetteer, tagged: Tagged | None = None) -> list[Example]:
    """Read the corpora, and find what may be a mention in each story.

    ``tagged`` is what a tagger says of each story that it was not trained on.
    """
    read = []
    for story in stories(folder):
        text = story.article.text
        gold: set[Span] = set()
        ignored: set[Span] = set()
        for toponym in story.record["toponyms"]:
            span = toponym["start"], toponym["end"]
            (ignored if toponym["kind"] in NO_PLACES else gold).add(span)
        tagging = Tagging(tagged[story.article.id]) if tagged is not None else None
        context, found = found_in(Article(text), gazetteer, tagging=tagging)
        tally = Tally(found)
        spans = tuple(
            (
                one.sort,
                tuple(features(one, context, tally, tagging)),
                (one.named.start, one.named.end) in gold,
            )
            for one in found
        )
        read.append(
            Example(
                story.corpus, story.record["id"], text, frozenset(gold), frozenset(ignored), spans
            )
        )
    return read


def train(
    learnt: Sequence[Example],
    card: dict[str, Any] | None = None,
    recogniser: str = "fast",
) -> Weights:
    """Return the weights that fit labelled stories best."""
    known = _vocabulary(learnt)
    of = {}
    for sort in SORTS:
        seen = [
            (found, is_mention)
            for example in _labelled_for(sort, learnt)
            for kind, found, is_mention in example.spans
            if kind == sort
        ]
        labels = {is_mention for _, is_mention in seen}
        if len(labels) < 2:
            # Too few stories to learn from: all such spans are mentions, or none is.
            of[sort] = {"": _CERTAIN if any(labels) else -_CERTAIN}
            continue
        weights = log_odds(seen, known[sort], _PENALTY[sort], tolerance=1e-5)
        of[sort] = {name: weight for name, weight in weights.items() if weight}
    return Weights(of, _THRESHOLDS[recogniser], card or {})


def _labelled_for(sort: str, learnt: Sequence[Example]) -> Sequence[Example]:
    """Return the stories to learn a sort of span from.

    Only GeoWebNews labels every demonym; the others label some, and would teach doubt.
    """
    strict = [example for example in learnt if example.corpus == LABELS_DEMONYMS]
    return strict if sort == "people" and strict else learnt


def _vocabulary(learnt: Iterable[Example]) -> dict[str, set[str]]:
    """Return the features worth a weight: not rare, and words only where two corpora have them."""
    times: dict[str, Counter[str]] = defaultdict(Counter)
    where: dict[tuple[str, str], set[str]] = defaultdict(set)
    for example in learnt:
        here = {(sort, name) for sort, found, _ in example.spans for name in found}
        for sort, name in here:
            times[sort][name] += 1
            where[sort, name].add(example.corpus)
    kept: dict[str, set[str]] = {sort: set() for sort in SORTS}
    for sort, counted in times.items():
        for name, stories_with in counted.items():
            lexical = name.startswith(WORDS)
            if lexical and (stories_with < _RARE_WORD or len(where[sort, name]) < 2):
                continue
            if stories_with >= _RARE:
                kept[sort].add(name)
    return kept


Found = dict[str, tuple[Mention, ...]]
"""The mentions of stories by their id."""


def cross_validated(
    labelled: Sequence[Example],
    gazetteer: Gazetteer,
    part_of: Callable[[Example], Any] = lambda example: fold_of(example.id),
    tagged: Tagged | None = None,
) -> Found:
    """Return what is found in each story by weights that never saw its part.

    ``part_of`` tells the part: by default the fold of the story; its corpus for
    leave-one-corpus-out. ``tagged`` is what a tagger says that never saw the part either; None for
    the recogniser without one.
    """
    found: Found = {}
    recogniser: str = "fast" if tagged is None else "accurate"
    for part in sorted({part_of(example) for example in labelled}):
        rest = [example for example in labelled if part_of(example) != part]
        weights = train(rest, recogniser=recogniser)
        for example in labelled:
            if part_of(example) == part:
                article = Article(example.text)
                found[example.id] = (
                    fast(article, gazetteer, weights=weights)
                    if tagged is None
                    else accurate(
                        article, gazetteer, weights=weights, tagging=Tagging(tagged[example.id])
                    )
                )
    return found


@dataclass(frozen=True, slots=True)
class Figures:
    """Precision, recall and F1 of exact spans, and the expected calibration error in ten bins."""

    precision: float
    recall: float
    f1: float
    calibration_error: float


def figures(
    labelled: Iterable[Example], found: Found, demonyms: Collection[str] = frozenset()
) -> Figures:
    """Return how well spans were found; those whose text is a demonym are left out."""
    right = predicted = wanted = 0
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(10)]
    for example in labelled:
        gold = {
            (start, end)
            for start, end in example.gold
            if example.text[start:end].lower() not in demonyms
        }
        wanted += len(gold)
        for mention in found[example.id]:
            span = mention.start, mention.end
            if span in example.ignored or mention.text.lower() in demonyms:
                continue
            if span in example.gold and span not in gold:
                continue
            predicted += 1
            right += span in gold
            bins[min(int(mention.confidence * 10), 9)].append((mention.confidence, span in gold))
    gap = sum(abs(sum(p for p, _ in rows) - sum(hit for _, hit in rows)) for rows in bins)
    precision, recall = right / max(predicted, 1), right / max(wanted, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-12)
    return Figures(precision, recall, f1, gap / max(predicted, 1))
