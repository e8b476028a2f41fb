import { ArgumentError } from '../errors.js';
import { floatTypeOf, sizeOf, toStorage } from '../ndarray/make.js';
import type { FloatStorage, NdArray } from '../ndarray/nd-array.js';
import { isSingle } from '../trace/trace.js';
import type { Origin } from './origin.js';

/** A series as rows of units. */
export interface Rows {
  /** Numbers in a row. */
  readonly units: number;
  /** How many steps count, of all samples together. */
  readonly rows: number;
  /** Rows × units, row after row. */
  readonly values: FloatStorage;
}

/**
 * A series, or a view of one, as rows of units, all samples together; without the steps that a mask skipped, where the array knows its
 * trace.
 * @throws ArgumentError for an array of other axes, or one that has no step that counts.
 */
export function realRows(array: NdArray, origin: Origin | undefined): Rows {
  const { shape } = array;
  const axes = leadingAxes(array, origin);
  if (axes !== 1 && axes !== 2) {
    throw new ArgumentError(
      `Expected steps × units or samples × steps × units, but got ${shape.join(' × ')}`,
      { reason: 'shape' },
    );
  }
  const units = sizeOf(shape.slice(axes));
  const all = toStorage(array, floatTypeOf(array.data));
  const counts = origin ? countingRows(array, axes, origin) : undefined;
  const kept = counts ? keptRows(all, units, counts) : all;
  const rows = units === 0 ? 0 : kept.length / units;
  if (rows === 0) {
    throw new ArgumentError(
      `No step counts in the array of ${shape.join(' × ')}: nothing can be said`,
    );
  }
  return { units, rows, values: kept };
}

/** The rows that count, moved together. */
function keptRows(all: FloatStorage, units: number, counts: Uint8Array): FloatStorage {
  const kept = all.slice();
  let rows = 0;
  for (const [row, does] of counts.entries()) {
    if (does) kept.set(all.subarray(row * units, (row + 1) * units), rows++ * units);
  }
  return kept.subarray(0, rows * units);
}

/** How many axes stand before the units: an image in convolutional layers, which the trace tells. */
function leadingAxes({ dimension }: NdArray, origin: Origin | undefined): number {
  if (!origin) return dimension - 1;
  const { trace, direction, name } = origin;
  const whole = trace.get(direction.prefix + name).dimension;
  return dimension - (whole - (isSingle(trace) ? 1 : 2));
}

/** For every row of a view whether the mask of its trace lets it count; undefined where nothing is masked. */
function countingRows(
  { shape, stride, offset, data }: NdArray,
  axes: number,
  { trace }: Origin,
): Uint8Array | undefined {
  const { mask, shape: arrived } = trace.start.batch;
  if (!mask) return undefined;
  const width = data.length / (arrived[0]! * arrived[1]!);
  const [samples, steps] = axes === 2 ? [shape[0]!, shape[1]!] : [1, shape[0]!];
  const [sampleStride, stepStride] = axes === 2 ? [stride[0]!, stride[1]!] : [0, stride[0]!];
  return Uint8Array.from({ length: samples * steps }, (_, row) => {
    const [sample, step] = [Math.floor(row / steps), row % steps];
    return mask[Math.floor((offset + sample * sampleStride + step * stepStride) / width)]!;
  });
}
