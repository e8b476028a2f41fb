import { ArgumentError } from '../errors.js';
import type { ArrayInput } from '../ndarray/as-nd-array.js';
import { asNdArray } from '../ndarray/as-nd-array.js';
import { sizeOf, toStorage } from '../ndarray/make.js';
import type { NdArray } from '../ndarray/nd-array.js';

/** What outputs cost: one number a sample, or one for all. Takes every output of the model, samples first. */
export type Loss = (...outputs: NdArray[]) => ArrayInput | number;

/**
 * The mean of (output − target)² of each sample (Keras's `mean_squared_error`).
 * @param targets in the shape of the output.
 */
export function meanSquaredError(targets: ArrayInput): Loss {
  const wanted = asNdArray(targets, 'The targets');
  return (output) => {
    requireShape(wanted, output!.shape, 'The targets');
    const [y, t] = [output!, wanted].map((array) => toStorage(array, 'float64'));
    return perSample(output!.shape, sizeOf(output!.shape.slice(1)), (k) => (y![k]! - t![k]!) ** 2);
  };
}

/**
 * The mean of −ln p of the right class of each sample, over its steps (Keras's `sparse_categorical_crossentropy`), in nats.
 * @param labels the number of the right class: samples, or samples × steps; −1 where a step does not count.
 * @param options.fromLogits whether the output holds logits instead of probabilities.
 */
export function crossEntropy(
  labels: ArrayInput,
  { fromLogits = false }: { readonly fromLogits?: boolean } = {},
): Loss {
  const classes = asNdArray(labels, 'The labels');
  return (output) => {
    const { shape } = output!;
    const width = shape.at(-1) ?? 1;
    requireShape(classes, shape.slice(0, -1), 'The labels');
    const [y, right] = [output!, classes].map((array) =>
      Float64Array.from(toStorage(array, 'float64')),
    );
    const wrong = right!.find((k) => !Number.isInteger(k) || k < -1 || k >= width);
    if (wrong !== undefined) {
      throw new ArgumentError(`There is no class ${wrong}; they are numbered 0 to ${width - 1}`);
    }
    return perSample(shape, sizeOf(shape.slice(1, -1)), (row) => {
      if (right![row]! < 0) return undefined;
      const values = y!.subarray(row * width, (row + 1) * width);
      const chosen = values[right![row]!]!;
      return fromLogits ? logOfSum(values) - chosen : -Math.log(Math.max(chosen, 1e-300));
    });
  };
}

function logOfSum(values: Float64Array): number {
  const most = values.reduce((max, x) => Math.max(max, x), -Infinity);
  return most + Math.log(values.reduce((sum, x) => sum + Math.exp(x - most), 0));
}

/** The mean over what counts of each sample. */
function perSample(
  [samples = 0]: readonly number[],
  size: number,
  cost: (at: number) => number | undefined,
): Float64Array {
  return Float64Array.from({ length: samples }, (_, sample) => {
    let [sum, count] = [0, 0];
    for (let at = sample * size; at < (sample + 1) * size; at++) {
      const one = cost(at);
      if (one === undefined) continue;
      sum += one;
      count++;
    }
    return sum / count;
  });
}

function requireShape(array: NdArray, shape: readonly number[], what: string): void {
  if (array.shape.join() === shape.join()) return;
  throw new ArgumentError(
    `${what} should be ${shape.join(' × ')} as the output is, but are ${array.shape.join(' × ')}`,
    { reason: 'shape' },
  );
}
