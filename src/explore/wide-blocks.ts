import type { FloatStorage } from '../ndarray/nd-array.js';

/** Numbers of a block, unless one row has more: they stay in the first cache. */
const blockLength = 2048;

/** Rows as float64, some at a time: loops that meet one type only are several times as fast as those that meet two. */
export function* wideBlocks(values: FloatStorage, units: number): Generator<Float64Array> {
  const length = Math.max(1, Math.floor(blockLength / units)) * units;
  const own = new Float64Array(values instanceof Float32Array ? length : 0);
  for (let from = 0; from < values.length; from += length) {
    const part = values.subarray(from, from + length);
    if (part instanceof Float64Array) yield part;
    else {
      own.set(part);
      yield own.subarray(0, part.length);
    }
  }
}
