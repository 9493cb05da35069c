"""Archives: many stories, one machine or many, nothing lost."""

from geonews.archive.frame import analyse_frame, map_partition

__all__ = ["analyse_frame", "map_partition"]
