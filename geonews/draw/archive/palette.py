"""Colours and sizes of an archive's map, beside those of `geonews.draw.style`.

The classes are one hue, told apart by lightness alone; the circles are the vermilion of every map
of ours. Both hold for all kinds of colour blindness.
"""

from __future__ import annotations

__all__ = ["CLASSES", "LEAST_RADIUS", "MOST_RADIUS", "NARROW_ZOOM", "tokens"]

CLASSES = 5
"""Of countries by stories; more are not told apart on a map."""
MOST_RADIUS, LEAST_RADIUS = 34.0, 4.0
"""Of circles, in units of the drawing: half a pixel of a wide screen."""
NARROW_ZOOM = 1.9
"""How much larger circles are drawn where the map is a third as wide."""

_LIGHT = {
    "c0": "#eeece6",
    "c1": "#d3e3ef",
    "c2": "#a5c8e1",
    "c3": "#6ba3cb",
    "c4": "#3079ad",
    "c5": "#0b4a7c",
    "line": "#ffffff",
    "globe": "#f7f9fa",
    "edge": "#c9d3d8",
    "spot": "#e8590c",
    "spot-line": "#ffffff",
    "spot-edge": "#8f3700",
    "label": "#1b1b1a",
    "label-halo": "#ffffff",
}
_DARK = {
    "c0": "#2c3338",
    "c1": "#2a4257",
    "c2": "#315d80",
    "c3": "#427fad",
    "c4": "#5c9ccb",
    "c5": "#93caf0",
    "line": "#15191c",
    "globe": "#1a2024",
    "edge": "#3a4349",
    "spot": "#f08a3c",
    "spot-line": "#15191c",
    "spot-edge": "#3d1a00",
    "label": "#f4f2ec",
    "label-halo": "#15191c",
}


def tokens() -> str:
    """Return the colours as CSS custom properties, for light and dark.

    Examples
    --------
    >>> tokens().startswith(":root{--c0:#")
    True
    """
    light, dark = (
        "".join(f"--{name}:{value};" for name, value in theme.items()) for theme in (_LIGHT, _DARK)
    )
    return f":root{{{light}}}\n@media (prefers-color-scheme:dark){{:root{{{dark}}}}}\n"
