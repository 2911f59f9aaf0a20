"""Published grids as declarations: what their files are called, hold, and do not say themselves."""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, FiniteFloat, field_validator, model_validator

from aqmap.errors import Fault, SpecError
from aqmap.model.figures import Basis, Dust
from aqmap.model.periods import period_bounds, shortest_period
from aqmap.model.units import is_unit
from aqmap.workspace.toml_schema import BilingualText, Spec, check_spec, read_toml

DECLARATIONS = "grids.toml"
"""The file of a workspace that declares further products."""

Kind = Literal["mean", "count", "classes"]
Step = Literal["year", "month", "day"]

_DATES = {
    "<YYYY>": r"(\d{4})",
    "<YYYYMM>": r"(\d{6})",
    "<YYYYMMDD>": r"(\d{8})",
    "<YYYY_DDD>": r"(\d{4}_\d{3})",  # the day of the year
    "<TILE>": r"(?P<tile>\d{1,6})",
}
_TOKEN = re.compile(r"(<YYYY(?:MM(?:DD)?|_DDD)?>|<TILE>|\*)")
_MOST_ANYTHING = 4
"""How often a name may say *: each more makes matching slower by the length of the name."""


class GridClass(Spec):
    """
    One class of a map of classes.

    Attributes
    ----------
    name
        As the product calls it.
    indicator
        Id in the catalogue of its area.
    """

    name: BilingualText
    indicator: str = ""


class GridProduct(Spec):
    """
    A published grid.

    Attributes
    ----------
    title, licence, cite, address
        For the register of sources.
    files
        Names of its files, with the period in them; see ``products.toml``.
    kind
        Whether a cell holds the mean of a quantity, a number of people, or a class.
    places
        Name of the table beside a table of cells that has their places, by ``GridID``; ``<TILE>``
        in it is as in the file's own name.
    variable, band
        Of a NetCDF file or table, the first that the file has; of a GeoTIFF.
    unit, unit_aliases
        Of the values where the file names none, and what a file may write for it.
    scale, offset, no_data, crs
        Where the file does not say them.
    step
        What one step of time stands for.
    plausible
        Lowest and highest mean of a county, in ``unit``.
    indicator, name
        Id in the catalogue, and what it is called where that lacks it.
    classes
        By number.
    """

    id: str = Field(pattern=r"^[A-Za-z0-9_-]{1,60}$")
    title: BilingualText
    files: tuple[str, ...] = ()
    kind: Kind
    places: str = Field(default="", pattern=r"^[^/\\:]*$")
    variable: tuple[str, ...] = ()
    band: int | None = Field(default=None, ge=1, le=10_000)
    unit: str = ""
    unit_aliases: tuple[str, ...] = ()
    scale: FiniteFloat | None = None
    offset: FiniteFloat = 0.0
    no_data: tuple[FiniteFloat, ...] = ()
    crs: str = ""
    step: Step | None = None
    plausible: tuple[FiniteFloat, FiniteFloat] | None = None
    indicator: str = ""
    name: BilingualText | None = None
    basis: Literal[Basis.SATELLITE, Basis.THIRD_PARTY] = Basis.SATELLITE
    dust: Dust | None = None
    classes: dict[int, GridClass] = Field(default_factory=dict)
    licence: str = ""
    cite: str = ""
    address: str = ""

    @field_validator("files")
    @classmethod
    def _can_be_matched(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        if any(name.count("*") > _MOST_ANYTHING or _dates_in(name) > 2 for name in names):
            raise ValueError("spec.grid_files")
        return names

    @field_validator("unit")
    @classmethod
    def _is_known(cls, unit: str) -> str:
        if unit and not is_unit(unit):
            raise ValueError("spec.grid_unit")
        return unit

    @model_validator(mode="after")
    def _says_what_it_holds(self) -> GridProduct:
        if (self.kind == "classes") != bool(self.classes):
            raise ValueError("spec.grid_classes")
        return self

    def fits(self, file_name: str) -> bool:
        """Return whether its files are called so."""
        return any(_pattern(name).fullmatch(file_name) for name in self.files)

    def period_in(self, file_name: str) -> str:
        """Return the period that the name of a file tells; empty if it tells none."""
        for name in self.files:
            if match := _pattern(name).fullmatch(file_name):
                tile = match.re.groupindex.get("tile")
                dates = [d for number, d in enumerate(match.groups(), 1) if number != tile]
                if dates:
                    return _period_of(dates)
        return ""

    def places_beside(self, path: Path) -> Path | None:
        """Return the table that has the places of a file's cells; none where it has them itself."""
        if not self.places:
            return None
        matches = (_pattern(name).fullmatch(path.name) for name in self.files)
        tile = next(
            (match["tile"] for match in matches if match and "tile" in match.re.groupindex), ""
        )
        return path.with_name(self.places.replace("<TILE>", tile))


def _dates_in(name: str) -> int:
    return name.count("<YYYY")


@cache
def _pattern(name: str) -> re.Pattern[str]:
    parts = (
        _DATES.get(part, ".*" if part == "*" else re.escape(part)) for part in _TOKEN.split(name)
    )
    return re.compile("".join(parts), re.IGNORECASE | re.ASCII)


def _period_of(dates: Sequence[str]) -> str:
    """Return the period from the first to the last of dates without hyphens; empty for none."""
    try:
        written = [_with_hyphens(date) for date in dates]
        return shortest_period(*period_bounds("/".join(written)))
    except ValueError:
        return ""


def _with_hyphens(date: str) -> str:
    year, _, day = date.partition("_")
    if day:
        found = datetime.date(int(year), 1, 1) + datetime.timedelta(int(day) - 1)
        return found.isoformat() if found.year == int(year) else ""
    return "-".join(filter(None, (date[:4], date[4:6], date[6:])))


@cache
def shipped_products() -> Mapping[str, GridProduct]:
    """Return the products that aqmap knows, by id."""
    path = Path(__file__).with_name("products.toml")
    # A part of the program, and no input: no manifest lists it.
    return _products(tomllib.loads(path.read_text(encoding="utf-8")), path)


def products_of(workspace: Path) -> Mapping[str, GridProduct]:
    """
    Return the products that aqmap or a workspace's ``grids.toml`` declare, by id.

    Raises
    ------
    SpecError
        With every mistake in that file. One of an id that aqmap has takes its place.
    """
    path = workspace / DECLARATIONS
    own = _products(read_toml(path), path) if path.exists() else {}
    return own | {key: known for key, known in shipped_products().items() if key not in own}


def _products(tables: Mapping[str, Any], path: Path) -> dict[str, GridProduct]:
    products: dict[str, GridProduct] = {}
    faults: list[Fault] = []
    for key, table in tables.items():
        if not isinstance(table, dict):
            faults.append(Fault("unknown_key", path, key))
            continue
        try:
            products[key] = check_spec(GridProduct, {"id": key, **table}, file=path, parent=key)
        except SpecError as problem:
            faults += problem.faults
    if faults:
        raise SpecError(faults)
    return products


def product_of(path: Path, products: Mapping[str, GridProduct], told: str = "") -> GridProduct:
    """
    Return the product of a file: the one told, else the one whose files are called so.

    Raises
    ------
    SpecError
        If none is, or several are.
    """
    if told:
        if told not in products:
            raise SpecError(Fault("grid_product_none", "--product", found=told,
                                  known=", ".join(products)))  # fmt: skip
        return products[told]
    fitting = [product for product in products.values() if product.fits(path.name)]
    if len(fitting) != 1:
        found = ", ".join(product.id for product in fitting)
        code = "grid_product_several" if fitting else "grid_product"
        raise SpecError(Fault(code, path, found=found, known=", ".join(products)))
    return fitting[0]
