"""From the mentions of a story to its ranked candidates."""

from __future__ import annotations

from dataclasses import dataclass

from geonews.errors import GeocoderError
from geonews.gazetteer import Candidate, NameKind
from geonews.geocode import CandidateSource, regions_of
from geonews.model import Mention, Place
from geonews.resolve.candidates import asked
from geonews.resolve.groups import Group, grouped
from geonews.resolve.home import Home
from geonews.resolve.ranker import Ranker
from geonews.resolve.score import Scene, scene_of

__all__ = ["Laid", "is_open", "laid_out"]


@dataclass(frozen=True, slots=True)
class Laid:
    """The groups of a story and its scene; ``loose`` are those whose place is to be found.

    ``failures`` tells of the names the source failed on.
    """

    loose: tuple[Group, ...]
    scene: Scene | None
    failures: dict[str, str]

    def why_unknown(self, name: str) -> str:
        """Return why a name has no candidates."""
        return self.failures.get(name) or f"no place called {name!r} is known"


def is_open(mention: Mention) -> bool:
    """Tell whether a mention is ours to resolve: no coordinates, nothing corrected or relative."""
    return mention.place is None and mention.kind != "relative"


def laid_out(
    text: str,
    mentions: tuple[Mention, ...],
    former: tuple[Mention, ...],
    names: tuple[str, ...],
    source: CandidateSource,
    home: Home | None,
    ranker: Ranker,
) -> Laid:
    """Ask a source for names, group the mentions, and rank all candidates.

    Parameters
    ----------
    text : str
    mentions : tuple of Mention
        As they were recognised; those with a place keep it.
    former : tuple of Mention
        What other sources made of them, or ().
    names : tuple of str
        What this source is asked for.
    source : CandidateSource
    home : Home or None
    ranker : Ranker
    """
    candidates, failures = asked(names, source, text)
    for mention in former:
        if mention.text not in candidates:
            known = () if mention.place is None else (_as_candidate(mention.place),)
            candidates[mention.text] = known
    groups = grouped(text, mentions, candidates)
    if regions := _missing_regions(mentions, groups, names, source):
        candidates |= {name: (*candidates[name], *found) for name, found in regions.items()}
        groups = grouped(text, mentions, candidates)
    sure = {n: m.place for n, m in enumerate(former) if m.status == "resolved" and m.place}
    sure |= {n: m.place for n, m in enumerate(mentions) if m.place}
    fixed = {
        g.number: _as_candidate(sure[n]) for g in groups for n in reversed(g.mentions) if n in sure
    }
    loose = tuple(group for group in groups if group.number not in fixed)
    return Laid(loose, scene_of(groups, mentions, fixed, home, ranker), failures)


def _missing_regions(
    mentions: tuple[Mention, ...],
    groups: tuple[Group, ...],
    names: tuple[str, ...],
    source: CandidateSource,
) -> dict[str, tuple[Candidate, ...]]:
    """Ask for the regions of names that the story calls regions and no region was found for."""
    found: dict[str, tuple[Candidate, ...]] = {}
    for group in groups:
        name = mentions[group.mentions[0]].text
        have = any(c.place.feature.startswith("ADM") for c in group.candidates)
        if group.kind == "region" and group.candidates and not have and name in names:
            try:
                found[name] = regions_of(source, name)
            except GeocoderError:
                # What came before stands: it is no worse than without this question.
                continue
    return {name: regions for name, regions in found.items() if regions}


def _as_candidate(place: Place) -> Candidate:
    return Candidate(place, NameKind.NAME, place.population or 1)
