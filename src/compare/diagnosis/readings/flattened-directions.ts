import type { Situation } from '../situation.js';
import { stepsOf } from '../situation.js';
import { onlySample } from './batch-samples.js';
import type { Reading, ReadingContext, ReadingFamily } from './reading.js';
import { told } from '../../words.js';

/** Whether the whole output of both directions, side by side, is compared. */
export const isJoined = ({ setup, series, part }: Situation) =>
  setup.directions.length === 2 && setup.merge === 'concat' && series === 'output' && !part;

/** Width of what both directions give out together. */
export const widthOf = ({ setup, input }: Situation) =>
  setup.directions.reduce((sum, direction) => {
    const cell = direction.cellFor(input.shape.slice(2));
    return sum + cell.series[cell.output]![0]!;
  }, 0);

const source =
  'ONNX (docs/Operators.md): Y is time × directions × samples × units; Keras and PyTorch put both directions side by side in the last axis';

function flattened(
  [variant, variantZh]: readonly [en: string, zh: string],
  [words, zh]: readonly [en: string, zh: string],
  apply: Reading['apply'],
): Reading {
  return {
    id: 'flattened-directions',
    label: told(`directions flattened: ${variant}`, `方向展平：${variantZh}`),
    details: { variant },
    sentence: (who) => `${who} holds both directions, but ${words}.`,
    source,
    repair:
      'Move the axis of directions before the reshape: Y.transpose(2, 0, 1, 3).reshape(samples, time, -1) of an ONNX Y.',
    zh: {
      sentence: (who) => `${who}含有两个方向，但${zh}。`,
      repair:
        '请在改变形状之前移动方向轴：对 ONNX 的 Y 用 Y.transpose(2, 0, 1, 3).reshape(samples, time, -1)。',
    },
    apply,
    alone: true,
  };
}

/** The axis of directions of a bidirectional output flattened in another way. */
export const flattenedDirections: ReadingFamily = (context) => {
  const { situation } = context;
  if (!isJoined(situation) || !situation.setup.returnSequences) return [];
  const [width, steps] = [widthOf(situation), stepsOf(situation)];
  const half = width / 2;
  if (!Number.isInteger(half)) return [];
  return [
    flattened(
      ['unit by unit', '逐个单元'],
      [
        'with the two values of each unit side by side, where all units of one direction come before those of the other',
        '每个单元的两个值并排放置，而正确的顺序是一个方向的所有单元在另一个方向之前',
      ],
      (at) => ({
        ...at,
        part: {
          units: Array.from({ length: width }, (_, j) => (j % 2) * half + Math.floor(j / 2)),
        },
      }),
    ),
    flattened(
      ['directions before time', '方向在时间之前'],
      [
        'with the whole forward sequence before the whole backward one, reshaped without moving the axes',
        '整个前向序列排在整个反向序列之前，改变形状时没有移动轴',
      ],
      (at) => ({
        ...at,
        mosaic: {
          pieces: [at],
          length: steps * width,
          units: width,
          at: (k) => {
            const [direction, rest] = [Math.floor(k / (steps * half)), k % (steps * half)];
            return [0, Math.floor(rest / half) * width + direction * half + (rest % half)];
          },
        },
      }),
    ),
    ...unmoved(context, { width, steps }),
  ];
};

/** Y, time × directions × samples × units, taken for samples × time × units as it lies there. */
function unmoved(
  { neighbours }: ReadingContext,
  { width, steps }: { readonly width: number; readonly steps: number },
): Reading[] {
  if (!neighbours || neighbours.inputs.shape[0]! > mostSamples) return [];
  const { inputs, sample } = neighbours;
  const [samples, half] = [inputs.shape[0]!, width / 2];
  return [
    flattened(
      ['axes not moved', '轴没有移动'],
      [
        'its axes time × directions × samples × units were reshaped to samples × time × units without being moved, so that steps, samples and units are mixed',
        '轴 time × directions × samples × units 没有移动就被改成了 samples × time × units 的形状，于是时间步、样本和单元混在了一起',
      ],
      (at) => ({
        ...at,
        mosaic: {
          pieces: Array.from({ length: samples }, (_, n) => onlySample(at, inputs, n)),
          length: steps * width,
          units: width,
          at: (k) => {
            const place = sample * steps * width + k;
            const [row, unit] = [Math.floor(place / half), place % half];
            const [n, rest] = [row % samples, Math.floor(row / samples)];
            return [n, Math.floor(rest / 2) * width + (rest % 2) * half + unit];
          },
        },
      }),
    ),
  ];
}

/** Samples that are run for one reading. */
const mostSamples = 64;
