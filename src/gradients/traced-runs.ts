import { Layer } from '../api/layer.js';
import { makeCell } from '../cell/cell.js';
import type { CellSpec } from '../cell/cell-spec.js';
import { UnsupportedError } from '../errors.js';
import { sizeOf, toStorage } from '../ndarray/make.js';
import type { RecurrentSetup } from '../trace/setup.js';
import { Trace } from '../trace/trace.js';

/** One direction of a layer as it was traced, in float64. */
export interface TracedRun {
  /** What the names of its series begin with: `forward_`, `backward_`, or nothing. */
  readonly prefix: string;
  /** The cell with its weights, clamps and silenced units included. */
  readonly spec: CellSpec;
  /** Whether it runs from the last step to the first. */
  readonly backwards: boolean;
  /** Whether rows of its output belong to the input's steps; otherwise they stand in the order of running. */
  readonly inputOrder: boolean;
  /** Samples × steps × width, by the name of the series without the prefix. */
  readonly series: Readonly<Record<string, Float64Array>>;
  /** Numbers per step, by the name of the series without the prefix. */
  readonly widths: Readonly<Record<string, number>>;
  /** The names of the series that are carried on. */
  readonly states: readonly string[];
  /** Samples × width of each state before the first step. */
  readonly first: Readonly<Record<string, Float64Array>>;
}

/** All that a run backwards needs of a trace. */
export interface TracedRuns {
  /** The layer, as it was run. */
  readonly setup: RecurrentSetup;
  /** Samples of the batch. */
  readonly samples: number;
  /** Steps of each sample. */
  readonly steps: number;
  /** Numbers that come in at each step. */
  readonly features: number;
  /** Samples × steps × features. */
  readonly x: Float64Array;
  /** Samples × steps, 0 where a step was skipped; undefined where none was. */
  readonly mask: Uint8Array | undefined;
  /** The one direction, or forward and backward. */
  readonly directions: readonly TracedRun[];
}

/**
 * A trace's layer with everything it was run with, clamps and silenced units included.
 * @throws TypeError where it is no trace.
 * @throws UnsupportedError for convolutional and stacked cells.
 */
export function tracedRuns(trace: Trace<Layer>): TracedRuns {
  if (!(trace instanceof Trace && trace.layer instanceof Layer)) {
    throw new TypeError('Gradients are those of a trace: give what layer.trace(…) returned');
  }
  const { start, layer } = trace;
  if (start.amended) {
    throw new UnsupportedError(
      `Interventions have changed ${start.amended.join(', ')} of layer "${layer.name}" in this run: gradients are those of runs without`,
      { layer: layer.name },
    );
  }
  const setup = layer.recurrent(start.options).setup();
  const [samples = 0, steps = 0, ...step] = start.batch.shape;
  const float64 = (name: string) => Float64Array.from(toStorage(trace.get(name), 'float64'));
  const directions = setup.directions.map((direction, k): TracedRun => {
    const prefix = setup.prefixes[k]!;
    const [spec, ...more] = direction.specs;
    if (!spec || more.length > 0) {
      throw new UnsupportedError(
        `Gradients go through layers of one plain cell; layer "${layer.name}" has ${spec ? 'stacked' : 'convolutional'} cells`,
        { layer: layer.name },
      );
    }
    const cell = makeCell(spec);
    const names = Object.keys(cell.series);
    const series = Object.fromEntries(names.map((name) => [name, float64(prefix + name)]));
    const widths = Object.fromEntries(names.map((name) => [name, sizeOf(cell.series[name]!)]));
    const { states } = cell;
    const first = Object.fromEntries(
      states.map((name) => {
        const given = start.initialState[prefix + name];
        return [name, Float64Array.from(given ?? new Float64Array(samples * widths[name]!))];
      }),
    );
    const { backwards, inputOrder } = direction;
    return { prefix, spec, backwards, inputOrder, series, widths, states, first };
  });
  return {
    setup,
    samples,
    steps,
    features: sizeOf(step),
    x: Float64Array.from(start.batch.data),
    mask: start.batch.mask,
    directions,
  };
}
