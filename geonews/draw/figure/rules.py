"""The rules of a figure as a style sheet: what the tables of ``style`` say, in both themes."""

from __future__ import annotations

from typing import Literal

from geonews.draw.figure.names import Type
from geonews.draw.figure.still import NARROW, NARROW_INSET, WIDE
from geonews.draw.style import DARK, FIGURE_DOTS, FIGURE_SHAPES, FIGURE_TEXT, LIGHT, SANS

__all__ = ["figure_css"]

# Below this width the large names are shown.
_NARROW_PX = 620
_HALO = 3.4
# How much smaller the dots of a narrow figure are.
NARROW_DOTS = 0.8


def figure_css(scope: str, *, theme: Literal["auto", "light", "dark"] = "auto") -> str:
    """Return the rules of `still`, each under a selector.

    The element around the SVG should have the class ``gn-frame``: its width, not the screen's,
    then decides which names are shown.

    Parameters
    ----------
    scope : str
        A selector of ours, such as ``.geonews``.
    theme : {'auto', 'light', 'dark'}
        As the reader's system asks for, or always one.

    Examples
    --------
    >>> figure_css(".geonews").startswith(".geonews{--gn-")
    True
    """
    root = f"{scope} .gn-still"
    shown = _colours()
    rules = [_tokens(scope, DARK if theme == "dark" else LIGHT, shown)]
    if theme == "auto":
        dark = _tokens(scope, DARK, shown)
        rules.append(f"@media screen and (prefers-color-scheme:dark){{{dark}}}")
    rules += [
        f"{scope} .gn-frame{{container:gn-frame/inline-size}}",
        f"{root}{{display:block;width:100%;height:auto;overflow:visible;direction:ltr;"
        f"background:var(--gn-sea);forced-color-adjust:none}}",
        f"{root} path,{root} circle{{vector-effect:non-scaling-stroke;stroke-linejoin:round}}",
        f"{root} .gn-hatch{{vector-effect:none}}",
        f"{root} text{{font-family:{SANS};fill:var(--gn-name);stroke:var(--gn-halo);"
        "stroke-linejoin:round;paint-order:stroke;text-anchor:start;letter-spacing:0}",
        f"{root} .gn-m{{text-anchor:middle}}{root} .gn-e{{text-anchor:end}}",
        *(_rule(f"{root} .gn-{name}", look) for name, look in FIGURE_SHAPES.items()),
        *_marks(root),
        *_looks(root),
        *_sizes(root, WIDE),
        *_sizes(root, NARROW),
        f"{root} .gn-narrow{{display:none}}",
    ]
    narrow = (
        f"{root} .gn-wide{{display:none}}{root} .gn-narrow{{display:inline}}"
        f"{root} .gn-inset{{transform:scale({NARROW_INSET})}}"
        f"{root} .gn-ring{{r:{NARROW.dot - 1:g}px}}" + "".join(_strokes(root, NARROW_DOTS))
    )
    rules.append(f"@media (max-width:{_NARROW_PX}px){{{narrow}}}")
    rules.append(f"@container gn-frame (max-width:{_NARROW_PX}px){{{narrow}}}")
    return "\n".join(rules) + "\n"


def _colours() -> list[str]:
    """Return the names of the colours that a figure uses."""
    used = {look.colour for look in FIGURE_TEXT.values()} | {"halo", "sea", "name", "ink"}
    for shape in FIGURE_SHAPES.values():
        used |= {value[1:] for value in shape.values() if value.startswith("$")}
    return sorted(used)


def _tokens(scope: str, theme: dict[str, str], names: list[str]) -> str:
    return f"{scope}{{{''.join(f'--gn-{name}:{theme[name]};' for name in names)}}}"


def _rule(selector: str, look: dict[str, str]) -> str:
    said = ";".join(
        f"{name}:{f'var(--gn-{value[1:]})' if value.startswith('$') else value}"
        for name, value in look.items()
    )
    return f"{selector}{{{said}}}"


def _marks(root: str) -> list[str]:
    found = [
        f"{root} .gn-dot,{root} .gn-square{{fill:none;stroke-linecap:round}}",
        f"{root} .gn-square{{stroke-linecap:square}}",
        f"{root} .gn-ring{{r:{WIDE.dot:g}px}}",
        f"{root} .gn-bar-halo{{fill:none;stroke:var(--gn-halo);stroke-width:4;opacity:.8}}",
    ]
    found += _strokes(root, 1.0)
    for kind in FIGURE_DOTS:
        if kind in ("uncertain", "associative"):
            look = {"fill": "$halo", "fill-opacity": ".75", "stroke-width": "1.8",
                    "stroke": "$doubt" if kind == "uncertain" else "$spoken-line",
                    "stroke-dasharray": "3 2.5" if kind == "uncertain" else "1.6 2.2"}  # fmt: skip
            found.append(_rule(f"{root} .gn-{kind}-dot", look))
            continue
        around, within = ("$ink", "$halo") if kind == "dateline" else ("$halo", "$story-line")
        found.append(_rule(f"{root} .gn-{kind}-halo", {"stroke": around}))
        found.append(_rule(f"{root} .gn-{kind}-dot", {"stroke": within}))
    return found


def _strokes(root: str, share: float) -> list[str]:
    """Return how wide the lines of no length are that are drawn as dots."""
    return [
        _rule(f"{root} .gn-{kind}-{part}", {"stroke-width": f"{round(share * width, 1):g}"})
        for kind, widths in FIGURE_DOTS.items()
        if kind not in ("uncertain", "associative")
        for part, width in zip(("halo", "dot"), widths, strict=True)
    ]


def _looks(root: str) -> list[str]:
    found = []
    for name, look in FIGURE_TEXT.items():
        said = [f"fill:var(--gn-{look.colour})"] if look.colour != "name" else []
        if look.bold:
            said.append("font-weight:600")
        if look.italic:
            said.append("font-style:italic")
        if look.spacing:
            said.append(f"letter-spacing:{look.spacing:g}em")
        if said:
            found.append(f"{root} .gn-n-{name}{{{';'.join(said)}}}")
    return found


def _sizes(root: str, type_: Type) -> list[str]:
    """Return the sizes of one set of names, styles of the same size together."""
    sizes: dict[float, list[str]] = {}
    for name in FIGURE_TEXT:
        sizes.setdefault(round(type_.size(name), 1), []).append(name)
    halo = _HALO * max(1.0, type_.scale * 0.9)
    found = [f"{root} .gn-{type_.name} text{{stroke-width:{halo:.1f}}}"]
    for size, styles in sizes.items():
        chosen = ",".join(f"{root} .gn-{type_.name} .gn-n-{style}" for style in styles)
        found.append(f"{chosen}{{font-size:{size:g}px}}")
    return found
