import { fromBfloat16, fromFloat16 } from '../elements/half-precision.js';
import type { FloatType } from '../ndarray/make.js';
import type { Value } from './value.js';

/** A result as its type holds it: half precision is rounded to, in runs that round as the framework does. */
export function settled(value: Value, dtype: FloatType): Value {
  if (dtype === 'float64') return value;
  if (value.type === 'float16') return { ...value, data: value.data.map(toHalf) as Float32Array };
  if (value.type === 'bfloat16')
    return { ...value, data: value.data.map(toBfloat) as Float32Array };
  return value;
}

const bits = new Uint32Array(1);
const single = new Float32Array(bits.buffer);

/** The nearest bfloat16, ties to even: the upper half of the float32's bits. */
function toBfloat(x: number): number {
  if (!Number.isFinite(x)) return x;
  single[0] = x;
  const rounded = bits[0]! + 0x7fff + ((bits[0]! >>> 16) & 1);
  return fromBfloat16(rounded >>> 16);
}

/** The nearest float16, ties to even. */
function toHalf(x: number): number {
  const size = Math.abs(x);
  if (!Number.isFinite(x) || size === 0) return x;
  // 11 bits of precision, but never finer than the smallest subnormal step.
  const exponent = Math.max(Math.floor(Math.log2(size)), -14);
  const step = 2 ** (exponent - 10);
  const scaled = size / step;
  const low = Math.floor(scaled);
  const apart = scaled - low;
  const near = apart > 0.5 || (apart === 0.5 && low % 2 === 1) ? low + 1 : low;
  const value = near * step;
  return Math.sign(x) * (value > fromFloat16(0x7bff) ? Infinity : value);
}
