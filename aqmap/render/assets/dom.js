function dom() {
  // The elements of a page: found, made, and filled.

  const byId = (id) => document.getElementById(id);

  const setFacts = (node, facts) => {
    for (const [name, value] of Object.entries(facts)) {
      if (value === null || value === undefined || value === false) continue;
      if (name === "text") node.textContent = value;
      else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
      else node.setAttribute(name, value === true ? "" : value);
    }
  };

  /** A new element. Text comes in as text only: nothing of a document is ever read as markup. */
  function el(tag, facts = {}, ...children) {
    const node = document.createElement(tag);
    setFacts(node, facts);
    node.append(...children.filter(Boolean));
    return node;
  }

  /** The same for drawings: an element of SVG. */
  function svg(tag, facts = {}) {
    const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
    setFacts(node, facts);
    return node;
  }

  function fill(id, ...children) {
    byId(id).replaceChildren(...children.filter(Boolean));
  }

  return { byId, el, svg, fill };
}
