"""The editor's word: a TOML file that wins over every model.

::

    [[place]]                       # this name is that place
    name = "Springfield"            # as the story writes it; SPRINGFIELD is meant too
    is = 4951788                    # a GeoNames id, "Springfield, Massachusetts", [42.10, -72.59],
                                    # the name of an [[own]] place, or false: it is no place
    story = "flood.txt"             # optional: in this story only (file name, id or address)
    role = "literal"                # optional: literal, associative or dateline
    only = [1, 3]                   # optional: the first and third time a story has the name

    [[not_a_place]]                 # this name is none, nor is any name inside it
    name = "Branson"                # story and only as above

    [[own]]                         # a place of the newsroom's own
    name = "Harbor Quarter"
    at = [42.36, -71.05]            # latitude, longitude; or polygon = "harbor.geojson", a path
                                    # from this file: the polygon of that name, or the only one
    country = "US"                  # optional, as are feature (a GeoNames code) and population

    [outlets]                       # where the newsroom is that an article's source names
    "bugle.example" = "Paris, Texas"

A row for one story wins over one for all, one with ``only`` over one without, and a longer name
over a shorter one inside it. A name that nobody recognised becomes a mention wherever it stands as
a word of its own. An own place is what its name means, unless a [[place]] row says otherwise; its
polygon joins the checks and is drawn.
"""

from geonews.corrections.applying import mark, notes_on, settle
from geonews.corrections.reading import read_corrections
from geonews.corrections.source import with_own
from geonews.corrections.template import open_names, template
from geonews.corrections.values import Corrections, Own, Row

__all__ = [
    "Corrections",
    "Own",
    "Row",
    "mark",
    "notes_on",
    "open_names",
    "read_corrections",
    "settle",
    "template",
    "with_own",
]
