"""
Print a layer by QGIS's atlas: run by the system's Python, which has PyQGIS.

    /usr/bin/python3 qgis_atlas.py values.gpkg out.pdf PAGES

The layer ``values`` has columns ``cname`` and ``v00``, ``v01`` …; every page shows one of them in
five classes, with name and value in each area, title, legend, scale bar, arrow and source.
"""

import os
import sys

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFillSymbol,
    QgsGeometry,
    QgsLayoutExporter,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsLayoutItemPolygon,
    QgsLayoutItemScaleBar,
    QgsLayoutPoint,
    QgsPalLayerSettings,
    QgsPrintLayout,
    QgsProject,
    QgsProperty,
    QgsRenderContext,
    QgsSingleSymbolRenderer,
    QgsSymbolLayer,
    QgsTextBufferSettings,
    QgsTextFormat,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtCore import QPointF, QRectF
from qgis.PyQt.QtGui import QFont, QPolygonF

COLORS = ("#ffffb2", "#fecc5c", "#fd8d3c", "#f03b20", "#bd0026")
FONT = "Noto Sans CJK SC"
COLUMN = "attribute(@atlas_feature, 'name')"


def colored(path):
    layer = QgsVectorLayer(f"{path}|layername=values", "示例指标", "ogr")
    symbol = QgsFillSymbol.createSimple({"outline_width": "0.2", "outline_color": "#5a5a5a"})
    cases = " ".join(
        f"WHEN attribute({COLUMN}) <= {20 * (i + 1) if i < 4 else 10**9} THEN '{color}'"
        for i, color in enumerate(COLORS)
    )
    fill = QgsProperty.fromExpression(f"CASE {cases} END")
    symbol.symbolLayer(0).setDataDefinedProperty(QgsSymbolLayer.PropertyFillColor, fill)
    layer.setRenderer(QgsSingleSymbolRenderer(symbol))
    labels = QgsPalLayerSettings()
    labels.fieldName, labels.isExpression = f"cname || '\\n' || attribute({COLUMN})", True
    text, rim = QgsTextFormat(), QgsTextBufferSettings()
    text.setFont(QFont(FONT))
    text.setSize(8)
    rim.setEnabled(True)
    rim.setSize(0.3)
    text.setBuffer(rim)
    labels.setFormat(text)
    layer.setLabeling(QgsVectorLayerSimpleLabeling(labels))
    layer.setLabelsEnabled(True)
    return layer


def covering(layer, pages):
    cover = QgsVectorLayer("Polygon?crs=EPSG:4490&field=name:string", "cover", "memory")
    features = []
    for number in range(pages):
        feature = QgsFeature(cover.fields())
        feature.setAttribute("name", f"v{number:02}")
        feature.setGeometry(QgsGeometry.fromRect(layer.extent()))
        features.append(feature)
    cover.dataProvider().addFeatures(features)
    return cover


def laid_out(project, layer):
    layout = QgsPrintLayout(project)
    layout.initializeDefaults()
    shown = QgsLayoutItemMap(layout)
    shown.attemptSetSceneRect(QRectF(12, 24, 210, 150))
    shown.setLayers([layer])
    shown.setExtent(layer.extent())
    shown.setFrameEnabled(True)
    layout.addLayoutItem(shown)
    for words, y, size in (
        ("2024年示例地区 [% @atlas_featurenumber %] 图", 8, 14),
        ("数据来源：示例数据；底图：天地图", 185, 8),
    ):
        label = QgsLayoutItemLabel(layout)
        label.setText(words)
        label.setFont(QFont(FONT, size))
        label.attemptSetSceneRect(QRectF(12, y, 200, 10))
        layout.addLayoutItem(label)
    legend = QgsLayoutItemLegend(layout)
    legend.setTitle("图例")
    legend.setLinkedMap(shown)
    legend.attemptMove(QgsLayoutPoint(228, 24))
    layout.addLayoutItem(legend)
    bar = QgsLayoutItemScaleBar(layout)
    bar.setLinkedMap(shown)
    bar.applyDefaultSize()
    bar.attemptMove(QgsLayoutPoint(228, 150))
    layout.addLayoutItem(bar)
    arrow = QPolygonF([QPointF(240, 100), QPointF(243, 115), QPointF(237, 115)])
    layout.addLayoutItem(QgsLayoutItemPolygon(arrow, layout))
    return layout


def main():
    source, out, pages = sys.argv[1], sys.argv[2], int(sys.argv[3])
    application = QgsApplication([], False)  # noqa: FBT003 - no window
    application.initQgis()
    layer = colored(source)
    cover = covering(layer, pages)
    project = QgsProject.instance()
    project.addMapLayers([layer, cover])
    project.setCrs(QgsCoordinateReferenceSystem("EPSG:4490"))
    layout = laid_out(project, layer)
    atlas = layout.atlas()
    atlas.setCoverageLayer(cover)
    atlas.setEnabled(True)
    atlas.setHideCoverage(True)
    settings = QgsLayoutExporter.PdfExportSettings()
    settings.textRenderFormat = QgsRenderContext.TextFormatAlwaysText
    result, error = QgsLayoutExporter.exportToPdf(atlas, out, settings)
    if result != QgsLayoutExporter.Success:
        raise SystemExit(error)
    os._exit(0)  # QGIS's own shutdown is not its work


main()
