"""The road from the ledger to maps of progress: of a month's files, and of a build."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from aqmap.book.book_layers import BookLayer
from aqmap.book.dispatch.month_book import MonthBook
from aqmap.book.map_book import MapBook
from aqmap.errors import Fault, SpecError
from aqmap.model.audience import Audience
from aqmap.model.dispatch.ledger_rows import LedgerRows
from aqmap.model.dispatch.months import DECEMBER, DispatchMonth
from aqmap.pipelines.decide_steps import book_geometry
from aqmap.pipelines.dispatch.dispatch_inputs import DispatchInputs, read_dispatch_inputs
from aqmap.pipelines.dispatch.month_books import month_book_of
from aqmap.words import Text, text
from aqmap.workspace.data_folders import boundary_layer
from aqmap.workspace.dispatch.ledger import ledger_to_read
from aqmap.workspace.workspace import Workspace

if TYPE_CHECKING:
    from aqmap.decide.progress.maps.progress_layer import ProgressSpec
    from aqmap.read.geodata.boundaries import Boundaries
    from aqmap.workspace.layers import LayerSpec

VIEW = "progress"


def read_outlines(inputs: DispatchInputs) -> Boundaries | None:
    """Return the outlines of a workspace; none where it has none: the dispatch needs no map."""
    from aqmap.read.geodata.boundaries import read_boundaries

    folder = inputs.workspace.boundaries
    return None if boundary_layer(folder, "counties") is None else read_boundaries(folder)


def month_maps(
    inputs: DispatchInputs, outlines: Boundaries | None, book: MonthBook, ledger: LedgerRows
) -> MapBook | None:
    """Return the maps of progress up to a month; none without outlines."""
    if outlines is None:
        return None
    return progress_book(inputs, outlines, months_so_far(inputs, book, ledger))


def progress_book(
    inputs: DispatchInputs, outlines: Boundaries, months: Sequence[MonthBook]
) -> MapBook:
    """
    Return the maps of progress of some months.

    Parameters
    ----------
    inputs, outlines
        What the workspace says of its dispatch, and its outlines.
    months
        In order, each with what is for the audience alone; paper draws the last.
    """
    from aqmap.decide.compare.release import Release
    from aqmap.decide.compose.compose_book import BookContents, compose_book
    from aqmap.decide.progress.maps.progress_layer import ProgressSpec
    from aqmap.decide.progress.plan_of_month import first_day

    workspace, last, region = inputs.workspace, months[-1], inputs.region
    bare = replace(
        workspace,
        layers=(),
        overlays=(),
        settings=workspace.settings.model_copy(update={"regions": (region,)}),
    )
    release = Release(last.audience, workspace.sources, workspace.indicators)
    plan, cut_off = inputs.sources_in_force(last.table.month), last.table.cut_off
    figures = release.stripped(
        figure
        for figure in inputs.figures
        if figure.source in plan and first_day(figure) <= cut_off
    )
    contents = BookContents({figure.id: figure for figure in figures}, (), (), (), release)
    book = compose_book(bare, book_geometry(workspace, outlines), contents, last.day)
    specs = [
        ProgressSpec(
            id=row.indicator,
            title=last.names[row.indicator],
            indicator=workspace.indicators[row.indicator],
            region=region.id,
            codes=[place.code for place in book.places],
            sources=plan,
            printed=True,
            print_periods=(str(last.table.month),),
        )
        for row in last.plan_rows
    ]
    return replace(
        book,
        title=last.titled("progress.map.book"),
        date=last.day,
        compiler=last.compiler,
        sources={key: book.sources[key] for key in plan if key in book.sources},
        progress_layers=tuple(_layers(specs, months)),
    )


def months_so_far(
    inputs: DispatchInputs, last: MonthBook, ledger: LedgerRows
) -> tuple[MonthBook, ...]:
    """
    Return a month with those before it in its year that have a report.

    Parameters
    ----------
    inputs
        What the workspace says of its dispatch.
    last
        The month that is written.
    ledger
        All that it holds, or held: earlier months that were released stand as released.
    """
    month = last.table.month
    earlier = (DispatchMonth(month.year, number) for number in range(1, month.month))
    reported = {receipt.month for receipt in ledger.receipts}
    books = (
        month_book_of(inputs, each, ledger.as_released(str(each)), last.audience)
        for each in earlier
        if str(each) in reported
    )
    return (*books, last)


@dataclass(frozen=True, slots=True)
class ReleasedMonths:
    """The released months of the dispatch: its region, the plan's sources, the months in order."""

    region: str
    plan: tuple[str, ...]
    months: tuple[MonthBook, ...]


def released_months(workspace: Workspace, audience: Audience) -> ReleasedMonths | None:
    """
    Return the released months, as released; none where no layer has a view of progress.

    Raises
    ------
    AqmapError
        If a layer has one, and the workspace no dispatch, or one with faults, or of another region.
    """
    specs = _specs(workspace)
    if not specs:
        return None
    inputs = read_dispatch_inputs(workspace.folder)
    region = inputs.region.id
    foreign = [spec for spec in specs if region not in spec.regions]
    if foreign:
        raise SpecError(
            Fault(
                "progress_region",
                workspace.folder / "layers" / f"{spec.id}.toml",
                "regions",
                found=", ".join(spec.regions),
                expected=region,
            )
            for spec in foreign
        )
    with ledger_to_read(inputs.folder) as opened:
        ledger = opened.all_rows()
    year = (DispatchMonth(inputs.settings.year, number) for number in range(1, DECEMBER + 1))
    months = tuple(
        month_book_of(inputs, month, ledger.as_released(str(month)), audience)
        for month in year
        if ledger.released(str(month)) is not None
    )
    return ReleasedMonths(region, inputs.settings.plan, months)


def with_progress(
    book: MapBook, workspace: Workspace, released: ReleasedMonths | None
) -> tuple[MapBook, tuple[Text, ...]]:
    """
    Return a book with the maps of progress that the layers' files ask for, and which have none.

    Parameters
    ----------
    book
        Of everything else.
    workspace
        Whose layers.
    released
        The released months, if any layer asks for them.
    """
    if released is None:
        return book, ()
    from aqmap.decide.progress.maps.progress_layer import ProgressSpec

    asked = [
        ProgressSpec(
            id=f"{spec.id}-{VIEW}",
            title=spec.title or workspace.indicators[spec.indicator].label,
            indicator=workspace.indicators[spec.indicator],
            region=released.region,
            codes=[place.code for place in book.places],
            sources=released.plan,
            printed=VIEW in spec.print,
            multiples=VIEW in spec.print_multiples,
        )
        for spec in _specs(workspace)
    ]
    layers = tuple(_layers(asked, released.months))
    drawn = {layer.id for layer in layers}
    remarks = tuple(
        text("progress.map.without", layer=spec.title) for spec in asked if spec.id not in drawn
    )
    return replace(book, progress_layers=layers), remarks


def _layers(specs: Sequence[ProgressSpec], months: Sequence[MonthBook]) -> Iterator[BookLayer]:
    from aqmap.decide.progress.maps.progress_layer import progress_layer

    for spec in specs:
        layer = progress_layer(spec, months)
        if layer is not None:
            yield layer


def _specs(workspace: Workspace) -> list[LayerSpec]:
    return [spec for spec in workspace.layers if VIEW in spec.views]
