import type { FlatCell, FlatState } from './flat-cell.js';
import type { LinearMap } from './linear-map.js';
import type { FreshSigns } from './signs.js';

/** The errors of all members in some numbers: those in the same number lie side by side. Single precision is plenty for them. */
export type MemberErrors = Float32Array;

/** A product of errors that begins a step, to be added to `out`. */
export interface FirstProduct {
  /** What is multiplied by. */
  readonly map: LinearMap;
  /** The errors that are multiplied, as they were after the step before. */
  readonly rows: MemberErrors;
  /** Where the product is added. */
  readonly out: MemberErrors;
}

/**
 * One step of a cell, linearised about the exact trajectory: `advance` evaluates the step in float64 and remembers slopes and
 * the size and signs of local roundings, `push` then carries the error vectors of an ensemble through the step's Jacobian.
 */
export interface Tangent {
  /** The values of each series at this step. */
  readonly values: Readonly<Record<string, Float64Array>>;
  /** The members' errors in each series. Those of h, and in an LSTM c, are carried from step to step. */
  readonly errors: Readonly<Record<string, MemberErrors>>;
  /** Evaluates a step in float64, and remembers what `push` needs of it. `x` has one number per feature. */
  advance(x: Float64Array): void;
  /** What the errors of h are multiplied with before anything else; whoever pushes sees to it that this is done. */
  readonly first: readonly FirstProduct[];
  /**
   * Replaces the members' errors by those after this step, with their local roundings added. `below` are their errors in the step's input, where that
   * is computed by another cell.
   */
  push(below?: MemberErrors): void;
}

/** What a tangent is made for. */
export interface TangentSetup<Cell extends FlatCell = FlatCell> {
  /** The cell. */
  readonly cell: Cell;
  /** The relative error of one rounding, such as 2^-24; with 0 steps are only evaluated, and `push` is not to be called. */
  readonly roundoff: number;
  /** Where the states begin. */
  readonly initialState: FlatState;
  /** By how much (a standard deviation) each feature of the input may be off already; nothing where absent. */
  readonly inputError?: Float64Array | undefined;
  /** Where the signs of roundings come from, the same for all cells of an ensemble. */
  readonly signs: FreshSigns;
  /** Members of the ensemble, an even number: half of them repeat themselves. */
  readonly members: number;
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
