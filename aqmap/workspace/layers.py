"""What a map shows: one TOML file a layer or overlay, checked against these schemas."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    FiniteFloat,
    ValidationInfo,
    field_validator,
)

from aqmap.errors import AqmapError, Fault, SpecError
from aqmap.files.file_names import alike
from aqmap.files.path_kinds import is_folder
from aqmap.model.figures import Basis
from aqmap.model.periods import is_day, period_bounds
from aqmap.workspace.folder_files import list_folder
from aqmap.workspace.layer_parts.named_choices import Palette, ViewName
from aqmap.workspace.layer_parts.pairs import Pair, are_rising
from aqmap.workspace.layer_parts.underlay_specs import Underlay, one_or_several
from aqmap.workspace.print_settings import PartsBeside
from aqmap.workspace.toml_schema import BilingualText, Spec, check_spec, read_toml

Accepted = Literal["partial_year", "other_year", "dust_unknown", "state_unknown", "satellite"]
Color = Annotated[str, Field(pattern=r"^#[0-9A-Fa-f]{6}$")]


class Classes(Spec):
    """
    How values are classed: given edges, or a method and a number of classes; and their colours.

    Without a palette it is ``YlGnBu`` where ``higher`` is better, else ``YlOrRd``.
    """

    edges: Annotated[tuple[FiniteFloat, ...], Field(max_length=8), AfterValidator(are_rising)] = ()
    method: Literal["nice", "quantiles", "jenks"] = "nice"
    count: int = Field(default=5, ge=2, le=7)
    palette: Palette | None = None


class Rounding(Spec):
    """
    How a result is rounded before it is held against its limit, by the document that says so.

    Attributes
    ----------
    decimals
        Those that the result is rounded to, half to even (GB/T 8170); negative for tens.
    judged
        Whether the ``rounded`` or the ``exact`` value meets the limit.
    source
        Id of the document in ``data/sources.toml``.
    """

    decimals: int = Field(ge=-9, le=9)
    judged: Literal["rounded", "exact"]
    source: str


class Compare(Spec):
    """
    What a layer compares although it does not agree in everything, said with the number; and how.

    Without `rounding`, a result that meets its limit only rounded or only exact is not judged.
    """

    accept: tuple[Accepted, ...] = ()
    rounding: Rounding | None = None


class SourceOrder(Spec):
    """
    Which figures are drawn where several speak of one thing.

    The first source named that has a figure wins. Within one source, `within` says whether its
    table or its sentences win; the audit says when they differ. `dust` says whether measured values
    with or without sand-dust days are drawn, and `state` whether those of the actual or of the
    standard state of the air, where a source has both. The sources of `satellite` are a
    satellite's: but for those that `measured` names too, they are drawn where no other has a value,
    with a sign of their own.
    """

    target: tuple[str, ...] = ()
    measured: tuple[str, ...] = ()
    satellite: tuple[str, ...] = ()
    within: Literal["table", "text"] = "table"
    dust: Literal["included", "deducted"] | None = None
    state: Literal["actual", "standard"] | None = None


class LayerSpec(Spec):
    """
    A layer of values by county.

    Attributes
    ----------
    id
        The file's name without ``.toml``.
    indicator
        Its indicator.
    title
        Its title; the indicator's name where none is given.
    order
        Where it stands within its theme.
    periods
        The periods it covers.
    regions
        Ids of the regions it covers; all others are context.
    views, print
        The views on the page, and those drawn on paper.
    mark
        ``fill`` or ``symbol``; by default symbols for amounts that grow with a county's size.
    classes
        Classing by view; what is not given is found from the values.
    accept_basis
        Bases that are off by default and switched on here, with their notice.
    accept_quality
        ``indicative``: values that miss the rule of validity are drawn too, hatched, and never
        judged; without it their places show that the data are too few.
    print_periods
        The periods drawn on paper; all where none is named.
    print_multiples
        The views of which paper has all periods as small maps on one sheet, with one legend.
    beside
        What paper has beside its maps; without it, as ``[print]`` says.
    pair
        The sheets that paper has of it together with another layer.
    underlay
        Grids under the county lines of its maps, on paper.
    network
        ``national`` where it is a map of the national stations (国控): that a place has none is
        then what it shows. Elsewhere it is no reason why a place has no result.
    """

    kind: Literal["layer"] = "layer"
    id: str
    indicator: str
    title: BilingualText | None = None
    order: int = 0
    periods: tuple[str, ...] = Field(min_length=1)
    regions: tuple[str, ...] = Field(min_length=1)
    views: tuple[ViewName, ...] = Field(min_length=1)
    print: tuple[ViewName, ...] = ()
    mark: Literal["fill", "symbol"] | None = None
    classes: dict[ViewName, Classes] = Field(default_factory=dict)
    compare: Compare = Compare()
    sources: SourceOrder = SourceOrder()
    accept_basis: tuple[Basis, ...] = ()
    accept_quality: tuple[Literal["indicative"], ...] = ()
    print_periods: tuple[str, ...] = ()
    print_multiples: tuple[ViewName, ...] = ()
    beside: PartsBeside | None = None
    pair: tuple[Pair, ...] = ()
    underlay: Annotated[tuple[Underlay, ...], BeforeValidator(one_or_several)] = ()
    network: Literal["national"] | None = None
    notes: tuple[BilingualText, ...] = ()

    @field_validator("periods")
    @classmethod
    def _are_periods(cls, periods: tuple[str, ...]) -> tuple[str, ...]:
        for period in periods:
            try:
                period_bounds(period)
            except ValueError:
                raise ValueError("spec.period") from None
        return periods

    @field_validator("periods", "regions", "views", "print", "print_periods", "print_multiples")
    @classmethod
    def _once_each(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        if len(set(names)) < len(names):
            raise ValueError("spec.once_each")
        return names

    @field_validator("print", "print_multiples")
    @classmethod
    def _are_views(cls, print_: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        if not set(print_) <= set(info.data.get("views", print_)):
            raise ValueError("spec.print_views")
        return print_

    @field_validator("print_periods")
    @classmethod
    def _are_periods_of_layer(
        cls, printed: tuple[str, ...], info: ValidationInfo
    ) -> tuple[str, ...]:
        if not set(printed) <= set(info.data.get("periods", printed)):
            raise ValueError("spec.print_periods")
        return printed

    @field_validator("classes")
    @classmethod
    def _gap_holds_zero(cls, classes: dict[str, Classes]) -> dict[str, Classes]:
        gap = classes.get("gap")
        if gap is not None and gap.edges and 0 not in gap.edges:
            raise ValueError("spec.gap_zero")
        return classes


Symbol = Literal["circle", "square", "triangle", "diamond"]


class OverlayColumn(Spec):
    """
    A column of an overlay that is shown, and what to call it.

    `kind` ``date`` asks for days: each is written as 2021-01-05, and what is none is a fault.
    """

    column: str
    name: BilingualText
    kind: Literal["text", "date"] = "text"


class OverlayCategory(Spec):
    """How the features of one value are drawn; what is left out is as in the whole overlay."""

    name: BilingualText | None = None
    color: Color | None = None
    symbol: Symbol | None = None


class OverlaySpec(Spec):
    """
    Points, lines or areas laid over the counties.

    Attributes
    ----------
    file
        GeoJSON, GeoPackage, KML, a shapefile (its .shp), or a table with the two coordinate
        columns; from the workspace.
    layer
        Layer of a GeoPackage that has several.
    lon, lat
        Coordinate columns of a table; if not given, the one headed lon or lat, or else by another
        usual word for it (lng, 经度, 东经, …).
    datum
        The reference system of a table's coordinates, or of a layer whose file names none; GCJ-02
        is refused.
    code, label
        Columns with the feature's code (for its figures) and name.
    background
        Column that is ``Y`` for background points (对照点).
    columns
        Further columns to show.
    category, categories
        A column by whose values features differ, and how each value is drawn, in the order of
        the legend.
    indicator
        The indicator whose station figures belong to the features.
    source
        Id of the source in ``data/sources.toml``.
    shown
        Whether the page shows it at first.
    print
        Whether paper shows it.
    print_names
        Whether paper writes the names of its points beside them.
    print_days
        Days, as 2019-01-31, of which paper has a map of the stations' air quality index.
    """

    kind: Literal["overlay"]
    id: str
    title: BilingualText
    order: int = 0
    file: str
    layer: str = ""
    lon: str = ""
    lat: str = ""
    datum: Literal["WGS 84", "CGCS2000"] = "WGS 84"
    code: str = ""
    label: str = ""
    background: str = ""
    columns: tuple[OverlayColumn, ...] = ()
    category: str = ""
    categories: dict[str, OverlayCategory] = Field(default_factory=dict, max_length=12)
    indicator: str = ""
    accept_basis: tuple[Basis, ...] = ()
    source: str
    symbol: Symbol = "circle"
    color: Color = "#1F4E79"
    shown: bool = False
    print: bool = False
    print_names: bool = False
    print_days: tuple[str, ...] = ()
    notes: tuple[BilingualText, ...] = ()

    @field_validator("categories")
    @classmethod
    def _are_of_a_column(
        cls, categories: dict[str, OverlayCategory], info: ValidationInfo
    ) -> dict[str, OverlayCategory]:
        if categories and not info.data.get("category"):
            raise ValueError("spec.category_column")
        return categories

    @field_validator("print_days")
    @classmethod
    def _are_days(cls, days: tuple[str, ...]) -> tuple[str, ...]:
        if not all(map(is_day, days)):
            raise ValueError("spec.day")
        if len(set(days)) < len(days):
            raise ValueError("spec.once_each")
        return days


class LayerFiles(NamedTuple):
    """The layers and overlays that could be read, and what is wrong with the other files."""

    layers: list[LayerSpec]
    overlays: list[OverlaySpec]
    faults: list[Fault]


def read_layer_files(folder: Path) -> LayerFiles:
    """
    Read every TOML file of ``layers/`` but the indicators; subfolders are not read.

    Returns
    -------
    files
        Layers and overlays, each in their order of display, then by id, and every mistake in the
        other files.

    Raises
    ------
    SpecError
        If there is no such folder.
    """
    listed = list_folder(folder, read=_is_toml, named=_is_toml)
    if not listed.faults and not is_folder(folder):
        raise SpecError(Fault("folder_missing", folder))
    paths = [path for path in listed.files if _is_toml(path.name)]
    faults = [*listed.faults, *_name_faults(listed.files)]
    layers: list[LayerSpec] = []
    overlays: list[OverlaySpec] = []
    for path in paths:
        if path.name.lower() == "indicators.toml":
            continue
        try:
            table = read_toml(path)
            if "id" in table:
                raise SpecError(Fault("id_is_file_name", path, "id"))
            table["id"] = path.stem
            if table.get("kind", "layer") not in ("layer", "overlay"):
                raise SpecError(Fault("not_a_kind", path, "kind", found=table["kind"]))
            if table.get("kind") == "overlay":
                overlays.append(check_spec(OverlaySpec, table, file=path))
            else:
                layers.append(check_spec(LayerSpec, table, file=path))
        except AqmapError as problem:
            faults += problem.faults
    return LayerFiles(
        sorted(layers, key=_display_order), sorted(overlays, key=_display_order), faults
    )


def _is_toml(name: str) -> bool:
    return name.lower().endswith(".toml")


def _name_faults(files: Sequence[Path]) -> Iterator[Fault]:
    """Yield names that hide a file's kind, and layers that are one on some systems."""
    for path in files:
        if path.name.lower().endswith(".toml.txt"):
            yield Fault("misnamed", path, expected=path.name[: -len(".txt")])
    yield from _alike_faults(path for path in files if _is_toml(path.name))


def _alike_faults(paths: Iterable[Path]) -> Iterator[Fault]:
    """Yield a fault for each file whose name is another's on some systems: so would be its maps."""
    first_of: dict[str, Path] = {}
    for path in paths:
        other = first_of.setdefault(alike(path.stem), path)
        if other is not path:
            yield Fault("names_alike", path, found=path.name, other=other.name)


def _display_order(spec: LayerSpec | OverlaySpec) -> tuple[int, str]:
    return spec.order, spec.id
