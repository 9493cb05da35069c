"""The lines of a TOML file, however it is written."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geonews.corrections.lines import Lines

DOCUMENT = '''\
# [[place]]
top = """
[[place]]
"""
[["place"]]  # a "comment
name = "a # [[place]]"
  is = [
  1, # ]
  2]

[[place]]
name = \'\'\'
[[place]]\'\'\'
story = """x"" \\" """""
role = "literal"
[outlets]
"x.y" = 3
q.r = 1
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("top",), 2),
        (("place",), 5),
        (("place", 0), 5),
        (("place", 0, "name"), 6),
        (("place", 0, "is"), 7),
        (("place", 0, "role"), 5),
        (("place", 1), 11),
        (("place", 1, "name"), 12),
        (("place", 1, "story"), 14),
        (("place", 1, "role"), 15),
        (("outlets",), 16),
        (("outlets", "x.y"), 17),
        (("outlets", "q", "r"), 18),
        (("nothing",), 1),
    ],
)
def test_every_key_has_its_line(path: tuple[str | int, ...], line: int) -> None:
    tomllib.loads(DOCUMENT)
    assert Lines(DOCUMENT).of(*path) == line


def test_rows_in_one_array_have_its_line() -> None:
    lines = Lines('\nplace = [{name = "a"}, {name = "b"}]\n')
    assert [lines.of("place", number, "name") for number in (0, 1)] == [2, 2]


PIECES = st.sampled_from(
    (*"#\"'[]{}\n=,\\", "'''", '"""', "[[place]]", 'name = "x"', "\n[[place]]\n", "a", " ")
)


@given(st.lists(PIECES, max_size=20).map("".join))
def test_what_the_parser_reads_has_lines(text: str) -> None:
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    lines = Lines(text)
    for name, table in tables.items():
        at = [lines.of(name)]
        if isinstance(table, list) and text.lstrip().startswith("[["):
            at += [lines.of(name, number) for number in range(len(table))]
        assert at == sorted(at)
        assert all(1 <= line <= text.count("\n") + 1 for line in at)
