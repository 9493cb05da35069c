"""One worker process: started, spoken with, ended, and accounted for.

It is a new interpreter and no fork: it starts in 0.5 s, and 50 of its 85 MB are pages of the
gazetteer's file and of libraries that all workers share, so that a fork would save little; and a
library with threads of its own, as onnxruntime is, must not be forked.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, cast

from geonews.archive.child import OUT_OF_MEMORY
from geonews.archive.wire import Answer, read_answer, send_message
from geonews.options import Options

__all__ = ["ANALYST", "Setting", "WorkerProcess", "account"]

ANALYST = "geonews.archive.work:Analyst"
"""What a worker opens: a module and a class."""
# Without -P the folder a user stands in would come first, and a file of theirs called json.py.
_START = (
    "import sys, json; sys.path[:] = json.loads(sys.argv[1]); "
    "from geonews.archive.child import main; main()"
)
# Of what pipes hold in Python; a line is some 20 KB.
_BUFFER_BYTES = 1 << 20
_PATIENCE_S = 5.0
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


@dataclass(frozen=True, slots=True)
class Setting:
    """What each worker is told at its start.

    Attributes
    ----------
    options : Options
    time_limit_s : float
        Of one story, by the wall clock.
    analyst : str
        A class as `ANALYST` names one, with the methods of `geonews.archive.work.Analyst`.
    is_verbose : bool
        Whether what libraries print in a worker is to be seen.
    corrections : Path or None
        The editor's word, for an analyst that takes it.
    """

    options: Options = Options()
    time_limit_s: float = 60.0
    analyst: str = ANALYST
    is_verbose: bool = False
    corrections: Path | None = None

    @property
    def message(self) -> bytes:
        """The first message to a worker."""
        told = {
            "options": asdict(self.options),
            "time_limit_s": self.time_limit_s,
            "analyst": self.analyst,
            "corrections": None if self.corrections is None else str(self.corrections),
        }
        return json.dumps(told, default=str).encode()


class WorkerProcess:
    """A worker that was started and told its setting."""

    def __init__(self, setting: Setting) -> None:
        self._process = subprocess.Popen(  # noqa: S603  # our own interpreter
            [sys.executable, "-P", "-c", _START, json.dumps(sys.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=None if setting.is_verbose else subprocess.DEVNULL,
            bufsize=_BUFFER_BYTES,
            # A worker for each core, and in each a thread for each core, would be too many.
            env={**dict.fromkeys(_THREADS, "1"), **os.environ},
        )
        self._stdin = cast(IO[bytes], self._process.stdin)
        self._stdout = cast(IO[bytes], self._process.stdout)
        self.send(setting.message)

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    def send(self, message: bytes) -> None:
        """Write a message; where the worker has died, its answers end, and that tells."""
        with contextlib.suppress(BrokenPipeError):
            send_message(self._stdin, message)

    def read(self) -> Answer | None:
        """Wait for the next answer; None where it has died."""
        return read_answer(self._stdout)

    def kill(self) -> None:
        """End it at once, whatever it does."""
        self._process.kill()

    def end(self) -> int:
        """Let it go when it is done, and return its exit code: negative is the signal it died of.

        Nothing may be read from it any more.
        """
        with contextlib.suppress(BrokenPipeError):
            self._stdin.close()
        self._stdout.close()
        try:
            return self._process.wait(_PATIENCE_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            return self._process.wait()


def account(code: int) -> tuple[str, str]:
    """Return cause and words for the exit code of a worker that died.

    Examples
    --------
    >>> account(-6)
    ('crash', 'its worker ended with SIGABRT')
    """
    if code == OUT_OF_MEMORY:
        return "memory", "its worker ran out of memory"
    if code >= 0:
        return "crash", f"its worker ended with exit code {code}"
    try:
        name = signal.Signals(-code).name
    except ValueError:
        name = f"signal {-code}"
    if name == "SIGALRM":
        return "time limit", "its time was over"
    if name == "SIGKILL":
        return "killed", "its worker was killed (SIGKILL), as happens where memory runs out"
    return "crash", f"its worker ended with {name}"
