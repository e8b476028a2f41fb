import type { Activation } from '../../../cell/activation.js';
import { elementwise } from '../../../cell/activation.js';
import { activationNamed } from '../../../cell/find-activation.js';
import type { Reading, ReadingFamily } from './reading.js';
import { cellOf, withCells } from './reading.js';
import { told } from '../../words.js';

const noClip = (formula: string, of: (x: number) => number) =>
  elementwise(
    {
      name: 'hard_sigmoid',
      id: 'hard_sigmoid_unclipped',
      formula,
      definedIn: 'handwritten code',
    },
    of,
  );

/**
 * Hard sigmoids that do not keep a gate between 0 and 1: one has no clip; the other asks whether the sum lies beyond ±2.5 when it
 * has been scaled already, so that its clip comes far too late.
 */
export const unclipped = [
  noClip('0.2x+0.5 and no clip', (x) => 0.2 * x + 0.5),
  noClip('0.2x+0.5, clipped where the result is beyond ±2.5', (x) => {
    const y = 0.2 * x + 0.5;
    return y < -2.5 ? 0 : y > 2.5 ? 1 : y;
  }),
] as const;

const era = { framework: 'none', frameworkVersion: undefined } as const;
const named = (id: string) => activationNamed(id, era);
const gateCurves = (): Activation[] => [
  ...['sigmoid', 'hard_sigmoid_keras2', 'hard_sigmoid_keras3'].map(named),
  ...unclipped,
  ...['tanh', 'linear'].map(named),
];
const stateCurves = () => ['tanh', 'sigmoid', 'relu', 'linear', 'hard_tanh', 'softsign'].map(named);

const sources: Readonly<Record<string, string>> = {
  sigmoid:
    'Keras 2.3 and later (keras/layers/rnn/lstm.py: recurrent_activation="sigmoid"), PyTorch (torch.nn.LSTM), ONNX (LSTM): 1/(1+exp(-x))',
  hard_sigmoid_keras2:
    'Keras before 3 (backend.hard_sigmoid; the default of recurrent_activation before 2.3), TensorFlow.js, ONNX HardSigmoid: clip(0.2x+0.5, 0, 1)',
  hard_sigmoid_keras3: 'Keras 3 (keras/src/backend/*/nn.py), PyTorch (Hardsigmoid): relu6(x+3)/6',
  hard_sigmoid_unclipped:
    'no framework: 0.2x+0.5 with a clip that was forgotten, or that never acts',
};

/** What a beginner should know of gates that were computed by one curve instead of another. */
function whyGatesDiffer(curve: string, own: string): string {
  const hard = (id: string) => id.startsWith('hard_sigmoid');
  if (curve === unclipped[0].id) {
    return 'without the clip a gate is no longer kept between 0 and 1, so a large sum makes it let through more than all, or less than nothing';
  }
  if (hard(curve) && hard(own)) {
    return 'Keras 3 gave the old name hard_sigmoid to another function, so the same config means two things';
  }
  if (hard(curve) !== hard(own) && [curve, own].includes('sigmoid')) {
    return 'a hard sigmoid is three straight lines in the place of the smooth curve, and which of them is the default changed with Keras 2.3';
  }
  return 'a gate has to be squashed by the function that the model was trained with';
}

/** The same in Chinese. */
function whyGatesDifferZh(curve: string, own: string): string {
  const hard = (id: string) => id.startsWith('hard_sigmoid');
  if (curve === unclipped[0].id) {
    return '不截断，门就不再保持在 0 和 1 之间，和很大时会放过多于全部、或少于零的内容';
  }
  if (hard(curve) && hard(own)) {
    return 'Keras 3 把旧名字 hard_sigmoid 给了另一个函数，所以同一份配置有两种含义';
  }
  if (hard(curve) !== hard(own) && [curve, own].includes('sigmoid')) {
    return 'hard sigmoid 用三段直线代替光滑曲线，哪一个是默认值从 Keras 2.3 起变了';
  }
  return '门必须用模型训练时所用的函数来压缩';
}

/** Other functions in the place of the gates' sigmoid. */
export const recurrentActivations: ReadingFamily = ({ situation }) => {
  const cell = cellOf(situation);
  if (!cell || cell.kind === 'simple-rnn') return [];
  const own = cell.recurrentActivation.id;
  return gateCurves()
    .filter(({ id }) => id !== own)
    .map((curve) => recurrentActivation(curve, own));
};

function recurrentActivation(curve: Activation, own: string): Reading {
  const isUnclipped = curve.id === unclipped[0].id;
  return {
    id: 'recurrent-activation',
    label: told(
      `gates by ${isUnclipped ? curve.formula : curve.id}`,
      `各个门用 ${isUnclipped ? curve.formula : curve.id}`,
    ),
    details: { activation: curve.id, formula: curve.formula, insteadOf: own },
    sentence: (who) =>
      `${who} squashes the gates with ${curve.id} (${curve.formula}), where this layer has ${own}: ${whyGatesDiffer(curve.id, own)}.`,
    source: [sources[curve.id] ?? curve.definedIn, sources[own]].filter(Boolean).join('; '),
    repair: isUnclipped
      ? 'Clip the result at 0 and 1, which is where the argument is ±2.5: np.clip(0.2 * x + 0.5, 0, 1), in TypeScript Math.min(1, Math.max(0, 0.2 * x + 0.5)).'
      : `Compute the gates with ${own}. If ${curve.id} is what the model was trained with, write "recurrent_activation": "${curve.id}" into its ` +
        'config: openModel(path, { config }).',
    zh: {
      sentence: (who) =>
        `${who}用 ${curve.id}（${curve.formula}）压缩各个门，而这一层用 ${own}：${whyGatesDifferZh(curve.id, own)}。`,
      repair: isUnclipped
        ? '请在 0 和 1 处截断结果，那正是自变量为 ±2.5 之处：np.clip(0.2 * x + 0.5, 0, 1)，TypeScript 中 Math.min(1, Math.max(0, 0.2 * x + 0.5))。'
        : `请用 ${own} 计算各个门。如果模型训练时用的就是 ${curve.id}，请在配置中写上 "recurrent_activation": "${curve.id}"：openModel(path, { config })。`,
    },
    apply: (at) => withCells(at, (spec) => ({ ...spec, recurrentActivation: curve })),
  };
}

/** Other functions in the place of the candidate's tanh. */
export const stateActivations: ReadingFamily = ({ situation }) => {
  const own = cellOf(situation)?.activation.id;
  if (own === undefined) return [];
  return stateCurves()
    .filter(({ id }) => id !== own)
    .map((curve) => ({
      id: 'activation',
      label: told(`candidate by ${curve.id}`, `候选值用 ${curve.id}`),
      details: { activation: curve.id, insteadOf: own },
      sentence: (who) =>
        `${who} computes the candidate (what may be written into the state), and in an LSTM the way out of the cell, with ${curve.id} ` +
        `(${curve.formula}), where this layer has ${own}.`,
      source:
        'Keras: the argument activation (tanh unless said otherwise); PyTorch: nonlinearity of nn.RNN, always tanh in nn.LSTM and nn.GRU; ' +
        'ONNX: the attribute activations',
      repair:
        `Use ${own} for both. If ${curve.id} is what the model was trained with, write "activation": "${curve.id}" into its config: ` +
        'openModel(path, { config }).',
      zh: {
        sentence: (who) =>
          `${who}用 ${curve.id}（${curve.formula}）计算候选值（可能写入状态的内容），在 LSTM 中还有细胞状态的输出，而这一层用 ${own}。`,
        repair: `两处都请用 ${own}。如果模型训练时用的就是 ${curve.id}，请在配置中写上 "activation": "${curve.id}"：openModel(path, { config })。`,
      },
      apply: (at) => withCells(at, (spec) => ({ ...spec, activation: curve })),
    }));
};
