"""Where a workspace's tables lie, and what in its folders would not be read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from aqmap.errors import Fault, SourceError
from aqmap.files.file_names import alike
from aqmap.files.path_kinds import are_same, is_file, is_folder
from aqmap.files.table_files import is_table
from aqmap.workspace.folder_files import entries, files_below, list_folder

TARGETS, MEASURED, MEASURES, DAILY, DECISIONS = FOLDERS = (
    *("targets", "measured", "measures", "daily"),
    "decisions",
)
"""
The folders of ``data/``: figures in the first two, registers of measures, days of stations, and
what a person decided about figures on the review page.
"""
_DECISIONS_END = ".json"

_NOTES = ("", ".txt", ".rst")
_NOTE_NAMES = ("readme", "license", "licence", "说明")
_OF_OTHERS = ("template-", "stations.")  # to be copied; what `aqmap stations` reads
_LAYERS = {
    name: (f"{name}.geojson", f"{name}.gpkg", f"{name}.kml") for name in ("counties", "outlines")
}
_SHAPEFILE = ".shp"  # in any letters, as are the files beside it: programs write them so
_OTHER_LAYERS = frozenset(
    (".json", ".topojson", ".zip", ".kmz", ".gdb", ".tab", ".mif", ".gml", ".fgb", ".dxf", ".rar")
)
"""How other programs' layers end, which are not read."""
_BOUNDARY_FILES = ("places.csv", "places.xlsx", "SOURCE.toml", *sum(_LAYERS.values(), ()))


@dataclass(frozen=True)
class TableFiles:
    """
    The tables of several folders.

    Attributes
    ----------
    paths
        In the order of the folders, in each by name.
    faults
        What lies there and is no table, or cannot be seen.
    """

    paths: tuple[Path, ...]
    faults: tuple[Fault, ...]


def find_tables(*folders: Path) -> TableFiles:
    """
    Find every table of folders in which nothing but tables and notes should lie.

    A note is a file that ends in ``.md``, or a text called README, LICENSE or 说明.
    """
    paths: list[Path] = []
    faults: list[Fault] = []
    for folder in folders:
        listed = list_folder(folder, read=is_table, named=lambda name: not _is_note(name))
        tables = [path for path in listed.files if is_table(path.name)]
        paths += tables
        faults += listed.faults
        for path in listed.files:
            if not is_table(path.name) and not _is_note(path.name):
                faults.append(Fault("not_a_table", path))
        faults += _twice(folder, tables)
    return TableFiles(tuple(paths), tuple(faults))


def find_decisions(folder: Path) -> TableFiles:
    """Find every file of decisions of a folder in which nothing but those and notes should lie."""
    listed = list_folder(
        folder,
        read=lambda name: name.lower().endswith(_DECISIONS_END),
        named=lambda name: name.lower().endswith(_DECISIONS_END),
    )
    paths = [path for path in listed.files if path.name.lower().endswith(_DECISIONS_END)]
    others = (path for path in listed.files if path not in paths and not _is_note(path.name))
    return TableFiles(
        tuple(paths), (*listed.faults, *(Fault("not_decisions", path) for path in others))
    )


def _twice(folder: Path, tables: Iterable[Path]) -> Iterator[Fault]:
    """Yield tables that are one file where capital letters do not count."""
    names_of: dict[str, list[str]] = {}
    for path in tables:
        names_of.setdefault(alike(path.name), []).append(path.name)
    for names in names_of.values():
        if len(names) > 1:
            yield Fault("table_twice", folder, found=", ".join(names))


def _is_note(name: str) -> bool:
    path = Path(name.lower())
    is_text = path.suffix in _NOTES and path.stem.endswith(_NOTE_NAMES)
    return name.startswith(".") or path.suffix == ".md" or is_text


def misnamed_folders(data: Path) -> list[Fault]:
    """Return the faults of folders that are called as one of `FOLDERS` but for capital letters."""
    faults: list[Fault] = []
    faults += _misnamed(entries(data, faults), FOLDERS)
    return faults


def require_boundary_names(folder: Path) -> None:
    """
    Require that what in ``boundaries/`` looks as if it were read can be.

    Raises
    ------
    SourceError
        With every file whose name differs in capital letters from one that is read, or leads
        nowhere; outlines in another format; a layer that is there twice.
    """
    faults: list[Fault] = []
    paths = entries(folder, faults)
    faults += _misnamed(paths, _BOUNDARY_FILES)
    faults += (
        Fault("not_a_file", path)
        for path in paths
        if path.name in _BOUNDARY_FILES and not is_file(path)
    )
    for layer, files in _LAYERS.items():
        faults += _layer_name_faults(folder, paths, layer, files, alone=not faults)
    if faults:
        raise SourceError(faults)


def boundary_layer(folder: Path, name: str) -> Path | None:
    """Return the file of ``counties`` or ``outlines`` in ``boundaries/``, if it is there."""
    layers = _layer_paths(entries(folder, []), name)
    return layers[0] if layers else None


def _layer_paths(paths: Iterable[Path], name: str) -> list[Path]:
    return [
        path
        for path in paths
        if path.name in _LAYERS[name] or (path.stem == name and path.suffix.lower() == _SHAPEFILE)
    ]


def _layer_name_faults(
    folder: Path, paths: Sequence[Path], layer: str, files: Sequence[str], *, alone: bool
) -> Iterator[Fault]:
    """Yield a layer that is there twice, in whatever format, or only in one that is not read."""
    there = _layer_paths(paths, layer)
    called_so = [path for path in paths if path.name.lower().startswith(f"{layer}.")]
    others = [path for path in called_so if path.suffix.lower() in _OTHER_LAYERS]
    if len(there) > 1 or (there and others):
        found = ", ".join(path.name for path in (*there, *others))
        yield Fault("layer_twice", folder, found=found)
    if not there and alone:
        expected = " | ".join((*files, f"{layer}{_SHAPEFILE}"))
        for path in called_so:
            yield Fault("misnamed", path, expected=expected)


def _misnamed(paths: Iterable[Path], expected: Iterable[str]) -> Iterator[Fault]:
    by_folded = {name.casefold(): name for name in expected}
    for path in paths:
        wanted = by_folded.get(path.name.casefold(), path.name)
        if wanted != path.name and not are_same(path, path.with_name(wanted)):
            yield Fault("misnamed", path, expected=wanted)


def unread_tables(data: Path, read: Collection[Path]) -> list[str]:
    """
    Return what in ``data/``, beside its folders, holds tables that a run has not read.

    Parameters
    ----------
    data
        The folder. Tables whose names begin with ``template-`` are there to be copied, the list of
        stations is read by ``aqmap stations``.
    read
        The files that were read.
    """
    read_paths = {path.absolute() for path in read}
    unread: list[str] = []
    for path in entries(data, []):
        if path.name in FOLDERS or path.name.startswith((".", *_OF_OTHERS)):
            continue
        below = files_below(path, []) if is_folder(path) else [path]
        if any(is_table(file.name) and file.absolute() not in read_paths for file in below):
            unread.append(f"data/{path.name}" + ("/" if is_folder(path) else ""))
    return unread
