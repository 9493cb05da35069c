"""The features of candidates by name, in the order of their columns, and what each speaks of."""

from __future__ import annotations

from geonews.resolve.table import SORTS

__all__ = ["COLUMNS_OF_PLACE", "FEATURES", "THEMES"]

_LOCAL = (
    ("weight", "prominence"),
    ("population", "prominence"),
    ("rank", "prominence"),
    ("below the top", "prominence"),
    ("lead", "prominence"),
    *(
        (f"is {sort}", {"country": "country", "capital": "capital"}.get(sort, "sort"))
        for sort in SORTS
    ),
    *((f"named {n}", "other name") for n in range(6)),
    ("exact", "other name"),
    ("begins", "other name"),
    ("city region", "named for its town"),
    ("kind met", "kind"),
    ("kind missed", "kind"),
    ("part of region", "parts"),
    ("part of town", "parts"),
    ("town of its region", "named for its town"),
    ("region of its town", "named for its town"),
    ("town of its county", "named for its town"),
    ("county of its town", "named for its town"),
    ("could be in region", "siblings"),
    ("could be in country", "siblings"),
    ("home 30", "home"),
    ("home 150", "home"),
    ("home region", "home"),
    ("home country", "home"),
    ("abroad", "home"),
    ("is home", "home"),
)
_OF_GROUP = (
    "namesakes",
    "mentions",
    "words",
    "capitals",
    "dateline",
    "has country",
    "has region",
    "has county",
    "has capital",
    "company",
    "said in",
    "said to hold",
    "has home",
    "has home country",
)
_OF_SCENE = (
    ("former", "prominence"),
    ("country named", "country named"),
    ("region named", "region named"),
    ("in region", "siblings"),
    ("in region share", "siblings"),
    ("in country", "siblings"),
    ("in country share", "siblings"),
    ("inside", "towns inside"),
    ("inside share", "towns inside"),
    ("near 30", "near others"),
    ("near 300", "near others"),
    ("within 50", "near others"),
    ("within 150", "near others"),
    ("log km", "near others"),
    ("around", "near others"),
    ("beside near", "beside"),
    ("beside region", "beside"),
    ("beside country", "beside"),
    ("held", "held"),
    ("held maybe", "held"),
    ("holds", "holds"),
    ("others at home", ""),
    ("others abroad", ""),
    ("home with others", "home"),
    ("home without others", "home"),
)
COLUMNS_OF_PLACE = len(_LOCAL) - 6
_ALL = (*_LOCAL, *((name, "") for name in _OF_GROUP), *_OF_SCENE)
FEATURES: tuple[str, ...] = tuple(name for name, _ in _ALL)
"""The columns, in order."""
THEMES: dict[str, list[int]] = {
    theme: [n for n, (_, other) in enumerate(_ALL) if other == theme]
    for theme in dict.fromkeys(theme for _, theme in _ALL if theme)
}
"""The columns that say one thing, by what they say."""
