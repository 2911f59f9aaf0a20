"""How long work reports that it goes on."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Called with the step's key in the catalogue, what is done of it, and how much there is."""


def silent(_step: str, _done: int, _of: int) -> None:
    """Report nothing."""
