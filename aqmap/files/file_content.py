"""A file that several have to look into: its bytes, read once."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from pathlib import Path

from aqmap.files.text_files import decoded, read_bytes


@dataclass(frozen=True)
class FileContent:
    """
    A file's content.

    Attributes
    ----------
    path
        The file as the user knows it.
    content
        Its bytes.
    """

    path: Path
    content: bytes

    @classmethod
    def read(cls, path: Path) -> FileContent:
        """Read a file; see `read_text` for the errors."""
        return cls(path, read_bytes(path))

    @cached_property
    def text(self) -> str:
        """Its text; see `read_text` for the encodings and the error."""
        return decoded(self.content, self.path)

    @cached_property
    def sha256(self) -> str:
        """Its checksum, in hexadecimal."""
        return hashlib.sha256(self.content).hexdigest()

    def stream(self) -> BytesIO:
        """Return its bytes as an open file."""
        return BytesIO(self.content)
