"""The template: whole output, and what it says when it is read again."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geonews.corrections import Corrections, mark, read_corrections, settle, template
from geonews.gazetteer import Gazetteer
from geonews.model import Article, GazetteerInfo, Mention, Place, Report, Status

INFO = GazetteerInfo("test", "1", "0" * 64)


def mention(article: Article, text: str, nth: int = 1, **fields: Any) -> Mention:
    """Return the n-th mention of a name, uncertain unless told otherwise."""
    start = -1
    for _ in range(nth):
        start = article.text.index(text, start + 1)
    status: Status = "uncertain" if fields.get("place") else "unresolved"
    return Mention(start, start + len(text), text, **{"status": status, **fields})


def report_on(article: Article, *mentions: Mention) -> Report:
    return Report(article, INFO, tuple(sorted(mentions, key=lambda m: m.start)))


def by_id(gazetteer: Gazetteer, number: int) -> Place:
    place = gazetteer.by_id(number)
    assert place is not None
    return place


STORY = Article(
    "SPRINGFIELD (AP) — The river rose in Springfield.\nIt crossed\x07 the \u202eSahel to Ashgrove "
    'Mill """ [[place]]\n\nSpringfield slept; Springfield, of course.',
    id='flood "2".txt',
)


@pytest.fixture
def report(gazetteer: Gazetteer) -> Report:
    massachusetts, illinois = by_id(gazetteer, 4951788), by_id(gazetteer, 4250542)
    spot = Place("Depot", 1.5, -2.25, source="nominatim", feature="SPOT")
    doubt: dict[str, Any] = {"place": illinois, "alternatives": (massachusetts, spot)}
    (sahel,) = gazetteer.lookup("Sahel")
    return report_on(
        STORY,
        mention(STORY, "SPRINGFIELD", confidence=0.2, **doubt),
        mention(STORY, "Springfield", 1, confidence=0.413, **doubt),
        mention(STORY, "Springfield", 2, place=massachusetts, status="resolved"),
        mention(STORY, "Springfield", 3, place=massachusetts, confidence=0.5),
        mention(STORY, "Sahel", place=sahel, confidence=0.5),
        mention(STORY, "Ashgrove Mill"),
    )


def test_the_whole_template(report: Report, gazetteer: Gazetteer) -> None:
    assert (
        template([report], gazetteer)
        == '''\
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

# SPRINGFIELD (AP) — The river rose in Springfield.
# Springfield slept; Springfield, of course.
[[place]]
name = "Springfield"
story = "flood \\"2\\".txt"
only = [1, 2, 4]
# is = 4250542  # Springfield, Illinois, US, PPL: the guess so far, 20% sure
# is = 4951788  # Springfield, Massachusetts, US, PPL
# is = [1.5, -2.25]  # Depot, SPOT
# is = false  # no place

# It crossed the Sahel to Ashgrove Mill """ [[place]]
[[place]]
name = "Sahel"
story = "flood \\"2\\".txt"
# is = "Sahel"  # Sahel, RGN: the guess so far, 50% sure
# is = false  # no place

# It crossed the Sahel to Ashgrove Mill """ [[place]]
[[place]]
name = "Ashgrove Mill"
story = "flood \\"2\\".txt"
# is = false  # no place
'''
    )


def test_a_template_of_nothing_says_so(gazetteer: Gazetteer) -> None:
    text = template([report_on(STORY)], gazetteer)
    assert text.endswith("every story.\n\n# There are none.\n")
    assert tomllib.loads(text) == {}


def test_a_template_of_much_is_still_read(gazetteer: Gazetteer, tmp_path: Path) -> None:
    story = Article("Lima " * 9000)
    place = Place("x" * 50_000, 1.0, 2.0, source="a service")
    mentions = [Mention(n, n + 4, "Lima", place=place, status="uncertain") for n in range(0, 9, 5)]
    mentions += [Mention(n, n + 4, "Lima") for n in range(15, 45_000, 5)]
    corrections = read(template([report_on(story, *mentions)], gazetteer), tmp_path, gazetteer)
    (row,) = corrections.rows
    assert (len(row.only), row.only[-1]) == (8999, 9000)
    nameless = report_on(Article("Lima.", id="y" * 20_000), Mention(0, 4, "Lima"))
    text = template([nameless], gazetteer)
    assert text.endswith("\n# Lima.\n# Lima: cannot be corrected by name\n")
    assert read(text, tmp_path, gazetteer).rows == ()


def read(text: str, folder: Path, gazetteer: Gazetteer) -> Corrections:
    path = folder / "template.toml"
    path.write_text(text, encoding="utf-8")
    return read_corrections(path, gazetteer)


def applied(corrections: Corrections, report: Report) -> tuple[Mention, ...]:
    """Return what corrections make of a report's mentions."""
    article = report.article
    return settle(corrections, article, mark(corrections, article, report.mentions))


def test_an_untouched_template_changes_nothing(
    report: Report, gazetteer: Gazetteer, tmp_path: Path
) -> None:
    corrections = read(template([report], gazetteer), tmp_path, gazetteer)
    assert [row.is_open for row in corrections.rows] == [True] * 3
    assert applied(corrections, report) == report.mentions


def answers(text: str) -> list[int]:
    """Return the numbers of the lines that offer an answer."""
    return [n for n, line in enumerate(text.split("\n")) if line.startswith("# is = ")]


def uncommented(text: str, number: int) -> str:
    lines = text.split("\n")
    lines[number] = lines[number].removeprefix("# ")
    return "\n".join(lines)


def test_every_answer_says_what_it_does(
    report: Report, gazetteer: Gazetteer, tmp_path: Path
) -> None:
    text = template([report], gazetteer)
    numbers = answers(text)
    assert len(numbers) == 7
    for number in numbers:
        words = text.split("\n")[number].partition("  # ")[2]
        corrections = read(uncommented(text, number), tmp_path, gazetteer)
        (row,) = [row for row in corrections.rows if not row.is_open]
        after = {(m.start, m.end): m for m in applied(corrections, report)}
        meant = [
            m for m in report.mentions if m.text.title() == row.name and m.status != "resolved"
        ]
        assert [m for m in report.mentions if after.get((m.start, m.end)) != m] == meant
        offered = {place for m in meant for place in (m.place, *m.alternatives)}
        for each in meant:
            if words == "no place":
                assert (each.start, each.end) not in after
                continue
            place = after[each.start, each.end].place
            assert place is not None
            if place.source != "corrections":
                assert place in offered
                assert words.startswith(f"{place.name}, ")
            else:
                assert (place.lat, place.lon, words) == (1.5, -2.25, "Depot, SPOT")


HOSTILE = st.text(
    st.characters() | st.sampled_from('"\\\n\r\t#[]{}=\x00\x07\x1b\x7f\x85\u2028\u202e\ud800 aB'),
    min_size=1,
    max_size=12,
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    names=st.lists(HOSTILE, min_size=1, max_size=4),
    filler=HOSTILE,
    identity=HOSTILE,
    data=st.data(),
)
def test_nothing_in_a_story_breaks_out_of_the_template(
    names: list[str],
    filler: str,
    identity: str,
    data: st.DataObject,
    gazetteer: Gazetteer,
    tmp_path: Path,
) -> None:
    text, mentions = filler, []
    for name in names:
        place = Place(data.draw(HOSTILE), 1.0, 2.0, admin1=data.draw(HOSTILE))
        start = len(text) + 1
        text += f" {name} {filler}"
        mentions.append(
            Mention(start, start + len(name), name, place=place, confidence=0.3, status="uncertain")
        )
    report = report_on(Article(text, id=identity), *mentions)
    written = template([report], gazetteer)
    written.encode("utf-8")
    assert set(tomllib.loads(written)) <= {"place"}
    assert all(char == "\n" or char.isprintable() for char in written)
    corrections = read(written, tmp_path, gazetteer)
    assert all(row.is_open for row in corrections.rows)
    assert {row.name for row in corrections.rows} <= {" ".join(name.split()) for name in names}
    assert {row.story for row in corrections.rows} <= {identity, None}
    assert applied(corrections, report) == report.mentions
    for number in answers(written):
        (row,) = [
            row
            for row in read(uncommented(written, number), tmp_path, gazetteer).rows
            if not row.is_open
        ]
        assert row.holds_in(report.article)
