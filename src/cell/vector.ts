// Vector arithmetic of one time step. Results take the precision of the first operand, so that the same formulas are exact to
// float64 or rounded to float32 after every operation, as the frameworks round.
import type { FloatStorage, NdArray } from '../ndarray/nd-array.js';
import { zerosLike } from '../ndarray/make.js';
import type { Activation } from './activation.js';

/** One vector of a step: a state, a gate, an input. */
export type Vector = FloatStorage;

/** x · M, for x of n numbers and M of n × m. Accumulates in the precision of x, in the order of x. */
export function times(x: Vector, matrix: NdArray<FloatStorage>): Vector {
  const { data, offset } = matrix;
  const [rows = 0, columns = 0] = matrix.shape;
  const [rowStride = 0, columnStride = 0] = matrix.stride;
  const out = zerosLike(x, columns);
  for (let row = 0; row < rows; row++) {
    const value = x[row]!;
    let at = offset + row * rowStride;
    for (let column = 0; column < columns; column++, at += columnStride) {
      out[column]! += value * data[at]!;
    }
  }
  return out;
}

/** The sum of vectors, from left to right. Strided vectors (biases) are welcome after the first. */
export function sum(first: Vector, ...others: readonly (Vector | NdArray<FloatStorage>)[]): Vector {
  const out = first.slice();
  for (const other of others) {
    const { data, offset, stride } =
      'data' in other ? other : { data: other, offset: 0, stride: [1] };
    const step = stride[0]!;
    for (let k = 0; k < out.length; k++) out[k]! += data[offset + k * step]!;
  }
  return out;
}

/** The element-wise product a ∘ b. */
export function product<V extends Vector>(a: V, b: Vector | NdArray<FloatStorage>): V {
  const { data, offset, stride } = 'data' in b ? b : { data: b, offset: 0, stride: [1] };
  const step = stride[0]!;
  const out = a.slice() as V;
  for (let k = 0; k < out.length; k++) out[k]! *= data[offset + k * step]!;
  return out;
}

/** 1 − a. */
export function complement(a: Vector): Vector {
  const out = zerosLike(a, a.length);
  for (let k = 0; k < out.length; k++) out[k] = 1 - a[k]!;
  return out;
}

/** The activation of a vector; the vector itself is left alone. */
export function activate<V extends Vector>(activation: Activation, z: V): V {
  const out = z.slice() as V;
  activation.apply(out);
  return out;
}

/** Each element moved into the range from −limit to limit; without a limit the vector itself. */
export function clipped(z: Vector, limit: number | undefined): Vector {
  return limit === undefined ? z : z.map((x) => Math.max(-limit, Math.min(limit, x)));
}
