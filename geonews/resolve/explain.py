"""What each mention could have meant, how likely, and what decided: the resolver's own account."""

from __future__ import annotations

from dataclasses import dataclass

from geonews.geocode import CandidateSource
from geonews.model import Article, Mention, Place
from geonews.options import Options
from geonews.resolve.groups import Group
from geonews.resolve.home import home_of
from geonews.resolve.laying import is_open, laid_out
from geonews.resolve.ranker import shipped_ranker
from geonews.resolve.reasons import in_words
from geonews.resolve.score import Scene, Scored

__all__ = ["Explanation", "Weighed", "explain"]

_MOST = 6
_CLAUSES = 3
_LEAST_NATS = 0.1


@dataclass(frozen=True, slots=True)
class Weighed:
    """A candidate: its probability, its score in nats, and what told for or against it.

    ``because`` holds the two or three strongest, each a clause with the nats it is worth beside
    its rival: the runner-up for the winner, the winner for all others.
    """

    place: Place
    probability: float
    score: float
    because: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a mention could have meant.

    Attributes
    ----------
    start, end : int
        Offsets of the mention, as in `geonews.model.Mention`.
    text : str
    candidates : tuple of Weighed
        Best first, at most six.
    count : int
        How many there are in all.
    none : float
        The probability that the place meant is none of them.
    note : str
        Why there are none to weigh: corrected, relative, unknown, or the source failed.
    """

    start: int
    end: int
    text: str
    candidates: tuple[Weighed, ...]
    count: int
    none: float
    note: str = ""


def explain(
    article: Article,
    mentions: tuple[Mention, ...],
    source: CandidateSource,
    options: Options = Options(),
    home: Place | None = None,
) -> tuple[Explanation, ...]:
    """Explain how `geonews.resolve.resolve` would decide; raises what it does.

    Of a chain of sources, each name has the candidates of the first link that knows it.

    Parameters
    ----------
    article : Article
    mentions : tuple of Mention
        As `geonews.recognise.recognise` returns them: without places, but for what is fixed.
    source : CandidateSource
    options : Options
    home : Place, optional
        As `geonews.resolve.resolve` takes it.

    Returns
    -------
    tuple of Explanation
        One a mention, in their order.

    Examples
    --------
    >>> from geonews.gazetteer import Gazetteer
    >>> story = Article("A storm reached Paris, Texas.")
    >>> found = (Mention(16, 21, "Paris", confidence=0.9), Mention(23, 28, "Texas", confidence=0.9))
    >>> paris, _ = explain(story, found, Gazetteer.open())
    >>> paris.candidates[0].place.admin1, paris.candidates[0].because[0][0]
    ('Texas', 'the story says it is in Texas')
    """
    names = tuple(dict.fromkeys(m.text for m in mentions if is_open(m)))
    at_home = home_of(article, source, options, home)
    laid = laid_out(article.text, mentions, (), names, source, at_home, shipped_ranker())
    found: dict[int, Explanation] = {}
    for group in laid.loose:
        named = [(number, mentions[number]) for number in group.mentions]
        scored = laid.scene.scored(group) if laid.scene is not None else ()
        if laid.scene is None or not scored:
            found |= {number: _empty(m, laid.why_unknown(m.text)) for number, m in named}
            continue
        weighed = _weighed(group, scored, laid.scene)
        count, none = laid.scene.size(group), laid.scene.none(group)
        for number, m in named:
            found[number] = Explanation(m.start, m.end, m.text, weighed, count, none)
    return tuple(found.get(n) or _empty(m, _note(m)) for n, m in enumerate(mentions))


def _empty(mention: Mention, note: str) -> Explanation:
    return Explanation(mention.start, mention.end, mention.text, (), 0, 1.0, note)


def _note(mention: Mention) -> str:
    if mention.place is not None:
        return "its place was given"
    return "reckoned from the places it names"


def _weighed(group: Group, scored: tuple[Scored, ...], scene: Scene) -> tuple[Weighed, ...]:
    """Weigh the winner against the runner-up, and all others against the winner."""
    kept = scored[:_MOST]
    rivals = [kept[min(1, len(kept) - 1)], *(kept[0] for _ in kept[1:])]
    gains = scene.gains([(one.row, other.row) for one, other in zip(kept, rivals, strict=True)])
    return tuple(
        Weighed(one.candidate.place, one.share, one.total, _because(group, one, rival, gain, scene))
        for one, rival, gain in zip(kept, rivals, gains, strict=True)
    )


def _because(
    group: Group, one: Scored, rival: Scored, gains: dict[str, float], scene: Scene
) -> tuple[tuple[str, float], ...]:
    strongest = sorted(gains.items(), key=lambda row: (-abs(row[1]), row[0]))[:_CLAUSES]
    return tuple(
        (in_words(theme, group, one, rival, scene, against=nats < 0), round(nats, 2))
        for theme, nats in strongest
        if abs(nats) >= _LEAST_NATS
    )
