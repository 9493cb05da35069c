"""A run in a process of its own, to be killed: what ``geonews batch`` does, with a fake analyst."""

from __future__ import annotations

import argparse
import resource
import sys
from pathlib import Path

from geonews.archive.batch import batch
from geonews.archive.stopping import stopped_by_signals
from geonews.errors import GeonewsError
from geonews.options import Options


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("stories", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--unordered", action="store_true")
    parser.add_argument("--resume", action="store_true")
    parser.add_argument("--near")
    parser.add_argument("--time-limit", type=float, default=60.0)
    parser.add_argument("--commit-every", type=float, default=0.05)
    parser.add_argument("--analyst", default="tests.archive.fakes:Fake")
    parser.add_argument("--mentions", type=Path)
    parser.add_argument("--file-size", type=int, help="The largest file that may be written.")
    given = parser.parse_args()
    if given.file_size:
        resource.setrlimit(resource.RLIMIT_FSIZE, (given.file_size, given.file_size))
    try:
        with stopped_by_signals() as stop:
            summary = batch(
                [given.stories],
                given.out,
                Options(near=given.near),
                workers=given.workers,
                is_ordered=not given.unordered,
                is_resumed=given.resume,
                time_limit_s=given.time_limit,
                mentions=given.mentions,
                stop=stop,
                analyst=given.analyst,
                commit_every_s=given.commit_every,
            )
    except KeyboardInterrupt:
        return 128 + stop.signal
    except GeonewsError as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        return 3
    print(summary.stories, summary.failed)
    return 0 if summary.is_complete else 128 + stop.signal


if __name__ == "__main__":
    sys.exit(main())
