"""Which amount before a share it is a share of."""

from __future__ import annotations

import pytest

from geonews.wholes import whole_before


@pytest.mark.parametrize(
    ("text", "amounts", "share", "found"),
    [
        ("of the 812 sq km, 40% is forest", ("812 sq km",), "40%", 0),
        ("of the 812 sq km (314 sq mi) held, 40% is forest", ("812 sq km", "314 sq mi"), "40%", 0),
        ("of the 812 sq km, 40% is forest and 30% is moor", ("812 sq km",), "30%", 0),
        (
            "of the 812 sq km, 90 sq km is lost and 30% is moor",
            ("812 sq km", "90 sq km"),
            "30%",
            None,
        ),
        ("it took 812 sq km, and 40% is forest", ("812 sq km",), "40%", None),
        ("of the 812 sq km. then 40% was lost", ("812 sq km",), "40%", None),
        ("it took 812 sq km; half of it burned", ("812 sq km",), "half", 0),
        ("it took 812 sq km for $5m; half of it went", ("812 sq km",), "half", None),
        ("it took 812 sq km of moor, 40% of which burned", ("812 sq km",), "40%", 0),
        ("half of it burned, 812 sq km in all", ("812 sq km",), "half", None),
        ("of the 812 sq km, 40% of voters know nothing", ("812 sq km",), "40%", None),
    ],
)
def test_whole_before(text: str, amounts: tuple[str, ...], share: str, found: int | None) -> None:
    spans = [(text.index(each), text.index(each) + len(each)) for each in amounts]
    start = text.index(share)
    assert whole_before(text, (start, start + len(share)), spans) == found
