"""Run by the Python that has QGIS: says how it draws a GeoPackage, or PostGIS, as JSON."""

import json
import os
import sys
from collections import Counter

from qgis.core import (
    QgsApplication,
    QgsDataSourceUri,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsProviderRegistry,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor


def main(place, database="", *names):
    """Print every layer of a file, or those named of a database, with what QGIS paints of it."""
    application = QgsApplication([], False)
    application.initQgis()
    if database:
        layers = ((name, layer_of_database(place, database, name)) for name in names)
    else:
        listed = layer_names(place)
        layers = ((n, QgsVectorLayer(f"{place}|layername={n}", n, "ogr")) for n in listed)
    told = {name: layer_facts(layer) for name, layer in layers}
    sys.stdout.write(json.dumps(told))
    application.exitQgis()


def layer_of_database(socket, database, name):
    """Return a table or view of the schema that aqmap writes."""
    address = QgsDataSourceUri()
    address.setConnection(socket, "5432", database, "postgres", "")
    address.setDataSource("aqmap", name, "geom", "", "fid")
    return QgsVectorLayer(address.uri(False), name, "postgres")


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
    main(*sys.argv[1:])
