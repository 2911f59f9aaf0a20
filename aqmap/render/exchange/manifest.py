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
    fingerprints: Mapping[str, str],
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
    fingerprints
        Of the maps by name, to which an approval number (审图号) can be given.
    libraries
        Versions of the libraries that shape the output.
    """
    table = {
        "aqmap": version,
        "audience": audience,
        "libraries": dict(libraries),
        "inputs": dict(sorted(inputs.items())),
        "outputs": dict(sorted(outputs.items())),
        **({"fingerprints": dict(sorted(fingerprints.items()))} if fingerprints else {}),
    }
    write_json(table, path)
