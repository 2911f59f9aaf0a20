"""The workspace: a folder with ``aqmap.toml``, ``boundaries/``, ``layers/`` and ``data/``."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Container, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, NamedTuple

from pydantic import AfterValidator, Field, field_validator

from aqmap.errors import Fault, SourceError, SpecError
from aqmap.files.file_names import alike
from aqmap.files.path_kinds import is_file
from aqmap.files.table_files import table_file
from aqmap.model.audience import Audience
from aqmap.model.figures import Basis, Level
from aqmap.model.page_sizes import Orientation, SizeName
from aqmap.words import Lang
from aqmap.workspace.attempts import Attempts
from aqmap.workspace.data_folders import (
    DAILY,
    DECISIONS,
    MEASURED,
    MEASURES,
    TARGETS,
    require_boundary_names,
)
from aqmap.workspace.indicators import Indicators, read_indicators
from aqmap.workspace.layer_parts.pair_names import pair_faults
from aqmap.workspace.layer_parts.underlay_names import underlay_faults
from aqmap.workspace.layers import LayerFiles, LayerSpec, OverlaySpec, read_layer_files
from aqmap.workspace.places import Places, read_places
from aqmap.workspace.print_settings import PrintSettings
from aqmap.workspace.sources import Source, read_sources
from aqmap.workspace.toml_schema import BilingualText, Spec, check_spec, read_toml

_AUDIT_NUMBER = re.compile(
    r"(?:GS[\u4e00-\u9fff]{0,2}|[\u4e00-\u9fff]{1,3}[A-Z]?S)（(?:19|20)\d{2}）\d{1,6}号"
)


def _audit_number(written: str) -> str:
    if not _AUDIT_NUMBER.fullmatch(written):
        raise ValueError("spec.audit_number")
    return written


class Region(Spec):
    """
    A named group of counties with its own frame.

    Attributes
    ----------
    places
        Codes, counties and zones, in the order that the region's documents use.
    labels
        Short names by code, where the documents shorten them.
    prefecture
        Code of the prefecture, for its own figures and totals.
    meridian
        Central meridian of its print map, in degrees east; without it, the middle of its counties.
    seat
        Code of the county where the prefecture's government sits, if it is to be marked.
    inset
        Codes drawn enlarged in a corner because they are too small on the sheet; an empty list for
        none. Without it, exclaves and small counties are.
    locator
        Whether a small map shows where the region lies.
    orientation
        Of its sheets, where their size is no other.
    size
        Of its sheets, by name; without it, that of ``[print]``.
    """

    id: str = Field(pattern=r"^[A-Za-z0-9_-]+$")
    name: BilingualText
    prefecture: str
    places: tuple[str, ...] = Field(min_length=1)
    labels: dict[str, BilingualText] = Field(default_factory=dict)
    meridian: float | None = Field(default=None, ge=70, le=140)
    inset: tuple[str, ...] | None = None
    seat: str = ""
    orientation: Orientation = "landscape"
    size: SizeName | None = None
    locator: bool = True


class ReportSettings(Spec):
    """
    How the report is set.

    Attributes
    ----------
    title
        Its title; without it, the book's with 报告.
    template
        An office's own document, by its path from the workspace.
    line_pt
        Pitch of the lines of the text, in points; 22 lines a page at 28.9.
    """

    title: BilingualText | None = None
    template: str = ""
    line_pt: float = Field(default=28.9, ge=12, le=60)


class Audit(Spec):
    """
    An approval number (审图号), and what it was given to.

    Attributes
    ----------
    number
        As the office wrote it: ``GS（年）号``, ``新S（年）号``.
    of
        ``for`` in the file: names of sheets, with ``*`` for any letters, ``atlas`` or ``page``.
    fingerprint
        Of what was reviewed; without it the number holds for nothing.
    lang
        Of the sheets that were reviewed.
    """

    number: Annotated[str, AfterValidator(_audit_number)]
    of: tuple[str, ...] = Field(alias="for", min_length=1)
    fingerprint: str = Field(default="", pattern=r"^([0-9a-f]{16})?$")
    lang: Lang = "zh"

    @field_validator("of", mode="before")
    @classmethod
    def _one_or_several(cls, written: object) -> object:
        return (written,) if isinstance(written, str) else written


class Settings(Spec):
    """
    What ``aqmap.toml`` says of the whole book.

    Attributes
    ----------
    title
        Title of the book of maps.
    date
        The date printed on every sheet; without it, the newest input's, or none.
    compiler
        编制单位, printed lower right.
    audit
        Approval numbers (审图号), each with what it was given to.
    boundary_credit
        The line that names the source of the outlines.
    themes
        Themes of the layer list, by id, in order.
    print_empty
        Whether maps on which no place has a value are printed too; the atlas lists them anyway.
    accept_basis
        Bases that are off by default and shown on the cards of places all the same, with notice.
    audience
        Whom the outputs are for where no option says so; by default the office itself.
    print
        How the print maps are written.
    report
        How ``aqmap report`` sets its document.
    """

    title: BilingualText
    date: datetime.date | None = None
    compiler: BilingualText | None = None
    boundary_credit: BilingualText
    themes: dict[str, BilingualText]
    accept_basis: tuple[Basis, ...] = ()
    audience: Audience = Audience.INTERNAL
    audit: tuple[Audit, ...] = ()
    print_empty: bool = False
    print: PrintSettings = Field(default_factory=PrintSettings)
    report: ReportSettings = Field(default_factory=ReportSettings)
    regions: tuple[Region, ...] = Field(min_length=1)


@dataclass(frozen=True)
class Workspace:
    """
    A workspace whose settings and specifications have been read and agree with each other.

    Attributes
    ----------
    folder
        The workspace's folder.
    settings, places, indicators, sources, layers, overlays
        What its files say.
    """

    folder: Path
    settings: Settings
    places: Places
    indicators: Indicators
    sources: dict[str, Source]
    layers: tuple[LayerSpec, ...]
    overlays: tuple[OverlaySpec, ...]

    @property
    def boundaries(self) -> Path:
        """The folder of the outlines."""
        return self.folder / "boundaries"

    @property
    def data(self) -> Path:
        """The folder of the tables."""
        return self.folder / "data"

    @property
    def figure_folders(self) -> tuple[Path, ...]:
        """The folders of the tables of figures, targets first."""
        return self.data / TARGETS, self.data / MEASURED

    @property
    def bases_of_sources(self) -> dict[str, Basis]:
        """Whose numbers the results of a source are, where the register says so."""
        return {key: source.basis for key, source in self.sources.items() if source.basis}

    @property
    def measure_folder(self) -> Path:
        """The folder of the registers of measures."""
        return self.data / MEASURES

    @property
    def daily_folder(self) -> Path:
        """The folder of the tables of daily values of stations."""
        return self.data / DAILY

    @property
    def decision_folder(self) -> Path:
        """The folder of what was decided about figures on the review page."""
        return self.data / DECISIONS


def require_workspace(folder: Path) -> None:
    """Raise SourceError if a folder is no workspace."""
    if not is_file(folder / "aqmap.toml"):
        raise SourceError(Fault("no_workspace", folder))


def open_workspace(folder: Path) -> Workspace:
    """
    Read a workspace's settings and specifications.

    Raises
    ------
    SourceError
        If the folder is no workspace.
    SpecError
        With every mistake in every TOML file, and every name that one file uses and none defines.

    Examples
    --------
    >>> import aqmap
    >>> workspace = open_workspace(Path(aqmap.__file__).with_name("templates") / "minimal")
    >>> [layer.id for layer in workspace.layers]
    ['afforestation', 'pm25']
    """
    require_workspace(folder)
    attempts = Attempts()
    settings = attempts.read(_read_settings, folder / "aqmap.toml")
    places = attempts.read(_read_places, folder / "boundaries")
    indicators = attempts.read(read_indicators, folder / "layers" / "indicators.toml")
    sources = attempts.read(read_sources, folder / "data" / "sources.toml")
    files = attempts.read(read_layer_files, folder / "layers") or LayerFiles([], [], [])
    parts = _Parts(folder, settings, places, indicators, sources, files)
    faults = [*files.faults, *_undefined_names(parts), *_region_faults(parts)]
    if not files.faults:  # what they name may be of a file that could not be read
        faults += pair_faults(folder / "layers", files.layers, files.overlays)
        faults += underlay_faults(folder / "layers", files.layers)
    if faults:
        attempts.problems.append(SpecError(faults))
    if attempts.problems or not (settings and places) or indicators is None or sources is None:
        raise attempts.error(SpecError)
    return Workspace(
        folder, settings, places, indicators, sources, tuple(files.layers), tuple(files.overlays)
    )


class _Parts(NamedTuple):
    """What could be read of a workspace: its names are checked as far as that goes."""

    folder: Path
    settings: Settings | None
    places: Places | None
    indicators: Indicators | None
    sources: dict[str, Source] | None
    files: LayerFiles


def _read_places(folder: Path) -> Places:
    require_boundary_names(folder)
    return read_places(table_file(folder, "places"))


def _read_settings(path: Path) -> Settings:
    table = read_toml(path)
    faults = [Fault("audit_no_alone", path, "audit_no")] if "audit_no" in table else []
    told = {key: value for key, value in table.items() if key != "audit_no"}
    try:
        settings = check_spec(Settings, told, file=path)
    except SpecError as problem:
        raise SpecError([*faults, *problem.faults]) from None
    if faults:
        raise SpecError(faults)
    return settings


def _undefined_names(parts: _Parts) -> Iterator[Fault]:
    """Yield a fault for each name that a specification uses and nothing defines."""
    settings = parts.settings
    # Of what could not be read no name is known to be missing.
    known_names: dict[str, Container[str] | None] = {
        "code": parts.places.by_code if parts.places else None,
        "region": {region.id for region in settings.regions} if settings else None,
        "indicator": parts.indicators,
        "source": parts.sources,
        "theme": settings.themes if settings else None,
    }
    for use in (*_uses_in_settings(parts), *_uses_in_layers(parts)):
        known = known_names[use.sort]
        if known is not None and use.name not in known:
            yield Fault("undefined_name", use.file, use.key, found=use.name)


class _NameUse(NamedTuple):
    """A name that a file uses under a key: a code, or the id of a region, an indicator, …"""

    file: Path
    key: str
    sort: str
    name: str


def _uses_in_settings(parts: _Parts) -> Iterator[_NameUse]:
    file = parts.folder / "aqmap.toml"
    for region in parts.settings.regions if parts.settings else ():
        codes = (*region.places, region.prefecture, *region.labels, *(region.inset or ()))
        codes += (region.seat,) if region.seat else ()
        for code in codes:
            yield _NameUse(file, f"regions.{region.id}", "code", code)


def _uses_in_layers(parts: _Parts) -> Iterator[_NameUse]:
    folder = parts.folder / "layers"
    for layer in parts.files.layers:
        file = folder / f"{layer.id}.toml"
        yield _NameUse(file, "indicator", "indicator", layer.indicator)
        for region in layer.regions:
            yield _NameUse(file, "regions", "region", region)
        for source in layer.sources.target:
            yield _NameUse(file, "sources.target", "source", source)
        if layer.compare.rounding:
            source = layer.compare.rounding.source
            yield _NameUse(file, "compare.rounding.source", "source", source)
        for underlay in layer.underlay:
            yield _NameUse(file, "underlay.source", "source", underlay.source)
        for source in layer.sources.measured:
            yield _NameUse(file, "sources.measured", "source", source)
        for source in layer.sources.satellite:
            yield _NameUse(file, "sources.satellite", "source", source)
    for overlay in parts.files.overlays:
        file = folder / f"{overlay.id}.toml"
        yield _NameUse(file, "source", "source", overlay.source)
        if overlay.indicator:
            yield _NameUse(file, "indicator", "indicator", overlay.indicator)
    for indicator in parts.indicators.values() if parts.indicators else ():
        file = folder / "indicators.toml"
        yield _NameUse(file, f"{indicator.id}.theme", "theme", indicator.theme)


def _region_faults(parts: _Parts) -> Iterator[Fault]:
    """Yield a fault for each region or place that stands twice, or is no prefecture or county."""
    file, regions = parts.folder / "aqmap.toml", parts.settings.regions if parts.settings else ()
    for name, count in Counter(region.id for region in regions).items():
        if count > 1:
            yield Fault("stands_twice", file, "regions", found=name)
    first_of: dict[str, str] = {}
    for region in regions:
        other = first_of.setdefault(alike(region.id), region.id)
        if other != region.id:
            yield Fault("names_alike", file, "regions", found=region.id, other=other)
    for code, count in Counter(code for region in regions for code in region.places).items():
        if count > 1:
            yield Fault("stands_twice", file, "regions.places", found=code)
    known = parts.places.by_code if parts.places else {}
    for region in regions:
        place = known.get(region.prefecture)
        if place is not None and not place.is_prefecture:
            key = f"regions.{region.id}.prefecture"
            yield Fault("not_a_prefecture", file, key, found=region.prefecture)
        for code in region.places:
            listed = known.get(code)
            if listed is not None and listed.level == Level.PREFECTURE:
                key = f"regions.{region.id}.places"
                yield Fault("prefecture_as_county", file, key, found=f"{listed.name.zh} {code}")
