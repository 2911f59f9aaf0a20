"""Standard output and standard error: a stream that fails is told from a file that fails."""

from __future__ import annotations

import errno
import os
import sys
from typing import TextIO, cast

_STANDARD = 3
"""Input, output and errors are the first three of the system's numbers for open files."""


class StreamLostError(Exception):
    """
    Standard output or standard error cannot be written.

    Attributes
    ----------
    name
        ``stdout`` or ``stderr``.
    cause
        What the system said.
    """

    def __init__(self, name: str, cause: OSError) -> None:
        super().__init__(name, cause)
        self.name, self.cause = name, cause

    @property
    def is_reader_gone(self) -> bool:
        """Whether a program that read our words has ended, as ``head`` does."""
        return isinstance(self.cause, BrokenPipeError)


class _CheckedStream:
    """A standard stream, or the lack of one, whose failure is a `StreamLostError`."""

    def __init__(self, name: str, stream: TextIO | None) -> None:
        self._name, self._stream = name, stream

    def write(self, written: str) -> int:
        if self._stream is None:
            raise StreamLostError(self._name, OSError(errno.EBADF, "closed"))
        try:
            return self._stream.write(written)
        except OSError as problem:
            raise StreamLostError(self._name, problem) from None

    def flush(self) -> None:
        if self._stream is None:
            return
        try:
            self._stream.flush()
        except OSError as problem:
            raise StreamLostError(self._name, problem) from None

    def isatty(self) -> bool:
        return self._stream is not None and self._stream.isatty()

    def __getattr__(self, name: str) -> object:
        return getattr(self._stream, name)


def check_streams() -> None:
    """Have failing streams told; a console that cannot show a character gets a substitute."""
    _fill_closed()
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
        setattr(sys, name, cast(TextIO, _CheckedStream(name, stream)))


def _fill_closed() -> None:
    """Keep the numbers of closed standard streams from the files that are opened later."""
    number = 0
    while number < _STANDARD:
        number = os.open(os.devnull, os.O_RDWR)
    os.close(number)


def drop_stream(name: str) -> None:
    """Let what a failed stream still holds go nowhere, so that the interpreter ends quietly."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1 if name == "stdout" else 2)
    os.close(nowhere)
