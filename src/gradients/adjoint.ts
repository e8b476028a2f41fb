import { ArgumentError, UnsupportedError } from '../errors.js';
import type { CellKind } from '../weights/orders.js';
import type { CellSpec } from '../cell/cell-spec.js';
import { gruBackward } from './gru-back.js';
import { lstmBackward } from './lstm-back.js';
import { simpleRnnBackward } from './simple-rnn-back.js';
import type { BackwardCell, StepTape, Vectors64 } from './step-back.js';
import { addTo } from './step-back.js';
import type { TracedRun, TracedRuns } from './traced-runs.js';

const backwardCells: Readonly<Record<CellKind, (spec: CellSpec) => BackwardCell>> = {
  lstm: lstmBackward,
  gru: gruBackward,
  'simple-rnn': simpleRnnBackward,
};

/**
 * A cell that goes backwards.
 * @throws UnsupportedError for a cell that lays its states on eight bits: between two steps of them it does not move at all.
 */
export function backwardCell(spec: CellSpec): BackwardCell {
  if (spec.quantized) {
    throw new UnsupportedError(
      'The layer computes with eight bits, so that its output moves by leaps and has no derivative: ask occlusion(trace)',
    );
  }
  return backwardCells[spec.kind](spec);
}

/** What is asked to be differentiated: its direct gradient with respect to series, each samples × steps × width. */
export type Seeds = Readonly<Record<string, Float64Array>>;

/** The gradients of one direction. */
export interface Adjoint {
  /** Samples × steps × features. */
  readonly x: Float64Array;
  /** Samples × steps × width, by series. */
  readonly series: Readonly<Record<string, Float64Array>>;
  /** Samples × width, by state: with respect to the states before the first step. */
  readonly first: Readonly<Record<string, Float64Array>>;
  /** The cell backwards, which has summed the gradients of the weights. */
  readonly cell: BackwardCell;
}

/** Goes backwards through all steps of all samples of one direction (backpropagation through time, Werbos 1990). */
export function adjoint(run: TracedRun, runs: TracedRuns, seeds: Seeds): Adjoint {
  const { samples, steps, features, mask } = runs;
  const cell = backwardCell(run.spec);
  const x = new Float64Array(samples * steps * features);
  const zerosFor = (rows: number) =>
    Object.fromEntries(
      Object.entries(run.widths).map(([name, width]) => [name, new Float64Array(rows * width)]),
    );
  const series = zerosFor(samples * steps);
  const first = Object.fromEntries(
    run.states.map((name) => [name, new Float64Array(samples * run.widths[name]!)]),
  );
  for (let sample = 0; sample < samples; sample++) {
    let states: Vectors64 = Object.fromEntries(
      run.states.map((name) => [name, new Float64Array(run.widths[name]!)]),
    );
    for (let k = steps - 1; k >= 0; k--) {
      const row = sample * steps + inputStep(run, k, steps);
      const upstream = rowOf(seeds, run, row);
      for (const name of run.states) addTo(upstream[name]!, states[name]!);
      if (mask?.[row] === 0) {
        requireNoGate(upstream, run, row % steps);
        states = Object.fromEntries(run.states.map((name) => [name, upstream[name]!]));
      } else {
        const { x: dx, before } = cell.at(tapeAt(run, runs, { sample, k }))(upstream);
        x.set(dx, row * features);
        states = before;
      }
      for (const [name, width] of Object.entries(run.widths))
        series[name]!.set(upstream[name]!, row * width);
    }
    for (const name of run.states) first[name]!.set(states[name]!, sample * run.widths[name]!);
  }
  return { x, series, first, cell };
}

/** The input's step that a direction reads as its k-th. */
export function inputStep({ backwards }: TracedRun, k: number, steps: number): number {
  return backwards ? steps - 1 - k : k;
}

/** The k-th step that a direction took of one sample. */
export function tapeAt(
  run: TracedRun,
  { x, steps, features }: TracedRuns,
  { sample, k }: { readonly sample: number; readonly k: number },
): StepTape {
  const row = sample * steps + inputStep(run, k, steps);
  const last = sample * steps + inputStep(run, k - 1, steps);
  const part = (all: Float64Array, at: number, width: number) =>
    all.subarray(at * width, (at + 1) * width);
  return {
    x: part(x, row, features),
    before: Object.fromEntries(
      run.states.map((name) => {
        const width = run.widths[name]!;
        return [name, k > 0 ? part(run.series[name]!, last, width) : part(run.first[name]!, sample, width)]; // prettier-ignore
      }),
    ),
    at: Object.fromEntries(
      Object.entries(run.series).map(([name, all]) => [name, part(all, row, run.widths[name]!)]),
    ),
  };
}

/** The seeds of one step, as vectors to add to; zeros where nothing is asked. */
function rowOf(seeds: Seeds, { widths }: TracedRun, row: number): Record<string, Float64Array> {
  return Object.fromEntries(
    Object.entries(widths).map(([name, width]) => [
      name,
      seeds[name]?.slice(row * width, (row + 1) * width) ?? new Float64Array(width),
    ]),
  );
}

/** @throws ArgumentError where the gate of a skipped step is asked for: it was computed and thrown away. */
function requireNoGate(upstream: Vectors64, { states }: TracedRun, step: number): void {
  for (const [name, seed] of Object.entries(upstream)) {
    if (states.includes(name) || seed.every((value) => value === 0)) continue;
    throw new ArgumentError(
      `Step ${step} was skipped by the mask, so its "${name}" leads nowhere: choose a step that counts`,
    );
  }
}
