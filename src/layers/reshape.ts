import { BadFileError } from '../errors.js';
import { floatTypeOf, fromStorage, sizeOf, toStorage, zerosLike } from '../ndarray/make.js';
import type { LayerSpec } from '../model/model-file.js';
import type { Batch, Shape } from '../trace/batch.js';
import { numberIn, valueIn } from './config.js';
import type { Runner } from './runner.js';
import { simpleRunner } from './runner.js';

/** Reshape to `target_shape`, where one −1 stands for what is left. */
export function reshapeRunner({ name, config }: LayerSpec): Runner {
  const target = wholeNumbers(valueIn(config, 'target_shape'), `Layer "${name}": target_shape`);
  const fill = (step: Shape) => {
    const known = target.filter((n) => n !== -1).reduce((a, b) => a * b, 1);
    const open = step.some((n) => n === null);
    const rest = open ? null : sizeOf(step as number[]) / known;
    return target.map((n) => (n === -1 ? rest : n));
  };
  return simpleRunner(
    ([samples = null, ...step]) => [samples, ...fill(step)],
    ({ data, shape }) => ({ data, shape: [shape[0]!, ...(fill(shape.slice(1)) as number[])] }),
  );
}

/** Flatten: everything but the samples in one row. */
export function flattenRunner(): Runner {
  return simpleRunner(
    ([samples = null, ...step]) => [
      samples,
      step.some((n) => n === null) ? null : sizeOf(step as number[]),
    ],
    ({ data, shape }) => ({ data, shape: [shape[0]!, sizeOf(shape.slice(1))] }),
  );
}

/** RepeatVector: the same row `n` times, as a sequence. */
export function repeatVectorRunner({ config }: LayerSpec): Runner {
  const times = numberIn(config, 'n', 1);
  return simpleRunner(
    ([samples = null, width = null]) => [samples, times, width],
    ({ data, shape: [samples = 0, width = 0] }) => {
      const out = zerosLike(data, samples * times * width);
      for (let row = 0; row < samples * times; row++) {
        const sample = Math.floor(row / times);
        out.set(data.subarray(sample * width, (sample + 1) * width), row * width);
      }
      return { data: out, shape: [samples, times, width] };
    },
  );
}

/** Permute: the axes after the samples in another order; `dims` counts from 1. */
export function permuteRunner({ name, config }: LayerSpec): Runner {
  const order = [0, ...wholeNumbers(valueIn(config, 'dims'), `Layer "${name}": dims`)];
  return simpleRunner(
    (input) => order.map((axis) => input[axis] ?? null),
    ({ data, shape }) => {
      const moved = fromStorage(data, shape).transpose(...order);
      return { data: toStorage(moved, floatTypeOf(data)), shape: moved.shape };
    },
  );
}

/** ZeroPadding1D: zero steps in front and behind. */
export function zeroPaddingRunner({ name, config }: LayerSpec): Runner {
  const [before = 0, after = 0] = pairIn(name, config, 'padding');
  const longer = (steps: number | null) => (steps === null ? null : steps + before + after);
  return simpleRunner(
    ([samples = null, steps = null, ...rest]) => [samples, longer(steps), ...rest],
    (input) => padded(input, before, after),
  );
}

function padded({ data, shape }: Batch, before: number, after: number): Batch {
  const [samples = 0, steps = 0, ...rest] = shape;
  const width = sizeOf(rest);
  const total = steps + before + after;
  const out = zerosLike(data, samples * total * width);
  for (let sample = 0; sample < samples; sample++) {
    const sequence = data.subarray(sample * steps * width, (sample + 1) * steps * width);
    out.set(sequence, (sample * total + before) * width);
  }
  return { data: out, shape: [samples, total, ...rest] };
}

/** Cropping1D: leaves steps out in front and behind. */
export function croppingRunner({ name, config }: LayerSpec): Runner {
  const [before = 0, after = 0] = pairIn(name, config, 'cropping');
  return simpleRunner(
    ([samples = null, steps = null, ...rest]) => [
      samples,
      steps === null ? null : Math.max(0, steps - before - after),
      ...rest,
    ],
    ({ data, shape }) => {
      const [, steps = 0] = shape;
      const kept = fromStorage(data, shape)
        .lo(0, before)
        .hi(null, Math.max(0, steps - before - after));
      return { data: toStorage(kept, floatTypeOf(data)), shape: kept.shape };
    },
  );
}

/** Two whole numbers, or one for both. */
function pairIn(name: string, config: LayerSpec['config'], key: string): number[] {
  const given = valueIn(config, key) ?? 1;
  return Array.isArray(given)
    ? wholeNumbers(given, `Layer "${name}": ${key}`)
    : [Number(given), Number(given)];
}

function wholeNumbers(value: unknown, what: string): number[] {
  if (Array.isArray(value) && value.every((n) => Number.isInteger(n))) return value as number[];
  throw new BadFileError(
    `${what} should be a list of whole numbers, but is ${JSON.stringify(value)}`,
  );
}
