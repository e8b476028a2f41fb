import type { CellSpec } from '../../../cell/cell-spec.js';
import type { GateName } from '../../../weights/gate-views.js';
import { GateViews } from '../../../weights/gate-views.js';
import { shownOrders } from '../../../weights/orders.js';
import type { Reading, ReadingFamily } from './reading.js';
import { cellOf, withCells } from './reading.js';

/** Who is known to store blocks so, relative to a file that stores i f g o (z r n). */
const known: Readonly<Record<string, string>> = {
  'i f o g': 'char-rnn and torch-rnn (model/LSTM.lua)',
  'i o f g': 'ONNX (docs/Operators.md, LSTM)',
  'i g f o': 'TensorFlow 1 (BasicLSTMCell) and Keras 1',
  'r z n': 'PyTorch (torch/nn/modules/rnn.py, GRU)',
};

/** Every other order in which the blocks of W, U and b may have been taken for gates. */
export const gateOrders: ReadingFamily = ({ situation }) => {
  const cell = cellOf(situation);
  if (!cell) return [];
  const usual = shownOrders[cell.kind];
  return permutations(usual)
    .filter((order) => order.join() !== usual.join())
    .map((order) => readingOf(order, usual));
};

function readingOf(order: readonly GateName[], usual: readonly GateName[]): Reading {
  const [name, own] = [order.join(' '), usual.join(' ')];
  return {
    id: 'gate-order',
    label: `gate order ${name}`,
    details: { order: name, insteadOf: own },
    sentence: (who) =>
      `${who} takes the blocks of the weights for the gates ${name}, where this layer has ${own}: the gates are exchanged.`,
    source:
      known[name] ??
      'Keras and PyTorch: i f g o (their c is g); ONNX: i o f g; TensorFlow 1: i g f o',
    repair: `Cut the kernel, the recurrent kernel and the bias in the order ${own}.`,
    apply: (at) => withCells(at, (spec) => reordered(spec, order, usual)),
  };
}

function reordered(
  spec: CellSpec,
  order: readonly GateName[],
  usual: readonly GateName[],
): CellSpec {
  const change = (views: GateViews) =>
    new GateViews(usual.map((name) => [name, views.get(usual[order.indexOf(name)]!)] as const));
  const { weights } = spec;
  return {
    ...spec,
    weights: {
      ...weights,
      W: change(weights.W),
      U: change(weights.U),
      b: change(weights.b),
      ...(weights.recurrentBias && { recurrentBias: change(weights.recurrentBias) }),
    },
  };
}

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((first, k) =>
    permutations(items.filter((_, other) => other !== k)).map((rest) => [first, ...rest]),
  );
}
