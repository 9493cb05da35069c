"""The still figure: a scene as SVG, in a page, as a file, or as a picture."""

from geonews.draw.figure.png import to_png
from geonews.draw.figure.poster import Theme, poster
from geonews.draw.figure.rules import figure_css
from geonews.draw.figure.still import size_of, still

__all__ = ["Theme", "figure_css", "poster", "size_of", "still", "to_png"]
