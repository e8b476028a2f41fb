import type { Layer } from '../api/layer.js';
import { checkOptions } from '../check-options.js';
import { ArgumentError } from '../errors.js';
import type { ArrayInput } from '../ndarray/as-nd-array.js';
import { asNdArray } from '../ndarray/as-nd-array.js';
import { toStorage } from '../ndarray/make.js';
import { isSingle, type Trace } from '../trace/trace.js';
import type { TracedRuns } from './traced-runs.js';

/** The number to differentiate: a sum over parts of one series, of every sample by itself. */
export interface Target {
  /** A series of the trace, or `output` (the default): what the layer gives out. */
  readonly series?: string;
  /** One step, negative ones from the end; by default the last of the series. */
  readonly step?: number;
  /** One unit, negative ones from the end; by default the sum of all. */
  readonly unit?: number;
  /**
   * Instead of a step and a unit: what every number of the series counts, in its shape (PyTorch's `grad_outputs`). A layer behind hands its own
   * gradient with respect to its input on in this way.
   */
  readonly gradOutputs?: ArrayInput;
}

/** What the numbers of one series count, samples × rows × width; rows are steps, or 1 where the series has no time. */
export interface Counted {
  /** The name of the series, for messages. */
  readonly name: string;
  /** Steps, or 1. */
  readonly rows: number;
  /** Numbers in a row. */
  readonly width: number;
  /** Samples × rows × width. */
  readonly values: Float64Array;
}

/** A target as the weights of a sum over one series. */
export function countedIn(trace: Trace<Layer>, target: Target, runs: TracedRuns): Counted {
  checkOptions(target, ['series', 'step', 'unit', 'gradOutputs'], 'A target of a gradient');
  const name = target.series ?? 'output';
  if (name === 'output' && runs.setup.directions.length > 1 && runs.setup.merge === null) {
    throw new ArgumentError(
      `Layer "${trace.layer.name}" gives two outputs: name a series, such as ${trace.series.at(-1)}`,
    );
  }
  const array = trace.get(name);
  const { samples, steps } = runs;
  const hasTime = array.dimension - (isSingle(trace) ? 0 : 1) === 2;
  const width = array.shape.at(-1)!;
  const rows = hasTime ? steps : 1;
  const values = new Float64Array(samples * rows * width);
  if (target.gradOutputs !== undefined) {
    requireAlone(target);
    const given = asNdArray(target.gradOutputs, 'gradOutputs');
    if (given.shape.join() !== array.shape.join()) {
      throw new ArgumentError(
        `gradOutputs should be ${array.shape.join(' × ')} as "${name}" is, but is ${given.shape.join(' × ')}`,
        { reason: 'shape' },
      );
    }
    values.set(toStorage(given, 'float64'));
    const odd = values.find((value) => !Number.isFinite(value));
    if (odd !== undefined) {
      throw new ArgumentError(`gradOutputs should be finite numbers, but one is ${odd}`);
    }
    return { name, rows, width, values };
  }
  if (!hasTime && target.step !== undefined) {
    throw new ArgumentError(`"${name}" of layer "${trace.layer.name}" has no steps to choose from`);
  }
  const step = placeIn(target.step ?? -1, rows, 'step');
  const unit = target.unit === undefined ? undefined : placeIn(target.unit, width, 'unit');
  for (let sample = 0; sample < samples; sample++) {
    const from = (sample * rows + step) * width;
    if (unit === undefined) values.fill(1, from, from + width);
    else values[from + unit] = 1;
  }
  return { name, rows, width, values };
}

function requireAlone({ step, unit }: Target): void {
  if (step === undefined && unit === undefined) return;
  throw new ArgumentError('gradOutputs says what every number counts: leave step and unit away');
}

/** @throws ArgumentError for an index that is not there. */
export function placeIn(index: number, size: number, what: string): number {
  const at = index < 0 ? index + size : index;
  if (Number.isInteger(at) && at >= 0 && at < size) return at;
  throw new ArgumentError(
    size === 0
      ? `There is no ${what} ${index}: there is none at all`
      : `There is no ${what} ${index}; they are numbered 0 to ${size - 1}, and −1 to −${size} from the end`,
  );
}

/** The value of the target, of every sample. */
export function valuesOf(trace: Trace<Layer>, { name, values }: Counted, samples: number) {
  const series = toStorage(trace.get(name), 'float64');
  const size = values.length / Math.max(samples, 1);
  return Float64Array.from({ length: samples }, (_, sample) => {
    let sum = 0;
    for (let k = sample * size; k < (sample + 1) * size; k++) {
      if (values[k] !== 0) sum += values[k]! * series[k]!;
    }
    return sum;
  });
}
