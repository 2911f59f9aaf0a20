async function payload({ dom, failure, inflate }) {
  // The book as the page embeds it, unpacked.

  const { byId } = dom;

  async function read() {
    const script = byId("aqmap-book");
    const written = script.textContent;
    if (script.type !== "application/gzip") return JSON.parse(written);
    const signs = atob(written.trim());
    const bytes = new Uint8Array(signs.length);
    for (let i = 0; i < signs.length; i += 1) bytes[i] = signs.charCodeAt(i);
    if (!window.DecompressionStream) return JSON.parse(inflate.gunzip(bytes));
    const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return JSON.parse(await new Response(unpacked).text());
  }

  try {
    return await read();
  } catch (problem) {
    failure.tellDead(problem);
    throw problem;
  }
}
