"""Run by the Python that has QGIS: says how it draws the layers of a GeoPackage, as JSON."""

import json
import os
import sys
from collections import Counter

from qgis.core import (
    QgsApplication,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsProviderRegistry,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor


def main(path):
    """Print every layer with its renderer, its legend and what it paints."""
    application = QgsApplication([], False)
    application.initQgis()
    names = layer_names(path)
    layers = ((name, QgsVectorLayer(f"{path}|layername={name}", name, "ogr")) for name in names)
    told = {name: layer_facts(layer) for name, layer in layers}
    sys.stdout.write(json.dumps(told))
    application.exitQgis()


def layer_names(path):
    """Return the names of the layers with geometry."""
    listed = QgsProviderRegistry.instance().providerMetadata("ogr").querySublayers(path)
    return [entry.name() for entry in listed if entry.wkbType() not in (0, 100)]


def layer_facts(layer):
    """Return what QGIS makes of a layer without being told anything."""
    if not layer.isValid():
        return {"valid": False}
    renderer = layer.renderer()
    facts = {
        "valid": True,
        "features": layer.featureCount(),
        "system": layer.crs().authid(),
        "renderer": renderer.type(),
        "labels": layer.labelsEnabled(),
    }
    if renderer.type() == "categorizedSymbol":
        facts["attribute"] = renderer.classAttribute()
        facts["legend"] = [
            [entry.value(), entry.label(), entry.symbol().color().name().upper()]
            for entry in renderer.categories()
        ]
    if layer.labelsEnabled():
        facts["written"] = labels(layer)
    if layer.geometryType() == 2:
        facts["painted"] = painted(layer)
    return facts


def labels(layer):
    """Return the words that are written on each feature, by its code."""
    settings = layer.labeling().settings()
    expression = settings.getLabelExpression()
    written = {}
    for feature in layer.getFeatures():
        context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
        context.setFeature(feature)
        written[feature["code"]] = str(expression.evaluate(context) or "")
        assert not expression.hasEvalError(), expression.evalErrorString()
    return written


def painted(layer):
    """Return the colour that is most of each area, once the layer is drawn without labels."""
    layer.setLabelsEnabled(False)
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setOutputSize(QSize(900, 600))
    settings.setBackgroundColor(QColor("#123456"))
    settings.setExtent(layer.extent())
    settings.setDestinationCrs(layer.crs())
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    image, colors = job.renderedImage(), {}
    place = settings.mapToPixel()
    for feature in layer.getFeatures():
        if feature.hasGeometry():
            spot = place.transform(feature.geometry().pointOnSurface().asPoint())
            counts: Counter[str] = Counter()
            for dx in range(-6, 7):
                for dy in range(-6, 7):
                    name = image.pixelColor(int(spot.x()) + dx, int(spot.y()) + dy).name()
                    counts[name.upper()] += 1
            colors[feature["code"]] = counts.most_common(1)[0][0]
    return colors


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    main(sys.argv[1])
