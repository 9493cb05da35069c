"""Train the roles: ``python -m geonews.train roles --corpora DIR -o FILE``.

A logistic model with an L2 penalty over what `geonews.resolve.roles.features` sees of a mention,
on the kinds of GeoWebNews (Gritta, Pilehvar and Collier, 2020). Training is deterministic.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from geonews.gazetteer import Gazetteer
from geonews.model import Mention
from geonews.resolve.roles import EVEN, features, settled_role
from geonews.train.corpora import FOLDS, LITERAL, fold_of, labelled_mentions, stories
from geonews.train.shared import CORPORA_OPTION, OUT_OPTION, log_odds, write_whole

__all__ = ["Example", "cross_validated", "examples", "figures", "roles", "train"]

_RARE = 3
"""Fewer stories than this say nothing of a feature."""
_PENALTY = 0.3
"""The inverse of the L2 penalty; a third or thrice moves accuracy by less than 0.01."""
_LEAST = 0.02
"""Smaller weights are left out."""


@dataclass(frozen=True, slots=True)
class Example:
    """A labelled mention: with its place and without, since it may be judged either way.

    ``settled`` is the role where no model decides it.
    """

    id: str
    kind: str
    associative: bool
    settled: bool | None
    seen: tuple[frozenset[str], frozenset[str]]


def examples(folder: Path, gazetteer: Gazetteer) -> list[Example]:
    """Read the stories whose names are typed, and see each."""
    read = []
    for story in stories(folder, ("gwn",)):
        text = story.article.text
        kinds = {(label.start, label.end): label.kind for label in story.labels}
        for mention in labelled_mentions(story, gazetteer):
            kind = kinds[mention.start, mention.end]
            read.append(
                Example(
                    story.article.id,
                    kind,
                    kind not in LITERAL,
                    _settled(text, mention),
                    (
                        frozenset(features(text, _placed(mention, gazetteer))),
                        frozenset(features(text, mention)),
                    ),
                )
            )
    return read


def _settled(text: str, mention: Mention) -> bool | None:
    role = settled_role(text, mention)
    return None if role is None else role == "associative"


def _placed(mention: Mention, gazetteer: Gazetteer) -> Mention:
    found = gazetteer.candidates(mention.text)
    return replace(mention, place=found[0].place if found else None)


def train(learnt: Sequence[Example]) -> dict[str, float]:
    """Return the log-odds of each feature that fit labelled mentions best."""
    where: dict[str, set[str]] = defaultdict(set)
    for example in learnt:
        for name in example.seen[0] | example.seen[1]:
            where[name].add(example.id)
    kept = [name for name, ids in where.items() if len(ids) >= _RARE]
    # Each mention stands in it twice and counts once.
    seen = [(names, example.associative) for example in learnt for names in example.seen]
    weights = log_odds(seen, kept, _PENALTY / 2, tolerance=1e-6)
    return {name: weight for name, weight in weights.items() if abs(weight) >= _LEAST}


def judged(example: Example, weights: Mapping[str, float], *, placed: bool = True) -> bool:
    """Tell whether a mention is found to be associative."""
    if example.settled is not None:
        return example.settled
    return sum(weights.get(name, 0.0) for name in example.seen[0 if placed else 1]) > EVEN


def cross_validated(labelled: Sequence[Example], *, placed: bool = True) -> list[bool]:
    """Return what each mention is found to be by weights that never saw its story."""
    by_fold = {
        fold: train([example for example in labelled if fold_of(example.id) != fold])
        for fold in range(FOLDS)
    }
    return [judged(e, by_fold[fold_of(e.id)], placed=placed) for e in labelled]


def figures(labelled: Sequence[Example], found: Iterable[bool]) -> dict[str, Any]:
    """Return accuracy, F1 of each role and their mean, and the accuracy of each kind."""
    pairs = [(e.kind, e.associative, one) for e, one in zip(labelled, found, strict=True)]
    of: dict[str, list[bool]] = defaultdict(list)
    for kind, gold, one in pairs:
        of[kind].append(gold == one)
    f1 = {}
    for role, name in ((False, "literal"), (True, "associative")):
        both = sum(gold == one == role for _, gold, one in pairs)
        f1[name] = 2 * both / max(sum((g == role) + (o == role) for _, g, o in pairs), 1)
    right = sum(gold == one for _, gold, one in pairs)
    return {
        "mentions": len(pairs),
        "accuracy": round(right / max(len(pairs), 1), 4),
        "macro F1": round(sum(f1.values()) / len(f1), 4),
        "F1": {name: round(value, 4) for name, value in f1.items()},
        "accuracy by kind": {k: round(sum(v) / len(v), 4) for k, v in sorted(of.items())},
    }


@click.command()
@CORPORA_OPTION
@OUT_OPTION
def roles(corpora: Path, out: Path) -> None:
    """Train the roles, judge them on stories held out, and write the weights with their card."""
    gazetteer = Gazetteer.open()
    labelled = examples(corpora, gazetteer)
    open_ones = [example for example in labelled if example.settled is None]
    card: dict[str, Any] = {
        "what": "log-odds that a mention is associative, by what is seen beside it",
        "model": "logistic regression, L2 penalty",
        "data": "GeoWebNews, training part",
        "licence": "the weights: MIT, as the project; the texts, which are not in them: GPL-3",
        "split": f"{FOLDS} folds by document, crc32(id) modulo {FOLDS}",
        "stories": len({example.id for example in labelled}),
        "literal": sorted(LITERAL),
        "figures, cross-validated": {
            "all": figures(labelled, cross_validated(labelled)),
            "what the model decides": figures(open_ones, cross_validated(open_ones)),
            "all, judged before they have a place": figures(
                labelled, cross_validated(labelled, placed=False)
            ),
        },
        "rules written by hand": {"accuracy": 0.710, "macro F1": 0.678},
        "gazetteer": gazetteer.info.version,
    }
    data = {"card": card, "weights": train(labelled)}
    write_whole(out, json.dumps(data, ensure_ascii=False, indent=0, sort_keys=True) + "\n")
    for name, got in card["figures, cross-validated"].items():
        click.echo(f"{name}: accuracy {got['accuracy']:.3f}, macro F1 {got['macro F1']:.3f}")
