// Arrays of the package `ndarray`, which a notebook may have imported itself, shown as gatelab's own are.
import type { Strided } from '../../src/ndarray/storage.js';

/** Whether a value is an `ndarray` view. */
export function isNdArray(value: unknown): value is Strided & { readonly dtype: string } {
  if (typeof value !== 'object' || value === null) return false;
  const { shape, stride, data, offset, dtype } = value as Record<string, unknown>;
  return (
    Array.isArray(shape) &&
    Array.isArray(stride) &&
    typeof data === 'object' &&
    typeof offset === 'number' &&
    typeof dtype === 'string'
  );
}
