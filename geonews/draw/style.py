"""Every design constant of a page: colours, type, spacing, symbols.

Hues are Okabe and Ito's (vermilion for where it happens, blue for who is spoken of), darkened or
lightened until text has 4.5:1 and graphics 3:1 against what they stand on; tests compute it.
No meaning rests on hue alone: fill, dash and shape say the same.
"""

from __future__ import annotations

from dataclasses import dataclass

from geonews.model import Verdict

__all__ = [
    "DARK",
    "FIGURE_DOTS",
    "FIGURE_SHAPES",
    "FIGURE_TEXT",
    "HATCH",
    "LIGHT",
    "SANS",
    "SCALE_HEIGHT",
    "SCALE_TEXT",
    "SCALE_WIDTH",
    "VERDICT_ICONS",
    "VERDICT_TONES",
    "TextStyle",
    "css_tokens",
]

LIGHT: dict[str, str] = {
    "paper": "#ffffff",
    "panel": "#f6f5f2",
    "ink": "#1b1b1a",
    "soft": "#5b5a55",
    "rule": "#dcd9d1",
    "accent": "#00588c",
    "mark": "#fdf0c2",
    "sea": "#cfdfe8",
    "land": "#fbfaf6",
    "muted": "#eeebe3",
    "region": "#cfc9bb",
    "border": "#8d8778",
    "halo": "#fbfaf7",
    "name": "#615d52",
    "water": "#355a6e",
    "story": "#d55e00",
    "story-line": "#a84600",
    "story-ink": "#7d3300",
    "spoken": "#0072b2",
    "spoken-line": "#0072b2",
    "spoken-ink": "#00588c",
    "doubt": "#4c4b47",
    "good": "#00684d",
    "near": "#00588c",
    "care": "#7a5200",
    "bad": "#a8321b",
    "none": "#5b5a55",
    "shape": "#dcd6c8",
}
DARK: dict[str, str] = {
    "paper": "#15191c",
    "panel": "#1e2428",
    "ink": "#eceae4",
    "soft": "#a9adab",
    "rule": "#343b40",
    "accent": "#7cc4f0",
    "mark": "#4f4416",
    "sea": "#12191e",
    "land": "#31393e",
    "muted": "#242b2f",
    "region": "#434c51",
    "border": "#7e888b",
    "halo": "#1d2326",
    "name": "#b4b8b5",
    "water": "#8fb3c6",
    "story": "#f08a3c",
    "story-line": "#ff9d55",
    "story-ink": "#ffd0ab",
    "spoken": "#56b4e9",
    "spoken-line": "#56b4e9",
    "spoken-ink": "#a5d8f6",
    "doubt": "#d4d2cb",
    "good": "#4fd0a5",
    "near": "#7cc4f0",
    "care": "#eec06a",
    "bad": "#ff9a85",
    "none": "#a9adab",
    "shape": "#3c454a",
}
SANS = (
    'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", '
    '"Liberation Sans", Arial, sans-serif'
)
_SHAPE = {
    "sans": SANS,
    "serif": 'ui-serif, "Iowan Old Style", Charter, Georgia, "Noto Serif", "Liberation Serif", '
    '"Times New Roman", serif',
    # A scale by 1.2 from 1rem; the headline grows with the screen.
    "size-s": "0.8125rem",
    "size-m": "1rem",
    "size-l": "1.2rem",
    "size-xl": "clamp(1.65rem, 1.1rem + 2.2vw, 2.5rem)",
    "space": "1rem",
}
HATCH = 7  # pixels between the lines over a disputed area
# A drawing to scale: as wide as a card of the narrowest screen, its tallest item, its letters.
SCALE_WIDTH, SCALE_HEIGHT, SCALE_TEXT = 300, 150.0, 12.0

VERDICT_TONES: dict[Verdict, str] = {
    "consistent": "good",
    "loosely rounded": "near",
    "plausible": "good",
    "depends on definition": "care",
    "inconsistent": "bad",
    "cannot be checked": "none",
}
# Paths in a 16 x 16 box: a filled disc with a tick, a ring with waves, a ring with a tick, a half
# disc, a triangle with a mark, a dashed ring. The outline tells them apart without colour.
_RING = "M8 1.7a6.3 6.3 0 1 0 0 12.6a6.3 6.3 0 1 0 0-12.6"
_TICK = "M4.7 8.3l2.3 2.3l4.3-4.9"
_WAVES = "M4.8 7c1.1-1.3 2.1-1.3 3.2-.4s2.1.9 3.2-.4M4.8 10.2c1.1-1.3 2.1-1.3 3.2-.4s2.1.9 3.2-.4"
VERDICT_ICONS: dict[Verdict, tuple[tuple[str, str], ...]] = {
    "consistent": (("solid", "M8 1a7 7 0 1 0 0 14a7 7 0 1 0 0-14"), ("cut", _TICK)),
    "loosely rounded": (("line", _RING), ("line", _WAVES)),
    "plausible": (("line", _RING), ("line", _TICK)),
    "depends on definition": (("line", _RING), ("solid", "M8 1.7a6.3 6.3 0 0 1 0 12.6z")),
    "inconsistent": (("solid", "M8 .9L15.6 14.6H.4z"), ("cut", "M8 5.6v4.2M8 11.7v.9")),
    "cannot be checked": (("dash", _RING), ("line", "M5.4 8h5.2")),
}

# The still figure. A value that starts with $ is a colour above. Strokes are in pixels whatever the
# size of the figure.
FIGURE_SHAPES: dict[str, dict[str, str]] = {
    "sea": {"fill": "$sea"},
    "land": {"fill": "$muted", "stroke": "$muted", "stroke-width": ".8"},
    "home": {"fill": "$land", "stroke": "$land", "stroke-width": ".8"},
    "regions": {"fill": "none", "stroke": "$region", "stroke-width": ".9"},
    "borders": {"fill": "none", "stroke": "$border", "stroke-width": "1.2"},
    "associative": {"fill": "$spoken", "fill-opacity": ".045"},
    "associative-edge": {
        "fill": "none",
        "stroke": "$spoken-line",
        "stroke-width": "1.5",
        "stroke-dasharray": "0 4",
        "stroke-linecap": "round",
    },
    "holder": {"fill": "none", "stroke": "$story-line", "stroke-width": "1.4"},
    "literal": {
        "fill": "$story",
        "fill-opacity": ".11",
        "stroke": "$story-line",
        "stroke-width": "1.3",
    },
    "focus": {
        "fill": "$story",
        "fill-opacity": ".36",
        "stroke": "$story-line",
        "stroke-width": "1.9",
    },
    "uncertain": {
        "fill": "$doubt",
        "fill-opacity": ".04",
        "stroke": "$doubt",
        "stroke-width": "1.6",
        "stroke-dasharray": "6 5",
    },
    "zone": {
        "fill": "$story",
        "fill-opacity": ".14",
        "stroke": "$story-line",
        "stroke-width": "1.6",
        "stroke-dasharray": "7 4",
    },
    "disputed-edge": {
        "fill": "none",
        "stroke": "$border",
        "stroke-width": "1.4",
        "stroke-dasharray": "5 4",
    },
    "hatch": {"fill": "none", "stroke": "$border", "stroke-width": "1.1", "stroke-opacity": ".7"},
    "tiny": {"fill": "none", "stroke": "$story-line", "stroke-width": "1.6"},
    "leader": {"fill": "none", "stroke": "$name", "stroke-width": "1"},
    "bar": {"fill": "none", "stroke": "$ink", "stroke-width": "1.3"},
    "globe": {"fill": "$sea", "stroke": "$border", "stroke-width": "1"},
    "globe-land": {"fill": "$land"},
    "globe-home": {"fill": "$border", "fill-opacity": ".55"},
    "globe-box": {"fill": "$story", "fill-opacity": ".25", "stroke": "$story-line",
                  "stroke-width": "1.8"},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a kind of name is set: pixels at a figure's full width, colour, weight, em of spacing."""

    size: float
    colour: str
    bold: bool = False
    italic: bool = False
    spacing: float = 0.0


FIGURE_TEXT: dict[str, TextStyle] = {
    "focus": TextStyle(18, "story-ink", bold=True),
    "area": TextStyle(15, "story-ink", bold=True),
    "town": TextStyle(15, "ink", bold=True),
    "town-literal": TextStyle(14, "ink"),
    "zone": TextStyle(14, "story-ink", bold=True),
    "uncertain": TextStyle(14, "doubt"),
    "dateline": TextStyle(14, "ink"),
    "associative": TextStyle(13.5, "spoken-ink"),
    "water": TextStyle(14, "water", italic=True),
    "soft": TextStyle(14, "story-ink", italic=True),
    "country": TextStyle(14, "name", spacing=0.08),
    "region": TextStyle(12.5, "name"),
    "disputed": TextStyle(12.5, "name", italic=True),
    "bar": TextStyle(12, "ink"),
}
# Diameters in pixels: the ring of land colour around a dot, the dot.
FIGURE_DOTS: dict[str, tuple[float, float]] = {
    "focus": (13.5, 10.0),
    "literal": (11.0, 7.5),
    "many": (7.0, 5.5),
    "uncertain": (11.0, 11.0),
    "associative": (8.0, 8.0),
    "dateline": (11.0, 7.0),
}


def css_tokens() -> str:
    """Return the constants as CSS custom properties, for light and dark.

    Examples
    --------
    >>> css_tokens().startswith(":root{color-scheme:light dark;")
    True
    """
    light = _declared(_SHAPE | LIGHT)
    return (
        f":root{{color-scheme:light dark;{light}}}\n"
        f"@media (prefers-color-scheme:dark){{:root{{{_declared(DARK)}}}}}\n"
    )


def _declared(values: dict[str, str]) -> str:
    return "".join(f"--{name}:{value};" for name, value in values.items())
