function events() {
  // What a file tells those that stand after it, which it cannot call: they listen.

  const listeners = {
    changed: [], // the state: all that is shown must be drawn anew; the tab that is asked for with it
    placeChosen: [], // the code of a county, zone or prefecture; empty to let go of it; `stay` keeps the tab
    stationChosen: [], // an overlay and its feature
    tabAsked: [], // the name of a tab, and the finding to go to in it
    framed: [], // the map shows another part of the land
    symbolsDrawn: [], // the map's symbols lie over everything else
  };

  return {
    on: (event, listener) => listeners[event].push(listener),
    emit: (event, ...facts) => listeners[event].forEach((listener) => listener(...facts)),
  };
}
