import type { ColumnMap, LinearMap } from './linear-map.js';

/** A function of one number, as a cell applies it. */
export interface Curve {
  /** Such as `sigmoid` or `hard_sigmoid_keras2`. */
  readonly id: string;
  /** The function itself. */
  readonly of: (x: number) => number;
  /** Beyond ± this the argument is cut off, so that the curve is flat there. */
  readonly clip?: number;
}

/**
 * A recurrent cell with its weights laid out for arithmetic: gates are blocks of columns, in the order `i f g o`, `z r n`, or
 * only `h`. Everything is float64.
 */
interface FlatWeights {
  readonly features: number;
  /** Width of the gates; of the state h too, where it is not projected. */
  readonly units: number;
  /** features → gates · units. */
  readonly W: LinearMap;
  /** h → gates · units. */
  readonly U: LinearMap;
  /** gates · units. */
  readonly b: Float64Array;
  /** gates · units: the bias that belongs to the recurrent product; zeros where there is none. */
  readonly recurrentBias: Float64Array;
  /** Of the candidate, and of the cell state on its way out. */
  readonly activation: Curve;
  /** Of the gates. */
  readonly recurrentActivation: Curve;
}

/** An LSTM, convolutional or not, with the terms that its variants add. */
export interface FlatLstm extends FlatWeights {
  /** Tells it from the other cells. */
  readonly kind: 'lstm';
  /** Of the cell state on its way out, where it is another one. */
  readonly outputActivation?: Curve;
  /** Peepholes of i, f and o. */
  readonly peephole?: Readonly<Record<'i' | 'f' | 'o', Float64Array>>;
  /** What makes h out of o∘φ(c). */
  readonly projection?: LinearMap;
  /** The cell state is cut off beyond ± this. */
  readonly cellClip?: number;
  /** f is 1 − i. */
  readonly coupledForget?: boolean;
}

/** A GRU. */
export interface FlatGru extends FlatWeights {
  /** Tells it from the other cells. */
  readonly kind: 'gru';
  /** The recurrent kernel, of which the candidate's columns are taken apart. */
  readonly U: ColumnMap;
  /** The reset gate is applied after the recurrent product. */
  readonly resetAfter: boolean;
}

/** A simple recurrent network: one block, no gates. */
export interface FlatSimpleRnn extends FlatWeights {
  /** Tells it from the other cells. */
  readonly kind: 'simple-rnn';
}

/** A cell of any kind. */
export type FlatCell = FlatLstm | FlatGru | FlatSimpleRnn;

/** How many blocks of columns a cell of each kind has. */
export const gateCount = { lstm: 4, gru: 3, 'simple-rnn': 1 } as const;

/** Width of the state h. */
export function stateWidth(cell: FlatCell): number {
  return (cell.kind === 'lstm' ? cell.projection?.outputs : undefined) ?? cell.units;
}

/** What a cell carries from step to step; `c` only in an LSTM. */
export interface FlatState {
  /** The hidden state, one number per unit. */
  readonly h: Float64Array;
  /** The cell state, one number per unit; not used in other cells. */
  readonly c: Float64Array;
}
