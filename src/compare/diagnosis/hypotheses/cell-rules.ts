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
      `${who} multiplies the state with the transposed recurrent blocks: rows and columns of U are exchanged.`,
    source: 'Keras: units × 4·units, used as h·U; PyTorch and ONNX: 4·units × units, used as U·h',
    repair:
      'Transpose each recurrent block once when weights go from PyTorch or ONNX to Keras, or back.',
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
        `${who} applies the reset gate ${own ? 'before' : 'after'} the recurrent product, this layer ${own ? 'after' : 'before'} it ` +
        `(reset_after is ${own}).`,
      source:
        'Keras 3, tf.keras 2 and PyTorch: after; Keras 1, standalone Keras 2 and the default of ONNX (linear_before_reset=0): before',
      repair: `Set reset_after=${own} (linear_before_reset=${own ? 1 : 0} in ONNX) where the other was computed.`,
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
        `${who} reads the update gate the other way round: h′ = (1−z)∘h + z∘n instead of z∘h + (1−z)∘n.`,
      source:
        'Keras, PyTorch, ONNX: z keeps the old state; Chung 2014 and char-rnn: z takes the new one',
      repair: 'Exchange z and 1 − z in the last line of the cell.',
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
