"""The road from a workspace to its outputs: one function a command."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from importlib.metadata import version as version_of
from os import environ
from pathlib import Path
from typing import Any

from aqmap._version import __version__
from aqmap.errors import Fault, PlaceError, SourceError, SpecError
from aqmap.figures import Figure
from aqmap.findings import Finding, Severity
from aqmap.joined import JoinedRow
from aqmap.mapbook import MapBook
from aqmap.outputs import checksum, write_whole
from aqmap.progress import Progress, silent
from aqmap.symbology import REASONS
from aqmap.words import Lang, Text, text
from aqmap.workspace import Workspace, open_workspace


@dataclass(frozen=True)
class Decided:
    """A workspace read, checked, joined and composed; nothing is drawn yet."""

    workspace: Workspace
    figures: tuple[Figure, ...]
    joined: tuple[JoinedRow, ...]
    book: MapBook

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Contradictions and doubts."""
        return self.book.findings


def make_book(folder: Path | str = ".") -> MapBook:
    """Return the map book of a workspace; see `decide`."""
    return decide(Path(folder)).book


def decide(
    folder: Path, *, without_unmatched: bool = False, progress: Progress = silent
) -> Decided:
    """
    Read a workspace and decide everything that will be drawn.

    Parameters
    ----------
    folder
        The workspace.
    without_unmatched
        Go on without figures whose place names fit no single place; every map then says so.
    progress
        Called as the steps go by.

    Raises
    ------
    AqmapError
        With all faults of the step that failed.
    """
    from aqmap import geo
    from aqmap.decide.audit import audit
    from aqmap.decide.compose import Answers, Geometry, compose_book
    from aqmap.decide.join import join_layers, match_places
    from aqmap.decide.marks import compose_marks
    from aqmap.read.boundaries import read_boundaries
    from aqmap.read.overlays import read_overlay
    from aqmap.read.tables import read_figures

    progress("step.read", 0, 3)
    workspace = open_workspace(folder)
    boundaries = read_boundaries(workspace.boundaries)
    progress("step.read", 1, 3)
    tables = read_figures(
        workspace.figure_files,
        indicators=workspace.indicators,
        places=workspace.places,
        sources=tuple(workspace.sources),
    )
    progress("step.read", 2, 3)
    overlays = [(spec, read_overlay(spec, folder)) for spec in workspace.overlays]
    progress("step.read", 3, 3)

    progress("step.decide", 0, 3)
    _require_polygons(workspace, set(boundaries.counties["code"]))
    matched = match_places(tables.figures, workspace.places, workspace.sources, tables.origins)
    if matched.faults and not without_unmatched:
        raise PlaceError(matched.faults)
    joined, faults = join_layers(
        workspace.layers, workspace.settings.regions, matched.figures, workspace.indicators
    )
    if faults:
        raise SpecError(dict.fromkeys(faults))
    progress("step.decide", 1, 3)
    english = [_english(workspace, row) for row in boundaries.counties.itertuples()]
    counties = boundaries.counties.assign(name_en=english)
    web_counties, web_outlines = geo.simplify_for_web(counties, boundaries.outlines)
    geometry = Geometry(
        counties,
        boundaries.outlines,
        web_counties,
        web_outlines,
        geo.areas_km2(boundaries.counties),
    )
    progress("step.decide", 2, 3)
    marks = [
        compose_marks(spec, features, web_counties, matched.figures, workspace.indicators)
        for spec, features in overlays
    ]
    answers = Answers(
        figures={figure.id: figure for figure in matched.figures},
        joined=joined,
        findings=audit((*matched.figures, *matched.unmatched), workspace.indicators),
        marks=marks,
        unmatched=tuple(dict.fromkeys(f.place_written for f in matched.unmatched)),
    )
    book = compose_book(workspace, geometry, answers, newest_input(workspace))
    progress("step.decide", 3, 3)
    return Decided(workspace, tables.figures, tuple(joined), book)


def _english(workspace: Workspace, unit: Any) -> str:
    """Return a unit's English name, or its own where the workspace has none."""
    place = workspace.places.by_code.get(unit.code)
    return place.name.en if place else str(unit.name)


def newest_input(workspace: Workspace) -> date:
    """Return SOURCE_DATE_EPOCH's day, or else the date of the newest source."""
    epoch = environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        return datetime.fromtimestamp(int(epoch), UTC).date()
    dates = [source.date for source in workspace.sources.values() if source.date]
    return max(dates, default=date(1970, 1, 1))


def _require_polygons(workspace: Workspace, drawn: set[str]) -> None:
    missing = [
        workspace.places[code]
        for region in workspace.settings.regions
        for code in region.places
        if workspace.places[code].level == "county" and code not in drawn
    ]
    if missing:
        raise PlaceError(
            Fault("place_without_polygon", workspace.boundaries, found=f"{p.name.zh} {p.code}")
            for p in missing
        )


@dataclass(frozen=True)
class Summary:
    """What a build did, in words."""

    lines: tuple[Text, ...]
    out: Path
    findings: tuple[Finding, ...] = field(default=())


def build(
    folder: Path | str = ".",
    *,
    out: Path | None = None,
    lang: Lang = "zh",
    without_unmatched: bool = False,
    progress: Progress = silent,
) -> Summary:
    """
    Walk the whole road: read, check, join, draw everything.

    Parameters
    ----------
    folder
        The workspace.
    out
        The folder to write, whole or not at all; by default ``out`` in the workspace.
    lang
        Language of the print maps and of ``findings.md``.
    without_unmatched, progress
        See `decide`.

    Returns
    -------
    summary
        What was read, drawn, missing and contradictory, and where it lies.

    Raises
    ------
    AqmapError
        With all faults; `out` is then as it was.
    """
    from aqmap.render import exchange

    decided = decide(Path(folder), without_unmatched=without_unmatched, progress=progress)
    book = decided.book
    target = out or Path(folder) / "out"
    with write_whole(target) as fresh:
        progress("step.page", 0, 1)
        _write_page(book, fresh / "map.html")
        progress("step.page", 1, 1)
        _write_sheets(book, fresh / "print", lang, progress)
        progress("step.tables", 0, 1)
        exchange.write_figures(decided.figures, fresh / "figures.csv")
        exchange.write_joined(decided.joined, book, fresh / "joined.csv")
        exchange.write_findings_markdown(book, fresh / "findings.md", lang)
        exchange.write_findings_json(book, fresh / "findings.json")
        inputs = {
            str(p.relative_to(folder).as_posix()): checksum(p)
            for p in decided.workspace.input_files
        }
        outputs = {
            str(p.relative_to(fresh).as_posix()): checksum(p)
            for p in sorted(fresh.rglob("*"))
            if p.is_file()
        }
        exchange.write_manifest(
            fresh / "manifest.json",
            version=__version__,
            inputs=inputs,
            outputs=outputs,
            libraries={name: version_of(name) for name in _SHAPING},
        )
        progress("step.tables", 1, 1)
    return Summary(tuple(summary_lines(decided, target)), target, book.findings)


_SHAPING = ("geopandas", "shapely", "pyproj", "folium", "matplotlib", "fonttools", "pypdf")


def _write_page(book: MapBook, path: Path) -> None:
    from aqmap.render.browser import write_page

    write_page(book, path)


def _write_sheets(book: MapBook, folder: Path, lang: Lang, progress: Progress) -> None:
    from aqmap.render.paper import write_sheets

    write_sheets(
        book, folder, lang=lang, progress=lambda done, of: progress("step.print", done, of)
    )


def summary_lines(decided: Decided, out: Path | None = None) -> Iterable[Text]:
    """Yield what was read, drawn, missing, contradictory, and where it lies."""
    book = decided.book
    yield text(
        "summary.read",
        figures=len(decided.figures),
        sources=len({figure.source for figure in decided.figures}),
        counties=sum(place.level == "county" for place in book.places),
        layers=len(book.layers),
    )
    if out is not None:
        views = sum(len(layer.views) for layer in book.layers)
        yield text("summary.drawn", views=views, sheets=len(book.sheets()))
    reasons = Counter(
        cell.reason
        for layer in book.layers
        for name, view in layer.views.items()
        for cells in view.cells.values()
        for cell in cells
        if name in ("target", "measured") and cell is not None and cell.reason
    )
    said = [text(f"reason.{reason}") for reason, _ in REASONS if reasons[reason]]
    counts = [reasons[reason] for reason, _ in REASONS if reasons[reason]]
    pairs = list(zip(said, counts, strict=True))
    yield text(
        "summary.missing",
        places=reasons.total(),
        reasons=Text(
            "，".join(f"{phrase.zh}{count}" for phrase, count in pairs) or "-",
            ", ".join(f"{phrase.en} {count}" for phrase, count in pairs) or "-",
        ),
    )
    graded = Counter(finding.severity for finding in book.findings)
    yield text("summary.contradictory", **{s.value: graded[s] for s in Severity})
    if book.unmatched:
        names = "、".join(book.unmatched)
        yield text("summary.unmatched", count=len(book.unmatched), names=names)
    if out is not None:
        yield text("summary.out", out=out)


@dataclass(frozen=True)
class Choice:
    """What to draw: none named means all layers, views and regions, and each overlay's default."""

    layers: tuple[str, ...] = ()
    views: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    overlays: tuple[str, ...] = ()


def draw_page(folder: Path, path: Path, *, choice: Choice | None = None) -> None:
    """Draw the interactive map alone; replaced whole."""
    book = choose(decide(folder).book, choice or Choice())
    with write_whole(path) as fresh:
        _write_page(book, fresh)


def draw_sheets(
    folder: Path,
    out: Path,
    *,
    choice: Choice | None = None,
    lang: Lang = "zh",
    progress: Progress = silent,
) -> int:
    """Draw print maps alone; return how many. Views named are drawn even if not printed."""
    book = choose(decide(folder, progress=progress).book, choice or Choice())
    with write_whole(out) as fresh:
        _write_sheets(book, fresh, lang, progress)
    return len(book.sheets())


def choose(book: MapBook, choice: Choice) -> MapBook:
    """
    Return the book with only the layers, views and regions chosen; overlays named are printed.

    Raises
    ------
    SpecError
        With every name that the book does not have.
    """
    known = {
        "layer": [layer.id for layer in book.layers],
        "view": sorted({name for layer in book.layers for name in layer.views}),
        "region": [region.id for region in book.regions],
        "overlay": [marks.id for marks in book.marks],
    }
    asked = {
        "layer": choice.layers,
        "view": choice.views,
        "region": choice.regions,
        "overlay": choice.overlays,
    }
    faults = [
        Fault("no_such_map", name, sort, found=name, known=", ".join(known[sort]))
        for sort, names in asked.items()
        for name in names
        if name not in known[sort]
    ]
    if faults:
        raise SpecError(faults)
    kept = []
    for layer in book.layers:
        views = {
            name: replace(view, printed=view.printed or bool(choice.views))
            for name, view in layer.views.items()
            if name in (choice.views or layer.views)
        }
        regions = tuple(r for r in layer.regions if r in (choice.regions or layer.regions))
        if views and regions and layer.id in (choice.layers or (layer.id,)):
            kept.append(replace(layer, views=views, regions=regions))
    marks = tuple(
        replace(found, printed=found.printed or found.id in choice.overlays) for found in book.marks
    )
    return replace(book, layers=tuple(kept), marks=marks)


def lay_workspace(folder: Path, *, template: str = "minimal") -> Path:
    """
    Lay a new workspace down.

    Parameters
    ----------
    folder
        A new or empty folder.
    template
        ``minimal``, or the name of a workspace that aqmap carries: ``ili-changji``.

    Raises
    ------
    SourceError
        If the folder is not empty or cannot be written, or there is no such template.
    """
    from aqmap.templates import copy_template

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise SourceError(Fault("folder_not_empty", folder))
    with write_whole(folder) as fresh:
        copy_template(template, fresh)
    return folder
