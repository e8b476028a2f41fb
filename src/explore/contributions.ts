import { answer } from '../answers/answer.js';
import { checkOptions } from '../check-options.js';
import { ArgumentError } from '../errors.js';
import { fromStorage, sizeOf, toStorage } from '../ndarray/make.js';
import type { NdArray } from '../ndarray/nd-array.js';
import { Trace } from '../trace/trace.js';
import type { Memory, MemoryOptions } from './memory.js';
import { cellIn, memoryOf } from './memory.js';
import { originOf } from './origin.js';
import type { OutputRule, SharedOutput } from './shared-output.js';
import { sharedOutput } from './shared-output.js';
import type { Written } from './written.js';
import { writtenUpTo } from './written.js';

/** The series of one sample that make up the cell state, each steps × units. */
export interface CellSeries {
  /** The input gate. */
  readonly i: NdArray;
  /** The forget gate. */
  readonly f: NdArray;
  /** The candidate. */
  readonly g: NdArray;
}

/** Which state is taken apart, and when. */
export interface ContributionOptions extends MemoryOptions {
  /** The step of the input whose state is taken apart, negative ones from the end; by default the last one of the run. */
  readonly step?: number;
  /** `c` of an LSTM (the default) or the `h` that comes out of it; `h` of a GRU. */
  readonly series?: 'c' | 'h';
  /** How an LSTM's `h`, which is no sum of what went into `c`, is shared out: see `contributions`. */
  readonly rule?: OutputRule;
}

/** Steps × units; what no step has written stands apart. */
export type Contributions = NdArray<Float64Array> & {
  /** What is left of the first state, per unit; zeros where a run starts from zeros. */
  readonly initial: NdArray<Float64Array>;
  /** What would stand there if the state were zero, per unit; zeros but for outputs whose activation or layer adds something. */
  readonly constant: NdArray<Float64Array>;
  /** What each step wrote into the state when it did, steps × units: i ∘ g, or (1 − z) ∘ n. */
  readonly written: NdArray<Float64Array>;
  /** The share of it that is left in the state, steps × units: ∏ f, or ∏ z, of the steps after it. */
  readonly survived: NdArray<Float64Array>;
};

const names = ['direction', 'sample', 'cell', 'step', 'series', 'rule'];

/**
 * What every step has written into a state, exactly: c_T = (∏ f_s) ∘ c_0 + Σ_t (∏_{s after t} f_s) ∘ i_t ∘ g_t in an LSTM,
 * h_T = (∏ z_s) ∘ h_0 + Σ_t (∏_{s after t} z_s) ∘ (1 − z_t) ∘ n_t in a GRU. Row t is the part of the input's step t, whatever the direction; a
 * step that a mask skipped, or that comes after the asked one, has written nothing. The column sums and `initial` (and `constant`) together are the state.
 *
 * With `series: 'h'` what an LSTM gives out, h = o ∘ φ(c), is shared out. `rescale` (the default; DeepLIFT's rule, Shrikumar 2017) gives every part of c the same
 * factor, o ∘ (φ(c) − φ(0)) / c. `telescope` (Murdoch and Szlam 2017) adds the parts one after the other in the order of the run, and a step has what φ moves by
 * its own. Both add up exactly.
 * @param trace a trace, or the series i, f, g of one; series that come out of a trace bring its direction, mask and first state along,
 * other arrays are taken as a forward run from zeros.
 * @returns steps × units, with `initial`, `constant`, `written` and `survived` beside it.
 * @throws ArgumentError where several samples, directions or cells are there and none is named, and where the state is no such sum.
 */
export function contributions(
  trace: Trace | CellSeries,
  options: ContributionOptions = {},
): Contributions {
  checkOptions(options, names, 'contributions');
  if (!(trace instanceof Trace))
    return answer('contributions', ofState(memoryOfSeries(trace), options));
  const state = cellIn(trace, options).kind === 'lstm' ? 'c' : 'h';
  const { series = state, rule } = options;
  if (series !== state && series !== 'h') {
    throw new ArgumentError(
      `The state of layer "${trace.layer.name}" is h: it has no "${series}" to take apart`,
      { layer: trace.layer.name },
    );
  }
  if (series === state && rule !== undefined) {
    throw new ArgumentError(`"${series}" is a sum as it is: a rule is for the h of an LSTM`);
  }
  const memory = memoryOf(trace, options);
  if (series === state) return answer('contributions', ofState(memory, options), { trace });
  const found = writtenUpTo(memory, options.step);
  const parts = withParts(sharedOutput(trace, found, options), { ...found, memory });
  return answer('contributions', parts, { trace });
}

function ofState(memory: Memory, { step }: ContributionOptions): Contributions {
  const found = writtenUpTo(memory, step);
  const { parts, initial } = found;
  const constant = new Float64Array(initial.length);
  return withParts({ parts, initial, constant, shape: memory.shape }, { ...found, memory });
}

function withParts(
  { parts, initial, constant, shape }: SharedOutput,
  { written, survived, memory }: Pick<Written, 'written' | 'survived'> & { memory: Memory },
): Contributions {
  const { steps, shape: own } = memory;
  return Object.assign(fromStorage(parts, [steps, ...shape]), {
    initial: fromStorage(initial, shape),
    constant: fromStorage(constant, shape),
    written: fromStorage(written, [steps, ...own]),
    survived: fromStorage(survived, [steps, ...own]),
  });
}

/** Three series by themselves: as the run that they come out of, or else as a forward run from zeros. */
function memoryOfSeries(series: CellSeries): Memory {
  const { i, f, g } = series;
  const [steps = 0, ...shape] = f.shape;
  for (const [name, array] of Object.entries({ i, f, g })) {
    if (array.dimension === 2 && array.shape.join() === f.shape.join()) continue;
    throw new ArgumentError(
      `Contributions are those of one sample, steps × units, but ${name} is ${array.shape.join(' × ')}: pick one`,
    );
  }
  const origins = [i, f, g].map(originOf);
  const [known] = origins;
  if (known) {
    const sample = sampleOf(f);
    const together = origins.every(
      (one, k) =>
        one?.trace === known.trace &&
        one.direction === known.direction &&
        one.cell === known.cell &&
        one.letter === 'ifg'[k] &&
        sampleOf([i, f, g][k]!) === sample,
    );
    const whole = memoryOf(known.trace, {
      sample,
      ...(known.trace.start.directions.length > 1 && {
        direction: known.direction.prefix === 'backward_' ? 'backward' : 'forward',
      }),
      cell: known.cell,
    });
    if (together && whole.steps === steps && sizeOf(whole.shape) === sizeOf(shape)) return whole;
    throw new ArgumentError(
      `The series i, f and g should be those of one whole run of layer "${known.trace.layer.name}": give its trace`,
    );
  }
  const [I, F, G] = [i, f, g].map((array) => toStorage(array, 'float64')) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  return { steps, shape, keep: F, written: (at) => I[at]! * G[at]!, backwards: false };
}

/** Which sample of its batch a view of a series begins with. */
function sampleOf({ offset, data }: NdArray): number {
  const samples = originOf({ data } as NdArray)!.trace.start.batch.shape[0]!;
  return Math.floor((offset * samples) / data.length);
}
