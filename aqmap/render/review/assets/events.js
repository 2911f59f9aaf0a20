function events() {
  // What a file tells those that stand after it, which it cannot call: they listen.

  const listeners = {
    itemChosen: [], // the item to select
    findingAsked: [], // the number of the finding to go to
  };

  return {
    on: (event, listener) => listeners[event].push(listener),
    emit: (event, ...facts) => listeners[event].forEach((listener) => listener(...facts)),
  };
}
