function dropReads({ cellGrammar, droppedStations, fileText, periodNames, placeNames, shownNumbers, tableColumns, unitNames }) {
  // What the readers of tables answer too, one by one: the tests ask both the same.

  return {
    cell: (written, unit) => {
      const cell = cellGrammar.read(written, [unit]);
      return { ...cell, isTask: cellGrammar.isTask(written, cell) };
    },
    match: placeNames.match,
    nearest: (written) => placeNames.nearest(written).map((code) => placeNames.nameOf(code).zh),
    isBrokenCode: placeNames.isBrokenCode,
    period: periodNames.read,
    dayOfSerial: periodNames.dayOfSerial,
    angle: droppedStations.angle,
    column: tableColumns.figureColumn,
    stationColumn: tableColumns.stationColumn,
    role: tableColumns.roleOf,
    isUnit: unitNames.isUnit,
    convert: unitNames.convert,
    shown: shownNumbers.number,
    rows: (bytes) => fileText.rowsOf(new Uint8Array(bytes), tableColumns.isHead),
  };
}
