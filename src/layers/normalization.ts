import { UnsupportedError } from '../errors.js';
import type { LayerSpec } from '../model/model-file.js';
import type { Shape } from '../trace/batch.js';
import { asRows } from '../trace/batch.js';
import { flagIn, numberIn, valueIn } from './config.js';
import type { Runner } from './runner.js';
import { simpleRunner } from './runner.js';

/**
 * BatchNormalization as it is used: γ (x − mean) / √(variance + ε) + β, with the moving mean and variance of training.
 * Weights are γ (with `scale`), β (with `center`), mean, variance.
 */
export function batchNormalizationRunner(spec: LayerSpec): Runner {
  const epsilon = numberIn(spec.config, 'epsilon', 1e-3);
  return simpleRunner(
    (input) => input,
    (input) => {
      requireLastAxis(spec, input.shape);
      const { gamma, beta, others } = weightsOf(spec);
      const [mean, variance] = others;
      const data = input.data.slice();
      const { rows, width } = asRows(input.shape);
      const scale = new Float64Array(width);
      const shift = new Float64Array(width);
      for (let k = 0; k < width; k++) {
        scale[k] = (gamma?.get(k) ?? 1) / Math.sqrt(variance!.get(k) + epsilon);
        shift[k] = (beta?.get(k) ?? 0) - mean!.get(k) * scale[k]!;
      }
      for (let row = 0, at = 0; row < rows; row++) {
        for (let k = 0; k < width; k++, at++) data[at] = data[at]! * scale[k]! + shift[k]!;
      }
      return { ...input, data };
    },
  );
}

/** LayerNormalization: every vector of the last axis gets mean 0 and variance 1, then γ and β. */
export function layerNormalizationRunner(spec: LayerSpec): Runner {
  const epsilon = numberIn(spec.config, 'epsilon', 1e-3);
  return simpleRunner(
    (input) => input,
    (input) => {
      requireLastAxis(spec, input.shape);
      const { gamma, beta } = weightsOf(spec);
      const data = input.data.slice();
      const { rows, width } = asRows(input.shape);
      const scale = Float64Array.from({ length: width }, (_, k) => gamma?.get(k) ?? 1);
      const shift = Float64Array.from({ length: width }, (_, k) => beta?.get(k) ?? 0);
      const exact = new Float64Array(width);
      for (let row = 0; row < rows; row++) {
        const vector = data.subarray(row * width, (row + 1) * width);
        exact.set(vector);
        normalize(exact, epsilon);
        // Rounded to the data's precision before γ and β, as the frameworks round.
        vector.set(exact);
        for (let k = 0; k < width; k++) vector[k] = vector[k]! * scale[k]! + shift[k]!;
      }
      return { ...input, data };
    },
  );
}

function normalize(vector: Float64Array, epsilon: number): void {
  let sum = 0;
  for (let k = 0; k < vector.length; k++) sum += vector[k]!;
  const mean = sum / vector.length;
  let squares = 0;
  for (let k = 0; k < vector.length; k++) squares += (vector[k]! - mean) ** 2;
  const spread = Math.sqrt(squares / vector.length + epsilon);
  for (let k = 0; k < vector.length; k++) vector[k] = (vector[k]! - mean) / spread;
}

function requireLastAxis({ name, className, config }: LayerSpec, shape: Shape): void {
  const written = valueIn(config, 'axis') ?? -1;
  const axes: unknown[] = Array.isArray(written) ? written : [written];
  if (axes.length === 1 && (axes[0] === -1 || axes[0] === shape.length - 1)) return;
  throw new UnsupportedError(
    `Layer "${name}" (${className}) normalises axis ${axes.join(', ')}; only the last axis can be run`,
    { layer: name },
  );
}

/** γ and β where the layer has them, and the weights that follow. */
function weightsOf({ config, weights }: LayerSpec) {
  const others = weights.map((tensor) => tensor.read());
  const gamma = flagIn(config, 'scale', true) ? others.shift() : undefined;
  const beta = flagIn(config, 'center', true) ? others.shift() : undefined;
  return { gamma, beta, others };
}
