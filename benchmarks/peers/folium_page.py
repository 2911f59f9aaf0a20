"""
The page that a folium user makes of indicators: a layer of coloured counties for each.

    python benchmarks/peers/folium_page.py VALUES.gpkg OUT.html LAYERS
"""

from __future__ import annotations

import sys

import branca
import folium
import geopandas


def main() -> None:
    package, out, layers = sys.argv[1:]
    table = geopandas.read_file(package)
    page = folium.Map(tiles=None, prefer_canvas=True)
    west, south, east, north = table.total_bounds
    page.fit_bounds([[south, west], [north, east]])
    for n in range(int(layers)):
        column = f"v{n:02}"
        scale = branca.colormap.linear.YlOrRd_09.scale(table[column].min(), table[column].max())
        group = folium.FeatureGroup(name=column, show=n == 0, overlay=False)
        folium.GeoJson(
            table[["cname", column, "geometry"]],
            style_function=lambda feature, column=column, scale=scale: {
                "fillColor": scale(feature["properties"][column]),
                "weight": 0.5, "color": "#888888", "fillOpacity": 0.9,
            },
            tooltip=folium.GeoJsonTooltip(["cname", column]),
        ).add_to(group)  # fmt: skip
        group.add_to(page)
    folium.LayerControl(collapsed=False).add_to(page)
    page.save(out)


if __name__ == "__main__":
    main()
