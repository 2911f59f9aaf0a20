"""Whether an HDF5 file holds all of itself: one can name others, which are read in its place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from aqmap.errors import AqmapError, Fault, SourceError

if TYPE_CHECKING:
    import h5py

_MOST_OBJECTS = 10_000


def require_own_content(path: Path) -> None:
    """
    Refuse a file that links to others, keeps its numbers in others, or is laid over others.

    Raises
    ------
    SourceError
        With the name of what is elsewhere; or if the file is damaged, has very many objects, or
        the library that tells is not installed.
    """
    try:
        import h5py  # noqa: PLC0415 - an extra
    except ImportError:
        raise SourceError(Fault("grids_missing", path, found="h5py")) from None
    try:
        with h5py.File(path.resolve(), "r") as file:
            for number, (name, elsewhere) in enumerate(_objects(file)):
                if elsewhere:
                    raise SourceError(Fault("grid_linked", path, name[:60], found=elsewhere[:80]))
                if number > _MOST_OBJECTS:
                    raise SourceError(Fault("grid_damaged", path, found=f"> {_MOST_OBJECTS}"))
    except AqmapError:
        raise
    except (OSError, RuntimeError, KeyError, ValueError, TypeError) as problem:
        raise SourceError(Fault("grid_damaged", path, found=str(problem)[:80])) from None


def _objects(file: h5py.File) -> Iterator[tuple[str, str]]:
    """Yield the name of every object, and the file that it is in where that is another."""
    import h5py  # noqa: PLC0415

    groups, seen = [file["/"]], {h5py.h5o.get_info(file["/"].id).addr}
    while groups:
        group = groups.pop()
        for name in group:
            link = group.get(name, getlink=True)
            if isinstance(link, h5py.ExternalLink):
                yield name, link.filename
            elif isinstance(link, h5py.HardLink):
                held = group[name]
                if isinstance(held, h5py.Dataset):
                    yield name, _elsewhere(held)
                elif isinstance(held, h5py.Group):
                    place = h5py.h5o.get_info(held.id).addr
                    if place not in seen:  # a group may hold itself
                        seen.add(place)
                        groups.append(held)
                    yield name, ""


def _elsewhere(held: h5py.Dataset) -> str:
    """Return the file that the numbers of an array are in, if that is another."""
    if held.is_virtual:
        return ", ".join(source.file_name for source in held.virtual_sources()[:3])
    return ", ".join(str(name) for name, *_ in (held.external or ())[:3])
