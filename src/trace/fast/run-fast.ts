import type { FloatStorage } from '../../ndarray/nd-array.js';
import { floatTypeOf, zerosLike } from '../../ndarray/make.js';
import { finish, finishSoon } from '../../work.js';
import type { CellRun, RunOptions, SequenceBatch } from '../run-cell.js';
import type { LaterOptions } from '../later.js';
import type { Engine, FastRun } from './fast-run.js';
import type { FastCell } from './fast-cell.js';
import { fastSeries } from './fast-cell.js';

/** The same as `runCell` for cells that the compiled loops know. Agrees with it to rounding. */
export function runFast(
  engine: Engine,
  fast: FastCell,
  batch: SequenceBatch,
  options: RunOptions,
): CellRun {
  const run = prepare(engine, { fast, batch, options });
  finish(engine.work(run));
  return resultOf(engine, run);
}

/**
 * The same, beside other things: on other threads where the engine has them, in short turns where not.
 * @throws the signal's reason when it is aborted.
 */
export async function runFastLater(
  engine: Engine,
  fast: FastCell,
  { batch, options, watch }: { batch: SequenceBatch; options: RunOptions; watch: LaterOptions },
): Promise<CellRun> {
  const run = prepare(engine, { fast, batch, options });
  if (engine.runElsewhere) await engine.runElsewhere(run, watch);
  else {
    const { onProgress, signal } = watch;
    await finishSoon(engine.work(run), {
      ...(onProgress && { progress: onProgress }),
      ...(signal && { signal }),
    });
  }
  return resultOf(engine, run);
}

interface Task {
  readonly fast: FastCell;
  readonly batch: SequenceBatch;
  readonly options: RunOptions;
}

/** Lays out everything that a run reads and writes. */
function prepare(engine: Engine, { fast, batch, options }: Task): FastRun {
  const { samples, steps, data, mask } = batch;
  const { units, kind } = fast.spec;
  const dtype = floatTypeOf(data);
  const length = samples * steps * units;
  const states = statesOf(kind);
  return {
    cell: fast,
    dtype,
    samples,
    steps,
    backwards: options.backwards ?? false,
    zeroMasked: options.zeroOutputForMask ?? false,
    x: data,
    mask,
    first: states.map((name) => options.initialState?.[name]),
    // Every number of them is written: clearing them first takes a tenth of a trace.
    series: fastSeries[kind].map(() => engine.unwritten(dtype, length)),
    output: mask && engine.unwritten(dtype, length),
    last: states.map(() => zerosLike(data, samples * units)),
  };
}

const statesOf = (kind: FastCell['spec']['kind']): readonly string[] =>
  kind === 'lstm' ? ['h', 'c'] : ['h'];

function resultOf({ name: engine }: Engine, run: FastRun): CellRun {
  const { kind } = run.cell.spec;
  const record = (names: readonly string[], all: readonly FloatStorage[]) =>
    Object.fromEntries(names.map((name, k) => [name, all[k]!]));
  const output = run.output ?? run.series.at(-1)!;
  return {
    series: record(fastSeries[kind], run.series),
    output,
    lastOutput: lastRows(output, run),
    finalState: record(statesOf(kind), run.last),
    engine,
  };
}

/** What the layer gives out after the last step that it processes; zeros where there is none. */
function lastRows(
  output: FloatStorage,
  { samples, steps, backwards, cell: { spec } }: FastRun,
): FloatStorage {
  const rows = zerosLike(output, samples * spec.units);
  for (let sample = 0; sample < samples && steps > 0; sample++) {
    const from = (sample * steps + (backwards ? 0 : steps - 1)) * spec.units;
    rows.set(output.subarray(from, from + spec.units), sample * spec.units);
  }
  return rows;
}
