function dom() {
  // The elements of a page: found, made, and filled.

  const byId = (id) => document.getElementById(id);

  const CHINESE = /([\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]+)/;

  /** Write words; in an English page what a document says in Chinese is marked as that. */
  function write(node, words) {
    const isMarked = document.documentElement.lang === "en" && node.namespaceURI.endsWith("xhtml");
    if (!isMarked || !CHINESE.test(words)) {
      node.textContent = words;
      return;
    }
    // A split by a group has what the group found at every other place.
    words.split(CHINESE).forEach((part, i) => {
      if (i % 2) {
        const marked = document.createElement("span");
        marked.lang = "zh";
        marked.textContent = part;
        node.append(marked);
      } else if (part) node.append(part);
    });
  }

  const setFacts = (node, facts) => {
    for (const [name, value] of Object.entries(facts)) {
      if (value === null || value === undefined || value === false) continue;
      if (name === "text") write(node, String(value));
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
    const box = byId(id);
    const hand = box.closest("[data-keeps-focus]") ? handIn(box) : null;
    box.replaceChildren(...children.filter(Boolean));
    if (hand) putHand(box, hand);
  }

  const PRESSED = "a, button, input, select, summary, [tabindex]";

  /** By what an element is known again when it is drawn anew: its id, its data, or its words. */
  function nameOf(node) {
    const data = (of) => (of ? Object.values(of.dataset).join(" ") : "");
    const own = node.id || data(node) || node.getAttribute("aria-label");
    const words = node.type === "checkbox" ? node.parentElement.textContent : node.textContent;
    return `${data(node.closest("li, tr, section"))} ${own || words}`;
  }

  const alike = (box, name) => [...box.querySelectorAll(PRESSED)].filter((n) => nameOf(n) === name);

  /** Where in a box the keyboard's hand is: on the how manieth element of which name. */
  function handIn(box) {
    const held = document.activeElement;
    if (held === box || !box.contains(held)) return null;
    const name = nameOf(held);
    return { name, number: alike(box, name).indexOf(held) };
  }

  /** Lay the hand on the same element, or else on the box, if it can have it. */
  function putHand(box, { name, number }) {
    const again = alike(box, name)[number] || box;
    again.focus({ preventScroll: true });
  }

  return { byId, el, svg, fill };
}
