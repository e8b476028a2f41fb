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
 * The output holds the probability of every class, or logits; a single sigmoid is none of them, and refused.
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
    if (width < 2) {
      throw new ArgumentError(
        `crossEntropy is that of several classes, but the output is ${shape.join(' × ')}: of one number write the loss yourself, (y) => …, one number a sample`,
        { reason: 'shape' },
      );
    }
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
      if (fromLogits) return logOfSum(values) - chosen;
      requireProbabilities(values);
      return -Math.log(Math.max(chosen, 1e-300));
    });
  };
}

/** @throws ArgumentError for numbers that are no probabilities, such as logits: their logarithm would look like a loss. */
function requireProbabilities(values: Float64Array): void {
  const sum = values.reduce((all, p) => all + p, 0);
  if (values.every((p) => p >= 0) && Math.abs(sum - 1) < 0.01) return;
  throw new ArgumentError(
    `crossEntropy takes probabilities, which add up to 1, but the output has ${Array.from(values.subarray(0, 4), (p) => p.toPrecision(3)).join(', ')}${values.length > 4 ? ', …' : ''}: of logits say { fromLogits: true }`,
  );
}

function logOfSum(values: Float64Array): number {
  const most = values.reduce((max, x) => Math.max(max, x), -Infinity);
  return most + Math.log(values.reduce((sum, x) => sum + Math.exp(x - most), 0));
}

/** The mean over what counts of each sample. @throws ArgumentError where nothing counts. */
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
    if (count > 0) return sum / count;
    throw new ArgumentError(`Nothing counts in sample ${sample}, so that it costs nothing known: leave it out`); // prettier-ignore
  });
}

function requireShape(array: NdArray, shape: readonly number[], what: string): void {
  if (array.shape.join() === shape.join()) return;
  throw new ArgumentError(
    `${what} should be ${shape.join(' × ')} as the output is, but are ${array.shape.join(' × ')}`,
    { reason: 'shape' },
  );
}
