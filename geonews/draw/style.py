"""Every design constant of a page: colours, type, spacing, symbols.

Hues are Okabe and Ito's (vermilion for where it happens, blue for who is spoken of), darkened or
lightened until text has 4.5:1 and graphics 3:1 against what they stand on; tests compute it.
No meaning rests on hue alone: fill, dash and shape say the same.
"""

from __future__ import annotations

from geonews.model import Verdict

__all__ = [
    "DARK",
    "HATCH",
    "LIGHT",
    "SCALE_HEIGHT",
    "SCALE_TEXT",
    "SCALE_WIDTH",
    "VERDICT_ICONS",
    "VERDICT_TONES",
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
    "land": "#f7f5ef",
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
    "land": "#272e32",
    "region": "#434c51",
    "border": "#7e888b",
    "halo": "#1d2326",
    "name": "#b4b8b5",
    "water": "#8fb3c6",
    "story": "#f08a3c",
    "story-line": "#ff9d55",
    "story-ink": "#ffc79c",
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
_SHAPE = {
    "sans": 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", '
    '"Liberation Sans", Arial, sans-serif',
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
