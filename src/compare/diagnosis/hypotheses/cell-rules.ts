import type { GateViews } from '../../../weights/gate-views.js';
import type { CellSpec } from '../../../cell/cell-spec.js';
import { fromStorage, toStorage } from '../../../ndarray/make.js';
import type { ReadingFamily } from './reading.js';
import { cellOf, withCells } from './reading.js';

/** The recurrent kernel of each gate read with rows and columns exchanged. */
export const transposedRecurrent: ReadingFamily = () => [
  {
    id: 'transposed-recurrent',
    label: 'recurrent kernel transposed',
    details: {},
    sentence: (who) =>
      `${who} uses the recurrent weights with rows and columns exchanged, so that what unit a tells unit b goes from b to a.`,
    source:
      'Keras: U is units × gates·units and used as h @ U; PyTorch (weight_hh_l0) and ONNX (R): gates·units × units, used as U @ h',
    repair:
      'Transpose the recurrent kernel once when weights go from PyTorch or ONNX to Keras, or back: U = weight_hh_l0.T.',
    apply: (at) =>
      withCells(at, (spec) =>
        spec.weights.projection
          ? undefined
          : {
              ...spec,
              weights: { ...spec.weights, U: spec.weights.U.map((view) => view.transpose(1, 0)) },
            },
      ),
  },
];

/** A GRU whose reset gate stands on the other side of the recurrent product. */
export const resetAfter: ReadingFamily = ({ situation }) => {
  const cell = cellOf(situation);
  if (cell?.kind !== 'gru') return [];
  const own = cell.resetAfter ?? false;
  return [
    {
      id: 'reset-after',
      label: `reset ${own ? 'before' : 'after'} the product`,
      details: { resetAfter: !own },
      sentence: (who) =>
        `A GRU's reset gate can act on the state before it is multiplied with U, or on the product; ${who.toLowerCase()} resets ` +
        `${own ? 'before' : 'after'} the product, this layer ${own ? 'after' : 'before'} it (reset_after is ${own}).`,
      source:
        'after: Keras 3 and tf.keras 2 (reset_after=True), PyTorch, cuDNN; before: Keras 1, standalone Keras 2, ONNX unless linear_before_reset=1',
      repair: `Set reset_after=${own ? 'True' : 'False'} in Keras, linear_before_reset=${own ? 1 : 0} in ONNX, or by hand: n = tanh(x @ W_n + ${own ? 'r * (h @ U_n)' : '(r * h) @ U_n'}).`,
      apply: (at) => withCells(at, (spec) => ({ ...spec, resetAfter: !spec.resetAfter })),
    },
  ];
};

const negated = (views: GateViews) =>
  views.map((view, name) =>
    name === 'z'
      ? fromStorage(
          Float64Array.from(toStorage(view, 'float64'), (x) => -x),
          view.shape,
        )
      : view,
  );

/** A GRU whose update gate keeps where ours renews: z and 1 − z exchanged. */
export const updatePolarity: ReadingFamily = ({ situation }) => {
  if (cellOf(situation)?.kind !== 'gru') return [];
  return [
    {
      id: 'update-polarity',
      label: 'z and 1 − z exchanged',
      details: {},
      sentence: (who) =>
        `${who} reads the update gate the other way round: z says how much of the new candidate is taken, while in this layer it says how much of the old state is kept.`,
      source:
        'Keras, PyTorch and ONNX: h = z * h + (1 - z) * n; Chung 2014 and char-rnn (model/GRU.lua): h = (1 - z) * h + z * n',
      repair: 'Exchange z and 1 - z in the last line of the cell: h = z * h + (1 - z) * n.',
      apply: (at) => withCells(at, flippedUpdate),
    },
  ];
};

/** σ(−x) = 1 − σ(x) holds for the logistic function and every hard sigmoid, so turning the sign of z's sum turns the gate. */
function flippedUpdate(spec: CellSpec): CellSpec | undefined {
  if (!/sigmoid/.test(spec.recurrentActivation.id)) return undefined;
  const { weights } = spec;
  return {
    ...spec,
    weights: {
      ...weights,
      W: negated(weights.W),
      U: negated(weights.U),
      b: negated(weights.b),
      ...(weights.recurrentBias && { recurrentBias: negated(weights.recurrentBias) }),
    },
  };
}
