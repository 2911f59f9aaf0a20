function handOver({ dom }) {
  // What leaves the page: a file that is saved, words on the clipboard. Nothing goes to the network.

  const { el } = dom;

  /** Let the browser save a file. */
  function save(name, blob) {
    const address = URL.createObjectURL(blob);
    el("a", { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
  }

  /** Copy words, which also stand in an element; return whether the browser let us. */
  async function copy(words, element) {
    try {
      await navigator.clipboard.writeText(words);
      return true;
    } catch {
      return copySelected(element);
    }
  }

  /** Browsers that keep the clipboard from pages on the disk copy what is selected. */
  function copySelected(element) {
    const selection = window.getSelection();
    const range = document.createRange();
    range.selectNodeContents(element);
    selection.removeAllRanges();
    selection.addRange(range);
    return document.execCommand("copy");
  }

  return { save, copy };
}
