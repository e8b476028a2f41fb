import type { GateViews } from '../../../weights/gate-views.js';
import type { CellSpec } from '../../../cell/cell-spec.js';
import { fromStorage, toStorage } from '../../../ndarray/make.js';
import type { ReadingFamily } from './reading.js';
import { cellOf, withCells } from './reading.js';
import { told } from '../../words.js';

/** The recurrent kernel of each gate read with rows and columns exchanged. */
export const transposedRecurrent: ReadingFamily = () => [
  {
    id: 'transposed-recurrent',
    label: told('recurrent kernel transposed', '循环核转置'),
    details: {},
    sentence: (who) =>
      `${who} uses the recurrent weights with rows and columns exchanged, so that what unit a tells unit b goes from b to a.`,
    source:
      'Keras: U is units × gates·units and used as h @ U; PyTorch (weight_hh_l0) and ONNX (R): gates·units × units, used as U @ h',
    repair:
      'Transpose the recurrent kernel once when weights go from PyTorch or ONNX to Keras, or back: U = weight_hh_l0.T.',
    zh: {
      sentence: (who) =>
        `${who}使用循环权重时行列互换了，于是单元 a 要告诉单元 b 的内容从 b 流向了 a。`,
      repair:
        '权重从 PyTorch 或 ONNX 转到 Keras（或反过来）时，请把循环核转置一次：U = weight_hh_l0.T。',
    },
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
      label: told(
        `reset ${own ? 'before' : 'after'} the product`,
        `在乘积${own ? '之前' : '之后'}重置`,
      ),
      details: { resetAfter: !own },
      sentence: (who) =>
        `A GRU's reset gate can act on the state before it is multiplied with U, or on the product; ${who.toLowerCase()} resets ` +
        `${own ? 'before' : 'after'} the product, this layer ${own ? 'after' : 'before'} it (reset_after is ${own}).`,
      source:
        'after: Keras 3 and tf.keras 2 (reset_after=True), PyTorch, cuDNN; before: Keras 1, standalone Keras 2, ONNX unless linear_before_reset=1',
      repair: `Set reset_after=${own ? 'True' : 'False'} in Keras, linear_before_reset=${own ? 1 : 0} in ONNX, or by hand: n = tanh(x @ W_n + ${own ? 'r * (h @ U_n)' : '(r * h) @ U_n'}).`,
      zh: {
        sentence: (who) =>
          `GRU 的重置门可以在状态乘以 U 之前作用于状态，也可以作用于乘积；${who}在乘积${own ? '之前' : '之后'}重置，这一层在${own ? '之后' : '之前'}（reset_after 为 ${own}）。`,
        repair: `请在 Keras 中设 reset_after=${own ? 'True' : 'False'}，ONNX 中设 linear_before_reset=${own ? 1 : 0}，手写则：n = tanh(x @ W_n + ${own ? 'r * (h @ U_n)' : '(r * h) @ U_n'})。`,
      },
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
      label: told('z and 1 − z exchanged', 'z 与 1 − z 互换'),
      details: {},
      sentence: (who) =>
        `${who} reads the update gate the other way round: z says how much of the new candidate is taken, while in this layer it says how much of the old state is kept.`,
      source:
        'Keras, PyTorch and ONNX: h = z * h + (1 - z) * n; Chung 2014 and char-rnn (model/GRU.lua): h = (1 - z) * h + z * n',
      repair: 'Exchange z and 1 - z in the last line of the cell: h = z * h + (1 - z) * n.',
      zh: {
        sentence: (who) =>
          `${who}把更新门读反了：z 表示采用多少新的候选值，而在这一层中 z 表示保留多少旧状态。`,
        repair: '请在单元的最后一行交换 z 和 1 - z：h = z * h + (1 - z) * n。',
      },
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
