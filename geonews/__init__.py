"""Find the places a news story names, check its area figures, and put them on a map."""

__version__ = "0.1.0"
