import { permutations } from './permutations.js';
import type { CellSpec } from '../../../cell/cell-spec.js';
import type { GateName } from '../../../weights/gate-views.js';
import { GateViews } from '../../../weights/gate-views.js';
import { shownOrders } from '../../../weights/orders.js';
import type { Reading, ReadingFamily } from './reading.js';
import { cellOf, withCells } from './reading.js';
import { told } from '../../words.js';

/** Who is known to store blocks so, relative to a file that stores i f g o (z r n). */
const known: Readonly<Record<string, string>> = {
  'i f o g': 'char-rnn and torch-rnn (model/LSTM.lua) store i f o g',
  'i o f g': 'ONNX stores i o f c (docs/Operators.md, LSTM), its c being g',
  'i g f o': 'TensorFlow 1 (BasicLSTMCell) stores i j f o, its j being g; Keras 1 saved i c f o',
  'r z n': 'PyTorch stores r z n (torch/nn/modules/rnn.py, GRU)',
};

/** Who stores blocks in the order in which we show gates. */
const usualSources: Readonly<Record<string, string>> = {
  'i f g o': 'Keras 2 and 3 and PyTorch store i f g o (Keras calls g c)',
  'z r n': 'Keras and ONNX store z r n (they call n h)',
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
    label: told(`gate order ${name}`, `门的顺序 ${name}`),
    details: { order: name, insteadOf: own },
    sentence: (who) =>
      `The weights of this layer are ${order.length} blocks side by side, one for each gate, in the order ${own}; ` +
      `${who.toLowerCase()} takes them for ${name}, so that one gate does the work of another.`,
    source: [known[name], usualSources[own]].filter(Boolean).join('; '),
    repair:
      `Cut the kernel, the recurrent kernel and the bias in the order ${own}: ${usual.map((gate) => `W_${gate}`).join(', ')} = ` +
      `np.split(W, ${usual.length}, axis=-1), and likewise U and b (axis=0 in PyTorch, whose blocks are rows).`,
    zh: {
      sentence: (who) =>
        `这一层的权重由 ${order.length} 块并排组成，每个门一块，顺序是 ${own}；${who}按 ${name} 的顺序读取，于是一个门做了另一个门的事。`,
      repair: `请按 ${own} 的顺序切分输入核、循环核和偏置：${usual.map((gate) => `W_${gate}`).join(', ')} = np.split(W, ${usual.length}, axis=-1)，U 和 b 同样（PyTorch 的块按行排列，用 axis=0）。`,
    },
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
