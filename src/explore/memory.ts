import { ArgumentError } from '../errors.js';
import { toStorage } from '../ndarray/make.js';
import type { FloatStorage } from '../ndarray/nd-array.js';
import { chosenDirection } from '../trace/chosen-direction.js';
import { isSingle, type Trace, type TracedCell } from '../trace/trace.js';

/** Whose memory is meant. */
export interface MemoryOptions {
  /** Of a layer of two directions: which. */
  readonly direction?: 'forward' | 'backward';
  /** Of a trace of several samples: which. */
  readonly sample?: number;
  /** Of stacked cells: which, from the bottom. */
  readonly cell?: number;
}

/** How one cell of one sample carries its state: at each step it keeps a share of it and writes something new. */
export interface Memory {
  /** How many time steps the run has. */
  readonly steps: number;
  /** The shape of the state. */
  readonly shape: readonly number[];
  /** Steps × units: the share that is kept. */
  readonly keep: FloatStorage;
  /** What is written, at a place in steps × units. */
  readonly written: (at: number) => number;
  /** Whether the cell runs from the last step to the first. */
  readonly backwards: boolean;
  /** 0 at the steps that were skipped. */
  readonly mask?: Uint8Array | undefined;
  /** The state before the first step; zeros where absent. */
  readonly first?: FloatStorage | undefined;
}

/**
 * The memory of a layer's cell, out of its trace.
 * @throws ArgumentError where it is not clear whose is meant, or the state is not what the formulas of LSTM and GRU add up to.
 */
export function memoryOf(trace: Trace, options: MemoryOptions): Memory {
  const { batch, initialState } = trace.start;
  const { prefix, backwards, kind } = cellIn(trace, options);
  const sample = sampleIn(trace, options);
  const samples = batch.shape[0] ?? 1;
  const part = <T extends FloatStorage | Uint8Array>(all: T) => partOf(all, sample, samples);
  const series = (letter: string) => part(toStorage(trace.get(prefix + letter), trace.dtype));
  const state = kind === 'lstm' ? 'c' : 'h';
  const first = initialState[prefix + state];
  const rest = {
    steps: batch.shape[1] ?? 0,
    shape: trace.get(prefix + state).shape.slice(isSingle(trace) ? 1 : 2),
    backwards,
    mask: batch.mask && part(batch.mask),
    first: first && part(first),
  };
  if (kind === 'lstm') {
    const [i, g] = [series('i'), series('g')];
    return { ...rest, keep: series('f'), written: (at) => i[at]! * g[at]! };
  }
  const [z, n] = [series('z'), series('n')];
  return { ...rest, keep: z, written: (at) => (1 - z[at]!) * n[at]! };
}

/** One sample of numbers that lie samples first. */
export function partOf<T extends FloatStorage | Uint8Array>(
  all: T,
  sample: number,
  samples: number,
): T {
  const length = all.length / samples;
  return all.subarray(sample * length, (sample + 1) * length) as T;
}

/**
 * The cell that is asked about: where its series are found, and how it runs.
 * @throws ArgumentError where that is not clear, or its state is no sum of what steps have written.
 */
export function cellIn(trace: Trace, { direction: named, cell: number }: MemoryOptions) {
  const { name } = trace.layer;
  const place = chosenDirection(trace, named);
  const direction = trace.start.directions[place]!;
  const { cells } = direction;
  const cell = cells[number ?? 0];
  if (!cell || (number === undefined && cells.length > 1)) {
    throw new ArgumentError(
      `Layer "${name}" has ${cells.length} cells: say which, { cell: 0 } to { cell: ${cells.length - 1} }`,
      { layer: name },
    );
  }
  const { kind } = cell;
  if (kind === 'simple-rnn') {
    throw new ArgumentError(
      `Layer "${name}" is a simple recurrent layer, whose state is no sum of what single steps have written`,
      { layer: name },
    );
  }
  const prefix = direction.prefix + (cells.length > 1 ? `cell${number}_` : '');
  requireSum(trace, prefix, cell);
  const { backwards } = direction;
  return { prefix, backwards, kind, cell, direction: place, number: number ?? 0 };
}

/** @throws ArgumentError where something other than the cell's formula has set the state. */
function requireSum(trace: Trace, prefix: string, { kind, cellClip, held }: TracedCell): void {
  const state = kind === 'lstm' ? 'c' : 'h';
  const { name } = trace.layer;
  const amended = trace.start.amended?.includes(prefix + state) ?? false;
  if (amended || held?.includes(state)) {
    throw new ArgumentError(
      `The state "${state}" of layer "${name}" was ${amended ? 'set from outside' : 'held'} in this run, so no step has written it`,
      { layer: name },
    );
  }
  if (cellClip === undefined) return;
  const values = toStorage(trace.get(prefix + state), 'float64');
  if (values.some((c) => Math.abs(c) >= cellClip)) {
    throw new ArgumentError(
      `Layer "${name}" has clipped its cell state at ±${cellClip} in this run, so it is no sum of what the steps have written`,
      { layer: name },
    );
  }
}

/** @throws ArgumentError where there are several samples and none is named, or one that is not there. */
export function sampleIn(trace: Trace, { sample }: MemoryOptions): number {
  const [samples = 1] = trace.start.batch.shape;
  if (sample === undefined && !isSingle(trace)) {
    const { shape } = trace.get(trace.series[0]!);
    throw new ArgumentError(
      `Contributions are those of one sample, steps × units, but got ${shape.join(' × ')}: pick one, { sample: 0 } to { sample: ${samples - 1} }`,
    );
  }
  if (sample === undefined || (Number.isInteger(sample) && sample >= 0 && sample < samples)) {
    return sample ?? 0;
  }
  throw new ArgumentError(`There is no sample ${sample}; they are numbered 0 to ${samples - 1}`);
}
