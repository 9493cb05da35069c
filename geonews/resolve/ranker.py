"""The trained ranker: from the features of a story's candidates to scores, and from these to trust.

A small network of one hidden layer, run by numpy; several of them, trained from different seeds,
are one with all their hidden units. Beside the candidates stands "none of these": the gazetteer
may lack the place that is meant.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

from geonews.errors import ModelError
from geonews.resolve.columns import FEATURES
from geonews.resolve.features import features
from geonews.resolve.setting import Setting, prior
from geonews.resolve.table import Floats, Table

__all__ = ["TRUST", "Layer", "Ranker", "Ranking", "load_ranker", "shipped_ranker"]

TRUST = (
    "recogniser",
    "demonym",
    "ranker",
    "around",
    "country",
    "company",
    "alone",
    "other name",
)
"""What the probability that a placed mention is right is told from; see `Ranker.trust`."""

# So few rows at once that OpenBLAS starts no threads, which would wait for each other in archives.
_BLOCK = 64

_HELD = FEATURES.index("held")
# Nats for lying in what the story says it lies in: "London, Ontario". The corpora have too few
# namesakes of world cities to teach it: from 0 to 6 their cross-validated figures are the same.
_SAID = 4.0
_TOWN, _MISSED, _PARTED = (
    FEATURES.index(name) for name in ("town of its region", "kind missed", "part of town")
)
# Nats for a town before the region named for it, where no word says which: "in Kherson". The
# corpora have few such towns outside America: from 0 to 1.5 their figures are the same.
_TOWN_FIRST = 1.0


@dataclass(frozen=True, slots=True)
class Layer:
    """The weights of the network.

    Attributes
    ----------
    hidden : ndarray, shape (features, units)
    bias : ndarray, shape (units,)
    out : ndarray, shape (units,)
    direct : ndarray, shape (features,)
        From each feature straight to the score.
    none : ndarray, shape (features,)
        From the largest value of each feature in a group to the score of "none of these".
    none_bias : float
    """

    hidden: Floats
    bias: Floats
    out: Floats
    direct: Floats
    none: Floats
    none_bias: float

    def score(self, rows: Floats) -> Floats:
        """Return the score of each row, in nats."""
        found = np.empty(len(rows))
        for first in range(0, len(rows), _BLOCK):
            part = rows[first : first + _BLOCK]
            units = np.maximum(part @ self.hidden + self.bias, 0.0)
            found[first : first + _BLOCK] = units @ self.out + part @ self.direct
        return found

    def score_none(self, rows: Floats, table: Table) -> Floats:
        """Return the score of "none of these" of each group."""
        largest = np.maximum.reduceat(rows, table.firsts, axis=0)
        found: Floats = largest @ self.none + self.none_bias
        return found


@dataclass(frozen=True, slots=True)
class Ranking:
    """What the ranker makes of a story: rows as in `Table`.

    ``share`` is the probability of each row, ``none`` that of no row of a group.
    """

    rows: Floats
    score: Floats
    share: Floats
    none: Floats


@dataclass(frozen=True, slots=True)
class Ranker:
    """A trained ranker.

    Attributes
    ----------
    layer : Layer
    trust : dict of str to (tuple of float, tuple of float)
        For each recogniser two logistic models over `TRUST`, the constant last: whether a span
        names a place, and whether it is the place found where it does.
    card : dict
        Data, licence, folds and figures.
    """

    layer: Layer
    trust: dict[str, tuple[tuple[float, ...], tuple[float, ...]]] = field(default_factory=dict)
    card: dict[str, Any] = field(default_factory=dict)

    def rank(self, setting: Setting) -> Ranking:
        """Rank the candidates of a story, the others taken for what they mean by prominence.

        A second look, with the others taken for what the first makes of them, brought nothing:
        0.858 exact of the labelled names after one as after two and three.
        """
        table = setting.table
        share = np.where(table.fixed, 1.0, prior(setting))
        rows = features(setting, share)
        score = self.score(rows)
        none = self.layer.score_none(rows, table)
        top = np.maximum(np.maximum.reduceat(score, table.firsts), none)
        weight, none = np.exp(score - top[table.of]), np.exp(none - top)
        whole = np.add.reduceat(weight, table.firsts) + none
        return Ranking(rows, score, weight / whole[table.of], none / whole)

    def score(self, rows: Floats) -> Floats:
        """Return the score of each row, in nats."""
        town = rows[:, _TOWN] * (1 - rows[:, _MISSED]) * (1 - rows[:, _PARTED])
        found: Floats = self.layer.score(rows) + _SAID * rows[:, _HELD] + _TOWN_FIRST * town
        return found

    def trusted(self, told: tuple[float, ...], recogniser: str) -> float:
        """Return the probability that a placed mention is right, from the values of `TRUST`.

        Where none was fitted for a recogniser it is its probability times the ranker's.
        """
        models = self.trust.get(recogniser)
        if models is None:
            return _sigmoid(told[0]) * _sigmoid(told[2])
        values = (*told, 1.0)
        span, place = (
            _sigmoid(sum([w * x for w, x in zip(weights, values, strict=True)]))
            for weights in models
        )
        return span * place


def load_ranker(path: Path) -> Ranker:
    """Read a ranker that ``python -m geonews.train ranker`` wrote.

    Raises
    ------
    ModelError
        The file is missing, damaged or made for other features.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if tuple(data["features"]) != FEATURES:
            raise ValueError("made for other features")
        trust = {
            str(name): (tuple(map(float, span)), tuple(map(float, place)))
            for name, (span, place) in data["trust"].items()
        }
        if any(len(row) != len(TRUST) + 1 for pair in trust.values() for row in pair):
            raise ValueError("made for other signs of trust")
        return Ranker(_layer(data["layer"]), trust, data["card"])
    except (AttributeError, OSError, KeyError, TypeError, ValueError) as error:
        what = error if isinstance(error, ValueError) else type(error).__name__
        raise ModelError(
            f"the ranker's weights {path.name!r} cannot be used ({what}): install geonews again, "
            "or train them anew with python -m geonews.train ranker"
        ) from error


def _layer(data: dict[str, Any]) -> Layer:
    hidden, bias, out = (np.array(data[key], dtype=np.float64) for key in ("hidden", "bias", "out"))
    direct, none = (np.array(data[key], dtype=np.float64) for key in ("direct", "none"))
    units = len(bias)
    shapes = (hidden.shape, out.shape, direct.shape, none.shape)
    if shapes != ((len(FEATURES), units), (units,), (len(FEATURES),), (len(FEATURES),)):
        raise ValueError("weights of the wrong shape")
    layer = Layer(hidden, bias, out, direct, none, float(data["none_bias"]))
    if not all(np.isfinite(part).all() for part in (hidden, bias, out, direct, none)):
        raise ValueError("weights that are no numbers")
    return layer


@lru_cache(maxsize=1)
def shipped_ranker() -> Ranker:
    """Return the ranker that ships, read once."""
    return load_ranker(Path(str(files("geonews") / "data" / "ranker.json")))


def _sigmoid(value: float) -> float:
    return 1 / (1 + math.exp(-max(min(value, 60.0), -60.0)))
