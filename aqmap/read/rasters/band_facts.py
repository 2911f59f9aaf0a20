"""What a file says of a band, held against what the layer says: numbers, unit and no-data."""

from __future__ import annotations

import re
import unicodedata
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from aqmap.errors import Fault, SourceError
from aqmap.model.units import is_unit, same_unit
from aqmap.workspace.layer_parts.underlay_specs import Underlay

if TYPE_CHECKING:
    import rasterio

_NO_COLORS = {"undefined", "gray"}
_POWER = re.compile(r"[\s.*·]*m(?:\^|\*\*)?\(?-([23])\)?$")


def band_of(raster: rasterio.DatasetReader, spec: Underlay, path: Path) -> int:
    """
    Return the number of the band that the layer means.

    Raises
    ------
    SourceError
        If none is named of several, there is none of its number, or it is the colour of a picture
        (also by way of a colour table) and no value.
    """
    colors = [color.name for color in raster.colorinterp]
    if spec.band is None and raster.count > 1 and colors[0] in _NO_COLORS:
        raise SourceError(Fault("raster_bands", path, found=raster.count))
    band = spec.band or 1
    if band > raster.count:
        raise SourceError(Fault("raster_no_band", path, found=band, count=raster.count))
    if colors[band - 1] not in _NO_COLORS:
        raise SourceError(Fault("raster_picture", path, found=band, color=colors[band - 1]))
    return band


def unit_of(raster: rasterio.DatasetReader, spec: Underlay, path: Path, band: int) -> str:
    """
    Return the unit that the file names, or nothing.

    Raises
    ------
    SourceError
        If neither file nor layer names one, or they name different ones. A unit that is not known
        is the same only in the same letters.
    """
    unit: str = (raster.units[band - 1] or "").strip()
    if spec.unit is None:
        if not unit:
            raise SourceError(Fault("raster_unit", path))
        return unit
    if not unit:
        return ""
    in_file = plain_unit(unit)
    named = [plain_unit(words) for words in (spec.unit.zh, spec.unit.en)]
    same = [words == in_file or same_unit(words, in_file) for words in named]
    # 标况 and the like may stand beside a unit in one language, but no other unit.
    others = [words for words, is_same in zip(named, same, strict=True)
              if not is_same and is_unit(words) and is_unit(in_file)]  # fmt: skip
    if others or not any(same):
        raise SourceError(Fault("raster_other_unit", path, found=unit, named=spec.unit))
    return unit


def require_no_data(raster: rasterio.DatasetReader, spec: Underlay, own_file: Path) -> None:
    """
    Require that a cell can hold the value that the layer says means none.

    Another one matches no cell, and what the file does use would be drawn as values.

    Raises
    ------
    SourceError
        If none of the file's kind of numbers is that value.
    """
    if spec.no_data is None:
        return
    kind = np.dtype(raster.dtypes[(spec.band or 1) - 1])
    if kind.kind == "f":
        largest = float(np.finfo(kind).max)
        held = isfinite(spec.no_data) and abs(spec.no_data) <= largest * (1 + 1e-6)
    else:
        limits = np.iinfo(kind)
        held = spec.no_data.is_integer() and limits.min <= int(spec.no_data) <= limits.max
    if not held:
        raise SourceError(Fault("raster_no_data", own_file, "underlay.no_data",
                                found=f"{spec.no_data:.10g}", kind=kind.name))  # fmt: skip


def plain_unit(unit: str) -> str:
    """Return a unit with its powers as documents write them: ``ug m-3`` is ug/m3."""
    plain = unicodedata.normalize("NFKC", unit.replace("⁻", "-")).strip()
    return _POWER.sub(r"/m\1", plain).replace("**", "").replace("^", "")
