/** A way to hold numbers that is coarser than float32. */
export interface HalfPrecision {
  /** What it is called. */
  readonly name: 'float16' | 'bfloat16';
  /** The largest relative error of one rounding. */
  readonly roundoff: number;
  /** The nearest number of this kind, ties to even; infinite beyond the largest one. */
  readonly round: (x: number) => number;
}

const double = new Float64Array(1);
const words = new Int32Array(double.buffer);
/** Added and taken away again, it leaves a whole number, ties to even. */
const wholeNumbers = 1.5 * 2 ** 52;

/** Rounds to so many bits of fraction; exponents below the smallest lose bits, as subnormal numbers do. */
function rounder(fractionBits: number, smallestExponent: number, largest: number) {
  return (x: number): number => {
    if (x === 0 || !Number.isFinite(x)) return x;
    double[0] = x;
    const exponent = Math.max(((words[1]! >>> 20) & 0x7ff) - 1023, smallestExponent);
    const unit = 2 ** (exponent - fractionBits);
    const rounded = (x / unit + wholeNumbers - wholeNumbers) * unit;
    return Math.abs(rounded) > largest ? Math.sign(x) * Infinity : rounded;
  };
}

/** IEEE 754 half precision. */
export const float16: HalfPrecision = {
  name: 'float16',
  roundoff: 2 ** -11,
  round: rounder(10, -14, 65504),
};

/** The upper half of a float32. */
export const bfloat16: HalfPrecision = {
  name: 'bfloat16',
  roundoff: 2 ** -8,
  round: rounder(7, -126, 3.3895313892515355e38),
};

/** Fewer different numbers than this, or fewer that are not whole, may be halves by accident. */
const [fewest, fewestBroken] = [4, 2];

/** The half precision that every number of an array fits into; undefined for arrays in full precision, and where too few numbers tell. */
export function halfPrecisionOf(values: Float64Array): HalfPrecision | undefined {
  // Most numbers of a bfloat16 array are float16 numbers too, not the other way round. The first number in full precision settles it.
  const found = [bfloat16, float16].find(({ round }) =>
    values.every((x) => !Number.isFinite(x) || round(x) === x),
  );
  if (!found) return undefined;
  const different = new Set(values.filter((x) => Number.isFinite(x) && x !== 0));
  const broken = [...different].filter((x) => !Number.isInteger(x));
  return different.size < fewest || broken.length < fewestBroken ? undefined : found;
}
