"""A picture as PNG, by resvg: no browser, no system library, no network."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geonews.errors import GeonewsError, OptionError

__all__ = ["to_png"]

# 50 megapixels take 200 MB while they are drawn.
_MOST_PIXELS = 50_000_000
_MOST_SIDE = 16_000
_SIZE = re.compile(r'<svg\b[^>]*?\bwidth="(\d{1,5})" height="(\d{1,5})"')


def to_png(svg: str, *, scale: float = 1.0, font_dirs: Sequence[str] = ()) -> bytes:
    """Return a picture of `poster` as PNG.

    Letters are the system's: the same picture on the same system gives the same bytes. A script
    that none of its fonts holds is drawn as boxes; ``font_dirs`` may add some.

    Parameters
    ----------
    svg : str
        As `poster` returns it.
    scale : float
        Pixels of the picture to a pixel of the SVG.
    font_dirs : sequence of str
        Folders with more fonts.

    Raises
    ------
    OptionError
        A scale that is none, or a picture too large.
    GeonewsError
        The extra is not installed, or the picture cannot be drawn.
    """
    try:
        import resvg_py
    except ImportError:
        raise GeonewsError("pictures need the library resvg: pip install 'geonews[png]'") from None
    size = _SIZE.search(svg)
    if size is None:
        raise GeonewsError("the picture has no width and height: give the SVG that poster returned")
    width, height = (float(side) * scale for side in size.groups())
    if not (scale > 0 and width >= 1 and height >= 1):
        raise OptionError(f"a scale of {scale:g} leaves no picture: give one above 0, such as 2")
    if max(width, height) > _MOST_SIDE or width * height > _MOST_PIXELS:
        raise OptionError(
            f"a picture of {width:,.0f} by {height:,.0f} pixels is too large: at most "
            f"{_MOST_PIXELS // 1_000_000} million pixels and {_MOST_SIDE:,} a side; lower the scale"
        )
    try:
        return resvg_py.svg_to_bytes(svg_string=svg, zoom=scale, font_dirs=list(font_dirs) or None)
    except (ValueError, OSError) as error:
        raise GeonewsError(f"the picture cannot be drawn: {error}") from error
