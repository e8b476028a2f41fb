import type { Cell } from '../cell/cell.js';
import type { CellSpec } from '../cell/cell-spec.js';
import type { CellWeights } from '../weights/cell-weights.js';

/** One direction of a recurrent layer. */
export interface Direction {
  /** The cell for inputs whose single step has this shape; only convolutional cells depend on it. */
  cellFor(step: readonly number[]): Cell;
  /** The cells from the bottom to the top as data; one, except in stacked cells, and none for convolutional ones. */
  readonly specs: readonly CellSpec[];
  /** The weights of the same cells, convolutional ones included. */
  readonly weights: readonly CellWeights[];
  /** Whether it reads the sequence from its end. */
  readonly backwards: boolean;
  /** Whether its output is in the order of the input; Keras's `go_backwards` leaves it in the order of processing. */
  readonly inputOrder: boolean;
}

/** How a Bidirectional layer joins its two outputs; null keeps them apart. */
export type MergeMode = 'concat' | 'sum' | 'mul' | 'ave' | null;

/** A recurrent layer of any framework, in the terms in which it is run. */
export interface RecurrentSetup {
  /** `forward`, and `backward` in bidirectional layers; or the single direction there is. */
  readonly directions: readonly Direction[];
  /** Prefixes of the series' names; empty for layers of one direction. */
  readonly prefixes: readonly string[];
  /** What becomes of the outputs of two directions. */
  readonly merge: MergeMode;
  /** Whether every step is given out, or the last alone. */
  readonly returnSequences: boolean;
  /** Whether the last states are given out after the output. */
  readonly returnState: boolean;
  /** Whether a masked step gives out zeros, instead of what was given out before. */
  readonly zeroOutputForMask: boolean;
  /** Leaves the mask alone where other layers hand it states, though it passes the mask on: so do Keras 3's layers, to which a mask comes by itself only beside a single tensor. */
  readonly unmaskedWithStates?: boolean;
  /** Why a mask that leaves steps out cannot be honoured; undefined where it can. */
  readonly refusedMask?: string | undefined;
  /** Keeps its last states as the initial ones of the next call. */
  readonly stateful: boolean;
}
