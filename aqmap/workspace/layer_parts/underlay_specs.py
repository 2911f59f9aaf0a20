"""A grid to lie under the county lines on paper, as a layer's file names it."""

from __future__ import annotations

from pydantic import Field, FiniteFloat, field_validator

from aqmap.model.figures import Basis
from aqmap.model.periods import period_bounds
from aqmap.workspace.layer_parts.named_choices import Palette, ViewName
from aqmap.workspace.toml_schema import BilingualText, Spec

_SMALLEST, _LARGEST, _NARROWEST = 1e-15, 1e15, 1e-6
"""Of the limits of a colour bar; they differ by a millionth at least, or print as one number."""


class Underlay(Spec):
    """
    A grid under the county lines, with its colour bar.

    Attributes
    ----------
    raster
        A file of a published product, or any GeoTIFF, from the workspace.
    product
        Id of its product, where the file's name does not tell it.
    title, unit
        What its values are; the unit may be the file's.
    source
        Id of the source in ``data/sources.toml``.
    basis
        What kind of values they are: ``satellite``, ``third_party``, ``synthetic`` …
    period
        Of its values.
    under
        The layer's periods under whose maps it lies; by default the one that is its own.
    views
        The layer's views under which it lies; all that are printed where none is named.
    limits
        Lowest and highest value of the colour bar; what lies beyond has its end's colour.
    palette
        Its colours, light to dark; by default one that the layer's classes do not have.
    band
        Which band of a file of several.
    no_data
        A value that means none, where the file does not say so.
    crs
        Its reference system, where the file names none: ``EPSG:4326``.
    shown
        Whether the page shows it at first.
    """

    raster: str = Field(min_length=1)
    product: str = ""
    title: BilingualText
    unit: BilingualText | None = None
    source: str
    basis: Basis
    period: str
    under: tuple[str, ...] = ()
    views: tuple[ViewName, ...] = ()
    limits: tuple[FiniteFloat, FiniteFloat]
    palette: Palette | None = None
    band: int | None = Field(default=None, ge=1, le=10_000)
    no_data: FiniteFloat | None = None
    crs: str = ""
    shown: bool = False

    @field_validator("limits")
    @classmethod
    def _rise(cls, limits: tuple[float, float]) -> tuple[float, float]:
        if limits[1] <= limits[0]:
            raise ValueError("spec.edges_rise")
        largest = max(map(abs, limits))
        if not _SMALLEST <= largest <= _LARGEST or limits[1] - limits[0] < largest * _NARROWEST:
            raise ValueError("spec.underlay_limits")
        return limits

    @field_validator("period")
    @classmethod
    def _is_period(cls, period: str) -> str:
        try:
            period_bounds(period)
        except ValueError:
            raise ValueError("spec.period") from None
        return period

    @property
    def periods(self) -> tuple[str, ...]:
        """The layer's periods under whose maps it lies."""
        return self.under or (self.period,)


def one_or_several(written: object) -> object:
    """Return what may be written as one table, or as a list of tables, as a list."""
    return [written] if isinstance(written, dict) else written
