import { unitRoundoff } from './curves.js';
import type { FlatCell, FlatState } from './flat-cell.js';
import { stateWidth } from './flat-cell.js';
import { float16 } from './precisions.js';
import { memberCount, repeatingMembers } from './signs.js';
import type { MemberError, Tangent } from './tangent.js';
import { makeTangent } from './tangents.js';

/** What a band is computed for. */
export interface BandRequest {
  /** One cell, or several that are stacked within a step. */
  readonly cells: readonly FlatCell[];
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
  /** How far an evaluation with this roundoff may be off; infinite from where rounding is amplified beyond what first order can tell. */
  readonly width: Float64Array;
  readonly values: Float64Array;
}

/** Standard deviations that the band is wide: no correct computation was seen beyond a fraction of it (docs/rounding-budget.md). */
const deviations = 5;
/** Where the band reaches this share of the largest value of the series, first order is no longer to be trusted. */
const largestShare = 0.1;
/** The same where rounding is coarse: half precision reaches the share while it is still of first order. */
const largestCoarseShare = 0.5;
/** What is lost where small numbers vanish: programs may take numbers without full precision for 0. */
const underflowOf = (roundoff: number) => (roundoff === float16.roundoff ? 2 ** -25 : 2 ** -126);
/** Values close to what the format can hold at all. */
const overflowOf = (roundoff: number) => (roundoff === float16.roundoff ? 6e4 : 1e37);

/**
 * How far from exact a float32 evaluation of the cell may be at each step and unit, in whatever order it adds: local rounding
 * pushed through the network's own Jacobians. The derivation is in docs/rounding-budget.md.
 */
export function roundingBand(request: BandRequest): Band {
  const { cells, input, steps, series, mask, roundoff = unitRoundoff } = request;
  const initialState = request.initialState ?? zeroState(cells);
  const tangent = makeTangent({ ...request, roundoff, initialState });
  const members = Array.from({ length: memberCount }, () => zeroState(cells));
  const features = input.length / steps;
  const units = tangent.values[series]!.length;
  const [width, values] = [new Float64Array(steps * units), new Float64Array(steps * units)];
  const share = roundoff > unitRoundoff ? largestCoarseShare : largestShare;
  let [largest, lost] = [1e-3, false];
  for (let t = 0; t < steps; t++) {
    if (mask?.[t] === 0) {
      repeatRow(width, t, units);
      repeatRow(values, t, units);
      continue;
    }
    tangent.advance(input.subarray(t * features, (t + 1) * features));
    const now = tangent.values[series]!;
    values.set(now, t * units);
    for (const x of now) largest = Math.max(largest, Math.abs(x));
    // Whatever a float32 program cannot hold becomes infinite there, and stays so.
    lost ||= Object.values(tangent.values).some((v) =>
      v.some((x) => !(Math.abs(x) < overflowOf(roundoff))),
    );
    const row = width.subarray(t * units, (t + 1) * units);
    if (!lost) measureSpread(tangent, { members, series, row });
    for (let j = 0; j < units; j++) {
      // One rounding of the stored value itself is always allowed.
      row[j] = deviations * row[j]! + roundoff * Math.abs(now[j]!) + underflowOf(roundoff);
      lost ||= !(row[j]! < share * largest);
    }
    if (lost) row.fill(Infinity);
  }
  return { width, values };
}

function zeroState(cells: readonly FlatCell[]): FlatState {
  const total = (of: (cell: FlatCell) => number) => cells.reduce((sum, cell) => sum + of(cell), 0);
  return {
    h: new Float64Array(total(stateWidth)),
    c: new Float64Array(total(({ units }) => units)),
  };
}

/** Row t becomes what row t − 1 is; the first row stays zero. */
function repeatRow(rows: Float64Array, t: number, units: number): void {
  if (t > 0) rows.copyWithin(t * units, (t - 1) * units, t * units);
}

/**
 * Pushes all members one step on; leaves in `row` how far they are spread in the series asked for (root mean square): those whose roundings
 * repeat themselves, or those whose do not, whichever are spread more.
 */
function measureSpread(
  tangent: Tangent,
  { members, series, row }: { members: readonly MemberError[]; series: string; row: Float64Array },
): void {
  const errors = tangent.errors[series]!;
  const fresh = new Float64Array(row.length);
  for (const [k, member] of members.entries()) {
    tangent.push(member, k);
    const squares = k < repeatingMembers ? row : fresh;
    for (let j = 0; j < row.length; j++) squares[j]! += errors[j]! * errors[j]!;
  }
  tangent.settle(members.length);
  for (let j = 0; j < row.length; j++) {
    row[j] = Math.sqrt(Math.max(row[j]!, fresh[j]!) / repeatingMembers);
  }
}
