import type { Activation } from '../../cell/activation.js';
import type { CellSpec } from '../../cell/cell-spec.js';

/** Numbers of the activations in assembly/vector-math.ts. */
const activationNumbers: Readonly<Record<string, number>> = {
  sigmoid: 0,
  tanh: 1,
  hard_sigmoid_keras2: 2,
  hard_sigmoid_keras3: 3,
  relu: 4,
  linear: 5,
};

/** Numbers of the cells in assembly/kernels.ts. */
const cellNumbers = { lstm: 0, gru: 1, 'simple-rnn': 2 } as const;

/** The series of each cell, in the order in which the kernels store them. */
export const fastSeries = {
  lstm: ['i', 'f', 'g', 'o', 'c', 'h'],
  gru: ['z', 'r', 'n', 'h'],
  'simple-rnn': ['h'],
} as const;

/** What the kernels need to know of a cell. */
export interface FastCell {
  readonly spec: CellSpec;
  readonly cell: number;
  readonly gates: number;
  readonly states: number;
}

/** The cell in the kernels' numbers, or undefined where it has something that they do not compute. */
export function fastCellOf(spec: CellSpec): FastCell | undefined {
  const { weights, clip, cellClip, coupledForget, outputActivation, kind } = spec;
  if (weights.peephole || weights.projection || coupledForget) return undefined;
  if (clip !== undefined || cellClip !== undefined || outputActivation) return undefined;
  if (kind === 'gru' && !spec.resetAfter) return undefined;
  const states = numberOf(spec.activation);
  const gates = kind === 'simple-rnn' ? 0 : numberOf(spec.recurrentActivation);
  if (states === undefined || gates === undefined) return undefined;
  return { spec, cell: cellNumbers[kind], gates, states };
}

/** A ReLU with parameters is no plain ReLU: it is told by what it computes. */
function numberOf(activation: Activation): number | undefined {
  const { id, of } = activation;
  if (id === 'relu' && (of?.(-1) !== 0 || of(1e30) !== 1e30 || of(1e-30) !== 1e-30))
    return undefined;
  return Object.hasOwn(activationNumbers, id) ? activationNumbers[id] : undefined;
}
