import { permutations } from './permutations.js';
import type { Situation } from '../situation.js';
import { stepsOf } from '../situation.js';
import type { Reading, ReadingContext, ReadingFamily } from './reading.js';
import { withInput } from './reading.js';
import { told } from '../../words.js';

const widthOf = (at: Situation) => at.input.data.length / stepsOf(at);

/** The columns of the input in another order. */
export const featureOrder: ReadingFamily = ({ situation }) => {
  const width = widthOf(situation);
  const usual = Array.from({ length: width }, (_, k) => k);
  return orders(usual)
    .filter((order) => order.some((from, k) => from !== k))
    .map((order): Reading => ({
      id: 'feature-order',
      label: told(`features ${order.join(' ')}`, `特征顺序 ${order.join(' ')}`),
      details: { order },
      sentence: (who) =>
        `${who} takes the columns of the input in the order ${order.join(', ')}, so that each is multiplied with the weights of another.`,
      source:
        'nothing that a framework defines: the columns of the table that the input was made from',
      repair:
        'Find out which order the model was trained with, and give both sides that one: ' +
        `X[..., [${order.join(', ')}]] makes of one order the other.`,
      zh: {
        sentence: (who) =>
          `${who}按 ${order.join(', ')} 的顺序取输入的各列，于是每一列都乘上了另一列的权重。`,
        repair: `请查明模型训练时的列顺序，并让两边都用它：X[..., [${order.join(', ')}]] 可把一种顺序变成另一种。`,
      },
      apply: (at) =>
        withInput(
          at,
          new Float64Array(at.input.data).map(
            (_, k) => at.input.data[k - (k % width) + order[k % width]!]!,
          ),
        ),
    }));
};

/** All orders of up to four features; of more, those with two exchanged and the opposite one. */
function orders(items: readonly number[]): number[][] {
  if (items.length <= 4) return permutations(items);
  if (items.length > 16) return [items.toReversed()];
  const pairs = items.flatMap((a) => items.filter((b) => b > a).map((b) => [a, b] as const));
  return [
    ...pairs.map(([a, b]) => items.map((k) => (k === a ? b : k === b ? a : k))),
    items.toReversed(),
  ];
}

/** An affine change of each feature. */
interface Scaling {
  readonly words: string;
  readonly zh: string;
  readonly scale: (feature: number) => { readonly times: number; readonly plus: number };
}

/** The input multiplied by a usual factor, or standardised where it was not. */
export const inputScale: ReadingFamily = (context) => {
  const width = widthOf(context.situation);
  return scalings(context).map(({ words, zh, scale }): Reading => {
    const all = Array.from({ length: width }, (_, feature) => scale(feature));
    return {
      id: 'input-scale',
      label: told(`input ${words}`, `${zh}的输入`),
      details: { scaling: words, times: all.map((s) => s.times), plus: all.map((s) => s.plus) },
      sentence: (who) =>
        `${who} was computed from the input ${words}: scaling the data was forgotten on one side, or done twice.`,
      source: 'nothing that a framework defines: how the training data was prepared',
      repair:
        'Scale the input on both sides as it was for training, with the mean and deviation (or the extremes) of the training data: (X - mean) / deviation.',
      zh: {
        sentence: (who) => `${who}是用${zh}的输入计算的：有一边忘了缩放数据，或缩放了两次。`,
        repair:
          '请按训练时的做法缩放两边的输入，用训练数据的均值和标准差（或极值）：(X - mean) / deviation。',
      },
      apply: (at) =>
        withInput(
          at,
          new Float64Array(at.input.data).map(
            (x, k) => x * all[k % width]!.times + all[k % width]!.plus,
          ),
        ),
    };
  });
};

function scalings({ situation, neighbours }: ReadingContext): Scaling[] {
  const factors = [2, 10, 100, 255, 1000].flatMap((factor) => [
    { words: `times ${factor}`, zh: `乘以 ${factor} `, scale: () => ({ times: factor, plus: 0 }) },
    {
      words: `divided by ${factor}`,
      zh: `除以 ${factor} `,
      scale: () => ({ times: 1 / factor, plus: 0 }),
    },
  ]);
  const width = widthOf(situation);
  const sets = [
    { of: 'of this sample', zh: '本样本', data: situation.input.data },
    ...(neighbours ? [{ of: 'of all samples', zh: '所有样本', data: neighbours.inputs.data }] : []),
  ];
  const fitted = sets.flatMap(({ of, zh, data }) => [
    {
      words: `standardised by mean and deviation ${of}`,
      zh: `按${zh}的均值和标准差标准化`,
      scale: (k: number) => standard(column(data, k, width)),
    },
    {
      words: `brought to 0…1 by the extremes ${of}`,
      zh: `按${zh}的极值缩放到 0…1 `,
      scale: (k: number) => unitRange(column(data, k, width)),
    },
  ]);
  const sign = {
    words: 'with the opposite sign',
    zh: '符号相反',
    scale: () => ({ times: -1, plus: 0 }),
  };
  return [...factors, sign, ...fitted];
}

function column(data: ArrayLike<number>, feature: number, width: number): Float64Array {
  return Float64Array.from(
    { length: data.length / width },
    (_, row) => data[row * width + feature]!,
  );
}

function standard(values: Float64Array): { times: number; plus: number } {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  const variance = values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length;
  const deviation = Math.sqrt(variance) || 1;
  return { times: 1 / deviation, plus: -mean / deviation };
}

function unitRange(values: Float64Array): { times: number; plus: number } {
  const low = values.reduce((least, x) => Math.min(least, x), Infinity);
  const range = values.reduce((most, x) => Math.max(most, x), -Infinity) - low || 1;
  return { times: 1 / range, plus: -low / range };
}
