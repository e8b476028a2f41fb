// Numbers as people read them. What needs no library, so that a kernel that has yet to draw can use it.
/** Every hyphen as a minus sign. */
export const minus = (text: string): string => text.replace(/-/g, '−');

/** A number with about four significant digits: `0.1235`, `12.3`, `1.2e−8`. */
export function formatShort(x: number): string {
  if (Number.isNaN(x)) return 'NaN';
  if (!Number.isFinite(x)) return x < 0 ? '−∞' : '∞';
  if (x === 0) return '0';
  const size = Math.abs(x);
  const text = size >= 1e-3 && size < 1e5 ? String(Number(x.toPrecision(4))) : x.toExponential(2);
  return minus(text.replace('e+', 'e'));
}

/** Significant digits that are shown; all of them are told on hover, on focus and in what is copied. */
const shownDigits = 4;

/** How numbers of one column are written, so that their points stand below each other: four significant digits of the largest. */
export function alignedFormat(values: ArrayLike<number>): (x: number) => string {
  let most = 0;
  for (let i = 0; i < values.length; i++) {
    const size = Math.abs(values[i]!);
    if (size > most && size < Infinity) most = size;
  }
  if (most !== 0 && (most < 1e-3 || most >= 1e5)) return formatError;
  const decimals = Math.max(0, shownDigits - 1 - Math.floor(Math.log10(most || 1)));
  return (x) =>
    Number.isFinite(x)
      ? minus(x.toFixed(Math.min(decimals, 6))).replace(/^−(0\.?0*)$/, '$1')
      : formatShort(x);
}

/** A number with four significant digits, zeros at its end included: `0.4540`, `−1.000`. */
export function formatDigits(x: number): string {
  const size = Math.abs(x);
  if (!Number.isFinite(x) || x === 0) return formatShort(x);
  if (size < 1e-3 || size >= 1e5) return formatError(x);
  return minus(x.toFixed(Math.max(0, shownDigits - 1 - Math.floor(Math.log10(size)))));
}

/** A power of ten, `1e−8`; other numbers as `formatShort` writes them. */
export function formatPower(x: number): string {
  const power = Math.round(Math.log10(x));
  return Math.abs(power) > 3 && Math.abs(x / 10 ** power - 1) < 1e-9
    ? minus(`1e${power}`)
    : formatShort(x);
}

/** Every digit that tells this number from its neighbours, of float32 when `single`; a power of ten where the shown one has it. */
export function formatExact(x: number, single = false): string {
  if (!Number.isFinite(x) || x === 0) return formatShort(x);
  const digits = [6, 7, 8, 9].find((n) => Math.fround(Number(x.toPrecision(n))) === x) ?? 9;
  const told = single ? Number(x.toPrecision(digits)) : x;
  const size = Math.abs(x);
  return minus(
    size < 1e-3 || size >= 1e21 ? told.toExponential().replace('e+', 'e') : String(told),
  );
}

/** A sentence or number from elsewhere with the minus sign of pictures; what joins words is left alone. */
export const withMinus = (text: string): string =>
  text.replace(/(?<=\de)-(?=\d)|(?<![\w)-])-(?=\d)/g, '−');

/** An error's magnitude: two decimals and a power of ten; 0 stays 0. */
export const formatError = (x: number): string =>
  x === 0 || !Number.isFinite(x) ? formatShort(x) : minus(x.toExponential(2).replace('e+', 'e'));
