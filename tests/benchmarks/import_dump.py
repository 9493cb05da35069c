"""Import a dump of 13 million made-up rows, and print what it took.

``python -m tests.benchmarks.import_dump FOLDER [ROWS]`` makes the dump in the folder unless it is
there, imports it with two processes, and prints time, memory of all processes together, disk, the
time to open the file and to look names up. Linux only: memory is read from /proc. No test: it takes
some fifteen minutes and ten gigabytes.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from random import Random

from geonews.gazetteer import Gazetteer
from tests.benchmarks.dump import known_rows, write_dump

_ROWS = 13_000_000
_EVERY_S = 0.25
_LOOKUPS = 20_000


def main(folder: Path, rows: int) -> None:
    """Run the benchmark."""
    folder.mkdir(exist_ok=True)
    if not (folder / "admin2Codes.txt").exists():
        write_dump(folder, rows, known_rows(Gazetteer.open()))
    out = folder / "big.gazetteer"
    command = [
        sys.executable, "-m", "geonews", "gazetteer", "import", "allCountries.zip",
        "--alternate-names", "alternateNamesV2.zip", "--hierarchy", "hierarchy.zip",
        "--admin1", "admin1CodesASCII.txt", "--admin2", "admin2Codes.txt", "--workers", "2",
        "-o", out.name,
    ]  # fmt: skip
    started = time.monotonic()
    with subprocess.Popen(command, cwd=folder) as process:
        resident = shared = disk = 0
        while process.poll() is None:
            tree = _tree(process.pid)
            resident = max(resident, sum(_kib(pid, "status", "VmRSS:") for pid in tree))
            shared = max(shared, sum(_kib(pid, "smaps_rollup", "Pss:") for pid in tree))
            disk = max(disk, _bytes_below(folder / f".{out.name}.importing"))
            time.sleep(_EVERY_S)
    wall = time.monotonic() - started
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"exit code      {process.returncode}")
    print(f"time           {wall:,.0f} s ({used.ru_utime + used.ru_stime:,.0f} s of processor)")
    print(f"memory         {resident / 2**20:.2f} GiB resident, all processes added up")
    print(f"               {shared / 2**20:.2f} GiB with shared pages counted once")
    print(f"unfinished     {disk / 2**30:.2f} GiB on disk at most")
    print(f"file           {out.stat().st_size / 2**30:.2f} GiB")
    _queries(out)


def _queries(out: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; from geonews.gazetteer import Gazetteer\n"
        "t = time.perf_counter(); Gazetteer.open(Path(sys.argv[1]))\n"
        "print(f'opening        {(time.perf_counter() - t) * 1e3:.1f} ms')"
    )
    subprocess.run([sys.executable, "-c", code, str(out)], check=True)
    gazetteer = Gazetteer.open(out)
    random = Random(1)  # noqa: S311  reproducible, not secret
    last = gazetteer.header["groups"]["features"][1]
    names = [gazetteer.label(random.randrange(last)) for _ in range(_LOOKUPS)]
    for told in ("first time", "again"):
        gazetteer = Gazetteer.open(out)
        times, found = [], []
        for name in names:
            started = time.perf_counter()
            found.append(len(gazetteer.lookup(name)))
            times.append((time.perf_counter() - started) * 1e6)
        _say(f"lookup, {told}", times)
        _say("  of one to three", [t for t, n in zip(times, found, strict=True) if n < 4])
    print(f"bearers        {statistics.median(found):.0f} in the middle, {max(found):,} at most")
    for prefix in ("kur", "san jo", "novosib"):
        started = time.perf_counter()
        gazetteer.search(prefix)
        print(f"search {prefix!r:<9} {(time.perf_counter() - started) * 1e3:.0f} ms")
    started = time.perf_counter()
    gazetteer.nearest(48.85, 2.35)
    print(f"nearest        {(time.perf_counter() - started) * 1e3:.0f} ms")


def _say(what: str, times: list[float]) -> None:
    ordered = sorted(times)
    print(
        f"{what:<20} {statistics.median(ordered):.1f} us in the middle, "
        f"{statistics.mean(ordered):.1f} on average, {ordered[len(times) * 99 // 100]:.0f} at 99 %"
    )


def _tree(root: int) -> list[int]:
    """Return a process and all below it."""
    below: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue
            below.setdefault(parent, []).append(int(entry.name))
    found = [root]
    for pid in found:
        found += below.get(pid, [])
    return found


def _kib(pid: int, file: str, field: str) -> int:
    try:
        lines: Iterable[str] = Path(f"/proc/{pid}/{file}").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith(field)), 0)


def _bytes_below(folder: Path) -> int:
    total = 0
    for path in folder.glob("*"):
        try:
            total += path.stat().st_blocks * 512
        except OSError:
            continue
    return total


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else _ROWS)
