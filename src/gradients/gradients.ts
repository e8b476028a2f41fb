import { answer } from '../answers/answer.js';
import type { Layer } from '../api/layer.js';
import { ArgumentError, NotFoundError } from '../errors.js';
import { fromStorage } from '../ndarray/make.js';
import type { NdArray } from '../ndarray/nd-array.js';
import { isSingle, type Trace } from '../trace/trace.js';
import type { CellWeights } from '../weights/cell-weights.js';
import type { Adjoint, Seeds } from './adjoint.js';
import { adjoint } from './adjoint.js';
import { seedsOf } from './seeds.js';
import type { Target } from './target.js';
import { countedIn, valuesOf } from './target.js';
import type { TracedRun, TracedRuns } from './traced-runs.js';
import { tracedRuns } from './traced-runs.js';

/** The gradients of one number of every sample with respect to all that it was computed from. */
export class Gradients {
  /** The number itself: one where the trace is of one sample, else one a sample. */
  readonly value: number | NdArray<Float64Array>;
  /** With respect to what arrived at the layer, in its shape: steps × features, or samples × steps × features. */
  readonly x: NdArray<Float64Array>;
  /** With respect to the states before the first step, by name; units, or samples × units. */
  readonly initialState: Readonly<Record<string, NdArray<Float64Array>>>;
  readonly #series: Readonly<Record<string, NdArray<Float64Array>>>;
  readonly #weights: ReadonlyMap<string, CellWeights>;

  /** Made by `gradients`. */
  constructor(parts: {
    value: Gradients['value'];
    x: Gradients['x'];
    initialState: Gradients['initialState'];
    series: Readonly<Record<string, NdArray<Float64Array>>>;
    weights: ReadonlyMap<string, CellWeights>;
  }) {
    this.value = parts.value;
    this.x = parts.x;
    this.initialState = parts.initialState;
    this.#series = parts.series;
    this.#weights = parts.weights;
  }

  /** The names of the series there are gradients for: those of the trace. */
  get series(): readonly string[] {
    return Object.keys(this.#series);
  }

  /**
   * With respect to one series of the trace, in its shape: how the number would move if this gate or state were moved at that step, everything
   * after it following.
   * @throws NotFoundError for a series that the trace does not have.
   */
  get(series: string): NdArray<Float64Array> {
    if (Object.hasOwn(this.#series, series)) return this.#series[series]!;
    throw new NotFoundError(
      `There is no gradient for a series "${series}"; there are ${this.series.join(', ')}`,
      { reason: 'no-such-series' },
    );
  }

  /**
   * With respect to the weights, cut by gate as the layer's own, and summed over the samples, as PyTorch's `backward` of the sum leaves them.
   * @param direction of a layer of two directions: which.
   */
  weights(direction?: 'forward' | 'backward'): CellWeights {
    const names = [...this.#weights.keys()];
    const found = this.#weights.get(direction ?? '');
    if (found) return found;
    throw new ArgumentError(
      names.includes('')
        ? 'The layer has one direction only: leave the direction away'
        : `The layer has two directions: say which, weights('forward') or weights('backward')`,
    );
  }

  /** Such as `Gradients of 1.25 with respect to x, i f g o c h`. */
  toString(): string {
    return `Gradients of ${String(this.value)} with respect to x, ${this.series.join(' ')}`;
  }
}

/**
 * The gradients of one number of a run (a state, a gate, an output, or a sum of them) with respect to inputs, gates, states, first states and weights, by
 * backpropagation through time: exact derivatives, in float64, of the run as it was, with its mask, first states, held gates and silenced units.
 * What flows on through the layers behind is handed in as `gradOutputs`.
 * @param trace a trace of a layer of plain cells, of one sample or a batch.
 * @param target which number; by default the sum of the layer's output at its last step. Several are added up.
 * @throws ArgumentError for steps, units and series that are not there.
 * @throws UnsupportedError for convolutional and stacked cells, and activations of whole vectors.
 */
export function gradients(trace: Trace<Layer>, target: Target | readonly Target[] = {}): Gradients {
  const runs = tracedRuns(trace);
  const targets = Array.isArray(target) ? (target as readonly Target[]) : [target as Target];
  if (targets.length === 0) throw new ArgumentError('A list of targets names one at least');
  const counted = targets.map((one) => countedIn(trace, one, runs));
  const all = runs.directions.map((run) => {
    const seeds = counted.map((one) => seedsOf(one, runs, run));
    return { run, found: adjoint(run, runs, added(seeds)) };
  });
  const values = counted.map((one) => valuesOf(trace, one, runs.samples));
  const value = Float64Array.from({ length: runs.samples }, (_, sample) =>
    values.reduce((sum, one) => sum + one[sample]!, 0),
  );
  const single = isSingle(trace);
  const made = new Gradients({
    value: single ? value[0]! : fromStorage(value, [runs.samples]),
    x: inputGradient(all, runs, trace.input.shape),
    ...arraysOf(all, runs, single),
    weights: new Map(
      all.map(({ run, found }) => [run.prefix.replace(/_$/, ''), found.cell.weights()]),
    ),
  });
  return answer('gradients', made, { trace });
}

/** Seeds of several targets, added up. */
function added(all: readonly Seeds[]): Seeds {
  const sum: Record<string, Float64Array> = {};
  for (const [name, values] of all.flatMap((seeds) => Object.entries(seeds))) {
    sum[name] = sum[name] ? sum[name].map((value, k) => value + values[k]!) : values;
  }
  return sum;
}

interface Direction {
  readonly run: TracedRun;
  readonly found: Adjoint;
}

/** What both directions say of the input that they read. */
function inputGradient(
  all: readonly Direction[],
  { x }: TracedRuns,
  shape: readonly number[],
): NdArray<Float64Array> {
  const sum = new Float64Array(x.length);
  for (const { found } of all) for (let k = 0; k < sum.length; k++) sum[k]! += found.x[k]!;
  return fromStorage(sum, [...shape]);
}

function arraysOf(all: readonly Direction[], { samples, steps }: TracedRuns, single: boolean) {
  const arrays = (rows: readonly number[], part: (found: Adjoint) => Adjoint['series']) =>
    Object.fromEntries(
      all.flatMap(({ run, found }) =>
        Object.entries(part(found)).map(([name, values]) => {
          const shape = [...(single ? [] : [samples]), ...rows, run.widths[name]!];
          return [run.prefix + name, fromStorage(values, shape)] as const;
        }),
      ),
    );
  return {
    series: arrays([steps], (found) => found.series),
    initialState: arrays([], (found) => found.first),
  };
}
