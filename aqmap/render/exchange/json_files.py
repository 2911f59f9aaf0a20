"""JSON files for other programs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path


def write_json(table: Mapping[str, object], path: Path) -> None:
    """Write a table as JSON that people can read too; a half of a character becomes "?"."""
    written = json.dumps(table, ensure_ascii=False, indent=1)
    path.write_text(written + "\n", encoding="utf-8", errors="replace", newline="\n")
