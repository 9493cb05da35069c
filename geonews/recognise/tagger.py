"""The neural tagger: an int8 transformer run by onnxruntime, over windows of a text."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geonews.errors import ModelError
from geonews.gazetteer import Gazetteer
from geonews.recognise.hints import hints_of
from geonews.recognise.pieces import GOES_ON, Unit, case_of, pieces_of, units_of
from geonews.recognise.tagging import Judged

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["FORMAT", "INPUTS", "Tagger"]

FORMAT = "geonews-tagger-1"
"""What the model says it is, in its metadata; the inputs and what they count are part of it."""

_LONGEST = 254
_OVERLAP = 32
"""Word pieces; a word is judged where it stands further from an end of its window."""
INPUTS = ("pieces", "cases", "gaps", "names", "people")
"""What it reads of each word piece, in order."""


class Tagger:
    """A trained tagger, open for use; use `Tagger.open`.

    Examples
    --------
    >>> text = "Ms. Lima left Lima for Oslo."
    >>> judged = Tagger.open().judged(text, Gazetteer.open())
    >>> [text[word.start : word.end] for word in judged if word.begins > 0.5]
    ['Lima', 'Oslo']
    """

    def __init__(self, session: Any) -> None:
        self._session = session
        told: Mapping[str, str] = session.get_modelmeta().custom_metadata_map
        if told.get("format") != FORMAT:
            raise ValueError(f"its format is {told.get('format')!r} and not {FORMAT!r}")
        self.card: dict[str, Any] = json.loads(told["card"])
        words = told["vocabulary"].split("\n")
        self._vocabulary = {word: number for number, word in enumerate(words)}
        self._marks = self._vocabulary["[CLS]"], self._vocabulary["[SEP]"]
        self._unknown = self._vocabulary["[UNK]"]
        self._known: dict[str, tuple[int, ...]] = {}

    @staticmethod
    @lru_cache(maxsize=2)
    def open(path: Path | None = None) -> Tagger:
        """Open a model; the same one again for the same path.

        Parameters
        ----------
        path : Path, optional
            A file that ``python -m geonews.train tagger`` wrote; None is the one that ships.

        Raises
        ------
        ModelError
            The file is missing, damaged or of another version.
        """
        what = f"the model {str(path)!r}" if path else "the model that ships"
        path = path or Path(str(files("geonews") / "data" / "accurate.onnx"))
        remedy = "install geonews again, or go on with --recogniser fast"
        try:
            import onnxruntime
        except ImportError as error:
            raise ModelError(f"onnxruntime cannot be loaded ({error}): {remedy}") from error
        if not path.is_file():
            raise ModelError(f"{what} is missing: {remedy}")
        options = onnxruntime.SessionOptions()
        # One thread a process: archives run one process a core, and one story takes 0.05 s.
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 4
        try:
            session = onnxruntime.InferenceSession(
                str(path), options, providers=["CPUExecutionProvider"]
            )
            return Tagger(session)
        except Exception as error:
            # onnxruntime raises what its C++ does; all of it means that the file is no such model.
            line = " ".join(str(error).split())[:120]
            raise ModelError(f"{what} cannot be used ({line}): {remedy}") from error

    def judged(self, text: str, gazetteer: Gazetteer) -> tuple[Judged, ...]:
        """Judge the words and marks of a text, in windows; memory grows with the result only.

        Parameters
        ----------
        text : str
        gazetteer : Gazetteer
            What its names are is told to the tagger as a hint.

        Returns
        -------
        tuple of Judged
            One a unit of `units_of`, in order.
        """
        units = tuple(units_of(text))
        if not units:
            return ()
        likely = self._likely(text, units, gazetteer)
        return tuple(
            Judged(unit.start, unit.end, begins, goes_on)
            for unit, (begins, goes_on) in zip(units, likely, strict=True)
        )

    def _likely(
        self, text: str, units: Sequence[Unit], gazetteer: Gazetteer
    ) -> Iterator[tuple[float, float]]:
        names, people = hints_of(text, units, gazetteer)
        if len(self._known) > 200_000:
            self._known.clear()
        columns: tuple[list[int], ...] = ([], [], [], [], [])
        firsts: list[int] = []
        for number, unit in enumerate(units):
            pieces = pieces_of(unit.text, self._vocabulary, self._unknown, self._known)
            firsts.append(len(columns[0]))
            case = case_of(unit.text)
            for at, piece in enumerate(pieces):
                columns[0].append(piece)
                columns[1].append(case)
                columns[2].append(unit.gap if at == 0 else GOES_ON)
                columns[3].append(names[number])
                columns[4].append(people[number])
        at = 0
        for start, stop, until in _windows(len(columns[0])):
            judged = self._run([column[start:stop] for column in columns])
            while at < len(firsts) and firsts[at] < until:
                begins, goes_on = judged[firsts[at] - start]
                yield float(begins), float(goes_on)
                at += 1

    def _run(self, columns: Sequence[list[int]]) -> NDArray[Any]:
        """Return (pieces, 2) probabilities: begins a name, goes on with it."""
        import numpy as np

        first, last = self._marks
        inputs = {
            name: np.array([[first, *column, last] if name == "pieces" else [0, *column, 0]])
            for name, column in zip(INPUTS, columns, strict=True)
        }
        found: NDArray[Any] = self._session.run(
            None, {name: row.astype(np.int32) for name, row in inputs.items()}
        )[0]
        return found[0, 1:-1]


def _windows(length: int) -> Iterator[tuple[int, int, int]]:
    """Yield (start, stop, until): a window, and where the next one's judgement takes over.

    Windows are of equal length, and no longer than they need be.
    """
    count = max(1, -(-(length - _OVERLAP) // (_LONGEST - _OVERLAP)))
    step = (length - _OVERLAP) / count
    for number in range(count):
        start, stop = round(number * step), round((number + 1) * step) + _OVERLAP
        last = number == count - 1
        yield start, length if last else stop, length if last else stop - _OVERLAP // 2
