"""Writing a page so that a reader never meets half of one."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from geonews.errors import OutputError

__all__ = ["write_atomically"]


def write_atomically(path: Path, content: str | bytes) -> None:
    """Write text (as UTF-8) or bytes to a temporary file beside the target, then rename it.

    Raises
    ------
    OutputError
        The folder does not exist, the target is a folder, or the system refuses.
    """
    temporary = ""
    try:
        if path.is_dir():
            raise OutputError(f"cannot write {str(path)!r}: it is a folder; give a file name in it")
        if not path.parent.is_dir():
            raise OutputError(
                f"cannot write {str(path)!r}: the folder {str(path.parent)!r} does not exist; "
                "make it first or choose another"
            )
        handle, temporary = tempfile.mkstemp(prefix=".geonews-", suffix=".tmp", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(content.encode("utf-8") if isinstance(content, str) else content)
        # mkstemp makes files private; a page gets the rights any new file would.
        mask = os.umask(0)
        os.umask(mask)
        Path(temporary).chmod(0o666 & ~mask)
        Path(temporary).replace(path)
    except OutputError:
        raise
    except OSError as error:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        raise OutputError(
            f"cannot write {str(path)!r}: {error.strerror or error}; "
            "choose another folder or free the file"
        ) from error
