"""What each mention could have meant, and why it does not."""

from __future__ import annotations

from geonews.errors import GeocoderError
from geonews.gazetteer import Candidate, Gazetteer
from geonews.model import Article, Mention, Place
from geonews.resolve import resolve
from geonews.resolve.explain import explain

GAZETTEER = Gazetteer.open()
TEXT = "A storm hit Paris, Texas, then Xyzzyville."
MENTIONS = (
    Mention(12, 17, "Paris", confidence=0.9),
    Mention(19, 24, "Texas", confidence=0.9),
    Mention(31, 41, "Xyzzyville", confidence=0.9),
)


def test_the_first_candidate_is_what_resolve_chooses() -> None:
    found = explain(Article(TEXT), MENTIONS, GAZETTEER)
    chosen = resolve(Article(TEXT), MENTIONS, GAZETTEER)
    assert [(e.start, e.end, e.text) for e in found] == [(m.start, m.end, m.text) for m in MENTIONS]
    assert [e.candidates[0].place for e in found[:2]] == [m.place for m in chosen[:2]]


def test_probabilities_fall_and_leave_room_for_none() -> None:
    paris = explain(Article(TEXT), MENTIONS, GAZETTEER)[0]
    shares = [weighed.probability for weighed in paris.candidates]
    assert shares == sorted(shares, reverse=True)
    assert 0.9 < sum(shares) + paris.none < 1.0001
    assert paris.count > len(paris.candidates) == 6


def test_clauses_for_the_winner_and_against_the_rest() -> None:
    paris = explain(Article(TEXT), MENTIONS, GAZETTEER)[0]
    first, second = paris.candidates[:2]
    assert first.because[0][0] == "the story says it is in Texas"
    assert first.because[0][1] > 0
    assert second.because[0][0] == "it is not in Texas"
    assert second.because[0][1] < 0


class Broken:
    """A source that fails."""

    def candidates(self, name: str) -> tuple[Candidate, ...]:
        raise GeocoderError(f"the geocoder 'test' failed on {name!r}: timed out")


def test_what_has_no_candidates_says_why() -> None:
    given = Mention(12, 17, "Paris", place=Place("Paris", 33.66, -95.55), confidence=1.0)
    found = explain(Article(TEXT), (given, *MENTIONS[1:]), GAZETTEER)
    assert [e.note for e in found] == [
        "its place was given",
        "",
        "no place called 'Xyzzyville' is known",
    ]
    (failed,) = explain(Article(TEXT), MENTIONS[:1], Broken())
    assert (failed.candidates, failed.none) == ((), 1.0)
    assert failed.note == "the geocoder 'test' failed on 'Paris': timed out"
