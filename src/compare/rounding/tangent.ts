import type { FlatCell, FlatState } from './flat-cell.js';

/** The error that one member of the ensemble carries from step to step; `c` only in an LSTM. */
export interface MemberError {
  readonly h: Float64Array;
  readonly c: Float64Array;
}

/** What a place that rounds computes: a gate, the candidate, or the carried state. */
export type SourceKind = 'gate' | 'candidate' | 'state';

/**
 * One step of a cell, linearised about the exact trajectory: `advance` evaluates the step in float64 and remembers slopes and
 * the size of local rounding, `push` then carries any number of error vectors through the step's Jacobian.
 */
export interface Tangent {
  /** Independent places where a step rounds: how many signs `push` takes. */
  readonly sources: number;
  /** For each place, the curve whose implementation errs there: systematic errors share it. */
  readonly sourceKinds: readonly SourceKind[];
  /** The errors that the last `push` left in each series, units long each. */
  readonly errors: Readonly<Record<string, Float64Array>>;
  /** The values of each series at this step. */
  readonly values: Readonly<Record<string, Float64Array>>;
  advance(x: Float64Array): void;
  /** Replaces a member's error by the error after this step, with local rounding of the given signs added. */
  push(member: MemberError, signs: Float64Array): void;
  /** Tells how many members are pushed per step, so that their spread bounds the curvature at the next step. */
  settle(members: number): void;
}

/** What a tangent is made for. */
export interface TangentSetup {
  readonly cell: FlatCell;
  /** The relative error of one rounding, such as 2^-24; with 0 steps are only evaluated, and `push` is not to be called. */
  readonly roundoff: number;
  readonly initialState: FlatState;
  /** By how much (a standard deviation) each feature of the input may be off already; nothing where absent. */
  readonly inputError?: Float64Array | undefined;
}
