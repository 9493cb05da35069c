"""Train the ranker of `geonews.resolve` on labelled stories, listwise, with numpy alone.

A group of mentions is one question: which of its candidates, or none. The loss of a label is the
cross-entropy of its GeoNames id mixed with that of any candidate within 161 km, since ids go stale
and a city and its county share a spot.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from geonews.resolve.columns import FEATURES
from geonews.resolve.features import features
from geonews.resolve.ranker import Layer, Ranker
from geonews.resolve.setting import prior
from geonews.resolve.table import Floats, Ints
from geonews.train.questions import RECIPE, Question, Recipe

__all__ = ["to_json", "train"]

Single = npt.NDArray[np.float32]
_PARTS = 8


@dataclass(frozen=True, slots=True)
class _Batch:
    """All questions as one: rows of all tables, asks as lists of rows."""

    rows: Floats
    starts: Ints
    largest: Floats
    ask_group: Ints
    ask_row: Ints
    ask_of_row: Ints
    exact: Floats
    near: Floats
    has_exact: npt.NDArray[np.bool_]
    has_near: npt.NDArray[np.bool_]
    weight: Floats


def _batch(questions: Sequence[Question], shares: Sequence[Floats]) -> _Batch:
    rows = [features(q.setting, share) for q, share in zip(questions, shares, strict=True)]
    starts, ask_group, ask_row, ask_of_row, exact, near = [], [], [], [], [], []
    base = groups = asks = 0
    for q, found in zip(questions, rows, strict=True):
        table = q.setting.table
        starts.append(table.starts[:-1] + base)
        ask_group.append(q.group + groups)
        for n, g in enumerate(q.group):
            span = np.arange(table.starts[g], table.starts[g + 1])
            ask_row.append(span + base)
            ask_of_row.append(np.full(len(span), asks + n))
            exact.append(q.exact[n, span])
            near.append(q.near[n, span])
        base, groups, asks = base + len(found), groups + len(table.groups), asks + len(q.group)
    whole = np.concatenate(rows)
    firsts = np.concatenate(starts)
    flat_exact, flat_near = np.concatenate(exact), np.concatenate(near)
    of = np.concatenate(ask_of_row)
    return _Batch(
        whole,
        np.append(firsts, base),
        np.maximum.reduceat(whole, firsts, axis=0),
        np.concatenate(ask_group),
        np.concatenate(ask_row),
        of,
        flat_exact.astype(np.float64),
        flat_near.astype(np.float64),
        np.bincount(of, weights=flat_exact, minlength=asks) > 0,
        np.bincount(of, weights=flat_near, minlength=asks) > 0,
        np.concatenate([q.weight for q in questions]),
    )


def _fit(batch: _Batch, recipe: Recipe, seed: int) -> Layer:
    """Fit one layer by Adam over whole passes; features are scaled, and the scale folded in."""
    rng = np.random.default_rng(seed)
    mean, scale = batch.rows.mean(axis=0), batch.rows.std(axis=0)
    scale = np.where(scale < 1e-6, 1.0, np.maximum(scale, 0.05))
    rows = ((batch.rows - mean) / scale).astype(np.float32)
    top_mean, top_scale = batch.largest.mean(axis=0), batch.largest.std(axis=0)
    top_scale = np.where(top_scale < 1e-6, 1.0, np.maximum(top_scale, 0.05))
    largest = ((batch.largest - top_mean) / top_scale).astype(np.float32)
    count, units = rows.shape[1], recipe.units
    weights = {
        "hidden": rng.normal(0, (2 / count) ** 0.5, (count, units)).astype(np.float32),
        "bias": np.zeros(units, dtype=np.float32),
        "out": rng.normal(0, 0.3 * (1 / max(units, 1)) ** 0.5, units).astype(np.float32),
        "direct": np.zeros(count, dtype=np.float32),
        "none": np.zeros(count, dtype=np.float32),
        "none_bias": np.zeros(1, dtype=np.float32),
    }
    moments = {key: (np.zeros_like(w), np.zeros_like(w)) for key, w in weights.items()}
    # Labels are drawn in parts, so that a pass takes several steps.
    part_of = rng.integers(0, _PARTS, len(batch.weight))
    parts = [_part(batch, rows, largest, np.flatnonzero(part_of == n)) for n in range(_PARTS)]
    step = 0
    for epoch in range(recipe.epochs):
        rate = recipe.rate * 0.5 * (1 + math.cos(math.pi * epoch / recipe.epochs))
        for number in rng.permutation(_PARTS):
            step += 1
            for key, grad in _gradients(parts[number], weights, recipe.exact).items():
                first, second = moments[key]
                first += 0.1 * (grad - first)
                second += 0.001 * (grad * grad - second)
                move = (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
                shrink = recipe.decay if "bias" not in key else 0.0
                weights[key] -= rate * (move + shrink * weights[key])
    hidden = weights["hidden"] / scale[:, None]
    direct, none = weights["direct"] / scale, weights["none"] / top_scale
    # A constant in the score of all candidates matters against that of none.
    none_bias = float(weights["none_bias"][0] - top_mean @ none + mean @ direct)
    return Layer(
        hidden.astype(np.float64),
        (weights["bias"] - mean @ hidden).astype(np.float64),
        weights["out"].astype(np.float64),
        direct.astype(np.float64),
        none.astype(np.float64),
        none_bias,
    )


@dataclass(frozen=True, slots=True)
class _Part:
    """Some of the labels, laid out for a step: a row for each candidate of each label."""

    rows: Single
    of: Ints
    firsts: Ints
    largest: Single
    exact: Single
    near: Single
    has_exact: npt.NDArray[np.bool_]
    has_near: npt.NDArray[np.bool_]
    weight: Single


def _part(batch: _Batch, rows: Single, largest: Single, asks: Ints) -> _Part:
    number = np.full(len(batch.weight), -1)
    number[asks] = np.arange(len(asks))
    at = np.flatnonzero(number[batch.ask_of_row] >= 0)
    of = number[batch.ask_of_row[at]]
    return _Part(
        rows[batch.ask_row[at]],
        of,
        np.searchsorted(of, np.arange(len(asks))),
        largest[batch.ask_group[asks]],
        batch.exact[at].astype(np.float32),
        batch.near[at].astype(np.float32),
        batch.has_exact[asks],
        batch.has_near[asks],
        (batch.weight[asks] / batch.weight[asks].sum()).astype(np.float32),
    )


def _gradients(part: _Part, weights: dict[str, Single], mix: float) -> dict[str, Single]:
    before = part.rows @ weights["hidden"] + weights["bias"]
    active = np.maximum(before, 0)
    score = active @ weights["out"] + part.rows @ weights["direct"]
    none = part.largest @ weights["none"] + weights["none_bias"][0]
    top = np.maximum(np.maximum.reduceat(score, part.firsts), none)
    e, e_none = np.exp(score - top[part.of]), np.exp(none - top)
    whole = np.add.reduceat(e, part.firsts) + e_none
    p, p_none = e / whole[part.of], e_none / whole
    sum_exact = np.maximum(np.add.reduceat(p * part.exact, part.firsts), 1e-9)
    sum_near = np.maximum(np.add.reduceat(p * part.near, part.firsts), 1e-9)
    by_exact = np.where(part.has_exact, np.float32(mix), np.float32(0))
    by_near = np.where(part.has_near, 1 - by_exact, np.float32(0))
    target = p * (
        part.exact * (by_exact / sum_exact)[part.of] + part.near * (by_near / sum_near)[part.of]
    )
    d = (p - target) * part.weight[part.of]
    d_none = (p_none - ~part.has_near) * part.weight
    back = (d[:, None] * weights["out"]) * (before > 0)
    return {
        "hidden": part.rows.T @ back,
        "bias": back.sum(axis=0),
        "out": active.T @ d,
        "direct": part.rows.T @ d,
        "none": part.largest.T @ d_none,
        "none_bias": d_none.sum(keepdims=True),
    }


def _joined(layers: Sequence[Layer]) -> Layer:
    """Return the mean of several layers as one with all their units."""
    count = len(layers)
    return Layer(
        np.concatenate([layer.hidden for layer in layers], axis=1),
        np.concatenate([layer.bias for layer in layers]),
        np.concatenate([layer.out for layer in layers]) / count,
        np.mean([layer.direct for layer in layers], axis=0),
        np.mean([layer.none for layer in layers], axis=0),
        float(np.mean([layer.none_bias for layer in layers])),
    )


def train(questions: Sequence[Question], recipe: Recipe = RECIPE) -> Ranker:
    """Train several networks from different seeds, and join them."""
    batch = _batch(questions, [prior(question.setting) for question in questions])
    return Ranker(_joined([_fit(batch, recipe, seed) for seed in range(recipe.seeds)]))


def to_json(ranker: Ranker) -> str:
    """Return the text of a weights file."""

    def short(values: Floats) -> Any:
        return [short(v) if values.ndim > 1 else float(f"{v:.4g}") for v in values]

    layer = ranker.layer
    data = {
        "card": ranker.card,
        "features": list(FEATURES),
        "trust": {
            name: [[float(f"{value:.4g}") for value in row] for row in pair]
            for name, pair in ranker.trust.items()
        },
        "layer": {
            "hidden": short(layer.hidden),
            "bias": short(layer.bias),
            "out": short(layer.out),
            "direct": short(layer.direct),
            "none": short(layer.none),
            "none_bias": float(f"{layer.none_bias:.4g}"),
        },
    }
    return json.dumps(data, separators=(",", ":")) + "\n"
