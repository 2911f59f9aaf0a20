function failure({ dom }) {
  // What went wrong, said in words in a banner; it is there before anything else can fail.

  const banner = dom.byId("failure");

  function tell(words) {
    banner.hidden = !words;
    banner.textContent = words;
  }

  const reasonOf = (problem) => (problem instanceof Error ? problem.message : String(problem));

  /** The page cannot come alive: its words may be what is missing, so the banner brings its own. */
  function tellDead(problem) {
    tell(banner.dataset.dead.replaceAll("{reason}", reasonOf(problem)));
  }

  // From here on errors are said in these words: the guard of old engines may rest.
  window.onerror = null;
  window.addEventListener("unhandledrejection", (event) => tellDead(event.reason));

  return { tell, tellDead, reasonOf };
}
