"""Workbooks → what they say, by several processes where there are many."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures.process import BrokenProcessPool

from aqmap.files.file_content import FileContent
from aqmap.read.forms.read_form import FormReading, read_form
from aqmap.worker_processes import worker_pool

_FEW = 16
"""Forms that one process has read before a second one has started."""
_AT_ONCE = 4


def read_forms(contents: Sequence[FileContent]) -> list[FormReading]:
    """Read forms, each by itself: one bad form stops no other."""
    count = min(os.cpu_count() or 1, _AT_ONCE)
    if len(contents) > _FEW and count > 1:
        try:
            with worker_pool(count) as pool:
                return list(pool.map(read_form, contents, chunksize=4))
        except BrokenProcessPool:
            pass  # the machine lets no process start, or ended one
    return [read_form(content) for content in contents]
