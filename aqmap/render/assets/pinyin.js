function pinyin() {
  // Whether a name is what was typed: its characters, a part of them, or their pinyin.

  const LONGEST = 24; // letters that are looked for in pinyin

  const fold = (written) =>
    written
      .normalize("NFKC")
      .toLowerCase()
      .replace(/[\s"'“”‘’·•:：,，、_–—-]+/g, "");

  /** Whether letters spell a word in pinyin: whole syllables, their beginnings, or initials. */
  function spells(letters, word, readings) {
    if (!letters) return true;
    if (!word) return false;
    const rest = word.slice(1);
    if (word[0] === letters[0] && spells(letters.slice(1), rest, readings)) return true;
    return (readings[word[0]] || "").split(" ").some((syllable) => {
      for (let n = Math.min(syllable.length, letters.length); n > 0; n -= 1) {
        const begins = letters.startsWith(syllable.slice(0, n));
        if (begins && spells(letters.slice(n), rest, readings)) return true;
      }
      return false;
    });
  }

  /**
   * How well words fit what was typed, folded: 0 equal, 1 at the beginning, 2 inside, 3 in pinyin
   * from the beginning on, 4 from a later character on; null not at all.
   */
  function rank(words, wanted, readings) {
    const folded = words.map(fold);
    if (folded.includes(wanted)) return 0;
    if (folded.some((word) => word.startsWith(wanted))) return 1;
    if (folded.some((word) => word.includes(wanted))) return 2;
    if (!/^[a-z]+$/.test(wanted) || wanted.length > LONGEST) return null;
    if (folded.some((word) => spells(wanted, word, readings))) return 3;
    const isInside = (word) => [...word].some((_, n) => spells(wanted, word.slice(n), readings));
    return folded.some(isInside) ? 4 : null;
  }

  return { fold, rank };
}
