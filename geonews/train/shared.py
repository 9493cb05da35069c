"""What the trainings share: options, lists of words, files written whole, and the logistic fit."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

import click

__all__ = ["CORPORA_OPTION", "OUT_OPTION", "log_odds", "words_in", "write_whole"]

CORPORA_OPTION = click.option(
    "--corpora",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    required=True,
    help="Folder with the labelled stories, <corpus>_train.jsonl.",
)
OUT_OPTION = click.option(
    "-o", "--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="Weights."
)


def words_in(path: Path | None) -> frozenset[str]:
    """Return the words of a file, one a line, in small letters; none without a file."""
    lines = path.read_text(encoding="utf-8").splitlines() if path else []
    return frozenset(line.strip().lower() for line in lines if line.strip())


def write_whole(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    part = path.with_name(f"{path.name}.part")
    part.write_text(text, encoding="utf-8")
    part.replace(path)


def log_odds(
    seen: Sequence[tuple[Collection[str], bool]],
    kept: Collection[str],
    penalty: float,
    tolerance: float,
) -> dict[str, float]:
    """Fit a logistic model with an L2 penalty: log-odds by feature, three decimals.

    Parameters
    ----------
    seen : sequence of (collection of str, bool)
        The features of each case, and whether it is true; both must occur.
    kept : collection of str
        The features to give a weight; "" gets the constant too.
    penalty : float
        The inverse of the penalty.
    tolerance : float
        Where the solver stops.
    """
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    number = {name: n for n, name in enumerate(sorted(kept))}
    columns: list[int] = []
    starts = [0]
    for names, _ in seen:
        columns += sorted({number[name] for name in names if name in number})
        starts.append(len(columns))
    shape = len(seen), len(number)
    matrix = csr_matrix(([1.0] * len(columns), columns, starts), shape=shape)
    model = LogisticRegression(C=penalty, solver="lbfgs", max_iter=2000, tol=tolerance)
    model.fit(matrix, [is_true for _, is_true in seen])
    weights = {name: round(float(model.coef_[0][n]), 3) for name, n in number.items()}
    weights[""] = round(weights.get("", 0.0) + float(model.intercept_[0]), 3)
    return weights
