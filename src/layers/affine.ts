import type { Activation } from '../cell/activation.js';
import { floatTypeOf, toStorage, zerosLike } from '../ndarray/make.js';
import type { FloatStorage, NdArray } from '../ndarray/nd-array.js';
import { engine } from '../trace/fast/engine.js';
import { activationNumber } from '../trace/fast/fast-cell.js';

/** What rows are multiplied with, and what becomes of the sums. */
export interface Affine {
  /** Its last axis is the columns; those before it are the inputs. */
  readonly kernel: NdArray<FloatStorage>;
  /** One number per column; undefined adds nothing. */
  readonly bias: NdArray<FloatStorage> | undefined;
  /** What becomes of each sum. */
  readonly activation: Activation;
}

/**
 * activation(x · kernel + bias) of rows that lie one after another, by the engine that traces run on.
 * @returns rows × columns, in the precision of x.
 */
export function affine(x: FloatStorage, { kernel, bias, activation }: Affine): FloatStorage {
  const dtype = floatTypeOf(x);
  const columns = kernel.shape.at(-1)!;
  const inputs = columns === 0 ? 0 : kernel.size / columns;
  const rows = inputs === 0 ? 0 : x.length / inputs;
  const out = zerosLike(x, rows * columns);
  const known = activationNumber(activation);
  const linear = 5;
  engine().dense({
    ...{ rows, inputs, columns, activation: known ?? linear, x, out },
    weights: toStorage(kernel, dtype),
    bias: bias && toStorage(bias, dtype),
  });
  if (known !== undefined) return out;
  // Softmax and its like are of a row as a whole.
  for (let at = 0; at < out.length; at += columns) {
    activation.apply(out.subarray(at, at + columns));
  }
  return out;
}
