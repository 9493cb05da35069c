"""A choice out of range is told when it is made."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from typing import Any

import pytest

from geonews.errors import GeonewsError, OptionError
from geonews.options import Options


@pytest.mark.parametrize(
    ("choice", "message"),
    [
        ({"uncertain_below": -0.1}, r"uncertain_below is -0\.1: give a probability from 0 to 1"),
        ({"uncertain_below": 1.5}, r"uncertain_below is 1\.5: give a probability"),
        ({"uncertain_below": float("nan")}, "uncertain_below is nan: give a probability"),
        ({"timeout_s": 0}, "timeout_s is 0: give seconds, above 0 and at most 600"),
        ({"timeout_s": float("nan")}, "timeout_s is nan: give seconds"),
        ({"scheme": "ftp"}, "scheme is 'ftp': give 'https' or 'http'"),
    ],
)
def test_a_choice_out_of_range_is_told(choice: dict[str, Any], message: str) -> None:
    with pytest.raises(OptionError, match=message) as caught:
        Options(**choice)
    assert isinstance(caught.value, GeonewsError)
    assert isinstance(caught.value, ValueError)


def test_options_are_values() -> None:
    assert Options(near="Lima") == Options(near="Lima")
    assert len({Options(), Options()}) == 1
    with pytest.raises(FrozenInstanceError):
        Options().near = "Lima"  # type: ignore[misc]
