import { checkOptions } from '../check-options.js';
import { ArgumentError } from '../errors.js';
import { fromStorage, sizeOf, toStorage } from '../ndarray/make.js';
import type { NdArray } from '../ndarray/nd-array.js';
import { Trace } from '../trace/trace.js';
import type { ContributionOptions, Memory } from './memory.js';
import { memoryOf } from './memory.js';
import { originOf } from './origin.js';

/** The series of one sample that make up the cell state, each steps × units. */
export interface CellSeries {
  /** The input gate. */
  readonly i: NdArray;
  /** The forget gate. */
  readonly f: NdArray;
  /** The candidate. */
  readonly g: NdArray;
}

/** Steps × units; the part of the state that the run started from stands apart. */
export type Contributions = NdArray<Float64Array> & {
  /** What is left of the first state, per unit; zeros where a run starts from zeros. */
  readonly initial: NdArray<Float64Array>;
};

/**
 * What every step has written into the state at the end of the run, exactly: c_T = (∏ f_s) ∘ c_0 + Σ_t (∏_{s after t} f_s) ∘ i_t ∘ g_t in an LSTM,
 * h_T = (∏ z_s) ∘ h_0 + Σ_t (∏_{s after t} z_s) ∘ (1 − z_t) ∘ n_t in a GRU. Row t is the part of the input's step t, whatever the direction; a
 * step that a mask skipped has written nothing. The column sums and `initial` together are the final state.
 * @param trace a trace, or the series i, f, g of one; series that come out of a trace bring its direction, mask and first state along,
 * other arrays are taken as a forward run from zeros.
 * @returns steps × units, with `initial` beside it.
 * @throws ArgumentError where several samples, directions or cells are there and none is named, and where the state is no such sum.
 */
export function contributions(
  trace: Trace | CellSeries,
  options: ContributionOptions = {},
): Contributions {
  checkOptions(options, ['direction', 'sample', 'cell'], 'contributions');
  const memory = trace instanceof Trace ? memoryOf(trace, options) : memoryOfSeries(trace);
  const { steps, shape } = memory;
  const units = sizeOf(shape);
  const parts = new Float64Array(steps * units);
  const initial = new Float64Array(units);
  for (let unit = 0; unit < units; unit++) initial[unit] = partsOfUnit(memory, unit, parts);
  return Object.assign(fromStorage(parts, [steps, ...shape]), {
    initial: fromStorage(initial, shape),
  });
}

/** Fills in a unit's column from the end of the run to its start; returns what is left of the first state. */
function partsOfUnit(memory: Memory, unit: number, parts: Float64Array): number {
  const { steps, backwards, mask, keep, written, first } = memory;
  const units = sizeOf(memory.shape);
  let kept = 1;
  for (let k = steps - 1; k >= 0; k--) {
    const t = backwards ? steps - 1 - k : k;
    if (mask && mask[t] === 0) continue;
    const at = t * units + unit;
    parts[at] = kept * written(at);
    kept *= keep[at]!;
  }
  return first ? kept * first[unit]! : 0;
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
