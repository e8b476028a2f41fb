import { ArgumentError } from '../../errors.js';
import { asNdArray } from '../../ndarray/as-nd-array.js';
import { sizeOf, toStorage } from '../../ndarray/make.js';
import type { FloatStorage } from '../../ndarray/nd-array.js';
import { placeIn } from './chosen.js';
import type { BatchPart } from '../run-options.js';
import type {
  Intervention,
  LayerSource,
  PatchFrom,
  SeriesSource,
  UnitValues,
} from './intervention.js';

/** The series that is changed, in one direction of one layer. */
export interface ChangedSeries {
  /** The call of the layer, as other runs name it. */
  readonly layer: string;
  /** The full name, with its direction. */
  readonly name: string;
  /** The shape of a step; units (or filters) last. */
  readonly shape: readonly number[];
  /** Samples of the batch. */
  readonly samples: number;
  /** Where they stand in the whole batch. */
  readonly part: BatchPart;
  /** Steps of each sample. */
  readonly steps: number;
  /** Samples × steps: 1 where something is done. */
  readonly rows: Uint8Array;
  /** The chosen units. */
  readonly units: readonly number[];
  /** Whether it is a state, which a step that is skipped carries on, and no gate. */
  readonly carried: boolean;
}

/** What a number becomes: `at` is its place in the step's series, `k` that of its unit among the chosen ones. */
export type ValueChange = (value: number, place: ChangePlace) => number;

/** Which number is changed. */
export interface ChangePlace {
  /** The sample, from 0. */
  readonly sample: number;
  /** The step, from 0. */
  readonly step: number;
  /** Where in the step's numbers it stands. */
  readonly at: number;
  /** Which of the chosen units it belongs to. */
  readonly k: number;
}

/** What an intervention does to a number. @throws ArgumentError for values or runs that do not suit the series. */
export function valueChange(one: Intervention, series: ChangedSeries): ValueChange {
  if ('set' in one) {
    const values = perUnit(one.set, series, 'set');
    return (_, { k }) => values[k]!;
  }
  if ('add' in one) {
    const values = perUnit(one.add, series, 'add');
    return (value, { k }) => value + values[k]!;
  }
  if ('scale' in one) {
    const values = perUnit(one.scale, series, 'scale');
    return (value, { k }) => value * values[k]!;
  }
  if ('mean' in one) {
    const means = meansOf(sourceIn(one.mean, series, 'mean'), series);
    return (_, { at }) => means[at]!;
  }
  return patch(one, series);
}

function perUnit(values: UnitValues, { units, name }: ChangedSeries, what: string): Float64Array {
  const count = units.length;
  const all =
    typeof values === 'number'
      ? new Float64Array(count).fill(values)
      : Float64Array.from(toStorage(asNdArray(values, what), 'float64'));
  if (all.length !== count) {
    throw new ArgumentError(
      `${what} should be one number, or ${count} for the chosen units of "${name}", but has ${all.length}`,
      { reason: 'shape' },
    );
  }
  const odd = all.find((value) => !Number.isFinite(value));
  if (odd === undefined) return all;
  throw new ArgumentError(`${what} takes finite numbers, but got ${odd} for "${name}"`);
}

/** The values of the same series in another run, samples × steps × step. */
interface Source {
  readonly values: FloatStorage;
  readonly samples: number;
  readonly steps: number;
  readonly mask: Uint8Array | undefined;
}

function sourceIn(from: SeriesSource | LayerSource, series: ChangedSeries, what: string): Source {
  const { layer, name, shape } = series;
  const isObject = typeof from === 'object' && from !== null;
  if (!isObject || !('outputs' in from && ('trace' in from || 'start' in from))) {
    throw new TypeError(`${what} takes a trace, or what model.run returned`);
  }
  const trace = 'trace' in from ? from.trace(layer) : from;
  const [samples = 0, steps = 0] = trace.start.batch.shape;
  const values = toStorage(trace.get(name), 'float64');
  if (values.length !== samples * steps * sizeOf(shape)) {
    throw new ArgumentError(
      `${what}: a step of "${name}" of layer "${layer}" has ${sizeOf(shape)} numbers, but ${values.length / (samples * steps)} in the other run`,
      { layer, reason: 'shape' },
    );
  }
  return { values, samples, steps, mask: trace.start.batch.mask };
}

function meansOf({ values, samples, steps, mask }: Source, { shape, name }: ChangedSeries) {
  const size = sizeOf(shape);
  const sums = new Float64Array(size);
  let count = 0;
  for (let row = 0; row < samples * steps; row++) {
    if (mask?.[row] === 0) continue;
    count++;
    for (let at = 0; at < size; at++) sums[at]! += values[row * size + at]!;
  }
  if (count > 0) return sums.map((sum) => sum / count);
  throw new ArgumentError(`The mean of "${name}" is that of no step at all`);
}

function patch({ patchFrom, fromStep }: PatchFrom, series: ChangedSeries): ValueChange {
  const { shape, part, steps, rows, name, layer, carried } = series;
  const source = sourceIn(patchFrom, series, 'patchFrom');
  if (source.samples !== 1 && source.samples !== part.of) {
    throw new ArgumentError(
      `patchFrom takes a run of one sample, or of as many as this one has (${part.of}), but got ${source.samples}`,
      { layer },
    );
  }
  const fixed = fromStep === undefined ? undefined : placeIn(fromStep, source.steps, 'step');
  const last = rows.reduce((most, on, row) => (on ? Math.max(most, row % steps) : most), -1);
  if (fixed === undefined && last >= source.steps) {
    throw new ArgumentError(
      `Step ${last} of "${name}" cannot be patched from a run of ${source.steps} steps: choose others, or say fromStep`,
      { layer },
    );
  }
  const size = sizeOf(shape);
  return (_, { sample, step, at }) => {
    const row = (source.samples === 1 ? 0 : part.from + sample) * source.steps + (fixed ?? step);
    if (!carried && source.mask?.[row] === 0) {
      throw new ArgumentError(
        `"${name}" cannot be patched from step ${fixed ?? step} of a run whose mask skips it: a gate that is skipped leads nowhere`,
        { layer },
      );
    }
    return source.values[row * size + at]!;
  };
}
