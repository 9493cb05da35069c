"""The map of a page: the still figure, the interactive map over it, and the caption of both."""

from __future__ import annotations

from geonews.draw.escape import Html, el
from geonews.draw.figure import size_of, still
from geonews.draw.places_list import key
from geonews.draw.scene import Scene

__all__ = ["stage"]


def stage(scene: Scene, label: str, *, is_live: bool, credit: tuple[Html, ...] = ()) -> Html:
    """Return the figure of a scene.

    Parameters
    ----------
    scene : Scene
    label : str
        What the interactive map is called where it cannot be seen.
    is_live : bool
        Whether a script of the page may lay the interactive map over the still one.
    credit : tuple of Html
        Lines below the notes of the caption.
    """
    parts = [still(scene)]
    if is_live:
        parts += [
            el(
                "div",
                {"id": "map", "role": "group", "aria-label": label, "tabindex": "0", "dir": "ltr"},
            ),
            _button("explore", "Explore the map"),
            _button("reset", "Whole story"),
            el("p", {"class": "hint", "hidden": "", "aria-hidden": "true"},
               "Use two fingers to move the map"),
            el("p", {"id": "said", "class": "sr", "aria-live": "polite"}),
        ]  # fmt: skip
    width, height = size_of(scene)
    ratio = f"aspect-ratio:{width}/{height}"
    frame = el("div", {"class": "stage gn-frame", "style": ratio}, *parts)
    notes = [el("p", {"dir": "auto"}, note) for note in scene.basemap.notes]
    if is_live:
        notes += [el("p", {"dir": "auto"}, note) for note in scene.basemap.far_notes]
    if scene.frame.span < _TOWN_SPAN and any(p.form == "point" for p in scene.located):
        words = "Towns are dots: the map shows where they lie, not their streets."
        notes.append(el("p", None, words))
    switch = _switch() if is_live and "associative" in scene.kinds.values() else Html("")
    caption = el("figcaption", None, key(scene, is_live=is_live), switch, *notes, *credit)
    return el("figure", {"class": "map geonews"}, frame, caption)


# Below so many degrees a reader may look for streets.
_TOWN_SPAN = 6


def _button(name: str, words: str) -> Html:
    return el("button", {"type": "button", "class": name, "hidden": ""}, words)


def _switch() -> Html:
    box = el("input", {"type": "checkbox", "checked": ""})
    words = "Show who is spoken of: governments and peoples"
    return el("label", {"class": "spoken-of"}, box, words)
