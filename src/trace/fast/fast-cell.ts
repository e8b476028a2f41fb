import type { Activation } from '../../cell/activation.js';
import type { CellSpec } from '../../cell/cell-spec.js';

/** Numbers of the activations in native/work.h. */
const activationNumbers: Readonly<Record<string, number>> = {
  sigmoid: 0,
  tanh: 1,
  hard_sigmoid_keras2: 2,
  hard_sigmoid_keras3: 3,
  relu: 4,
  linear: 5,
};

/** Numbers of the cells in native/work.h; a GRU's depends on where its reset gate comes in. */
const cellNumbers = { lstm: 0, gru: 1, gruResetBefore: 2, 'simple-rnn': 3 } as const;

/** The series of each cell, in the order in which the loops store them. */
export const fastSeries = {
  lstm: ['i', 'f', 'g', 'o', 'c', 'h'],
  gru: ['z', 'r', 'n', 'h'],
  'simple-rnn': ['h'],
} as const;

/** What the loops need to know of a cell. */
export interface FastCell {
  /** The cell with its weights. */
  readonly spec: CellSpec;
  /** Which cell it is. */
  readonly kind: number;
  /** The activation of the gates, one of `activationNumber`; 0 in a cell without gates. */
  readonly gates: number;
  /** The activation of candidate and output, one of `activationNumber`. */
  readonly states: number;
}

/** The cell in the loops' numbers, or undefined where it has something that they do not compute. */
export function fastCellOf(spec: CellSpec): FastCell | undefined {
  const { weights, clip, cellClip, coupledForget, outputActivation, kind, held, quantized } = spec;
  if (weights.peephole || weights.projection || coupledForget || quantized) return undefined;
  if (clip !== undefined || cellClip !== undefined || outputActivation || held) return undefined;
  const states = activationNumber(spec.activation);
  const gates = kind === 'simple-rnn' ? 0 : activationNumber(spec.recurrentActivation);
  if (states === undefined || gates === undefined) return undefined;
  const before = kind === 'gru' && !spec.resetAfter;
  return { spec, kind: cellNumbers[before ? 'gruResetBefore' : kind], gates, states };
}

/** The number of an activation that the loops know. A ReLU with parameters is no plain ReLU: it is told by what it computes. */
export function activationNumber(activation: Activation): number | undefined {
  const { id, of } = activation;
  if (id === 'relu' && (of?.(-1) !== 0 || of(1e30) !== 1e30 || of(1e-30) !== 1e-30))
    return undefined;
  return Object.hasOwn(activationNumbers, id) ? activationNumbers[id] : undefined;
}
