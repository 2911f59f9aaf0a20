"""The road of ``aqmap zonal``: grids → figures of the counties."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import shapely
from geopandas import GeoDataFrame

from aqmap.errors import Fault, SourceError, SpecError
from aqmap.files.outputs import Checksums
from aqmap.model.figures import Basis, Figure
from aqmap.model.locators import locator_part
from aqmap.model.periods import period_bounds
from aqmap.pipelines.reading.workspace_names import WorkspaceNames, open_names
from aqmap.progress import Progress, silent
from aqmap.read.geodata.boundaries import read_boundaries
from aqmap.read.geodata.place_checks import check_places
from aqmap.read.rasters.grid_layer import GridLayer
from aqmap.read.rasters.grid_products import GridProduct, product_of, products_of
from aqmap.read.rasters.lattice import require_areas
from aqmap.read.rasters.open_grid import open_grid
from aqmap.read.rasters.zonal.coverage_weights import CoverageWeights
from aqmap.read.rasters.zonal.people_weights import PeopleSums
from aqmap.read.rasters.zonal.zonal_figures import Named, Origin, zonal_figures
from aqmap.read.rasters.zonal.zonal_sums import Asked, ZonalSums
from aqmap.words import Text
from aqmap.workspace.attempts import Attempts
from aqmap.workspace.indicator_stubs import unnamed_stubs
from aqmap.workspace.sources import Source


@dataclass(frozen=True, kw_only=True)
class ZonalOptions:
    """
    What is wanted of some grids.

    Attributes
    ----------
    product, period
        Of files that do not tell them themselves.
    source
        Id in the register; without it, that of the product.
    synthetic
        Whether the grids are made up: their figures are shown as such.
    population, population_product
        Grids of people, to weigh by, that lie beside each other; what they are, where their names
        do not tell it.
    percentiles, limits
        Wanted beside the mean, the limits in the indicator's unit.
    least_share
        Percent of a county's area, or people, below which there is no number.
    store
        A folder where weights are kept for the next run.
    prefectures
        Whether the counties of a prefecture are also taken together.
    """

    product: str = ""
    period: str = ""
    source: str = ""
    synthetic: bool = False
    population: tuple[Path, ...] = ()
    population_product: str = ""
    percentiles: tuple[float, ...] = ()
    limits: tuple[float, ...] = ()
    least_share: int = 75
    store: Path | None = None
    prefectures: bool = False


@dataclass(frozen=True)
class Zonal:
    """
    What some grids gave.

    Attributes
    ----------
    options
        What was wanted.
    figures
        Of every core county of the workspace, and where wanted of prefectures.
    files
        Name and checksum of every file read.
    unregistered
        Sources of the figures that the register does not have.
    stubs
        TOML of the statistics that the catalogue does not have.
    """

    options: ZonalOptions
    figures: tuple[Figure, ...]
    files: Mapping[str, str]
    unregistered: tuple[Source, ...] = ()
    stubs: str = ""


class _Series(NamedTuple):
    """A product in one period."""

    product: str
    period: str


@dataclass
class _Run:
    """The places of a workspace, and the weights of the grids that were met, each once."""

    names: WorkspaceNames
    counties: GeoDataFrame
    options: ZonalOptions
    weights: dict[tuple[str, tuple[int, int]], CoverageWeights] = field(default_factory=dict)

    def weights_of(self, layer: GridLayer) -> CoverageWeights:
        key = layer.lattice.key, layer.blocks
        if key not in self.weights:
            store = self.options.store
            made = CoverageWeights(layer.lattice, layer.blocks, self.counties, store)
            self.weights[key] = made
        return self.weights[key]

    @cached_property
    def prefectures(self) -> dict[str, list[int]]:
        """The numbers of each prefecture's counties, where prefectures are wanted."""
        found: dict[str, list[int]] = {}
        for number, code in enumerate(self.counties["code"]):
            prefecture = self.names.places.by_code[str(code)].prefecture
            listed = prefecture in self.names.places.by_code and prefecture != code
            if self.options.prefectures and listed:
                found.setdefault(prefecture, []).append(number)
        return found

    @cached_property
    def named(self) -> Named:
        groups = self.prefectures
        codes = [*map(str, self.counties["code"]), *groups]
        names = [self.names.places.by_code[code].name.zh for code in codes]
        return Named(codes, names, self.names.indicators, [len(g) for g in groups.values()])

    def unit_of(self, product: GridProduct) -> str:
        """Return the unit that values of a product are given in: the catalogue's, or its own."""
        indicator = self.names.indicators.get(product.indicator)
        return indicator.unit.zh if indicator else product.unit


def zonal_means(
    rasters: Sequence[Path],
    options: ZonalOptions,
    *,
    workspace: Path = Path(),
    progress: Progress = silent,
) -> Zonal:
    """
    Sum grids up by county.

    Parameters
    ----------
    rasters
        Files of published products; several of one product and period lie beside each other.
    options
        See there.
    workspace
        Whose counties, catalogue and declared products are used.

    Returns
    -------
    zonal
        Figures by product, period, statistic and county.

    Raises
    ------
    AqmapError
        With all faults of the workspace, or of all files.
    """
    names = open_names(workspace)
    counties = read_boundaries(workspace / "boundaries").counties
    check_places(counties, names.places, workspace / "boundaries")
    core = counties[counties["role"] == "core"].reset_index(drop=True)
    products = products_of(workspace)
    _check_options(options)
    run = _Run(names, core, options)
    series = _heads(rasters, products, options)
    people = _people(options, products)
    figures: list[Figure] = []
    earlier: dict[str, tuple[str, ZonalSums]] = {}
    beside = (head.product.places_beside(head.path) for heads in series.values() for head in heads)
    read = (*rasters, *options.population, *filter(None, beside))
    checksums = Checksums()
    order = sorted(series, key=lambda key: (key.product, period_bounds(key.period)))
    for done, key in enumerate(order):
        progress("step.zonal", done, len(order))
        product, heads = products[key.product], series[key]
        with checksums.taken(head.path for head in heads):
            sums, by_people = _sums(heads, product, people, run)
            origin = _origin(heads, product, run, earlier.get(key.product))
            figures += zonal_figures(sums, by_people, origin, run.named)
        if product.kind == "classes":
            earlier[key.product] = key.period, sums
    progress("step.zonal", len(order), len(order))
    files = {path.name: checksums.of(path) for path in dict.fromkeys(read)}
    stubs = unnamed_stubs(figures, names.indicators, names.theme)
    return Zonal(options, tuple(figures), files, tuple(_unregistered(series, products, run)), stubs)


def _check_options(options: ZonalOptions) -> None:
    if options.period:
        try:
            period_bounds(options.period)
        except ValueError:
            raise SpecError(Fault("period_none", "--period", found=options.period)) from None


def _heads(
    rasters: Sequence[Path], products: Mapping[str, GridProduct], options: ZonalOptions
) -> dict[_Series, list[GridLayer]]:
    """Return the layers of all files by product and period, read as far as their heads."""
    attempts = Attempts()
    series: dict[_Series, list[GridLayer]] = {}
    for path in dict.fromkeys(rasters):
        for layer in attempts.read(_layers, path, products, options) or ():
            series.setdefault(_Series(layer.product.id, layer.period), []).append(layer)
    for layers in series.values():
        attempts.read(_require_apart, layers)
    if attempts.problems:
        raise attempts.error()
    return series


def _layers(
    path: Path, products: Mapping[str, GridProduct], options: ZonalOptions
) -> list[GridLayer]:
    product = product_of(path, products, options.product)
    with open_grid(path, product, options.period) as layers:
        if product.kind != "count":
            require_areas(layers[0].lattice, path)
        return layers


def _require_apart(layers: Sequence[GridLayer]) -> None:
    """Refuse files of one product and period that lie over each other: both would count."""
    for one, other in combinations(layers, 2):
        here, there = (shapely.box(*layer.lattice.extent) for layer in (one, other))
        cell = one.lattice.x.step * one.lattice.y.step
        if here.intersection(there).area > cell / 2:
            raise SourceError(Fault("grid_overlap", other.path, other=one.path.name,
                                    product=one.product.id, period=one.period))  # fmt: skip


def _people(
    options: ZonalOptions, products: Mapping[str, GridProduct]
) -> list[tuple[Path, GridProduct]]:
    """Return the files of people and what they are, which must not lie over each other."""
    attempts = Attempts()
    layers: list[GridLayer] = []
    for path in dict.fromkeys(options.population):
        layers += attempts.read(_people_layers, path, products, options.population_product) or ()
    attempts.read(_require_apart, layers)
    if attempts.problems:
        raise attempts.error()
    return [(layer.path, layer.product) for layer in layers]


def _people_layers(
    path: Path, products: Mapping[str, GridProduct], told: str
) -> tuple[GridLayer, ...]:
    product = product_of(path, products, told)
    if product.kind != "count":
        raise SourceError(Fault("grid_not_people", path, product=product.id))
    with _open_people(path, product) as (layer,):
        return (layer,)


def _open_people(path: Path, product: GridProduct) -> AbstractContextManager[list[GridLayer]]:
    """Open a grid of people; of which year it is, its name alone can tell, and need not."""
    return open_grid(path, product, "" if product.period_in(path.name) else path.stem)


def _sums(
    heads: Sequence[GridLayer],
    product: GridProduct,
    people: Sequence[tuple[Path, GridProduct]],
    run: _Run,
) -> tuple[ZonalSums, PeopleSums | None]:
    """Return the sums of one product and period over all files of it."""
    options, number = run.options, len(run.counties)
    factor = heads[0].factor_to(run.unit_of(product)) if product.kind != "classes" else 1.0
    sums = ZonalSums(number, Asked(factor, options.limits, options.percentiles))
    by_people = PeopleSums(number) if people and product.kind == "mean" else None
    for head in heads:
        with open_grid(head.path, product, options.period) as layers:
            layer = next(layer for layer in layers if layer.label == head.label)
            sums.add(layer, run.weights_of(layer))
            if by_people is None:
                continue
            for path, people_product in people:
                with _open_people(path, people_product) as (counts,):
                    by_people.add(layer, counts, run.weights_of(counts), factor=factor,
                                  first=head is heads[0])  # fmt: skip
    sums.add_outside([head.lattice for head in heads], run.weights_of(heads[0]).shapes)
    _require_plausible(sums, heads[0], run)
    groups = [*run.prefectures.values()]
    return sums.with_groups(groups), by_people and by_people.with_groups(groups)


def _origin(
    heads: Sequence[GridLayer],
    product: GridProduct,
    run: _Run,
    before: tuple[str, ZonalSums] | None,
) -> Origin:
    source = run.options.source or product.id
    registered = run.names.sources.get(source)
    made_up = run.options.synthetic or (registered and registered.basis is Basis.SYNTHETIC)
    spots = (part for head in heads for part in (locator_part("file", head.path.name), head.label))
    return Origin(
        product=product,
        period=heads[0].period,
        source=source,
        basis=Basis.SYNTHETIC if made_up else product.basis,
        spots=tuple(spots),
        before=before,
        unit=run.unit_of(product),
        least_share=run.options.least_share,
    )


def _require_plausible(sums: ZonalSums, head: GridLayer, run: _Run) -> None:
    """Refuse means that can hardly be in their unit: a scale or a no-data value is overlooked."""
    product, named = head.product, run.named
    unit = run.unit_of(product)
    if product.plausible is None or product.kind != "mean":
        return
    own = head.factor_to(product.unit) if product.unit else 1.0
    low, high = (bound * sums.asked.factor / own for bound in product.plausible)
    for number, covered in enumerate(sums.covered):
        mean = sums.weighted[number] / covered if covered else low
        if not low <= mean <= high:
            raise SourceError(
                Fault(
                    "grid_implausible",
                    head.path,
                    place=Text(named.names[number], named.names[number]),
                    found=f"{mean:.4g}",
                    unit=unit,
                    low=f"{low:g}",
                    high=f"{high:g}",
                )
            )


def _unregistered(
    series: Mapping[_Series, Sequence[GridLayer]],
    products: Mapping[str, GridProduct],
    run: _Run,
) -> Iterator[Source]:
    """Yield a source for every product whose figures name one that the register does not have."""
    for id_ in dict.fromkeys(key.product for key in series):
        product, told = products[id_], run.options.source
        if (told or id_) not in run.names.sources:
            yield Source(
                id=told or id_,
                title=product.title,
                address=product.address,
                licence=Text(product.licence, product.licence) if product.licence else None,
                note=Text(product.cite, product.cite) if product.cite else None,
            )
