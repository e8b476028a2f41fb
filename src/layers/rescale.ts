import { BadFileError, UnsupportedError } from '../errors.js';
import type { LayerSpec } from '../model/model-file.js';
import type { FloatStorage, NdArray } from '../ndarray/nd-array.js';
import { sizeOf, toStorage } from '../ndarray/make.js';
import type { Batch } from '../trace/batch.js';
import { flagIn, valueIn } from './config.js';
import type { Runner } from './runner.js';
import { simpleRunner } from './runner.js';

/** Rescaling: scale·x + offset, each one number or one for each feature. */
export function rescalingRunner({ name, config }: LayerSpec): Runner {
  const scale = numbersIn(name, valueIn(config, 'scale') ?? 1);
  const offset = numbersIn(name, valueIn(config, 'offset') ?? 0);
  return perFeature((x, k) => scale[k % scale.length]! * x + offset[k % offset.length]!);
}

function numbersIn(name: string, value: unknown): number[] {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  if (list.length > 0 && list.every((n) => typeof n === 'number')) return list as number[];
  throw new BadFileError(
    `Layer "${name}" should scale by numbers, but has ${JSON.stringify(value)}`,
  );
}

/** Keras never divides by less than this (`backend.epsilon()`). */
const epsilon = 1e-7;

/** Normalization: (x − mean) / √variance of each feature, as `adapt` found them; the other way round with `invert`. */
export function normalizationRunner({ name, config, weights }: LayerSpec): Runner {
  const inverted = flagIn(config, 'invert', false);
  return simpleRunner(
    (input) => input,
    (input) => {
      const [mean, variance] = weights
        .slice(0, 2)
        .map((tensor) => toStorage(tensor.read(), 'float64'));
      const width = input.shape.at(-1) ?? 1;
      if (!mean || mean.length !== width || variance?.length !== width) {
        throw new UnsupportedError(
          `Layer "${name}" (Normalization) has no mean and variance for each of the ${width} features, which cannot be run`,
          { layer: name },
        );
      }
      const deviation = variance.map((v) => Math.max(Math.sqrt(v), epsilon));
      return mapped(input, (x, k) =>
        inverted ? mean[k]! + x * deviation[k]! : (x - mean[k]!) / deviation[k]!,
      );
    },
  );
}

/** PReLU: x above zero, α·x below it, with an α for every feature (and step, where it has them). */
export function preluRunner({ weights }: LayerSpec): Runner {
  return simpleRunner(
    (input) => input,
    (input) => {
      const slopes = spread(weights[0]!.read(), input.shape.slice(1));
      return mapped(input, (x, _, at) => (x > 0 ? x : slopes[at % slopes.length]! * x));
    },
  );
}

/** An array repeated along its axes of length 1. */
function spread(array: NdArray<FloatStorage>, shape: readonly number[]): Float64Array {
  const { data, stride, offset } = array;
  const steps = shape.map((_, axis) => (array.shape[axis] === 1 ? 0 : stride[axis]!));
  return Float64Array.from({ length: sizeOf(shape) }, (_, k) => {
    let rest = k;
    let at = offset;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      at += (rest % shape[axis]!) * steps[axis]!;
      rest = Math.floor(rest / shape[axis]!);
    }
    return data[at]!;
  });
}

function perFeature(change: (x: number, feature: number) => number): Runner {
  return simpleRunner(
    (input) => input,
    (input) => mapped(input, change),
  );
}

/** Every number changed by itself; its feature and its place in the batch are told. */
function mapped(input: Batch, change: (x: number, feature: number, at: number) => number): Batch {
  const width = input.shape.at(-1) ?? 1;
  const data = input.data.slice();
  for (let at = 0; at < data.length; at++) data[at] = change(data[at]!, at % width, at);
  return { ...input, data };
}
