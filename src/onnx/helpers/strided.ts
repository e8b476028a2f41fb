import { sizeOf } from '../../ndarray/make.js';
import type { FloatStorage } from '../../ndarray/nd-array.js';
import type { Call } from '../call.js';
import { room } from '../call.js';
import { stridesOf, type Value } from '../value.js';
import { largest } from '../../lists/extremes.js';

/** A view into a storage: where it begins, and the step along each axis; 0 repeats. */
export interface View {
  /** The length of each axis. */
  readonly shape: readonly number[];
  /** Elements from one neighbour to the next along each axis. */
  readonly strides: readonly number[];
  /** Where the first element is. */
  readonly offset: number;
}

/** Copies what a view shows into `out`, in C order from `at` on. */
export function copyView(data: FloatStorage, view: View, out: FloatStorage, at = 0): void {
  const { shape, strides, offset } = view;
  const rank = shape.length;
  if (sizeOf(shape) === 0) return;
  if (rank === 0) {
    out[at] = data[offset]!;
    return;
  }
  const inner = shape[rank - 1]!;
  const step = strides[rank - 1]!;
  const index = new Array<number>(rank).fill(0);
  let from = offset;
  let to = at;
  for (;;) {
    for (let k = 0, p = from; k < inner; k++, p += step) out[to++] = data[p]!;
    let axis = rank - 2;
    while (axis >= 0 && ++index[axis]! === shape[axis]) {
      from -= strides[axis]! * (shape[axis]! - 1);
      index[axis--] = 0;
    }
    if (axis < 0) return;
    from += strides[axis]!;
  }
}

/** A value made of what a view of another one shows. */
export function viewed(call: Call, { type, data }: Value, view: View): Value {
  const out = room(call, type, view.shape);
  copyView(data, view, out);
  return { type, shape: view.shape, data: out };
}

/**
 * The shape that values take together when the shorter ones are repeated (NumPy's broadcasting).
 * @throws RangeError when they do not go together.
 */
export function broadcastShape(shapes: readonly (readonly number[])[]): number[] {
  const rank = Math.max(0, largest(shapes.map(({ length }) => length)));
  return Array.from({ length: rank }, (_, axis) => {
    let size = 1;
    for (const shape of shapes) {
      const own = shape[axis - rank + shape.length] ?? 1;
      if (own !== 1 && size !== 1 && own !== size) {
        const all = shapes.map((one) => one.join(' × ') || 'a single number').join(' and ');
        throw new RangeError(`its inputs ${all} do not go together`);
      }
      if (own !== 1) size = own;
    }
    return size;
  });
}

/** The value repeated to a shape that it goes together with; itself where it already has that many elements. */
export function broadcast(call: Call, value: Value, shape: readonly number[]): Value {
  if (value.data.length === sizeOf(shape)) return { ...value, shape };
  const own = stridesOf(value.shape);
  const missing = shape.length - value.shape.length;
  const strides = shape.map((_, axis) =>
    axis < missing || value.shape[axis - missing] === 1 ? 0 : own[axis - missing]!,
  );
  return viewed(call, value, { shape, strides, offset: 0 });
}
