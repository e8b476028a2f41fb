import { planAxis } from '../cell/convolve.js';
import type { LayerSpec } from '../model/model-file.js';
import { zerosLike } from '../ndarray/make.js';
import type { FloatStorage } from '../ndarray/nd-array.js';
import type { Batch } from './batch.js';
import { numberIn, sizesIn, textIn, valueIn } from './config.js';
import type { Runner } from './runner.js';
import { simpleRunner } from './runner.js';

/** MaxPooling1D and AveragePooling1D, channels last. Padding never counts. */
export function poolingRunner({ className, config }: LayerSpec): Runner {
  const [pool = 2] = sizesIn(config, 'pool_size', { count: 1, otherwise: 2 });
  const strides =
    valueIn(config, 'strides') == null
      ? [pool]
      : sizesIn(config, 'strides', { count: 1, otherwise: pool });
  const padding = textIn(config, 'padding', 'valid') === 'same' ? 'same' : 'valid';
  const plan = { strides, dilation: [1], padding } as const;
  const reduce = className.startsWith('Max') ? maximum : average;
  return simpleRunner(
    ([samples = null, steps = null, width = null]) => [
      samples,
      steps === null ? null : planAxis(steps, pool, plan, 0).outputs,
      width,
    ],
    ({ data, shape: [samples = 0, steps = 0, width = 0] }) => {
      const axis = planAxis(steps, pool, plan, 0);
      const out = zerosLike(data, samples * axis.outputs * width);
      for (let row = 0; row < samples * axis.outputs; row++) {
        const sample = Math.floor(row / axis.outputs);
        const start = (row % axis.outputs) * axis.stride - axis.before;
        const [from, to] = [Math.max(0, start), Math.min(steps, start + pool)];
        const window = data.subarray(
          (sample * steps + from) * width,
          (sample * steps + to) * width,
        );
        reduce(window, out.subarray(row * width, (row + 1) * width));
      }
      return { data: out, shape: [samples, axis.outputs, width] };
    },
  );
}

/** GlobalMaxPooling1D and GlobalAveragePooling1D; the average leaves masked steps out. */
export function globalPoolingRunner({ className, config }: LayerSpec): Runner {
  const reduce = className.includes('Max') ? maximum : average;
  const keep = valueIn(config, 'keepdims') === true;
  return simpleRunner(
    ([samples = null, , width = null]) => (keep ? [samples, 1, width] : [samples, width]),
    (input) => {
      const [samples = 0, steps = 0, width = 0] = input.shape;
      const out = zerosLike(input.data, samples * width);
      for (let sample = 0; sample < samples; sample++) {
        const rows = validRows(input, sample, reduce === average);
        reduce(rows, out.subarray(sample * width, (sample + 1) * width));
      }
      return { data: out, shape: keep && steps >= 0 ? [samples, 1, width] : [samples, width] };
    },
  );
}

function validRows({ data, shape, mask }: Batch, sample: number, masked: boolean): FloatStorage {
  const [, steps = 0, width = 0] = shape;
  const all = data.subarray(sample * steps * width, (sample + 1) * steps * width);
  if (!mask || !masked) return all;
  return all.filter((_, k) => mask[sample * steps + Math.floor(k / width)] !== 0);
}

function maximum(rows: FloatStorage, out: FloatStorage): void {
  out.fill(-Infinity);
  for (let k = 0; k < rows.length; k++) {
    const column = k % out.length;
    out[column] = Math.max(out[column]!, rows[k]!);
  }
}

function average(rows: FloatStorage, out: FloatStorage): void {
  const sums = new Float64Array(out.length);
  for (let k = 0; k < rows.length; k++) sums[k % out.length]! += rows[k]!;
  for (let k = 0; k < out.length; k++) out[k] = (sums[k]! * out.length) / rows.length;
}

/** UpSampling1D: every step `size` times. */
export function upSamplingRunner({ config }: LayerSpec): Runner {
  const times = numberIn(config, 'size', 2);
  return simpleRunner(
    ([samples = null, steps = null, width = null]) => [
      samples,
      steps === null ? null : steps * times,
      width,
    ],
    ({ data, shape: [samples = 0, steps = 0, width = 0] }) => {
      const out = zerosLike(data, data.length * times);
      for (let row = 0; row < samples * steps * times; row++) {
        const from = Math.floor(row / times) * width;
        out.set(data.subarray(from, from + width), row * width);
      }
      return { data: out, shape: [samples, steps * times, width] };
    },
  );
}
