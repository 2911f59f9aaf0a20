function decimals() {
  // Exact decimal numbers, as long as a table takes them: a sum of 0.1 and 0.2 is 0.3.

  const WRITTEN = /^([+-]?\d+)(?:\.(\d+))?(?:E([+-]?\d{1,4}))?$/i;

  /** A number as it is written; nothing where it is none. */
  function parse(written) {
    const [, digits, part = "", power = "0"] = WRITTEN.exec(written ?? "") ?? [];
    if (digits === undefined) return null;
    return shifted({ digits: BigInt(digits + part), places: part.length }, Number(power));
  }

  const whole = (number) => ({ digits: BigInt(number), places: 0 });
  const ZERO = whole(0);

  /** Both in the smaller of their last places. */
  function aligned(one, other) {
    const places = Math.max(one.places, other.places);
    const digits = [one, other].map((n) => n.digits * 10n ** BigInt(places - n.places));
    return [...digits, places];
  }

  function plus(one, other) {
    const [a, b, places] = aligned(one, other);
    return { digits: a + b, places };
  }

  const negated = (one) => ({ digits: -one.digits, places: one.places });
  const minus = (one, other) => plus(one, negated(other));
  const times = (one, other) => ({ digits: one.digits * other.digits, places: one.places + other.places });
  const absolute = (one) => (one.digits < 0n ? negated(one) : one);

  /** Below 0, 0 or above 0, as the first is less than the other, equal, or greater. */
  function compare(one, other) {
    const [a, b] = aligned(one, other);
    return a < b ? -1 : Number(a > b);
  }

  /** A number times a power of ten. */
  function shifted(one, power) {
    const places = one.places - power;
    return places >= 0 ? { digits: one.digits, places } : { digits: one.digits * 10n ** BigInt(-places), places: 0 };
  }

  /** How often one goes into another, without what is left. */
  function quotient(one, other) {
    const [a, b] = aligned(one, other);
    return { digits: a / b, places: 0 };
  }

  /** Half a unit in the last decimal. */
  const halfUnit = (one) => ({ digits: 5n, places: one.places + 1 });

  const sum = (numbers) => numbers.reduce(plus, ZERO);

  function text(one) {
    const sign = one.digits < 0n ? "-" : "";
    const digits = String(absolute(one).digits).padStart(one.places + 1, "0");
    const cut = digits.length - one.places;
    const part = digits.slice(cut).replace(/0+$/, "");
    return sign + digits.slice(0, cut) + (part && `.${part}`);
  }

  return { parse, whole, ZERO, plus, minus, negated, times, absolute, compare, shifted, quotient, halfUnit, sum, text };
}
