// Arrays of numbers as text: type, shape, and the first and last values, as NumPy abbreviates them.

/** The parts of an `ndarray` that its text needs. */
export interface ShownArray {
  readonly shape: readonly number[];
  readonly dtype: string;
  get(...index: number[]): number;
}

/** Whether a value is an `ndarray` view. */
export function isNdArray(value: unknown): value is ShownArray {
  if (typeof value !== 'object' || value === null) return false;
  const { shape, stride, data, get, dtype } = value as Record<string, unknown>;
  return (
    Array.isArray(shape) &&
    Array.isArray(stride) &&
    typeof data === 'object' &&
    typeof get === 'function' &&
    typeof dtype === 'string'
  );
}

/** More values than this along an axis are cut to the first and last `edge`. */
const limit = 8;
const edge = 3;

/** `float32 ndarray, 302 × 30`, then its values. */
export function arrayText(array: ShownArray): string {
  const title = `${array.dtype} ndarray, ${array.shape.join(' × ') || 'one value'}`;
  return `${title}\n${axisText(array, [], '')}`;
}

function axisText(array: ShownArray, index: readonly number[], indent: string): string {
  const axis = index.length;
  if (axis === array.shape.length) return numberText(array.get(...index));
  const length = array.shape[axis]!;
  const isLast = axis === array.shape.length - 1;
  const parts = shownIndices(length).map((at) =>
    at === undefined ? '…' : axisText(array, [...index, at], `${indent} `),
  );
  return `[${parts.join(isLast ? ', ' : `,\n${indent} `)}]`;
}

/** Indices along an axis, undefined where some are left out. */
export function shownIndices(length: number): (number | undefined)[] {
  const all = Array.from({ length: Math.min(length, limit) }, (_, i) => i);
  if (length <= limit) return all;
  const first = all.slice(0, edge);
  return [...first, undefined, ...first.map((i) => length - edge + i)];
}

/** A number with enough digits to tell values apart. */
export function numberText(value: number): string {
  if (Number.isInteger(value) || !Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  return size >= 1e-4 && size < 1e6 ? String(Number(value.toPrecision(6))) : value.toExponential(4);
}
