function zipParts({ fileText, inflate }) {
  // The parts of a zip archive, held to bounds before anything is unpacked.

  const { refused } = fileText;

  const [END, ENTRY, LOCAL] = [0x06054b50, 0x02014b50, 0x04034b50];
  const [MOST_ENTRIES, MOST_PART, MOST_ALL, MOST_RATIO, RATIO_FROM] = [2000, 3e7, 6e7, 200, 1e6];
  const FAR = 0xffffffff; // the number stands elsewhere: an archive of more than 4 GB

  /** Where the directory begins and how many entries it has, from the archive's end backwards. */
  function directoryOf(view) {
    for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 65557); at -= 1) {
      if (view.getUint32(at, true) === END) {
        return [view.getUint32(at + 16, true), view.getUint16(at + 10, true)];
      }
    }
    throw refused("damaged");
  }

  function entriesOf(bytes) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const [start, count] = directoryOf(view);
    if (count > MOST_ENTRIES) throw refused("too_packed");
    const entries = new Map();
    let at = start;
    for (let i = 0; i < count; i += 1) {
      if (view.getUint32(at, true) !== ENTRY) throw refused("damaged");
      const [flags, method] = [view.getUint16(at + 8, true), view.getUint16(at + 10, true)];
      if (flags & 1) throw refused("encrypted");
      const [packed, size] = [view.getUint32(at + 20, true), view.getUint32(at + 24, true)];
      const lengths = [28, 30, 32].map((offset) => view.getUint16(at + offset, true));
      const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + lengths[0]));
      const offset = view.getUint32(at + 42, true);
      entries.set(name.replace(/\\/g, "/"), { method, packed, size, offset });
      at += 46 + lengths[0] + lengths[1] + lengths[2];
    }
    return entries;
  }

  function requireBounds(entries) {
    let all = 0;
    for (const { packed, size } of entries.values()) {
      all += size;
      const isBomb = size > RATIO_FROM && size > MOST_RATIO * Math.max(packed, 1);
      if (size === FAR || size > MOST_ALL || all > MOST_ALL || isBomb) throw refused("too_packed");
    }
  }

  /** The archive's names, and what returns the bytes of one of them, or null where there is none. */
  function open(bytes) {
    let entries;
    try {
      entries = entriesOf(bytes);
    } catch (problem) {
      // What is read behind the end of the file
      throw problem instanceof RangeError ? refused("damaged") : problem;
    }
    requireBounds(entries);
    return { names: [...entries.keys()], part: (name) => partOf(bytes, entries.get(name)) };
  }

  function partOf(bytes, entry) {
    if (!entry) return null;
    if (entry.size > MOST_PART) throw refused("too_packed");
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    try {
      if (view.getUint32(entry.offset, true) !== LOCAL) throw new Error();
      const lengths = [26, 28].map((offset) => view.getUint16(entry.offset + offset, true));
      const start = entry.offset + 30 + lengths[0] + lengths[1];
      const held = bytes.subarray(start, start + entry.packed);
      if (entry.method === 0) return held;
      if (entry.method !== 8) throw new Error();
      return inflate.unpack(held, 0, entry.size);
    } catch {
      throw refused("damaged");
    }
  }

  return { open };
}
