import { UnsupportedError } from '../errors.js';
import { planAxis } from '../cell/convolve.js';
import type { LayerSpec } from '../model/model-file.js';
import { sizeOf, zerosLike } from '../ndarray/make.js';
import type { FloatStorage } from '../ndarray/nd-array.js';
import type { Batch } from '../trace/batch.js';
import { numberIn, sizesIn, textIn, valueIn } from './config.js';
import type { Runner } from './runner.js';
import { simpleRunner } from './runner.js';

/** MaxPooling and AveragePooling over steps (1D) or images (2D), channels last. Padding never counts. */
export function poolingRunner({ name, className, config }: LayerSpec): Runner {
  const rank = rankOf(className);
  requireChannelsLast(name, config);
  const pool = sizesIn(config, 'pool_size', { count: rank, otherwise: 2 });
  const strides =
    valueIn(config, 'strides') == null
      ? pool
      : sizesIn(config, 'strides', { count: rank, otherwise: 2 });
  const padding = textIn(config, 'padding', 'valid') === 'same' ? 'same' : 'valid';
  const plan = { strides, dilation: pool.map(() => 1), padding } as const;
  const outputs = (n: number, axis: number) => planAxis(n, pool[axis]!, plan, axis).outputs;
  const reduce = className.startsWith('Max') ? maximum : average;
  return simpleRunner(
    ([samples = null, ...image]) => [
      samples,
      ...image.slice(0, rank).map((n, axis) => (n === null ? null : outputs(n, axis))),
      image[rank] ?? null,
    ],
    ({ data, shape: [samples = 0, ...image] }) => {
      const width = image[rank]!;
      // Steps are an image of one column.
      const [height = 1, columns = 1] = image.slice(0, rank);
      const [down, across] = [height, columns].map((n, axis) =>
        axis < rank
          ? windows(planAxis(n, pool[axis]!, plan, axis), pool[axis]!)
          : [[0, n] as const],
      ) as [Window[], Window[]];
      const out = zerosLike(data, samples * down.length * across.length * width);
      let row = 0;
      for (let sample = 0; sample < samples; sample++) {
        const place = { data, width, columns, start: sample * height * columns };
        for (const rows of down) {
          for (const cut of across) {
            reduce(windowOf(place, rows, cut), out.subarray(row * width, ++row * width));
          }
        }
      }
      const sizes = [down.length, across.length].slice(0, rank);
      return { data: out, shape: [samples, ...sizes, width] };
    },
  );
}

/** From the first place of an axis up to, not including, the second. */
type Window = readonly [from: number, to: number];

/** Where the windows of one axis lie, inside the image. */
function windows(
  { size, outputs, stride, before }: ReturnType<typeof planAxis>,
  pool: number,
): Window[] {
  return Array.from({ length: outputs }, (_, k) => {
    const start = k * stride - before;
    return [Math.max(0, start), Math.min(size, start + pool)] as const;
  });
}

/** The pixels of one window, one after the other. */
function windowOf(
  image: { data: FloatStorage; width: number; columns: number; start: number },
  [top, bottom]: Window,
  [left, right]: Window,
): FloatStorage {
  const { data, width, columns, start } = image;
  const cut = (row: number) => {
    const at = start + row * columns;
    return data.subarray((at + left) * width, (at + right) * width);
  };
  if (left === 0 && right === columns) {
    return data.subarray((start + top * columns) * width, (start + bottom * columns) * width);
  }
  const out = zerosLike(data, (bottom - top) * (right - left) * width);
  for (let row = top; row < bottom; row++) out.set(cut(row), (row - top) * (right - left) * width);
  return out;
}

function rankOf(className: string): 1 | 2 {
  return className.endsWith('2D') ? 2 : 1;
}

function requireChannelsLast(name: string, config: LayerSpec['config']): void {
  if (textIn(config, 'data_format', 'channels_last') !== 'channels_first') return;
  throw new UnsupportedError(`Layer "${name}" has its channels first, which cannot be run`, {
    layer: name,
  });
}

/** GlobalMaxPooling and GlobalAveragePooling over steps or images; the average leaves masked steps out. */
export function globalPoolingRunner({ name, className, config }: LayerSpec): Runner {
  const rank = rankOf(className);
  requireChannelsLast(name, config);
  const reduce = className.includes('Max') ? maximum : average;
  const ones = valueIn(config, 'keepdims') === true ? new Array<number>(rank).fill(1) : [];
  return simpleRunner(
    ([samples = null, ...image]) => [samples, ...ones, image[rank] ?? null],
    (input) => {
      const { samples, width } = rowsOf(input);
      const out = zerosLike(input.data, samples * width);
      for (let sample = 0; sample < samples; sample++) {
        const rows = validRows(input, sample, reduce === average);
        reduce(rows, out.subarray(sample * width, (sample + 1) * width));
      }
      return { data: out, shape: [samples, ...ones, width] };
    },
  );
}

/** A batch as rows of channels, wherever they stand. */
function rowsOf({ shape }: Batch): { samples: number; rows: number; width: number } {
  const [samples = 0, ...image] = shape;
  return { samples, rows: sizeOf(image.slice(0, -1)), width: image.at(-1) ?? 0 };
}

function validRows(input: Batch, sample: number, masked: boolean): FloatStorage {
  const { data, mask } = input;
  const { rows: steps, width } = rowsOf(input);
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
