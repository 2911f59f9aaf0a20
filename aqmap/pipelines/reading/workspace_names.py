"""What reading a document needs of a workspace: its places, its indicators, and its register."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from aqmap.errors import AqmapError
from aqmap.files.path_kinds import is_file
from aqmap.files.table_files import table_file
from aqmap.workspace.attempts import Attempts
from aqmap.workspace.indicators import Indicators, read_indicators
from aqmap.workspace.places import Places, read_places
from aqmap.workspace.sources import Source, read_sources
from aqmap.workspace.toml_schema import read_toml
from aqmap.workspace.workspace import require_workspace


@dataclass(frozen=True)
class WorkspaceNames:
    """
    What a workspace calls things.

    Attributes
    ----------
    folder
        The workspace's folder.
    places, indicators, sources
        What its files say; no register is an empty one.
    theme
        Id of its first theme, for what is added to the catalogue.
    """

    folder: Path
    places: Places
    indicators: Indicators
    sources: dict[str, Source]
    theme: str

    @property
    def register(self) -> Path:
        """The file that registers its sources."""
        return register_of(self.folder)


def register_of(folder: Path) -> Path:
    """Return the file of a workspace that registers its sources."""
    return folder / "data" / "sources.toml"


def open_names(folder: Path) -> WorkspaceNames:
    """
    Read the names of a workspace, and nothing else of it: layers, themes, credits may be wrong.

    Raises
    ------
    SourceError
        If the folder is no workspace, or one of the files is missing or cannot be read.
    AqmapError
        With every mistake in them.
    """
    require_workspace(folder)
    attempts = Attempts()
    places = attempts.read(_read_places, folder)
    indicators = attempts.read(read_indicators, folder / "layers" / "indicators.toml")
    register = register_of(folder)
    sources = attempts.read(read_sources, register) if is_file(register) else {}
    if attempts.problems or places is None or indicators is None or sources is None:
        raise attempts.error()
    return WorkspaceNames(folder, places, indicators, sources, _first_theme(folder))


def _read_places(folder: Path) -> Places:
    return read_places(table_file(folder / "boundaries", "places"))


def _first_theme(folder: Path) -> str:
    try:
        themes = read_toml(folder / "aqmap.toml").get("themes")
    except AqmapError:
        themes = None  # the settings are another command's to judge
    return next(iter(themes), "other") if isinstance(themes, dict) else "other"
