"""
The page that a plotly user makes of indicators: one trace of counties, and a menu of columns.

    python benchmarks/peers/plotly_page.py VALUES.gpkg OUT.html LAYERS
"""

from __future__ import annotations

import json
import sys

import geopandas
import plotly.graph_objects


def main() -> None:
    package, out, layers = sys.argv[1:]
    table = geopandas.read_file(package)
    columns = [f"v{n:02}" for n in range(int(layers))]
    outlines = json.loads(table[["code", "geometry"]].to_json())
    trace = plotly.graph_objects.Choropleth(
        geojson=outlines, locations=table["code"], featureidkey="properties.code",
        z=table[columns[0]], text=table["cname"], colorscale="YlOrRd", marker_line_width=0.3,
    )  # fmt: skip
    page = plotly.graph_objects.Figure(trace)
    page.update_geos(fitbounds="locations", visible=False)
    buttons = [
        {"label": name, "method": "restyle", "args": [{"z": [table[name].tolist()]}, [0]]}
        for name in columns
    ]
    page.update_layout(updatemenus=[{"buttons": buttons}], margin=dict.fromkeys("lrtb", 0))
    # As a user delivers it without a network: the library stands in the file.
    page.write_html(out, include_plotlyjs=True)


if __name__ == "__main__":
    main()
