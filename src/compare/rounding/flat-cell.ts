/** A function of one number, as a cell applies it. */
export interface Curve {
  /** Such as `sigmoid` or `hard_sigmoid_keras2`. */
  readonly id: string;
  readonly of: (x: number) => number;
}

/**
 * A recurrent cell with its weights laid out for arithmetic: gates are blocks of columns, in the order `i f g o`, `z r n`, or
 * only `h`. Everything is float64.
 */
export interface FlatCell {
  readonly kind: 'lstm' | 'gru' | 'simple-rnn';
  readonly features: number;
  readonly units: number;
  /** features × (gates · units). */
  readonly W: Float64Array;
  /** units × (gates · units). */
  readonly U: Float64Array;
  /** gates · units. */
  readonly b: Float64Array;
  /** gates · units: the bias that belongs to the recurrent product; zeros where there is none. */
  readonly recurrentBias: Float64Array;
  /** Of the candidate, and of the cell state on its way out. */
  readonly activation: Curve;
  /** Of the gates. */
  readonly recurrentActivation: Curve;
  /** GRU: the reset gate is applied after the recurrent product. */
  readonly resetAfter: boolean;
}

/** How many blocks of columns a cell of each kind has. */
export const gateCount = { lstm: 4, gru: 3, 'simple-rnn': 1 } as const;

/** What a cell carries from step to step; `c` only in an LSTM. */
export interface FlatState {
  readonly h: Float64Array;
  readonly c: Float64Array;
}
