"""A folder of stories, kept as a gallery: only what changed is analysed and drawn again."""

from __future__ import annotations

from geonews.gallery.build import Result, Say, build_gallery

__all__ = ["Result", "Say", "build_gallery"]
