"""What is seen beside a mention: summed by parts, it weighs what its features weigh."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geonews.gazetteer import Gazetteer
from geonews.model import Mention, Place
from geonews.resolve.beside import Odds, features
from geonews.resolve.roles import load_weights

WEIGHTS = load_weights(Path(str(files("geonews") / "data" / "roles.json")))
ODDS = Odds(WEIGHTS)
LIMA = Gazetteer.open().lookup("Lima")[0]
WORDS = st.sampled_from(
    [
        "the",
        "of",
        "a",
        "in",
        "said",
        "people",
        "Senate",
        "border",
        "'s",
        "U.S.",
        "-",
        ",",
        "_",
        "is",
    ]
)


@given(
    st.lists(WORDS, max_size=8),
    st.lists(WORDS, max_size=8),
    st.sampled_from(["", " "]),
    st.sampled_from([None, LIMA]),
)
def test_parts_weigh_what_features_weigh(
    before: list[str], after: list[str], gap: str, place: Place | None
) -> None:
    left = " ".join(before) + gap
    text = f"{left}Lima{gap}{' '.join(after)}"
    mention = Mention(len(left), len(left) + 4, "Lima", place=place)
    whole = sum(WEIGHTS.get(feature, 0.0) for feature in set(features(text, mention)))
    assert ODDS.of(text, mention) == pytest.approx(whole, abs=1e-9)
