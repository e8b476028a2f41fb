import type { FlatCell, FlatState } from './flat-cell.js';
import type { Signs } from './signs.js';

/** The error that one member of the ensemble carries from step to step; `c` only in an LSTM. */
export interface MemberError {
  readonly h: Float64Array;
  readonly c: Float64Array;
}

/**
 * One step of a cell, linearised about the exact trajectory: `advance` evaluates the step in float64 and remembers slopes and
 * the size and signs of local roundings, `push` then carries any number of error vectors through the step's Jacobian.
 */
export interface Tangent {
  /** The values of each series at this step. */
  readonly values: Readonly<Record<string, Float64Array>>;
  /** The errors that the last `push` left in each series. */
  readonly errors: Readonly<Record<string, Float64Array>>;
  advance(x: Float64Array): void;
  /**
   * Replaces a member's error by the error after this step, with the member's local roundings added. `below` is the member's error of the
   * step's input, where that is computed by another cell.
   */
  push(error: MemberError, member: number, below?: Float64Array): void;
  /** Tells how many members are pushed per step, so that their spread bounds the curvature at the next step. */
  settle(members: number): void;
}

/** What a tangent is made for. */
export interface TangentSetup<Cell extends FlatCell = FlatCell> {
  readonly cell: Cell;
  /** The relative error of one rounding, such as 2^-24; with 0 steps are only evaluated, and `push` is not to be called. */
  readonly roundoff: number;
  readonly initialState: FlatState;
  /** By how much (a standard deviation) each feature of the input may be off already; nothing where absent. */
  readonly inputError?: Float64Array | undefined;
  /** Where the signs of roundings come from, the same for all cells of an ensemble. */
  readonly signs: Signs;
  /** Tells the sources of several cells apart. */
  readonly seed?: number;
}

/** The standard deviations that independent errors of a step's input have in the sums; undefined where the input is exact. */
export function spreadThrough({ inputError, cell }: TangentSetup): Float64Array | undefined {
  if (!inputError) return undefined;
  const squares = new Float64Array(cell.W.outputs);
  const each = Float64Array.from(
    { length: cell.W.inputs },
    (_, k) => inputError[k % inputError.length]! ** 2,
  );
  cell.W.map((w) => w * w).add(each, squares);
  return squares.map(Math.sqrt);
}
