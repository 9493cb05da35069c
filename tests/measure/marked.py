"""Stories whose names are marked: "[Sudzha] is in [Kursk:ADM1]", "{Russian}" for a demonym."""

from __future__ import annotations

import re

from geonews.model import Mention, Place

_MARK = re.compile(r"\[(?P<name>[^\]:]+)(?::(?P<code>[A-Z0-9]+))?\]|\{(?P<people>[^}]+)\}")
_DEMONYMS = {"Russian": "Russia", "Ukrainian": "Ukraine", "Polish": "Poland", "American": "USA"}


def marked(story: str) -> tuple[str, tuple[Mention, ...]]:
    """Return a story without its marks, and its mentions."""
    text, done = "", 0
    mentions: list[Mention] = []
    for mark in _MARK.finditer(story):
        text += story[done : mark.start()]
        name = mark["name"] or mark["people"]
        code = mark["code"] or ("PCLI" if mark["people"] else "PPL")
        mentions.append(
            Mention(
                len(text),
                len(text) + len(name),
                name,
                kind="demonym" if mark["people"] else "place",
                place=place_of(_DEMONYMS.get(name, name), code),
                status="resolved",
            )
        )
        text += name
        done = mark.end()
    return text + story[done:], tuple(mentions)


def place_of(name: str, code: str) -> Place:
    """Return a place that is its name and its feature code, and lies nowhere."""
    return Place(name, 0, 0, feature=code)


def shown(place: Place | None) -> str | None:
    """Return the name of a place."""
    return place.name if place else None
