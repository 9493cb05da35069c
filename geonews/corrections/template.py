"""A file of corrections to fill in: every name that is open, and what it may be."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import suppress

from geonews.corrections.places import label, place_called
from geonews.corrections.reading import fault_of_name
from geonews.corrections.spelling import occurrences, single_spaced
from geonews.gazetteer import Gazetteer
from geonews.model import Article, Mention, Place, Report
from geonews.text import sentence_at

__all__ = ["open_names", "template"]

_HEAD = """\
# Names that geonews is not sure of. Take the "# " off the line that is right, and give this file
# with --corrections. A name without an answer is left as it is.
#
#   is = 4951788                    a GeoNames id (geonews gazetteer search NAME)
#   is = "Springfield, Illinois"    or a name with what holds it
#   is = [42.1015, -72.5898]        or latitude and longitude
#   is = false                      or no place at all
#   role = "associative"            or "literal", or "dateline"
#
# Without its story = line, an answer holds for every story.
"""
_NOTHING = "\n# There are none.\n"
_CONTEXT = 160
_SENTENCES = 3
_LONGEST = 300
"""Characters of a story's id or of what a service calls a place."""
_NUMBERS_A_LINE = 20


def open_names(report: Report) -> tuple[tuple[Mention, ...], ...]:
    """Return the mentions of each name that is uncertain or unresolved somewhere in a story.

    Examples
    --------
    >>> from geonews.model import GazetteerInfo
    >>> story, info = Article("Lima or Lima."), GazetteerInfo("none", "1", "")
    >>> doubted = Mention(0, 4, "Lima", status="uncertain")
    >>> report = Report(story, info, (doubted, Mention(8, 12, "Lima", status="resolved")))
    >>> [[mention.start for mention in name] for name in open_names(report)]
    [[0]]
    """
    doubted = [
        mention
        for mention in report.mentions
        if mention.status != "resolved" and mention.kind in ("place", "demonym")
    ]
    # A row for Seoul speaks of SEOUL too, where the story has both.
    mixed = {_name(mention).upper(): _name(mention) for mention in doubted if not _is_loud(mention)}
    names: dict[str, list[Mention]] = {}
    for mention in doubted:
        name = _name(mention)
        names.setdefault(mixed.get(name, name) if _is_loud(mention) else name, []).append(mention)
    return tuple(map(tuple, names.values()))


def template(reports: Iterable[Report], gazetteer: Gazetteer) -> str:
    """Return a file of corrections with everything uncertain in some stories, ready to edit.

    As it stands it changes nothing. Every answer is a line of its own, commented out.

    Parameters
    ----------
    reports : iterable of Report
    gazetteer : Gazetteer
        The one the file will be read with.
    """
    blocks = [
        block
        for report in reports
        for mentions in open_names(report)
        for block in (_block(report.article, mentions, gazetteer),)
    ]
    return "\n".join((_HEAD, *blocks)) if blocks else _HEAD + _NOTHING


def _block(article: Article, mentions: tuple[Mention, ...], gazetteer: Gazetteer) -> str:
    name = _name(next((each for each in mentions if not _is_loud(each)), mentions[0]))
    row = list(_row(article, name, mentions))
    said = dict.fromkeys(_comment(_context(article, mention)) for mention in mentions)
    lines = [f"# {words}" for words in list(said)[:_SENTENCES]]
    if len(said) > _SENTENCES:
        lines.append(f"# ... and {len(said) - _SENTENCES} more")
    if not row:
        return "\n".join((*lines, f"# {_comment(name)}: cannot be corrected by name", ""))
    return "\n".join((*lines, "[[place]]", *row, *_answers(mentions, gazetteer), ""))


def _row(article: Article, name: str, mentions: tuple[Mention, ...]) -> Iterator[str]:
    """Yield the lines that say which mentions are meant; nothing where TOML has no way to."""
    if fault_of_name(name) or _has_surrogate(article.id) or len(article.id) > _LONGEST:
        return
    spans = occurrences(name, article)
    open_spans = {(mention.start, mention.end) for mention in mentions}
    numbers = [number for number, span in enumerate(spans, 1) if span in open_spans]
    if not numbers:
        return
    yield f"name = {_string(name)}"
    if article.id.strip():
        yield f"story = {_string(article.id)}"
    if len(numbers) < len(spans):
        rest = range(0, len(numbers), _NUMBERS_A_LINE)
        parts = [str(numbers[at : at + _NUMBERS_A_LINE])[1:-1] for at in rest]
        yield "only = [" + ",\n    ".join(parts) + "]"


def _answers(mentions: tuple[Mention, ...], gazetteer: Gazetteer) -> Iterator[str]:
    best = next((mention for mention in mentions if mention.place), mentions[0])
    told: dict[str, str] = {}
    for mention in mentions:
        for place in (mention.place, *mention.alternatives):
            if place is not None:
                told.setdefault(_answer(place, gazetteer), _comment(label(place)))
    if best.place is not None:
        guess = _answer(best.place, gazetteer)
        told[guess] += f": the guess so far, {best.confidence:.0%} sure"
    yield from (f"# is = {answer}  # {words}" for answer, words in told.items())
    yield "# is = false  # no place"


def _answer(place: Place, gazetteer: Gazetteer) -> str:
    """Return the value of ``is`` that is read as a place again."""
    if place.geonames_id and _is_same(place, gazetteer.by_id(place.geonames_id)):
        return str(place.geonames_id)
    with suppress(ValueError):
        if _is_same(place, place_called(place.name, gazetteer)):
            return _string(place.name)
    return f"[{place.lat!r}, {place.lon!r}]"


def _is_same(place: Place, other: Place | None) -> bool:
    # Its country may be another in this worldview.
    return other is not None and (place.name, place.lat, place.lon) == (
        *(other.name, other.lat, other.lon),
    )


def _name(mention: Mention) -> str:
    return single_spaced(mention.text)


def _is_loud(mention: Mention) -> bool:
    return mention.text.isupper()


def _context(article: Article, mention: Mention) -> str:
    """Return the sentence of a mention, or the part of a long one that is around it."""
    start, end = sentence_at(article.text, mention.start, mention.end)
    room = max(0, _CONTEXT - (mention.end - mention.start)) // 2
    left, right = max(start, mention.start - room), min(end, mention.end + room)
    before, after = "... " * (left > start), " ..." * (right < end)
    return before + article.text[left:right] + after


def _comment(text: str) -> str:
    """Return a text in which nothing ends a line, rings a bell or turns the reading direction."""
    plain = single_spaced("".join(char if char.isprintable() else " " for char in text))
    return plain if len(plain) <= _LONGEST else f"{plain[: _LONGEST - 4]} ..."


def _string(text: str) -> str:
    r"""Return a text as a basic string of TOML, on one line.

    Examples
    --------
    >>> print(_string('a "b" \\ \n'))
    "a \"b\" \\ \u000A"
    """
    return f'"{"".join(map(_escaped, text))}"'


def _escaped(char: str) -> str:
    if char in '"\\':
        return f"\\{char}"
    if char.isprintable():
        return char
    code = ord(char)
    return f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"


def _has_surrogate(text: str) -> bool:
    return any(unicodedata.category(char) == "Cs" for char in text)
