function data({ dom }) {
  // What the page embeds: figures, reasons, findings, and its words.

  return JSON.parse(dom.byId("review-data").textContent);
}
