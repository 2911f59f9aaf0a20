"""The manifest: every input's checksum, and what was written."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from aqmap.render.exchange.json_files import write_json


def write_manifest(
    path: Path,
    *,
    version: str,
    audience: str,
    inputs: Mapping[str, str],
    outputs: Mapping[str, str],
    libraries: Mapping[str, str],
) -> None:
    """
    Write what was read and made, with checksums.

    Parameters
    ----------
    path
        Where to.
    version
        Of aqmap.
    audience
        Whom the outputs are for.
    inputs, outputs
        SHA-256 by path, relative to workspace and output folder.
    libraries
        Versions of the libraries that shape the output.
    """
    table = {
        "aqmap": version,
        "audience": audience,
        "libraries": dict(libraries),
        "inputs": dict(sorted(inputs.items())),
        "outputs": dict(sorted(outputs.items())),
    }
    write_json(table, path)
