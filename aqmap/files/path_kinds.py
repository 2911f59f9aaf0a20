"""What a path leads to; one that may not be looked at is nothing, where pathlib would raise."""

from __future__ import annotations

from pathlib import Path


def is_file(path: Path) -> bool:
    """Return whether a path leads to a regular file."""
    try:
        return path.is_file()
    except OSError:
        return False


def is_folder(path: Path) -> bool:
    """Return whether a path leads to a folder."""
    try:
        return path.is_dir()
    except OSError:
        return False


def is_link(path: Path) -> bool:
    """Return whether a path is a symbolic link."""
    try:
        return path.is_symlink()
    except OSError:
        return False


def are_same(path: Path, other: Path) -> bool:
    """Return whether two paths lead to one file, as where capital letters do not count."""
    try:
        return path.samefile(other)
    except OSError:
        return False
