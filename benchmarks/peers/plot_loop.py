"""
Print a layer by `GeoDataFrame.plot`, a page a column: the loop that one writes first.

    python plot_loop.py values.gpkg out.pdf PAGES
"""

import sys

import geopandas
from matplotlib import pyplot as plt
from matplotlib.backends.backend_pdf import PdfPages

plt.switch_backend("pdf")
plt.rcParams["font.sans-serif"] = ["Noto Sans CJK SC", "Noto Sans CJK JP"]
source, out, pages = sys.argv[1], sys.argv[2], int(sys.argv[3])
table = geopandas.read_file(source, layer="values")
with PdfPages(out) as pdf:
    for number in range(pages):
        figure, axes = plt.subplots(figsize=(297 / 25.4, 210 / 25.4))
        bounds = {"bins": [20, 40, 60, 80]}
        table.plot(f"v{number:02}", scheme="UserDefined", classification_kwds=bounds, ax=axes,
                   legend=True, cmap="YlOrRd", edgecolor="#5a5a5a", linewidth=0.5)  # fmt: skip
        if len(table) < 100:
            for row in table.itertuples():
                spot = row.geometry.representative_point()
                label = f"{row.cname}\n{getattr(row, f'v{number:02}'):.1f}"
                axes.annotate(label, (spot.x, spot.y), fontsize=8, ha="center")
        axes.set_title(f"2024年示例地区 {number + 1} 图")
        axes.set_axis_off()
        pdf.savefig(figure)
        plt.close(figure)
