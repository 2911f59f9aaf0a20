function events() {
  // What a file tells those that stand after it, which it cannot call: they listen.

  const listeners = {
    itemChosen: [], // the item to select
    findingAsked: [], // the number of the finding to go to
    itemMade: [], // the new item to list and select
    answered: [], // the items whose answers are new
    loaded: [], // answers came from a file
    merged: [], // answers came from another window
    rowEdited: [], // the item whose row is being corrected
    optionChosen: [], // the place of the option among those offered, and whether to stay
  };

  return {
    on: (event, listener) => listeners[event].push(listener),
    emit: (event, ...facts) => listeners[event].forEach((listener) => listener(...facts)),
  };
}
