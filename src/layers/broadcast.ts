import { sizeOf, zerosLike } from '../ndarray/make.js';
import type { Batch, Shape } from '../trace/batch.js';
import { largest } from '../lists/extremes.js';

/**
 * The shape of what several inputs are joined into, as Keras's merging layers have it: the samples stay first, missing axes come after them,
 * and an axis of length 1 goes with any other. Undefined where they do not fit. Open sizes fit all.
 */
export function joinedShape(shapes: readonly Shape[]): Shape | undefined {
  const rank = largest(shapes.map(({ length }) => length));
  return shapes
    .map((shape) => padded(shape, rank))
    .reduce<Shape | undefined>(
      (all, shape) => all && joinedPair(all, shape),
      new Array(rank).fill(1),
    );
}

function joinedPair(a: Shape, b: Shape): Shape | undefined {
  const joined = a.map((n, axis) => {
    const other = b[axis]!;
    if (n === 1) return other;
    if (other === 1 || n === other) return n;
    return n === null || other === null ? null : undefined;
  });
  return joined.includes(undefined) ? undefined : (joined as Shape);
}

function padded([samples = null, ...step]: Shape, rank: number): Shape {
  return [samples, ...Array.from({ length: rank - 1 - step.length }, () => 1), ...step];
}

/** An input repeated until it has the joined shape. */
export function repeated(batch: Batch, shape: readonly number[]): Batch {
  if (String(batch.shape) === String(shape)) return batch;
  const own = padded(batch.shape, shape.length) as number[];
  const steps = own.map((n, axis) => (n === 1 ? 0 : sizeOf(own.slice(axis + 1))));
  const data = zerosLike(batch.data, sizeOf(shape));
  const at = shape.map(() => 0);
  let from = 0;
  for (let k = 0; k < data.length; k++) {
    data[k] = batch.data[from]!;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      from += steps[axis]!;
      if (++at[axis]! < shape[axis]!) break;
      from -= steps[axis]! * shape[axis]!;
      at[axis] = 0;
    }
  }
  return { ...batch, data, shape };
}
