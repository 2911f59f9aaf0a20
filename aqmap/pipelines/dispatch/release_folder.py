"""``releases/2021-09/``: the files of a released month, which nothing writes again."""

from __future__ import annotations

from pathlib import Path

from aqmap.files.outputs import MANIFEST, checksum
from aqmap.files.outputs.output_checks import listed_files

RELEASES = "releases"


def released_files(folder: Path) -> dict[str, bytes] | None:
    """Return the files of a release with its manifest; none where any is gone or was changed."""
    try:
        sums = listed_files(folder)
        if not sums or any(checksum(folder / name) != known for name, known in sums.items()):
            return None
        return {name: (folder / name).read_bytes() for name in (*sums, MANIFEST)}
    except OSError:
        return None
