"""Folders for what only this run needs; they go with it, also when a signal ends it."""

from __future__ import annotations

import tempfile

from aqmap.errors import Fault, SourceError, os_reason


def new_temporary_folder(prefix: str) -> tempfile.TemporaryDirectory[str]:
    """
    Return a new folder among the system's temporary ones, to be used in a ``with``.

    Raises
    ------
    SourceError
        If there is no folder of temporary files that can be written.
    """
    try:
        return tempfile.TemporaryDirectory(prefix=prefix, ignore_cleanup_errors=True)
    except OSError as problem:
        raise SourceError(Fault("temporary_folder", "TMPDIR", found=os_reason(problem))) from None
