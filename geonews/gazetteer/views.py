"""Worldviews: whose each disputed area is, as a state, the United Nations or nobody sees it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from geonews.errors import OptionError
from geonews.gazetteer.values import Dispute

__all__ = ["NEUTRAL", "disputes_seen", "view_in_words", "worldview"]

NEUTRAL = "neutral"
_ITSELF, _NOBODY = "itself", "none"


def worldview(written: str, countries: Sequence[str]) -> str:
    """Return a worldview as the gazetteer writes it: ``neutral``, ``un`` or an ISO code.

    Parameters
    ----------
    written : str
        As a user gave it, in any case.
    countries : sequence of str
        The codes there are (ISO 3166-1 alpha-2).

    Raises
    ------
    OptionError
        It is none of them.

    Examples
    --------
    >>> worldview("in", ["IN", "PK"])
    'IN'
    """
    if written.lower() in (NEUTRAL, "un"):
        return written.lower()
    code = written.upper()
    if code and code in countries:
        return code
    raise OptionError(
        f"no worldview is called {written!r}: give neutral, un, or a country's two letters such "
        "as IN (ISO 3166-1)"
    )


def disputes_seen(
    listed: Sequence[Mapping[str, Any]], names: Sequence[str], view: str
) -> tuple[Dispute, ...]:
    """Return the disputes with their owner in a worldview.

    A state sees as its own what it claims. Of the rest it holds what it has said, where the
    table knows; else what most states hold. The United Nations' view is that of its resolutions
    and maps.

    Parameters
    ----------
    listed : sequence of mapping
        As the gazetteer's build wrote them.
    names : sequence of str
        The name of each.
    view : str
        As `worldview` returns it.
    """
    return tuple(_seen(facts, name, view) for facts, name in zip(listed, names, strict=True))


def _seen(facts: Mapping[str, Any], name: str, view: str) -> Dispute:
    if view in (NEUTRAL, "un"):
        owner = facts[view]
    elif view in facts["claimed_by"] or view == facts["code"]:
        owner = view
    else:
        owner = facts["views"].get(view, facts["others"])
    if owner == _ITSELF:
        owner = facts["code"] or name
    return Dispute(
        name=name,
        owner=None if owner == _NOBODY else owner,
        code=facts["code"] or None,
        claimed_by=tuple(facts["claimed_by"]),
        held_by=facts["held_by"],
        sides=tuple((state, words) for state, words in facts["sides"]),
        note=facts["note"],
    )


def view_in_words(view: str) -> str:
    """Return how a sentence names the borders of a worldview.

    Examples
    --------
    >>> view_in_words("un"), view_in_words("IN")
    ('borders as the United Nations draws them', 'borders as IN draws them')
    """
    if view == NEUTRAL:
        return "neutral borders"
    return f"borders as {'the United Nations' if view == 'un' else view} draws them"
