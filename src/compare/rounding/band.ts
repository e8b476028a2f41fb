import { unitRoundoff } from './curves.js';
import type { FlatCell, FlatState } from './flat-cell.js';
import type { MemberError, Tangent } from './tangent.js';
import { makeTangent } from './tangents.js';

/** What a band is computed for. */
export interface BandRequest {
  readonly cell: FlatCell;
  /** Steps × features, in the order in which the cell reads them. */
  readonly input: Float64Array;
  readonly steps: number;
  readonly initialState?: FlatState;
  /** 0 at steps that are skipped: the state, and its error, stay as they are. */
  readonly mask?: Uint8Array;
  /** By how much (a standard deviation) each feature of the input may be off already; nothing where absent. */
  readonly inputError?: Float64Array | undefined;
  /** Which series: `h`, `c`, `f`… */
  readonly series: string;
  /** The relative error of one rounding; 2^-24 (float32) unless said otherwise. */
  readonly roundoff?: number;
}

/** The band and the exact values it lies around, both steps × units. */
export interface Band {
  /** How far a float32 evaluation may be off; infinite from where rounding is amplified beyond what first order can tell. */
  readonly width: Float64Array;
  readonly values: Float64Array;
}

/** Members whose rounding is drawn anew at each step, and members that round alike at every step. */
const membersOfAKind = 16;
/** Standard deviations that the band is wide: no correct computation was seen beyond a fraction of it (docs/rounding-budget.md). */
const deviations = 5;
/** Where the band reaches this share of the largest value of the series, first order is no longer to be trusted. */
const largestShare = 0.1;
/** Values close to what float32 can hold at all. */
const overflow = 1e37;

/**
 * How far from exact a float32 evaluation of the cell may be at each step and unit, in whatever order it adds: local rounding
 * pushed through the network's own Jacobians. The derivation is in docs/rounding-budget.md.
 */
export function roundingBand(request: BandRequest): Band {
  const { cell, input, steps, series, roundoff = unitRoundoff } = request;
  const { units, features } = cell;
  const zero = { h: new Float64Array(units), c: new Float64Array(units) };
  const initialState = request.initialState ?? zero;
  const tangent = makeTangent({ cell, roundoff, initialState, inputError: request.inputError });
  const ensemble = makeEnsemble(tangent, units);
  const width = new Float64Array(steps * units);
  const values = new Float64Array(steps * units);
  const spread = {
    fresh: new Float64Array(units),
    steady: new Float64Array(units),
    shared: new Float64Array(units),
  };
  let largest = 0;
  let lost = false;
  for (let t = 0; t < steps; t++) {
    if (request.mask?.[t] === 0) {
      repeatRow(width, t, units);
      repeatRow(values, t, units);
      continue;
    }
    tangent.advance(input.subarray(t * features, (t + 1) * features));
    const now = tangent.values[series]!;
    values.set(now, t * units);
    for (const x of now) largest = Math.max(largest, Math.abs(x));
    // Whatever a float32 program cannot hold becomes infinite there, and stays so.
    lost ||= Object.values(tangent.values).some((v) => v.some((x) => !(Math.abs(x) < overflow)));
    if (!lost) pushAll(tangent, ensemble, { series, spread });
    for (let j = 0; j < units; j++) {
      // One rounding of the stored value itself is always allowed.
      const own = roundoff * Math.abs(now[j]!);
      const e =
        deviations * Math.hypot(spread.fresh[j]!, spread.steady[j]!) + spread.shared[j]! + own;
      width[t * units + j] = lost ? Infinity : e;
      if (!(e < largestShare * Math.max(largest, 1e-3))) lost = true;
    }
    if (lost) width.fill(Infinity, t * units, (t + 1) * units);
  }
  return { width, values };
}

/** Row t becomes what row t − 1 is; the first row stays zero. */
function repeatRow(rows: Float64Array, t: number, units: number): void {
  if (t > 0) rows.copyWithin(t * units, (t - 1) * units, t * units);
}

interface Ensemble {
  /** Signs are drawn anew at each step. */
  readonly fresh: readonly MemberError[];
  /** Each keeps its signs at every step: rounding that repeats itself, as at a fixed point. */
  readonly steady: readonly { readonly error: MemberError; readonly signs: Float64Array }[];
  /** All places of a kind err to the same side: the habit of one implementation of a curve. */
  readonly shared: readonly { readonly error: MemberError; readonly signs: Float64Array }[];
  readonly signs: Float64Array;
  readonly nextSign: () => number;
}

function makeEnsemble({ sources, sourceKinds }: Tangent, units: number): Ensemble {
  const nextSign = signStream(0x9e3779b9);
  const error = () => ({ h: new Float64Array(units), c: new Float64Array(units) });
  const many = <T>(make: () => T) => Array.from({ length: membersOfAKind }, make);
  const kinds = [...new Set(sourceKinds)];
  return {
    fresh: many(error),
    steady: many(() => ({
      error: error(),
      signs: Float64Array.from({ length: sources }, nextSign),
    })),
    shared: kinds.map((kind) => ({
      error: error(),
      signs: Float64Array.from(sourceKinds, (of) => (of === kind ? 1 : 0)),
    })),
    signs: new Float64Array(sources),
    nextSign,
  };
}

interface Spread {
  readonly fresh: Float64Array;
  readonly steady: Float64Array;
  readonly shared: Float64Array;
}

/** Pushes all members one step on, and measures how far apart they are in the series asked for. */
function pushAll(
  tangent: Tangent,
  ensemble: Ensemble,
  { series, spread }: { series: string; spread: Spread },
): void {
  const errors = tangent.errors[series]!;
  for (const part of [spread.fresh, spread.steady, spread.shared]) part.fill(0);
  for (const member of ensemble.fresh) {
    for (let k = 0; k < ensemble.signs.length; k++) ensemble.signs[k] = ensemble.nextSign();
    tangent.push(member, ensemble.signs);
    for (let j = 0; j < errors.length; j++) spread.fresh[j]! += errors[j]! * errors[j]!;
  }
  for (const { error, signs } of ensemble.steady) {
    tangent.push(error, signs);
    for (let j = 0; j < errors.length; j++) spread.steady[j]! += errors[j]! * errors[j]!;
  }
  for (const { error, signs } of ensemble.shared) {
    tangent.push(error, signs);
    for (let j = 0; j < errors.length; j++) spread.shared[j]! += Math.abs(errors[j]!);
  }
  tangent.settle(ensemble.fresh.length + ensemble.steady.length + ensemble.shared.length);
  for (let j = 0; j < errors.length; j++) {
    spread.fresh[j] = Math.sqrt(spread.fresh[j]! / ensemble.fresh.length);
    spread.steady[j] = Math.sqrt(spread.steady[j]! / ensemble.steady.length);
  }
}

/** An endless, always equal stream of +1 and −1 (xorshift, Marsaglia 2003). */
function signStream(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state < 0 ? -1 : 1;
  };
}
