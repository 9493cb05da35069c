"""Whether something happens at a place, or the place stands for its people and government."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType

from geonews.errors import ModelError
from geonews.model import Mention, Role
from geonews.resolve.beside import WINDOW, Odds, features, owns, sorts_of, words_of

__all__ = ["EVEN", "features", "load_weights", "role_of", "settled_role"]

# "Moscow's counterattack", "Russia's border". Too few to learn from: 40 of 1,900 labelled names.
_OWNED: dict[str, Role] = {"people": "associative", "body": "associative", "land": "literal"}
EVEN = 0.0005
"""Log-odds above which a mention is associative; weights have three decimals, so none is at it."""


def role_of(text: str, mention: Mention) -> Role:
    """Return whether a mention is literal, associative, or a dateline.

    What `settled_role` leaves open is for a logistic model of the words beside the mention. One
    that has its place already is judged a little better.

    Raises
    ------
    ModelError
        The weights that ship cannot be read.

    Examples
    --------
    >>> text = "Moscow's counterattack reached Kursk."
    >>> role_of(text, Mention(0, 6, "Moscow")), role_of(text, Mention(31, 36, "Kursk"))
    ('associative', 'literal')
    """
    if (settled := settled_role(text, mention)) is not None:
        return settled
    return "associative" if _shipped().of(text, mention) > EVEN else "literal"


# "380 square miles) of ": an area that is measured is ground.
_MEASURED = re.compile(
    r"(?:\b(?:square|sq\.?)\s[a-z]+|\b(?:acres|hectares))\)?\sof\s(?:the\s)?\Z", re.IGNORECASE
)


def settled_role(text: str, mention: Mention) -> Role | None:
    """Return the role of a dateline, of a demonym, and of who owns what shows the role; else None.

    Examples
    --------
    >>> settled_role("Moscow's border", Mention(0, 6, "Moscow"))
    'literal'
    """
    if mention.role == "dateline":
        return "dateline"
    if mention.kind == "demonym":
        return "associative"
    right = text[mention.end : mention.end + WINDOW]
    if owns(right):
        for word in words_of(right[2:])[:3]:
            for sort in sorts_of(word.lower()):
                if sort in _OWNED:
                    return _OWNED[sort]
    # Asked first what the pattern ends with, since few names have it before them.
    last = text[max(0, mention.start - 4) : max(0, mention.start - 1)].lower()
    if last.endswith(("of", "the")) and _MEASURED.search(
        text, max(0, mention.start - WINDOW), mention.start
    ):
        return "literal"
    return None


def load_weights(path: Path) -> Mapping[str, float]:
    """Read weights that ``python -m geonews.train roles`` wrote: log-odds by feature.

    Raises
    ------
    ModelError
        The file is missing or damaged.
    """
    try:
        weights = json.loads(path.read_text(encoding="utf-8"))["weights"]
        return MappingProxyType({str(name): float(odds) for name, odds in weights.items()})
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelError(
            f"the weights of roles, {path.name}, cannot be read ({type(error).__name__}: {error}): "
            "install geonews again"
        ) from error


@cache
def _shipped() -> Odds:
    return Odds(load_weights(Path(str(files("geonews") / "data" / "roles.json"))))
