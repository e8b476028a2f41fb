// Distance in representable numbers ("units in the last place").
const asFloat32 = new Float32Array(1);
const asInt32 = new Int32Array(asFloat32.buffer);

/** Numbers the float32 values one after another, so that neighbours differ by one; both zeros are 0. */
function float32Index(x: number): number {
  asFloat32[0] = x;
  const bits = asInt32[0]!;
  return bits < 0 ? -(bits & 0x7fffffff) : bits;
}

/**
 * How many float32 numbers lie between two values, once both are rounded to float32: 0 for equal, 1 for neighbours. Near zero
 * numbers are dense, so a tiny absolute difference may be many steps there. NaN when either value is not a number.
 */
export function ulpDistance(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return NaN;
  return Math.abs(float32Index(a) - float32Index(b));
}

/** From here on the two are more than a factor of two apart, and the distance says no more than that. */
export const ulpOfSense = 2 ** 23;

/** A distance as text: `other sign` or `> 2²³` where it is too large to mean anything. */
export function ulpText(ulp: number, [a, b]: readonly [number, number] = [1, 1]): string {
  if (!(ulp > ulpOfSense)) return String(ulp);
  return a * b < 0 ? 'other sign' : '> 2²³';
}
