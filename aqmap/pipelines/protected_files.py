"""What the outputs of each command must leave alone in a workspace."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from aqmap.files.outputs import Protected
from aqmap.pipelines.dispatch.release_folder import RELEASES
from aqmap.workspace.data_folders import FOLDERS

_READ = ("boundaries", "layers", "data", *(f"data/{name}" for name in FOLDERS))
"""Folders of a workspace that are read, each of which may be a link."""


def protected_from_drawing(workspace: Path, *, overwrite: bool = False) -> Protected:
    """Return what maps never replace: nothing is drawn into what is read, or was released."""
    return Protected(
        inputs=[workspace / "aqmap.toml"],
        closed=[workspace / name for name in (*_READ, RELEASES)],
        overwrite=overwrite,
    )


def protected_from_reading(
    workspace: Path, inputs: Sequence[Path], *, overwrite: bool, amended: Path | None = None
) -> Protected:
    """
    Return what `read` and `stations` never replace: only tables go into ``data/``.

    The file that is `amended` is the one of them that the command itself adds to.
    """
    specifications = [workspace / "aqmap.toml", workspace / "data" / "sources.toml"]
    outlines = [workspace / name for name in ("boundaries", "layers")]
    return Protected(
        inputs=[*inputs, *specifications, *outlines],
        closed=[workspace / name for name in _READ],
        amended=[amended] if amended else [],
        overwrite=overwrite,
    )
