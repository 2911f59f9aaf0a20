function packed({ dom, inflate }) {
  // What stands packed in the page: the text of an element that holds it as it is, or compressed.

  async function read(id) {
    const script = dom.byId(id);
    const written = script.textContent;
    if (script.type !== "application/gzip") return written;
    const bytes = Uint8Array.from(atob(written.trim()), (sign) => sign.charCodeAt(0));
    if (!window.DecompressionStream) return inflate.gunzip(bytes);
    const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Response(unpacked).text();
  }

  return { read };
}
