"""Zip archives that stay open for their following members: a directory is read once a process."""

from __future__ import annotations

import os
import zipfile
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock

MOST_OPEN = 16
"""Archives that a process keeps open: files that share dates lie in several."""

_Stamp = tuple[int, int, int, int]
_lock = RLock()  # a cluster's worker may read in several threads
_open: OrderedDict[str, tuple[_Stamp, zipfile.ZipFile]] = OrderedDict()


@contextmanager
def opened_zip(path: str) -> Iterator[zipfile.ZipFile]:
    """
    Give a zip archive, opened anew only if it is another file than before.

    Raises
    ------
    OSError, zipfile.BadZipFile
        As `zipfile.ZipFile`.
    """
    with _lock:
        stamp = _stamp(os.stat(path))  # noqa: PTH116 - asked for every member
        if path not in _open or _open[path][0] != stamp:
            _let_go(path)
            _keep(path)
        _open.move_to_end(path)
        yield _open[path][1]


def close_zips() -> None:
    """Close all archives that this process keeps open."""
    with _lock:
        for path in list(_open):
            _let_go(path)


def _stamp(facts: os.stat_result) -> _Stamp:
    return facts.st_dev, facts.st_ino, facts.st_size, facts.st_mtime_ns


def _keep(path: str) -> None:
    while len(_open) >= MOST_OPEN:
        _let_go(next(iter(_open)))
    archive = zipfile.ZipFile(path)
    assert archive.fp is not None  # noqa: S101 - it was opened just now
    _open[path] = _stamp(os.fstat(archive.fp.fileno())), archive


def _let_go(path: str) -> None:
    if path in _open:
        _open.pop(path)[1].close()
