"""What tells one run from another."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

__all__ = ["content_of", "fingerprint_of"]


def fingerprint_of(paths: Iterable[Path], **made_of: Any) -> dict[str, Any]:
    """Return what tells one run from another: its input by name, size and time, and all else given.

    Parameters
    ----------
    paths : iterable of Path
        Files and folders; of a folder, all files in it count.
    **made_of
        What else decides on the output, as JSON has it.

    Examples
    --------
    >>> fingerprint_of([], recogniser="fast")
    {'inputs': [], 'recogniser': 'fast'}
    """
    return {"inputs": [_input(path) for path in paths], **made_of}


def content_of(path: Path) -> str:
    """Return a digest of what a file holds, "" where it cannot be read: its reader says why."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _input(path: Path) -> list[Any]:
    try:
        if path.is_dir():
            return [str(path), *_folder(path)]
        stat = path.stat()
        return [str(path), stat.st_size, stat.st_mtime_ns]
    except OSError:
        # Whoever reads it will say what is wrong with it.
        return [str(path)]


def _folder(path: Path) -> tuple[int, str]:
    """Return how many files there are in a folder, and a digest of their names, sizes and times.

    The digests of files are added up, so that a million of them need not be sorted.
    """
    count = total = 0
    folders = [str(path)]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                    continue
                stat = entry.stat(follow_symlinks=False)
                name = os.path.relpath(entry.path, path)
                told = repr((name, stat.st_size, stat.st_mtime_ns)).encode("utf-8", "replace")
                total += int.from_bytes(hashlib.blake2b(told, digest_size=16).digest(), "big")
                count += 1
    return count, f"{total % (1 << 128):032x}"
