async function payload({ failure, packed }) {
  // The book as the page embeds it, unpacked.

  try {
    return JSON.parse(await packed.read("aqmap-book"));
  } catch (problem) {
    failure.tellDead(problem);
    throw problem;
  }
}
