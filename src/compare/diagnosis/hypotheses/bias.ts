import type { CellSpec } from '../../../cell/cell-spec.js';
import type { CellWeights } from '../../../weights/cell-weights.js';
import type { GateViews } from '../../../weights/gate-views.js';
import { fromStorage } from '../../../ndarray/make.js';
import type { Reading, ReadingFamily } from './reading.js';
import { cellOf, withCells } from './reading.js';

interface BiasRule {
  readonly variant: string;
  readonly words: string;
  readonly repair: string;
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
    words: 'leaves the bias out',
    repair: 'Add the bias b (both biases, where there are two) to the sums.',
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
    words: 'adds only the bias of the input, not the recurrent one',
    repair:
      'Add both biases: bias_ih + bias_hh (for the candidate of a GRU, the recurrent one inside the reset).',
    change: (spec) =>
      spec.weights.recurrentBias &&
      withWeights(spec, { recurrentBias: zeroed(spec.weights.recurrentBias) }),
  },
  {
    variant: 'recurrent only',
    words: 'adds only the recurrent bias, not the one of the input',
    repair:
      'Add both biases: bias_ih + bias_hh (for the candidate of a GRU, the recurrent one inside the reset).',
    change: (spec) =>
      spec.weights.recurrentBias && withWeights(spec, { b: zeroed(spec.weights.b) }),
  },
  {
    variant: 'summed',
    words: 'adds the recurrent bias outside the reset, as if both biases were one',
    repair: 'Keep the recurrent bias of the candidate inside the product with the reset gate.',
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
    words: 'adds the bias twice',
    repair: 'Add the bias once.',
    change: (spec) => withWeights(spec, { b: added(spec.weights.b, spec.weights.b) }),
  },
  {
    variant: 'forget bias added twice',
    words: 'adds 1 to the forget gate at run time, although the stored bias contains it already',
    repair:
      'Do not add forget_bias (unit_forget_bias) again: it is only how the bias was initialised.',
    change: shiftedForget(1),
  },
  {
    variant: 'forget bias left out',
    words: 'has a forget gate that is 1 lower before its activation',
    repair:
      'Add the forget bias of 1 that TensorFlow 1 keeps outside the weights, or do not subtract it.',
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
      label: `bias: ${rule.variant}`,
      details: { variant: rule.variant },
      sentence: (who) => `${who} ${rule.words}.`,
      source:
        'Keras: one bias, with unit_forget_bias inside (two in a GRU with reset_after); PyTorch and ONNX: two biases, added; ' +
        'TensorFlow 1: forget_bias added at run time',
      repair: rule.repair,
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
