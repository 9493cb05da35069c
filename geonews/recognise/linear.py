"""The weights of the linear model in both recognisers: read, and applied."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from geonews.errors import ModelError

__all__ = ["SORTS", "Weights", "probability", "shipped"]

SORTS = ("listed", "people", "told")


@dataclass(frozen=True, slots=True)
class Weights:
    """A logistic model for each sort of span.

    Attributes
    ----------
    of : mapping of sort to mapping of feature to log-odds
        What no weight is known for counts 0.
    threshold : float
        The probability from which a span is a mention.
    card : mapping
        What it was trained on, how, and how well it does.
    """

    of: Mapping[str, Mapping[str, float]]
    threshold: float
    card: Mapping[str, Any]

    @classmethod
    def read(cls, path: Path) -> Weights:
        """Read weights that ``python -m geonews.train fast`` or ``accurate`` wrote.

        Raises
        ------
        ModelError
            The file is missing or damaged.
        """
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
            of = {
                sort: {str(name): float(weight) for name, weight in data["weights"][sort].items()}
                for sort in SORTS
            }
            return cls(of, float(data["threshold"]), data["card"])
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise ModelError(
                f"the weights of the {path.stem} recogniser, {path.name!r}, cannot be used "
                f"({type(error).__name__}: {error}): install geonews again, or train them anew "
                f"with python -m geonews.train {path.stem}"
            ) from error

    def logit(self, sort: str, features: Iterable[str]) -> float:
        """Return the log-odds that a span with these features is a mention.

        Examples
        --------
        >>> Weights({"told": {"": -1.0, "l=in": 2.5}}, 0.5, {}).logit("told", ["", "l=in", "x"])
        1.5
        """
        get = self.of[sort].get
        return sum([get(feature, 0.0) for feature in features])


@lru_cache(maxsize=2)
def shipped(recogniser: str = "fast") -> Weights:
    """Return the weights that ship for a recogniser, ``fast`` or ``accurate``."""
    return Weights.read(Path(str(files("geonews") / "data" / f"{recogniser}.json")))


def probability(logit: float) -> float:
    """Return the probability of log-odds.

    Examples
    --------
    >>> probability(0.0), round(probability(2.2), 2)
    (0.5, 0.9)
    """
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))
