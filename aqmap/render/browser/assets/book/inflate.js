function inflate() {
  // Unpacks what gzip has packed, where the browser cannot do it itself: RFC 1951 and RFC 1952.

  const HEAD = 10;
  const END_OF_BLOCK = 256;
  const DAMAGED = "the packed data are damaged";
  // The order in which a block gives the lengths of its code of lengths.
  const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

  /** How many bits follow a symbol, and the smallest number that it means: they grow in steps. */
  function steps(count, each, first) {
    const extras = Array.from({ length: count }, (_, i) => Math.max(0, Math.floor(i / each) - 1));
    let base = first;
    return extras.map((extra) => {
      const step = { extra, base };
      base += 2 ** extra;
      return step;
    });
  }

  const LENGTHS = [...steps(28, 4, 3), { extra: 0, base: 258 }];
  const DISTANCES = steps(30, 2, 1);

  /** A code by the lengths of its words: symbols in their order, and how many have which length. */
  function codeOf(lengths) {
    const counts = new Uint16Array(16);
    for (const length of lengths) counts[length] += 1;
    counts[0] = 0;
    const starts = new Uint16Array(17);
    for (let length = 1; length < 16; length += 1) {
      starts[length + 1] = starts[length] + counts[length];
    }
    const symbols = new Uint16Array(lengths.length);
    lengths.forEach((length, symbol) => {
      if (length) symbols[starts[length]++] = symbol;
    });
    return { counts, symbols };
  }

  const many = (count, length) => Array(count).fill(length);
  const FIXED = {
    letters: codeOf([...many(144, 8), ...many(112, 9), ...many(24, 7), ...many(8, 8)]),
    distances: codeOf(many(30, 5)),
  };

  function reader(bytes, start) {
    let at = start;
    let held = 0;
    let left = 0;

    function bits(count) {
      while (left < count) {
        // Some bits behind the last byte are asked for, never whole bytes of them.
        if (at > bytes.length + 4) throw new Error(DAMAGED);
        held |= bytes[at++] << left;
        left += 8;
      }
      const value = held & ((1 << count) - 1);
      held >>>= count;
      left -= count;
      return value;
    }

    function symbol({ counts, symbols }) {
      let word = 0,
        first = 0,
        index = 0;
      for (let length = 1; length < 16; length += 1) {
        word |= bits(1);
        if (word - first < counts[length]) return symbols[index + word - first];
        index += counts[length];
        first = (first + counts[length]) << 1;
        word <<= 1;
      }
      throw new Error(DAMAGED);
    }

    /** Bytes that stand as they are, after their length and its complement. */
    function plain() {
      held = left = 0;
      const length = bytes[at] | (bytes[at + 1] << 8);
      at += 4 + length;
      return bytes.subarray(at - length, at);
    }

    return { bits, symbol, plain };
  }

  /** The codes that a block brings along, themselves in a code. */
  function ownCodes({ bits, symbol }) {
    const [letters, distances, given] = [bits(5) + 257, bits(5) + 1, bits(4) + 4];
    const lengthsOfLengths = many(19, 0);
    for (let i = 0; i < given; i += 1) lengthsOfLengths[ORDER[i]] = bits(3);
    const code = codeOf(lengthsOfLengths);
    const lengths = [];
    while (lengths.length < letters + distances) {
      const next = symbol(code);
      if (next < 16) lengths.push(next);
      else if (next === 16) lengths.push(...many(bits(2) + 3, lengths[lengths.length - 1]));
      else lengths.push(...many(next === 17 ? bits(3) + 3 : bits(7) + 11, 0));
    }
    return { letters: codeOf(lengths.slice(0, letters)), distances: codeOf(lengths.slice(letters)) };
  }

  /** Write the letters and repetitions of a block behind what is there; return where it ends. */
  function unpackBlock({ bits, symbol }, { letters, distances }, made, start) {
    let end = start;
    for (let next = symbol(letters); next !== END_OF_BLOCK; next = symbol(letters)) {
      if (end > made.length) throw new Error(DAMAGED);
      if (next < END_OF_BLOCK) made[end++] = next;
      else {
        const { extra, base } = LENGTHS[next - END_OF_BLOCK - 1];
        const length = base + bits(extra);
        const far = DISTANCES[symbol(distances)];
        const distance = far.base + bits(far.extra);
        for (let i = 0; i < length; i += 1, end += 1) made[end] = made[end - distance];
      }
    }
    return end;
  }

  /** The bytes that are packed from a byte on; their number is known, and more are an error. */
  function unpack(bytes, start, size) {
    const made = new Uint8Array(size);
    const read = reader(bytes, start);
    let end = 0;
    for (let last = 0; !last; ) {
      last = read.bits(1);
      const kind = read.bits(2);
      if (kind === 0) {
        const copied = read.plain();
        if (end + copied.length > size) throw new Error(DAMAGED);
        made.set(copied, end);
        end += copied.length;
      } else end = unpackBlock(read, kind === 1 ? FIXED : ownCodes(read), made, end);
    }
    if (end !== size) throw new Error(DAMAGED);
    return made;
  }

  /** The text in a file of gzip whose head has no fields, as the page's data are packed. */
  function gunzip(bytes) {
    const size = new DataView(bytes.buffer, bytes.byteOffset + bytes.length - 4).getUint32(0, true);
    return new TextDecoder().decode(unpack(bytes, HEAD, size));
  }

  return { gunzip, unpack };
}
