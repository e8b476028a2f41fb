import { toNdArray } from '../ndarray/nd-array.js';
import type { FloatType } from '../ndarray/make.js';
import type { NdArray } from '../ndarray/nd-array.js';
import type { Prediction } from '../trace/prediction.js';
import type { Diagnosis } from './verdict-types.js';
import type { Grid } from './grid.js';
import { sampleOf } from './grid.js';
import { shortNumber } from './short-number.js';
import { agreed, tell, told } from './words.js';
import { estimatedWidth } from '../rounding/estimate.js';

/** What is compared: views of the model's output and of a reference, read alike. */
export interface PredictionPair {
  /** Our output. */
  readonly ours: Grid;
  /** The reference. */
  readonly reference: Grid;
  /** Reads an array that is laid out as ours is. */
  readonly read: (array: NdArray) => Grid;
  /** Our output as the user has it. */
  readonly view: NdArray;
}

/**
 * Judges the output of a whole model. No Jacobian goes through all its layers, so that what rounding may do is estimated: so many times the
 * difference of two runs of ours, in float32 and in float64.
 */
export function judgePrediction(
  { name, input, again }: Prediction,
  pair: PredictionPair,
): Diagnosis {
  const { view, read, ours, reference } = pair;
  const run = (dtype: FloatType) => {
    const { shape, stride, offset } = view;
    return allOf(read(toNdArray({ data: again(input as never, dtype), shape, stride, offset })));
  };
  const exact = run('float64');
  const width = estimatedWidth(exact, run('float32'));
  const [a, b] = [allOf(ours), allOf(reference)];
  const broken = exact.findIndex((x, k) => !Number.isFinite(x) || !Number.isFinite(a[k]!));
  if (broken >= 0) {
    const odd = Number.isFinite(exact[broken]!) ? a[broken] : exact[broken];
    return nothingToCompare(`${odd}`, name, [placeOf(broken, ours), placeZhOf(broken, ours)]);
  }
  const errors = exact.map((x, k) => Math.max(Math.abs(a[k]! - x), Math.abs(b[k]! - x)));
  const outside = errors.findIndex((error) => !(error <= width));
  const largest = errors.reduce((most, error) => Math.max(most, error), 0);
  if (outside < 0) {
    return {
      verdict: 'rounding',
      ...tell({
        seen: told(
          `The error stays inside what float32 rounding is estimated to make of this model (${shortNumber(width)}, from two runs of ours).`,
          `误差没有超出 float32 舍入对该模型的估计影响（${shortNumber(width)}，由我们的两次运行得出）。`,
        ),
        ...agreed,
      }),
      candidates: [],
      share: largest / width,
    };
  }
  const perSample = ours.steps * ours.units;
  const cell = outside % perSample;
  return {
    verdict: 'unexplained',
    ...tell({
      seen: told(
        `The error is ${shortNumber(errors[outside]!)} ${placeOf(outside, ours)}, where rounding is estimated to make ${shortNumber(width)} of this model.`,
        `误差${placeZhOf(outside, ours)}是 ${shortNumber(errors[outside]!)}，而舍入对该模型的估计影响是 ${shortNumber(width)}。`,
      ),
      means: told('It is more than rounding.', '它超出了舍入。'),
      todo: told(
        'Compare its recurrent layers, model.layer(name).trace(X).output, to learn where it begins.',
        '请比较它的循环层 model.layer(name).trace(X).output，以查明误差从哪里开始。',
      ),
    }),
    candidates: [],
    firstOutside: {
      sample: Math.floor(outside / perSample),
      step: Math.floor(cell / ours.units),
      unit: cell % ours.units,
    },
    share: errors.reduce((most, error) => Math.max(most, error / width), 0),
  };
}

function nothingToCompare(
  odd: string,
  name: string,
  [place, placeZh]: readonly [en: string, zh: string],
): Diagnosis {
  return {
    verdict: 'undecided',
    ...tell({
      seen: told(
        `What ${name} gives out is ${odd} ${place}.`,
        `${name} 的输出${placeZh}是 ${odd}。`,
      ),
      means: told('There is nothing to compare.', '没有可比较的内容。'),
      todo: told('Look for NaN in the input and the weights.', '请检查输入和权重中是否有 NaN。'),
    }),
    candidates: [],
  };
}

function allOf(grid: Grid): Float64Array {
  const size = grid.steps * grid.units;
  const all = new Float64Array(grid.samples * size);
  for (let n = 0; n < grid.samples; n++) all.set(sampleOf(grid, n), n * size);
  return all;
}

function placeZhOf(k: number, { samples, steps, units }: Grid): string {
  const [sample, step] = [Math.floor(k / (steps * units)), Math.floor(k / units) % steps];
  const parts = [
    samples > 1 ? `样本 ${sample}` : '',
    steps > 1 ? `第 ${step} 步` : '',
    `单元 ${k % units}`,
  ];
  return `在${parts.filter(Boolean).join('、')} 处`;
}

function placeOf(k: number, { samples, steps, units }: Grid): string {
  const [sample, step] = [Math.floor(k / (steps * units)), Math.floor(k / units) % steps];
  return [
    samples > 1 ? `in sample ${sample}` : '',
    steps > 1 ? `at step ${step}` : '',
    `in unit ${k % units}`,
  ]
    .filter(Boolean)
    .join(', ');
}
