import type { Storage } from '../ndarray/nd-array.js';
import { elementSize, type ElementType } from './element-type.js';
import { fromBfloat16, fromFloat16 } from './half-precision.js';

const littleEndianHost = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

/**
 * Stored bytes as numbers, in the same order. Half precision is widened to float32, 64-bit integers to float64
 * (exact to 2^53), booleans to 0 and 1 in bytes. The result never shares memory with `bytes`.
 */
export function decodeElements(
  bytes: Uint8Array,
  type: ElementType,
  littleEndian = true,
): Exclude<Storage, number[]> {
  const size = elementSize[type];
  const whole = bytes.length - (bytes.length % size);
  const own = new Uint8Array(bytes.subarray(0, whole));
  if (littleEndian !== littleEndianHost && size > 1) swapBytes(own, size);
  const { buffer } = own;
  switch (type) {
    case 'float16':
      return Float32Array.from(new Uint16Array(buffer), fromFloat16);
    case 'bfloat16':
      return Float32Array.from(new Uint16Array(buffer), fromBfloat16);
    case 'int64':
      return Float64Array.from(new BigInt64Array(buffer), Number);
    case 'uint64':
      return Float64Array.from(new BigUint64Array(buffer), Number);
    default:
      return new views[type](buffer);
  }
}

const views = {
  float32: Float32Array,
  float64: Float64Array,
  int8: Int8Array,
  int16: Int16Array,
  int32: Int32Array,
  uint8: Uint8Array,
  uint16: Uint16Array,
  uint32: Uint32Array,
  bool: Uint8Array,
};

function swapBytes(bytes: Uint8Array, size: number): void {
  for (let at = 0; at < bytes.length; at += size) bytes.subarray(at, at + size).reverse();
}
