import { answer } from '../answers/answer.js';
import type { Layer } from '../api/layer.js';
import { checkOptions } from '../check-options.js';
import { ArgumentError } from '../errors.js';
import { frobeniusNorm, spectralNorm } from '../linear-algebra/norms.js';
import { fromStorage } from '../ndarray/make.js';
import type { NdArray } from '../ndarray/nd-array.js';
import { chosenDirection } from '../trace/chosen-direction.js';
import { isSingle, type Trace } from '../trace/trace.js';
import { backwardCell, inputStep, tapeAt } from './adjoint.js';
import type { BackwardCell } from './step-back.js';
import { placeIn } from './target.js';
import { tracedRuns, type TracedRun, type TracedRuns } from './traced-runs.js';

/** Whose Jacobians are asked for. */
export interface JacobianOptions {
  /** The step whose states are differentiated, as the input numbers it, negative ones from the end; by default the last that is read. */
  readonly step?: number;
  /** How many steps further back the states lie; 1 where nothing is said. */
  readonly lag?: number;
  /** Of a trace of several samples: which. */
  readonly sample?: number;
  /** Of a layer of two directions: which. */
  readonly direction?: 'forward' | 'backward';
}

/** Whose norms are asked for. */
export interface NormOptions extends Omit<JacobianOptions, 'lag'> {
  /** How many steps to go back; by default to the first. */
  readonly lags?: number;
  /** Which norm of a matrix, by NumPy's names: `fro`, or 2 for the largest singular value (the default). */
  readonly ord?: 'fro' | 2;
}

/**
 * The Jacobian of a recurrent step, or of several in a row: how the states after `step` move with the states `lag` steps before. Rows are the states
 * after, columns those before, each h and then (of an LSTM) c. Steps that a mask skipped leave the states as they are.
 * @returns states × states.
 * @throws ArgumentError for steps, samples and directions that are not there.
 */
export function jacobian(
  trace: Trace<Layer>,
  options: JacobianOptions = {},
): NdArray<Float64Array> {
  checkOptions(options, ['step', 'lag', 'sample', 'direction'], 'jacobian');
  const walk = walkOf(trace, options);
  const lag = stepsBack(walk, options.lag ?? 1);
  let rows = identity(walk.size);
  for (let back = 0; back < lag; back++) rows = stepBack(walk, rows, walk.k - back);
  const all = Float64Array.from(rows.flatMap((row) => [...row]));
  const { states, widths } = walk.run;
  const rowNames = states.flatMap((state) => Array.from({ length: widths[state]! }, (_, unit) => `${state}${unit}`)); // prettier-ignore
  return answer('jacobian', fromStorage(all, [walk.size, walk.size]), { trace, rowNames });
}

/**
 * How far a memory reaches: the norm of ∂s_T/∂s_{T−lag} for every lag from 0 on, s being h and (of an LSTM) c together. It falls where gradients vanish
 * and grows where they explode (Bengio 1994; Pascanu 2013).
 * @returns one number for each lag.
 */
export function jacobianNorms(trace: Trace<Layer>, options: NormOptions = {}): Float64Array {
  const { lags, ord = 2, ...rest } = options;
  checkOptions(options, ['step', 'lags', 'ord', 'sample', 'direction'], 'jacobianNorms');
  if (ord !== 2 && ord !== 'fro') {
    throw new ArgumentError(`A norm is told by ord: 2 or 'fro', not ${String(ord)}`);
  }
  const walk = walkOf(trace, rest);
  const count = stepsBack(walk, lags ?? walk.k + 1);
  const norm = ord === 'fro' ? frobeniusNorm : spectralNorm;
  const norms = new Float64Array(count + 1);
  let rows = identity(walk.size);
  for (let back = 0; ; back++) {
    norms[back] = norm(rows);
    if (back === count) return answer('jacobianNorms', norms, { trace });
    rows = stepBack(walk, rows, walk.k - back);
  }
}

/** One sample and direction that is followed back, from its k-th step on. */
interface Walk {
  readonly runs: TracedRuns;
  readonly run: TracedRun;
  readonly cell: BackwardCell;
  readonly sample: number;
  readonly k: number;
  /** How many numbers all states are. */
  readonly size: number;
}

function walkOf(trace: Trace<Layer>, { step, sample, direction }: JacobianOptions): Walk {
  const runs = tracedRuns(trace);
  const { samples, steps } = runs;
  const run = runs.directions[chosenDirection(trace, direction)]!;
  if (sample === undefined && !isSingle(trace)) {
    throw new ArgumentError(
      `A Jacobian is that of one sample: say which of the ${samples}, { sample: 0 } to { sample: ${samples - 1} }`,
    );
  }
  const at = placeIn(step ?? inputStep(run, steps - 1, steps), steps, 'step');
  return {
    runs,
    run,
    cell: backwardCell(run.spec),
    sample: placeIn(sample ?? 0, samples, 'sample'),
    k: inputStep(run, at, steps),
    size: run.states.reduce((sum, state) => sum + run.widths[state]!, 0),
  };
}

/** @throws ArgumentError where the run began later than so many steps before. */
function stepsBack({ k }: Walk, count: number): number {
  if (Number.isInteger(count) && count >= 0 && count <= k + 1) return count;
  throw new ArgumentError(
    `The states can be followed back 0 to ${k + 1} steps from there, not ${count}`,
  );
}

function identity(size: number): Float64Array[] {
  return Array.from({ length: size }, (_, k) => {
    const row = new Float64Array(size);
    row[k] = 1;
    return row;
  });
}

/** Each row times the Jacobian of the k-th step. */
function stepBack(
  { runs, run, cell, sample, size }: Walk,
  rows: readonly Float64Array[],
  k: number,
): Float64Array[] {
  const { mask, steps } = runs;
  if (mask?.[sample * steps + inputStep(run, k, steps)] === 0) return [...rows];
  const back = cell.at(tapeAt(run, runs, { sample, k }));
  return rows.map((row) => {
    let from = 0;
    const upstream = Object.fromEntries(
      Object.entries(run.widths).map(([name, width]) => [name, new Float64Array(width)]),
    );
    for (const state of run.states) {
      upstream[state]!.set(row.subarray(from, from + run.widths[state]!));
      from += run.widths[state]!;
    }
    const { before } = back(upstream);
    const out = new Float64Array(size);
    from = 0;
    for (const state of run.states) {
      out.set(before[state]!, from);
      from += run.widths[state]!;
    }
    return out;
  });
}
