"""A real Nominatim over a small map of our own, for the length of a ``with`` block.

PostgreSQL runs in a throw-away cluster in a temporary folder and is reached by a socket in that
folder alone; Nominatim answers on a free port of 127.0.0.1. Both end with the block, and with the
process that started them however it ends.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

__all__ = ["NotSetUpError", "Parts", "find_parts", "serving"]

_HERE = Path(__file__).parent
_VENV = _HERE.parents[1] / ".venv-nominatim"
_DEBIAN = Path("/usr/lib/postgresql")
_RUN_S = 300.0
_START_S = 60.0
_STOP_S = 20.0
_INITDB = (
    "--username=nominatim",
    "--auth=trust",
    "--encoding=UTF8",
    "--locale=C.UTF-8",
    "--no-sync",
)
# What a crash would lose is a copy of places.osm.
_CARELESS = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "jit=off")
_IMPORT = ("--no-updates", "--offline", "--threads=2", "--osm2pgsql-cache=50")
_SERVE = ("uvicorn", "--factory", "nominatim_api.server.falcon.server:run_wsgi", "--no-access-log")


class NotSetUpError(Exception):
    """A part is missing; the message says which, and what installs it."""


@dataclass(frozen=True, slots=True)
class Parts:
    """Where the programs are: PostgreSQL's (with PostGIS), and Nominatim's interpreter."""

    postgresql: Path
    python: Path


def find_parts() -> Parts:
    """Return where the programs are.

    Raises
    ------
    NotSetUpError
        One of them is not installed, or not for the user who runs this.
    """
    missing = []
    python = _VENV / "bin" / "python"
    if not python.exists():
        missing.append(f"Nominatim in {_VENV.name}")
    postgresql = find_postgresql()
    if postgresql is None:
        missing.append("PostgreSQL with PostGIS")
    missing += [name for name in ("osm2pgsql", "setpriv") if shutil.which(name) is None]
    if missing or postgresql is None:
        raise NotSetUpError(
            f"no real Nominatim here, without {', '.join(missing)}: run tests/nominatim/setup"
        )
    return Parts(postgresql, python)


def find_postgresql() -> Path | None:
    """Return the folder of the newest PostgreSQL's programs, where Debian puts them."""
    versions = [path.name for path in _DEBIAN.glob("[0-9]*") if (path / "bin" / "initdb").exists()]
    for version in sorted(versions, key=float, reverse=True):
        if Path(f"/usr/share/postgresql/{version}/extension/postgis.control").exists():
            return _DEBIAN / version / "bin"
    return None


@contextmanager
def serving(parts: Parts) -> Iterator[str]:
    """Import places.osm and serve it; the value is the host and port, "127.0.0.1:40123".

    Raises
    ------
    RuntimeError
        A step failed; the message ends with what its program wrote last.
    """
    with ExitStack() as stack:
        # PostgreSQL's user must reach it, and the path of a socket is short: no TMPDIR.
        made = tempfile.TemporaryDirectory(prefix="nominatim-", dir="/tmp")
        folder = Path(stack.enter_context(made))
        sockets = start_postgresql(parts.postgresql, folder, stack)
        project = folder / "project"
        project.mkdir()
        settings = {
            **_environment(),
            "NOMINATIM_DATABASE_DSN": f"pgsql:host={sockets};dbname=nominatim;user=nominatim",
            "NOMINATIM_DATABASE_WEBUSER": "nominatim",
        }
        _import(parts.python, project, settings)
        yield _start_nominatim(parts.python, project, settings, stack)


def _environment() -> dict[str, str]:
    """Return the environment without what would lead to another database or configuration."""
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("NOMINATIM_", "PG", "PYTHON", "COV_"))
    }


def start_postgresql(programs: Path, folder: Path, stack: ExitStack) -> Path:
    """Make a cluster, start it, and return the folder of its socket."""
    home = folder / "postgresql"
    home.mkdir(mode=0o700)
    # PostgreSQL refuses to run as root; Debian's package brings a user for it.
    user: tuple[str, ...] = ()
    if os.geteuid() == 0:
        folder.chmod(0o711)
        shutil.chown(home, "postgres", "postgres")
        user = ("--reuid=postgres", "--regid=postgres", "--init-groups")
    data = f"--pgdata={home / 'data'}"
    _run(["setpriv", *user, str(programs / "initdb"), data, *_INITDB], folder, _environment())
    settings = (f"unix_socket_directories={home}", "listen_addresses=", *_CARELESS)
    words = [f"--{setting}" for setting in settings]
    server = _Server(
        # INT is PostgreSQL's signal to end at once, and cleanly.
        [
            "setpriv",
            *user,
            "--pdeathsig=INT",
            str(programs / "postgres"),
            "-D",
            f"{home}/data",
            *words,
        ],
        folder,
        _environment(),
        folder / "postgresql.log",
    )
    stack.callback(server.stop)
    ask = [str(programs / "pg_isready"), "--quiet", f"--host={home}"]
    server.wait_for(lambda: subprocess.run(ask, check=False, timeout=_START_S).returncode == 0)
    return home


def _import(python: Path, project: Path, settings: Mapping[str, str]) -> None:
    program, osm = str(python.with_name("nominatim")), str(_HERE / "places.osm")
    _run([program, "import", "--osm-file", osm, *_IMPORT], project, settings)


def _start_nominatim(
    python: Path, project: Path, settings: Mapping[str, str], stack: ExitStack
) -> str:
    # The port is bound here and handed over, so that nobody else can take it in between.
    with socket.create_server(("127.0.0.1", 0)) as listener:
        number = listener.fileno()
        server = _Server(
            ["setpriv", "--pdeathsig=TERM", str(python), "-m", *_SERVE, f"--fd={number}"],
            project,
            settings,
            project.parent / "nominatim.log",
            (number,),
        )
        stack.callback(server.stop)
        address = f"127.0.0.1:{listener.getsockname()[1]}"
    server.wait_for(lambda: _is_up(address))
    return address


def _is_up(address: str) -> bool:
    connection = HTTPConnection(address, timeout=5)
    try:
        connection.request("GET", "/status")
        return connection.getresponse().read() == b"OK"
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def _run(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> None:
    done = subprocess.run(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=_RUN_S,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(_told(command, f"ended with status {done.returncode}", done.stdout))


def _told(command: Sequence[str], end: str, output: bytes) -> str:
    return f"{' '.join(command)} {end}:\n{output.decode(errors='replace')[-3000:]}"


class _Server:
    """A process that runs until it is stopped, and writes to a log."""

    def __init__(
        self,
        command: Sequence[str],
        folder: Path,
        environment: Mapping[str, str],
        log: Path,
        descriptors: Sequence[int] = (),
    ) -> None:
        self._command = command
        self._log = log
        with log.open("wb") as written:
            self._process = subprocess.Popen(
                command,
                cwd=folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=written,
                stderr=subprocess.STDOUT,
                pass_fds=descriptors,
            )

    def wait_for(self, is_up: Callable[[], bool]) -> None:
        end = time.monotonic() + _START_S
        while not is_up():
            status = self._process.poll()
            if status is not None or time.monotonic() > end:
                how = f"did not answer within {_START_S:g} s (status {status})"
                raise RuntimeError(_told(self._command, how, self._log.read_bytes()))
            time.sleep(0.05)

    def stop(self) -> None:
        self._process.send_signal(signal.SIGINT)
        try:
            self._process.wait(_STOP_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
