import type { GateName } from './gate-views.js';

/** The kinds of recurrent cell that gatelab computes. */
export type CellKind = 'lstm' | 'gru' | 'simple-rnn';

/**
 * In which order each framework stores the blocks of a kernel, as data. Sources:
 * - keras: keras/src/layers/rnn/lstm.py and gru.py (i f c o; z r h), the same in Keras 2 and TensorFlow.js;
 * - pytorch: torch/nn/modules/rnn.py (i f g o; r z n), rows instead of columns;
 * - onnx: docs/Operators.md, LSTM-22 and GRU-22 (i o f c; z r h), peepholes i o f;
 * - tensorflow1: rnn/legacy_cells.py, BasicLSTMCell and LSTMCell (i j f o); GRUCell keeps r u apart from its candidate.
 */
export const blockOrders = {
  keras: { lstm: ['i', 'f', 'g', 'o'], gru: ['z', 'r', 'n'], 'simple-rnn': ['h'] },
  pytorch: { lstm: ['i', 'f', 'g', 'o'], gru: ['r', 'z', 'n'], 'simple-rnn': ['h'] },
  onnx: { lstm: ['i', 'o', 'f', 'g'], gru: ['z', 'r', 'n'], 'simple-rnn': ['h'] },
  tensorflow1: { lstm: ['i', 'g', 'f', 'o'], gru: ['r', 'z'], 'simple-rnn': ['h'] },
} as const satisfies Record<string, Record<CellKind, readonly GateName[]>>;

/** The order in which gates are shown, whatever the file's. */
export const shownOrders: Readonly<Record<CellKind, readonly GateName[]>> = {
  lstm: ['i', 'f', 'g', 'o'],
  gru: ['z', 'r', 'n'],
  'simple-rnn': ['h'],
};

/** The order of ONNX's peephole tensor P. */
export const onnxPeepholeOrder: readonly GateName[] = ['i', 'o', 'f'];

/**
 * The order in which Keras 1 saved a cell's separate arrays (W, U and b of each gate in turn), as its
 * `trainable_weights` in keras/layers/recurrent.py of version 1.2.2 lists them.
 */
export const keras1Order = {
  lstm: ['i', 'g', 'f', 'o'],
  gru: ['z', 'r', 'n'],
  'simple-rnn': ['h'],
} as const satisfies Record<CellKind, readonly GateName[]>;
