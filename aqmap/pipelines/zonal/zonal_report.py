"""What `aqmap zonal` writes and says: the table, what is absent, and what is to be registered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from aqmap.files.outputs import Sort, Target, write_outputs
from aqmap.model.figures import Absence
from aqmap.pipelines.protected_files import protected_from_reading
from aqmap.pipelines.reading.document_sources import source_stub
from aqmap.pipelines.reading.workspace_names import register_of
from aqmap.pipelines.zonal.zonal_means import Zonal, ZonalOptions, zonal_means
from aqmap.progress import Progress, silent
from aqmap.read.rasters.grid_products import DECLARATIONS
from aqmap.render.exchange.csv_tables import write_figures
from aqmap.words import Text, listed, text


def zonal_to_files(
    rasters: Sequence[Path],
    options: ZonalOptions,
    out: Path,
    *,
    workspace: Path = Path(),
    overwrite: bool = False,
    progress: Progress = silent,
) -> Zonal:
    """
    Sum grids up by county and write the figures; see `zonal_means`.

    Raises
    ------
    AqmapError
        With all faults; nothing is written then.
    """
    told = (*options.population, options.store, workspace / DECLARATIONS)
    inputs = [*rasters, *filter(None, told)]
    protected = protected_from_reading(workspace, inputs, overwrite=overwrite)
    with write_outputs([Target(out, Sort.TABLE)], protected) as fresh:
        done = zonal_means(rasters, options, workspace=workspace, progress=progress)
        write_figures(done.figures, fresh[out], header=list(_header(done)))
    return done


def _header(done: Zonal) -> Iterator[str]:
    yield "Computed by `aqmap zonal` from grids, cells weighed by the part that lies in the county"
    yield f"least share of area or people: {done.options.least_share} %"
    if done.options.population:
        yield f"people: {', '.join(path.name for path in done.options.population)}"
    for name, sha256 in done.files.items():
        yield f"{name} sha256 {sha256}"


def zonal_lines(done: Zonal, out: Path, *, workspace: Path) -> Iterator[Text]:
    """Yield what was read and written, and what is to be pasted into catalogue and register."""
    values = sum(figure.value is not None for figure in done.figures)
    yield text(
        "summary.zonal",
        files=len(done.files),
        figures=len(done.figures),
        values=values,
        absent=len(done.figures) - values,
        out=out,
    )
    yield text("summary.zonal_share", least=str(done.options.least_share))
    if done.stubs:
        written = (f.indicator_written for f in done.figures if not f.indicator)
        yield text("summary.unnamed", names=listed(dict.fromkeys(written), "；"))
        yield from (Text(line, line) for line in done.stubs.split("\n"))
    if done.unregistered:
        names = listed([source.id for source in done.unregistered])
        yield text("summary.zonal_unregistered", names=names, register=register_of(workspace))
        stubs = map(source_stub, done.unregistered)
        yield from (Text(line, line) for stub in stubs for line in stub.split("\n"))


def zonal_remarks(done: Zonal) -> Iterator[Text]:
    """Yield how many places have no number, by reason."""
    absences = Counter(f.absence for f in done.figures if isinstance(f.absence, Absence))
    for absence, number in sorted(absences.items()):
        places = dict.fromkeys(f.place_written for f in done.figures if f.absence == absence)
        yield text(
            "summary.zonal_absent",
            number=number,
            reason=text(f"reason.{absence}"),
            places=listed(list(places)[:10]),
        )


def zonal_json(done: Zonal, out: Path) -> dict[str, Any]:
    """Return the same for a program."""
    absences = Counter(str(figure.absence) for figure in done.figures if figure.absence)
    return {
        "figures": len(done.figures),
        "absent": dict(sorted(absences.items())),
        "files": dict(done.files),
        "least_share": done.options.least_share,
        "unregistered": [source.id for source in done.unregistered],
        "out": str(out),
    }
