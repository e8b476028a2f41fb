import type { LayerSpec } from '../model/model-file.js';
import type { FloatStorage } from '../ndarray/nd-array.js';
import type { Shape } from './batch.js';
import { asRows } from './batch.js';
import { flagIn, numberIn, valueIn } from './config.js';
import type { Runner } from './runner.js';
import { simpleRunner } from './runner.js';

/**
 * BatchNormalization as it is used: γ (x − mean) / √(variance + ε) + β, with the moving mean and variance of training.
 * Weights are γ (with `scale`), β (with `center`), mean, variance.
 */
export function batchNormalizationRunner(spec: LayerSpec): Runner {
  const { config, weights } = spec;
  const epsilon = numberIn(config, 'epsilon', 1e-3);
  return simpleRunner(
    (input) => input,
    (input) => {
      requireLastAxis(spec, input.shape);
      const values = weights.map((tensor) => tensor.read());
      const gamma = flagIn(config, 'scale', true) ? values.shift() : undefined;
      const beta = flagIn(config, 'center', true) ? values.shift() : undefined;
      const [mean, variance] = values;
      const data = input.data.slice();
      const { rows, width } = asRows(input.shape);
      for (let k = 0; k < width; k++) {
        const scale = (gamma?.get(k) ?? 1) / Math.sqrt(variance!.get(k) + epsilon);
        const shift = (beta?.get(k) ?? 0) - mean!.get(k) * scale;
        for (let row = 0; row < rows; row++) {
          data[row * width + k] = data[row * width + k]! * scale + shift;
        }
      }
      return { ...input, data };
    },
  );
}

/** LayerNormalization: every vector of the last axis gets mean 0 and variance 1, then γ and β. */
export function layerNormalizationRunner(spec: LayerSpec): Runner {
  const { config, weights } = spec;
  const epsilon = numberIn(config, 'epsilon', 1e-3);
  return simpleRunner(
    (input) => input,
    (input) => {
      requireLastAxis(spec, input.shape);
      const values = weights.map((tensor) => tensor.read());
      const gamma = flagIn(config, 'scale', true) ? values.shift() : undefined;
      const beta = flagIn(config, 'center', true) ? values.shift() : undefined;
      const data = input.data.slice();
      const { rows, width } = asRows(input.shape);
      for (let row = 0; row < rows; row++) {
        const vector = data.subarray(row * width, (row + 1) * width);
        normalize(vector, epsilon);
        for (let k = 0; k < width; k++) {
          vector[k] = vector[k]! * (gamma?.get(k) ?? 1) + (beta?.get(k) ?? 0);
        }
      }
      return { ...input, data };
    },
  );
}

function normalize(vector: FloatStorage, epsilon: number): void {
  const exact = Float64Array.from(vector);
  const mean = exact.reduce((sum, x) => sum + x, 0) / exact.length;
  const variance = exact.reduce((sum, x) => sum + (x - mean) ** 2, 0) / exact.length;
  for (let k = 0; k < vector.length; k++) {
    vector[k] = (exact[k]! - mean) / Math.sqrt(variance + epsilon);
  }
}

function requireLastAxis({ name, className, config }: LayerSpec, shape: Shape): void {
  const written = valueIn(config, 'axis') ?? -1;
  const axes: unknown[] = Array.isArray(written) ? written : [written];
  if (axes.length === 1 && (axes[0] === -1 || axes[0] === shape.length - 1)) return;
  throw new RangeError(
    `Layer "${name}" (${className}) normalises axis ${axes.join(', ')}; only the last axis can be run`,
  );
}
