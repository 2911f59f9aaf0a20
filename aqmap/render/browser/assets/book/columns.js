function columns({ phrases }) {
  // Columns of the payload, see columns.py: read once asked for, a number of each row beside its values.

  const FIRST_SIGN = 35;
  const LAST_SIGN = 80;
  const SIGNS = Array.from({ length: 92 }, (_, i) => String.fromCharCode(FIRST_SIGN + i)).filter(
    (sign) => !"<>&\\".includes(sign),
  );
  const worth = new Uint8Array(128);
  SIGNS.forEach((sign, i) => (worth[sign.charCodeAt(0)] = i));

  /** Whole numbers as columns.py writes them: one sign below 80, more beyond. */
  function decodeNumbers(text) {
    const numbers = [];
    let sum = 0,
      scale = 1;
    for (let i = 0; i < text.length; i += 1) {
      const part = worth[text.charCodeAt(i)];
      sum += part * scale;
      scale *= SIGNS.length - LAST_SIGN;
      if (part >= LAST_SIGN) continue;
      numbers.push(sum);
      sum = 0;
      scale = 1;
    }
    return numbers;
  }

  /** A column as a function that returns a row's value. */
  function column([values, text]) {
    if (!text) return () => values[0];
    const Rows = values.length <= 65536 ? Uint16Array : Uint32Array;
    const rows = new Rows(decodeNumbers(text));
    return (n) => values[rows[n]];
  }

  /** A column row by row. */
  function listed(written, length) {
    const at = column(written);
    const values = [];
    for (let n = 0; n < length; n += 1) values.push(at(n));
    return values;
  }

  const HOLE = "\ue000";

  /** The phrase of a column: its number, or from -2 on its words with their holes filled. */
  function filled(n, numbers) {
    if (n >= -1) return n;
    const words = phrases.inAllLanguages(-2 - n).map((template) => {
      const [start, ...rest] = template.split(HOLE);
      return start + rest.map((part, i) => numbers[i] + part).join("");
    });
    return words.length > 1 ? words : words[0];
  }

  /** A number as figure_cards.py shows it: a real minus, thousands apart. */
  function shown(plain) {
    const [whole, ...decimals] = plain.replace("-", "−").split(".");
    return [whole.replace(/\B(?=(\d{3})+$)/g, " "), ...decimals].join(".");
  }

  /** The figures as rows that read their columns. */
  function figures({ count, columns: written, spots }) {
    const at = Object.fromEntries(Object.keys(written).map((name) => [name, column(written[name])]));
    const taken = spots.map(column);
    class Figure {
      constructor(number) {
        this.number = number;
      }
      get value() {
        const plain = at.plain(this.number);
        return plain === "" ? null : Number(plain);
      }
      get words() {
        return filled(at.words(this.number), [shown(at.plain(this.number))]);
      }
      get written() {
        return filled(at.written(this.number), [at.plain(this.number)]);
      }
      get locator() {
        return filled(at.locator(this.number), taken.map((spot) => spot(this.number)));
      }
    }
    for (const name of Object.keys(at)) {
      if (name in Figure.prototype) continue;
      Object.defineProperty(Figure.prototype, name, {
        get() {
          return at[name](this.number);
        },
      });
    }
    return Array.from({ length: count }, (_, number) => new Figure(number));
  }

  const NOT_SHOWN = [[], [[], 0]];
  const OF_FIGURE = "=";

  /** Cells of places or stations: classes at once, the rest when it is asked for. */
  class Cells {
    constructor({ k, v, l, f, q }, length, figuresOfBook) {
      Object.assign(this, { written: { v, l, f, q }, figuresOfBook });
      this.k = listed(k, length);
    }

    /** Of each cell its figures, qualifiers and quality. */
    get said() {
      const [steps, qualities] = [column(this.written.f), column(this.written.q)];
      let [last, shownSoFar] = [[], 0];
      const said = this.k.map((klass) => {
        if (klass < 0) return NOT_SHOWN;
        const numbers = steps(shownSoFar).map((step, i) => step + (last[i] || 0));
        if (numbers.length) last = numbers;
        shownSoFar += 1;
        return [numbers, qualities(shownSoFar - 1)];
      });
      return this.keep("said", said);
    }

    get v() {
      const valueOf = (value, i) =>
        value === OF_FIGURE ? this.figuresOfBook[this.said[i][0].slice(-1)[0]].value : value;
      return this.keep("v", listed(this.written.v, this.k.length).map(valueOf));
    }

    get l() {
      return this.keep("l", listed(this.written.l, this.k.length));
    }

    keep(name, value) {
      Object.defineProperty(this, name, { value });
      return value;
    }
  }

  return { column, decodeNumbers, figures, Cells };
}
