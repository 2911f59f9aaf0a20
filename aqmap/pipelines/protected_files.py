"""What the outputs of each command must leave alone in a workspace."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from aqmap.files.outputs import Protected

_FOLDERS = ("boundaries", "layers", "data")


def protected_from_drawing(workspace: Path, *, overwrite: bool) -> Protected:
    """Return what maps never replace: nothing is drawn into the folders that are read."""
    return Protected(
        inputs=[workspace / "aqmap.toml"],
        closed=[workspace / name for name in _FOLDERS],
        overwrite=overwrite,
    )


def protected_from_reading(
    workspace: Path, inputs: Sequence[Path], *, overwrite: bool
) -> Protected:
    """Return what tables never replace: they may lie in ``data/``, not over what is read."""
    specifications = [workspace / "aqmap.toml", workspace / "data" / "sources.toml"]
    outlines = [workspace / name for name in ("boundaries", "layers")]
    return Protected(inputs=[*inputs, *specifications, *outlines], overwrite=overwrite)
