import type { Amend } from '../cell/amend.js';
import type { Cell, StepVectors } from '../cell/cell.js';
import { zeroStates } from '../cell/cell.js';
import type { Vector } from '../cell/vector.js';
import type { FloatStorage } from '../ndarray/nd-array.js';
import type { Work } from '../work.js';
import { finish } from '../work.js';
import { floatTypeOf, sizeOf, zerosLike } from '../ndarray/make.js';

/** Samples × time × step shape, contiguous; its precision is the precision of the whole run. */
export interface SequenceBatch {
  /** The numbers, in C order. */
  readonly data: FloatStorage;
  /** Samples of the batch. */
  readonly samples: number;
  /** Steps of each sample. */
  readonly steps: number;
  /** Samples × time, 0 where a step is to be skipped. */
  readonly mask?: Uint8Array;
}

/** How a cell goes through its sequences. */
export interface RunOptions {
  /** From the last step to the first. Series stay indexed by the input's step. */
  readonly backwards?: boolean;
  /** Samples × state size for each state; zeros where absent. */
  readonly initialState?: Readonly<Record<string, FloatStorage>>;
  /** What the layer gives out at a masked step: its last output (Keras) or zeros (ONNX, `zero_output_for_mask`). */
  readonly zeroOutputForMask?: boolean;
  /** What changes a sample's step (the input's) from within; undefined where nothing does. Masked steps are left alone. */
  readonly amendAt?: AmendAt | undefined;
}

/** What changes a step of a sample from within; undefined where nothing does. */
export type AmendAt = (sample: number, step: number) => Amend | undefined;

/** What a run leaves: every series (samples × time × step shape), the output, and the last states. */
export interface CellRun {
  /** By name, samples × time × step shape. */
  readonly series: Readonly<Record<string, FloatStorage>>;
  /** Samples × time × output: as `series[cell.output]`, but following the rule for masked steps. */
  readonly output: FloatStorage;
  /** Samples × output: what the layer gives out after its last step. */
  readonly lastOutput: FloatStorage;
  /** Samples × state size for each state, after the last step. */
  readonly finalState: Readonly<Record<string, FloatStorage>>;
  /** What computed it: the name of an engine, or `definition`. */
  readonly engine: string;
}

/**
 * Runs a cell over a batch, sample by sample and step by step, and remembers everything. At a masked step the states stay as they
 * were; gates show what the cell computed and the layer discarded.
 */
export function runCell(cell: Cell, batch: SequenceBatch, options: RunOptions = {}): CellRun {
  return finish(cellWork(cell, batch, options));
}

/** The same as work in pieces of a step. */
export function* cellWork(
  cell: Cell,
  batch: SequenceBatch,
  options: RunOptions = {},
): Work<CellRun> {
  const { samples, steps, data, mask } = batch;
  const features = sizeOf(cell.inputShape);
  const widths = new Map(Object.entries(cell.series).map(([name, s]) => [name, sizeOf(s)]));
  const series = Object.fromEntries(
    [...widths].map(([name, width]) => [name, zerosLike(data, samples * steps * width)]),
  );
  const outputWidth = widths.get(cell.output)!;
  const output = mask ? zerosLike(data, samples * steps * outputWidth) : series[cell.output]!;
  const lastOutput = zerosLike(data, samples * outputWidth);
  const finalState = Object.fromEntries(
    cell.states.map((name) => [name, zerosLike(data, samples * widths.get(name)!)]),
  );
  for (let sample = 0; sample < samples; sample++) {
    let states: StepVectors = startOf(cell, sample, { widths, data, ...options });
    let given: Vector = zerosLike(data, outputWidth);
    for (let k = 0; k < steps; k++) {
      const t = options.backwards ? steps - 1 - k : k;
      const row = sample * steps + t;
      const valid = mask === undefined || mask[row] !== 0;
      const amend = valid ? options.amendAt?.(sample, t) : undefined;
      const x = data.subarray(row * features, (row + 1) * features);
      const computed = cell.step(x, states, amend);
      const kept = valid ? computed : { ...computed, ...carried(cell, states) };
      for (const [name, width] of widths) series[name]!.set(kept[name]!, row * width);
      states = kept;
      if (valid) given = computed[cell.output]!;
      else if (options.zeroOutputForMask) given = zerosLike(data, outputWidth);
      if (mask) output.set(given, row * outputWidth);
      yield { what: 'steps', done: sample * steps + k + 1, total: samples * steps };
    }
    lastOutput.set(given, sample * outputWidth);
    for (const name of cell.states)
      finalState[name]!.set(states[name]!, sample * widths.get(name)!);
  }
  return { series, output, lastOutput, finalState, engine: 'definition' };
}

/** Only what the cell carries on, of everything that the step before left. */
function carried({ states: names }: Cell, all: StepVectors): StepVectors {
  return Object.fromEntries(names.map((name) => [name, all[name]!]));
}

/** The states one sample starts from. */
function startOf(
  cell: Cell,
  sample: number,
  context: RunOptions & { widths: ReadonlyMap<string, number>; data: FloatStorage },
): StepVectors {
  const states = { ...zeroStates(cell, floatTypeOf(context.data)) };
  for (const [name, values] of Object.entries(context.initialState ?? {})) {
    const width = context.widths.get(name)!;
    states[name] = values.slice(sample * width, (sample + 1) * width);
  }
  return states;
}
