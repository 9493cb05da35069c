"""Colours that everybody can read, and Leaflet as its authors made it."""

from __future__ import annotations

import hashlib
from importlib import resources
from typing import get_args

import pytest

from geonews.draw.style import DARK, LIGHT, VERDICT_ICONS, VERDICT_TONES
from geonews.model import Verdict


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2.2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def mixed(top: str, ground: str, opacity: float) -> str:
    pairs = [(int(top[i : i + 2], 16), int(ground[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(a * opacity + b * (1 - opacity)):02x}" for a, b in pairs)


@pytest.mark.parametrize("theme", [LIGHT, {**LIGHT, **DARK}], ids=["light", "dark"])
def test_contrast_of_text_and_graphics(theme: dict[str, str]) -> None:
    tones = ("good", "near", "care", "bad", "none")
    text = [(ink, ground) for ink in ("ink", "soft", "accent") for ground in ("paper", "panel")]
    text += [(tone, "panel") for tone in tones] + [("ink", "mark")]
    text += [
        (ink, ground)
        for ink in ("name", "story-ink", "spoken-ink", "doubt")
        for ground in ("land", "halo")
    ]
    text += [("water", "sea"), ("water", "halo")]
    weak = {(a, b): round(contrast(theme[a], theme[b]), 2) for a, b in text}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 4.5} == {}
    lines = [
        (line, ground)
        for line in ("border", "story-line", "spoken-line", "doubt")
        for ground in ("land", "sea")
        if (line, ground) != ("border", "sea")
    ]
    lines += [("border", "panel"), ("story-line", "panel")]
    weak = {(a, b): round(contrast(theme[a], theme[b]), 2) for a, b in lines}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 3} == {}
    filled = mixed(theme["story"], theme["land"], 0.36)
    assert contrast(theme["story-ink"], filled) >= 4.5


def test_every_verdict_has_a_tone_and_a_shape_of_its_own() -> None:
    verdicts = set(get_args(Verdict))
    assert set(VERDICT_TONES) == set(VERDICT_ICONS) == verdicts
    assert len(set(VERDICT_ICONS.values())) == len(verdicts)


def test_both_themes_name_the_same_things() -> None:
    assert set(LIGHT) == set(DARK)


def test_leaflet_is_the_release_folium_is_written_for() -> None:
    folder = resources.files("xstatic.pkg.leaflet") / "data"
    digests = {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest()
        for name in ("leaflet.js", "leaflet.css")
    }
    assert digests["leaflet.js"].startswith("5819285c")
    assert digests["leaflet.js"].endswith("fb7b03")
    assert digests["leaflet.css"].startswith("90b693d8")
    assert digests["leaflet.css"].endswith("38c722")
