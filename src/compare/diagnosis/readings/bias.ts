import type { CellSpec } from '../../../cell/cell-spec.js';
import type { CellWeights } from '../../../weights/cell-weights.js';
import type { GateViews } from '../../../weights/gate-views.js';
import { fromStorage } from '../../../ndarray/make.js';
import type { Reading, ReadingFamily } from './reading.js';
import { cellOf, withCells } from './reading.js';
import { told } from '../../words.js';

interface BiasRule {
  readonly variant: string;
  readonly words: string;
  readonly repair: string;
  readonly zh: { readonly variant: string; readonly words: string; readonly repair: string };
  readonly change: (spec: CellSpec) => CellSpec | undefined;
}

const zeroed = (views: GateViews) =>
  views.map(({ shape }) => fromStorage(new Float64Array(shape[0]!), shape));

const withWeights = (spec: CellSpec, weights: Partial<CellWeights>): CellSpec => ({
  ...spec,
  weights: { ...spec.weights, ...weights },
});

const shiftedForget = (by: number) => (spec: CellSpec) =>
  spec.kind === 'lstm' ? { ...spec, forgetBias: (spec.forgetBias ?? 0) + by } : undefined;

const rules: readonly BiasRule[] = [
  {
    variant: 'missing',
    words: 'leaves the bias out: the constant that is added to every sum',
    repair: 'Add the bias to the sums: x @ W + h @ U + b (both biases, where the file has two).',
    zh: {
      variant: '没有',
      words: '漏掉了偏置：每个和都要加上的常数',
      repair: '请把偏置加到和里：x @ W + h @ U + b（文件有两个偏置时两个都加）。',
    },
    change: ({ forgetBias: _, ...spec }) => ({
      ...spec,
      weights: {
        ...spec.weights,
        b: zeroed(spec.weights.b),
        ...(spec.weights.recurrentBias && { recurrentBias: zeroed(spec.weights.recurrentBias) }),
      },
    }),
  },
  {
    variant: 'input only',
    words:
      'adds only the bias of the input, although this layer has a second one for the recurrent product',
    repair:
      'Add both biases: x @ W + bias_ih + h @ U + bias_hh; in the candidate of a GRU: r * (h @ U_n + bias_hh_n).',
    zh: {
      variant: '只有输入的',
      words: '只加了输入的偏置，而这一层的循环乘积还有第二个偏置',
      repair:
        '请加上两个偏置：x @ W + bias_ih + h @ U + bias_hh；GRU 的候选值中：r * (h @ U_n + bias_hh_n)。',
    },
    change: (spec) =>
      spec.weights.recurrentBias &&
      withWeights(spec, { recurrentBias: zeroed(spec.weights.recurrentBias) }),
  },
  {
    variant: 'recurrent only',
    words: 'adds only the recurrent bias, although this layer has another one for the input',
    repair:
      'Add both biases: x @ W + bias_ih + h @ U + bias_hh; in the candidate of a GRU: r * (h @ U_n + bias_hh_n).',
    zh: {
      variant: '只有循环的',
      words: '只加了循环的偏置，而这一层的输入还有另一个偏置',
      repair:
        '请加上两个偏置：x @ W + bias_ih + h @ U + bias_hh；GRU 的候选值中：r * (h @ U_n + bias_hh_n)。',
    },
    change: (spec) =>
      spec.weights.recurrentBias && withWeights(spec, { b: zeroed(spec.weights.b) }),
  },
  {
    variant: 'summed',
    words:
      'adds both biases of the candidate before the reset gate acts, but the recurrent one has to be reset together with its product',
    repair:
      'Keep the recurrent bias of the candidate with its product: n = tanh(x @ W_n + b_n + r * (h @ U_n + b_hn)).',
    zh: {
      variant: '合并',
      words: '在重置门作用之前就把候选值的两个偏置加在一起，而循环偏置应当和它的乘积一起被重置',
      repair:
        '候选值的循环偏置要和它的乘积放在一起：n = tanh(x @ W_n + b_n + r * (h @ U_n + b_hn))。',
    },
    change(spec) {
      const { b, recurrentBias } = spec.weights;
      if (spec.kind !== 'gru' || !recurrentBias) return undefined;
      return withWeights(spec, {
        b: added(b, recurrentBias),
        recurrentBias: zeroed(recurrentBias),
      });
    },
  },
  {
    variant: 'twice',
    words: 'adds the bias twice, once with the input and once more with the recurrent product',
    repair:
      'Add the bias once: a file with two biases (PyTorch, ONNX) wants both added, one with a single bias (Keras) wants it once.',
    zh: {
      variant: '两次',
      words: '把偏置加了两次，一次随输入，一次随循环乘积',
      repair:
        '偏置只加一次：有两个偏置的文件（PyTorch、ONNX）两个都要加，只有一个偏置的（Keras）只加一次。',
    },
    change: (spec) => withWeights(spec, { b: added(spec.weights.b, spec.weights.b) }),
  },
  {
    variant: 'forget bias added twice',
    words: 'adds 1 to the sum of the forget gate, although the stored bias contains that 1 already',
    repair:
      'Leave the 1 out: unit_forget_bias=True is only how Keras initialises the bias before training.',
    zh: {
      variant: '遗忘门偏置加了两次',
      words: '在遗忘门的和上加了 1，而保存的偏置里已经含有这个 1',
      repair: '请去掉这个 1：unit_forget_bias=True 只是 Keras 在训练前初始化偏置的方式。',
    },
    change: shiftedForget(1),
  },
  {
    variant: 'forget bias left out',
    words: 'has a forget gate whose sum is 1 lower than in this layer',
    repair:
      'Add forget_bias = 1 to the sum of the forget gate: TensorFlow 1 (BasicLSTMCell, LSTMCell) adds it at run time and does not store it.',
    zh: {
      variant: '漏掉遗忘门偏置',
      words: '遗忘门的和比这一层的小 1',
      repair:
        '请在遗忘门的和上加 forget_bias = 1：TensorFlow 1（BasicLSTMCell、LSTMCell）在运行时加上它，并不保存。',
    },
    change: shiftedForget(-1),
  },
];

/** Other rules of which bias is added where. */
export const biasRules: ReadingFamily = ({ situation }) => {
  const spec = cellOf(situation);
  if (!spec) return [];
  return rules
    .filter(({ change }) => change(spec) !== undefined)
    .map((rule): Reading => ({
      id: 'bias',
      label: told(`bias: ${rule.variant}`, `偏置：${rule.zh.variant}`),
      details: { variant: rule.variant },
      sentence: (who) => `${who} ${rule.words}.`,
      source:
        'Keras (keras/src/layers/rnn/lstm.py): one bias, with unit_forget_bias inside; two in a GRU with reset_after; PyTorch (bias_ih, bias_hh) ' +
        'and ONNX (Wb, Rb): two biases; TensorFlow 1 (legacy_cells.py): forget_bias added at run time',
      repair: rule.repair,
      zh: { sentence: (who) => `${who}${rule.zh.words}。`, repair: rule.zh.repair },
      apply: (at) => withCells(at, rule.change),
    }));
};

function added(a: GateViews, b: GateViews): GateViews {
  return a.map((view, name) => {
    const other = b.get(name);
    const length = view.shape[0]!;
    const sums = Float64Array.from({ length }, (_, k) => view.get(k) + other.get(k));
    return fromStorage(sums, [length]);
  });
}
