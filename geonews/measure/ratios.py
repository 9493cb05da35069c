"""Ratios: "twice the size of Luxembourg", "slightly smaller than Indiana", "Manhattan-sized"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from geonews.measure import ratio_words as words
from geonews.measure.patterns import compiled
from geonews.measure.ratio_phrases import Ratio, group_of, hedged, is_sized, multiple_of, read_ratio
from geonews.measure.yardsticks import Compared
from geonews.model import Figure, Mention, Place
from geonews.text import sentence_at

__all__ = ["find_ratios"]


def find_ratios(text: str, lower: str, mentions: Sequence[Mention]) -> Iterator[Figure]:
    """Yield the size comparisons of a text with places.

    Yardsticks that are several places together ("Belgium and Luxembourg combined") are left out:
    a figure has one ``other``.

    Parameters
    ----------
    text, lower : str
        The text, and the same in small letters.
    mentions : sequence of Mention
        Its mentions, in order.

    Yields
    ------
    Figure
        ``value`` is how many times as large as ``other``; the text ends before the yardstick's
        name, and is the name itself for a second yardstick.

    Examples
    --------
    >>> text = "The park is almost twice the size of Malta."
    >>> names = [Mention(37, 42, "Malta")]
    >>> [(f.text, f.value, f.low, f.high) for f in find_ratios(text, text, names)]
    [('twice the size of', 2.0, 1.5, 2.06)]
    """
    if not mentions or not any(cue in lower for cue in words.CUES):
        return
    compared = Compared(text, mentions)
    done = 0
    for core in compiled(words.CORE).finditer(lower):
        if core.start() < done:
            continue
        names = compared.yardsticks(core.start(), core.end(), is_sum=core["than"] is None)
        if not names:
            continue
        sentence = sentence_at(text, core.start(), core.end())[0]
        ratio = read_ratio(text, lower, core, sentence)
        if ratio is None or ratio.start < done:
            continue
        place, why = compared.place(sentence, ratio.lead, names[-1].end)
        if _is_of_land(lower, core, ratio, sentence, place, names[-1]):
            done = names[-1].end
            yield from _figures(text, ratio, names, place, why)
    yield from _possessives(text, lower, compared)
    yield from _sized(text, lower, compared)


def _figures(
    text: str, ratio: Ratio, names: Sequence[Mention], place: Place | None, why: str
) -> Iterator[Figure]:
    spans = [(ratio.start, ratio.end), *((name.start, name.end) for name in names[1:])]
    for name, (start, end) in zip(names, spans, strict=True):
        same = place is None or place == name.place
        yield Figure(
            start=start,
            end=end,
            text=text[start:end],
            quantity="ratio",
            value=ratio.value,
            unit=None,
            low=ratio.low,
            high=ratio.high,
            hedge=ratio.hedge,
            place=None if same else place,
            other=name.place,
            sense=ratio.sense,
            bound_by="" if same else why,
        )


def _is_of_land(
    lower: str,
    core: re.Match[str],
    ratio: Ratio,
    sentence: int,
    place: Place | None,
    name: Mention,
) -> bool:
    """Tell whether it is ground that is compared, not people or money."""
    low = max(sentence, ratio.lead - words.REACH)
    if compiled(words.NOT_LAND).search(lower, low, ratio.lead):
        return False
    such = compiled(words.ANY_SUCH).search(lower, low, ratio.lead)
    if such and (such["noun"].startswith(("cit", "town", "vill", "metr", "pl")) or place is None):
        return False
    if is_sized(core) or core["area"] or core["equal"] or core["that"]:
        return True
    is_town = name.place is not None and name.place.feature.startswith("PPL")
    if place is None:
        if compiled(words.AREAL_BEFORE).search(lower, low, ratio.lead):
            return True
        if is_town or compiled(words.OWN_CLAUSE).match(lower, name.end):
            return False
        if compiled(words.NO_GROUND).search(lower, sentence, ratio.lead):
            return False
        # "Her heart was bigger than Texas": without a measure, the story must speak of ground.
        is_measured = ratio.hedge is not None or ratio.value != 1
        context = max(0, ratio.lead - words.CONTEXT)
        return compiled(words.IT_IS).search(lower, low, ratio.lead) is not None and (
            is_measured or compiled(words.ANY_AREAL).search(lower, context, ratio.lead) is not None
        )
    # "Houston is bigger than Phoenix" is said of their people.
    return not (is_town and place.feature.startswith("PPL"))


def _possessives(text: str, lower: str, compared: Compared) -> Iterator[Figure]:
    """Read "twice Luxembourg's size"."""
    if "s size" not in lower and "s area" not in lower and "s territory" not in lower:
        return
    for size in compiled(words.POSSESSIVE).finditer(lower):
        name = compared.ending_at(size.start())
        if name is None:
            continue
        end = name.start - 4 if lower[name.start - 4 : name.start] == "the " else name.start
        match = compiled(words.MULTIPLE).search(lower, max(0, end - words.REACH), end)
        read = (
            multiple_of(match) if match and not match["fraction"] and not match["percent"] else None
        )
        if match is None or read is None:
            continue
        start = match.start(group_of(match))
        ratio = hedged(text, start, end - 1, read, "times")
        sentence = sentence_at(text, start, end)[0]
        place, why = compared.place(sentence, ratio.lead, size.end())
        yield from _figures(text, ratio, (name,), place, why)


def _sized(text: str, lower: str, compared: Compared) -> Iterator[Figure]:
    """Read "a Manhattan-sized iceberg"."""
    if "size" not in lower:
        return
    for size in compiled(words.SIZED).finditer(lower):
        name = compared.ending_at(size.start())
        if name is None or not any(map(compiled(words.THINGS).match, size["noun"].split())):
            continue
        ratio = hedged(text, name.start, size.end("suffix"), (1.0, 1.0, 1.0), "times")
        yield from _figures(text, ratio, (name,), None, "")
