import type { Work } from '../work.js';
import { finish } from '../work.js';
import { unitRoundoff } from './curves.js';
import type { FlatCell, FlatState } from './flat-cell.js';
import { stateWidth } from './flat-cell.js';
import { float16 } from './precisions.js';
import { memberCount } from './signs.js';
import type { FirstProduct, MemberErrors } from './tangent.js';
import { makeTangent } from './tangents.js';
import { hasColumns } from './linear-map.js';
import type { Workspace } from './workspace.js';
import { releaseWorkspace, takeWorkspace } from './workspace.js';

/** What a band is computed for. */
export interface BandRequest {
  /** One cell, or several that are stacked within a step. */
  readonly cells: readonly FlatCell[];
  /** Steps × features, in the order in which the cell reads them. */
  readonly input: Float64Array;
  /** Steps of the input. */
  readonly steps: number;
  /** Where the states begin; zeros where absent. */
  readonly initialState?: FlatState;
  /** 0 at steps that are skipped: the state, and its error, stay as they are. */
  readonly mask?: Uint8Array;
  /** By how much (a standard deviation) each feature of the input may be off already; nothing where absent. */
  readonly inputError?: Float64Array | undefined;
  /** Which series: `h`, `c`, `f`… */
  readonly series: string;
  /** Members of the ensemble, a multiple of 16; half of them repeat themselves. A quarter of them tells the width to about a quarter of it. */
  readonly members?: number;
  /** The relative error of one rounding; 2^-24 (float32) unless said otherwise. */
  readonly roundoff?: number;
}

/** The band and the exact values it lies around, both steps × units. */
export interface Band {
  /** How far an evaluation with this roundoff may be off; infinite from where rounding is amplified beyond what first order can tell. */
  readonly width: Float64Array;
  /** What exact arithmetic gives. */
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
  return finish(roundingBandWork(request));
}

/** The same, step by step. */
export function* roundingBandWork(request: BandRequest): Work<Band> {
  const workspace = takeWorkspace();
  const band = yield* bandIn(workspace, request);
  releaseWorkspace(workspace);
  return band;
}

function* bandIn(workspace: Workspace, request: BandRequest): Work<Band> {
  const { input, steps, series, mask, roundoff = unitRoundoff, members = memberCount } = request;
  const cells: FlatCell[] = [];
  for (const cell of request.cells) cells.push(yield* workspace.place(cell));
  const initialState = request.initialState ?? zeroState(cells);
  const tangent = makeTangent({ ...request, cells, roundoff, initialState, members });
  const now = tangent.values[series]!;
  const errors = tangent.errors[series]!;
  const features = input.length / steps;
  const units = now.length;
  const [width, values] = [new Float64Array(steps * units), new Float64Array(steps * units)];
  const share = roundoff > unitRoundoff ? largestCoarseShare : largestShare;
  const all = Object.values(tangent.values);
  const isLarge = cells.reduce((sum, { U }) => sum + U.work, 0) > workOfTurn;
  let [largest, lost] = [1e-3, false];
  for (let t = 0; t < steps; t++) {
    if (mask?.[t] === 0) {
      repeatRow(width, t, units);
      repeatRow(values, t, units);
      continue;
    }
    tangent.advance(input.subarray(t * features, (t + 1) * features));
    if (isLarge) yield { what: 'band', done: t, total: steps };
    values.set(now, t * units);
    for (let j = 0; j < units; j++) largest = Math.max(largest, Math.abs(now[j]!));
    // Whatever a float32 program cannot hold becomes infinite there, and stays so.
    lost ||= !all.every((vector) => isBelow(vector, overflowOf(roundoff)));
    const row = width.subarray(t * units, (t + 1) * units);
    if (!lost) {
      for (const product of tangent.first) yield* multiply(product, { members, done: t, steps });
      if (isLarge) yield { what: 'band', done: t, total: steps };
      tangent.push();
      measureSpread(errors, row);
    }
    for (let j = 0; j < units; j++) {
      // One rounding of the stored value itself is always allowed.
      row[j] = deviations * row[j]! + roundoff * Math.abs(now[j]!) + underflowOf(roundoff);
      lost ||= !(row[j]! < share * largest);
    }
    if (lost) row.fill(Infinity);
    yield { what: 'band', done: t + 1, total: steps };
  }
  return { width, values };
}

/** Multiplications of a step from which on its parts are turns of their own. */
const workOfTurn = 1e6;
/** Multiplications done in one go: what a large layer takes more is done in several, so that others get their turn. */
const workPerTurn = 3e7;

function* multiply(
  { map, rows, out }: FirstProduct,
  { members, done, steps }: { members: number; done: number; steps: number },
): Work<void> {
  const turns = Math.ceil((map.work * members) / workPerTurn);
  if (turns <= 1 || !hasColumns(map)) {
    map.addMembers(rows, out, members);
    return;
  }
  const each = 2 * Math.ceil(map.outputs / turns / 2);
  for (let from = 0; from < map.outputs; from += each) {
    const to = Math.min(map.outputs, from + each);
    map.columns(from, to).addMembers(rows, out.subarray(from * members, to * members), members);
    yield { what: 'band', done, total: steps };
  }
}

function isBelow(vector: Float64Array, limit: number): boolean {
  for (let j = 0; j < vector.length; j++) if (!(Math.abs(vector[j]!) < limit)) return false;
  return true;
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
 * Leaves in `row` how far the members are spread (root mean square): those whose roundings repeat themselves, or those whose do not, whichever are
 * spread more.
 */
function measureSpread(errors: MemberErrors, row: Float64Array): void {
  const half = errors.length / row.length / 2;
  for (let j = 0, k = 0; j < row.length; j++) {
    let repeating = 0;
    let fresh = 0;
    for (let m = 0; m < half; m++, k++) repeating += errors[k]! * errors[k]!;
    for (let m = 0; m < half; m++, k++) fresh += errors[k]! * errors[k]!;
    row[j] = Math.sqrt(Math.max(repeating, fresh) / half);
  }
}
