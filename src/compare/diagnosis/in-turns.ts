// Long runs of one sample, some steps at a time, so that others get their turn in between.
import type { Cell } from '../../cell/cell.js';
import type { CellSpec } from '../../cell/cell-spec.js';
import { sizeOf, zerosLike } from '../../ndarray/make.js';
import type { FloatStorage } from '../../ndarray/nd-array.js';
import type { Batch } from '../../trace/batch.js';
import type { CellRun, RunOptions, SequenceBatch } from '../../trace/run-cell.js';
import type { StatesByName } from '../../trace/run-recurrent.js';
import { runRecurrent } from '../../trace/run-recurrent.js';
import { runSequences } from '../../trace/run-sequences.js';
import type { RecurrentSetup } from '../../trace/setup.js';
import type { Work } from '../../work.js';

/** Multiplications of one turn, a few milliseconds of them; and steps, where they cannot be counted so. */
const [workPerTurn, stepsPerTurn] = [4e6, 16] as const;

/** How many steps are one turn. What is laid on eight bits as a whole cannot be cut. */
function turnOf(specs: readonly CellSpec[]): number {
  if (specs.some(({ quantized }) => quantized)) return Infinity;
  const perStep = specs.reduce((sum, { units, inputs }) => sum + 4 * units * (units + inputs), 0);
  return perStep === 0 ? stepsPerTurn : Math.max(stepsPerTurn, Math.floor(workPerTurn / perStep));
}

/** The parts of a sequence in the order in which a direction reads them. */
function* partsOf(steps: number, turn: number, backwards = false): Generator<[number, number]> {
  for (let done = 0; done < steps; done += turn) {
    const end = Math.min(steps, done + turn);
    yield backwards ? [steps - end, steps - done] : [done, end];
  }
}

/** Runs one sample through one direction, as `runSequences` does. What a step is masked after depends on the steps before: then it is one turn. */
export function* runInTurns(
  of: { readonly cell: Cell; readonly specs: readonly CellSpec[] },
  batch: SequenceBatch,
  options: RunOptions,
): Work<CellRun> {
  const { data, steps, mask } = batch;
  const turn = turnOf(of.specs);
  if (steps <= turn || mask) return runSequences(of, batch, options);
  const features = data.length / steps;
  const whole: Record<string, FloatStorage> = {};
  for (const [name, shape] of Object.entries(of.cell.series)) {
    whole[name] = zerosLike(data, steps * sizeOf(shape));
  }
  let run: CellRun | undefined;
  for (const [from, to] of partsOf(steps, turn, options.backwards)) {
    if (run) yield { what: 'steps', done: options.backwards ? steps - to : from, total: steps };
    const part = { data: data.subarray(from * features, to * features), samples: 1, steps: to - from }; // prettier-ignore
    const initialState = run?.finalState ?? options.initialState ?? {};
    run = runSequences(of, part, { ...options, initialState });
    for (const [name, values] of Object.entries(run.series)) {
      whole[name]!.set(values, (values.length / (to - from)) * from);
    }
  }
  return { ...run!, series: whole, output: whole[of.cell.output]! };
}

/** The states that a layer is left in by one sample. */
export function* stateAfter(
  setup: RecurrentSetup,
  input: Batch,
  initialState: StatesByName = {},
): Work<StatesByName> {
  const steps = input.shape[1]!;
  const after: Record<string, FloatStorage> = {};
  for (const [k, direction] of setup.directions.entries()) {
    const single = { ...setup, directions: [direction], prefixes: [setup.prefixes[k]!] };
    let states = initialState;
    for (const [from, to] of partsOf(steps, turnOf(direction.specs), direction.backwards)) {
      states = runRecurrent(single, partOf(input, from, to), { initialState: states }).finalState;
      yield { what: 'steps', done: to - from, total: steps };
    }
    Object.assign(after, states);
  }
  return after;
}

function partOf({ data, shape, mask }: Batch, from: number, to: number): Batch {
  const [, steps = 1, ...step] = shape;
  const size = data.length / steps;
  return {
    data: data.subarray(from * size, to * size),
    shape: [1, to - from, ...step],
    ...(mask && { mask: mask.subarray(from, to) }),
  };
}
