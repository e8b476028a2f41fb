import { answer } from '../answers/answer.js';
import type { Layer } from '../api/layer.js';
import { checkOptions } from '../check-options.js';
import { ArgumentError } from '../errors.js';
import type { ArrayInput } from '../ndarray/as-nd-array.js';
import { asNdArray } from '../ndarray/as-nd-array.js';
import { fromStorage, sizeOf, toStorage } from '../ndarray/make.js';
import type { NdArray } from '../ndarray/nd-array.js';
import { isSingle, type Trace } from '../trace/trace.js';
import { gradients } from './gradients.js';
import type { Target } from './target.js';
import { countedIn, valuesOf } from './target.js';
import { tracedRuns } from './traced-runs.js';

/** How much each input of each step matters: |∂y/∂x| (Simonyan 2013; captum's Saliency). In the shape of the trace's input. */
export function saliency(trace: Trace<Layer>, target: Target = {}): NdArray<Float64Array> {
  const { x } = gradients(trace, target);
  return answer('saliency', fromStorage(x.data.map(Math.abs), [...x.shape]), { trace });
}

/** What each input of each step adds, as far as a straight line tells: x ∘ ∂y/∂x (Shrikumar 2016; captum's InputXGradient). */
export function inputXGradient(trace: Trace<Layer>, target: Target = {}): NdArray<Float64Array> {
  const { x } = gradients(trace, target);
  const parts = x.data.map((slope, k) => slope * trace.start.batch.data[k]!);
  return answer('inputXGradient', fromStorage(parts, [...x.shape]), { trace });
}

/** What stands for "no input". */
export interface BaselineOptions {
  /** One number for all, or an array in the shape of the trace's input; 0 by default. */
  readonly baseline?: number | ArrayInput;
}

/** How integrated gradients are worked out. */
export interface IntegratedOptions extends BaselineOptions {
  /** Points on the way from the baseline; captum's 50 by default. */
  readonly nSteps?: number;
}

/**
 * What each input of each step adds on the way from a baseline: (x − x₀) ∘ ∫ ∂y/∂x along the straight line between them (Sundararajan 2017; captum's
 * IntegratedGradients), by Gauss and Legendre's rule. All parts together are y(x) − y(x₀); how far they are from it tells whether `nSteps` is enough.
 * @param trace of a layer, whose own input is what is attributed; mask, first states, held gates and silenced units stay as they were.
 * @returns in the shape of the trace's input.
 */
export function integratedGradients(
  trace: Trace<Layer>,
  target: Target = {},
  options: IntegratedOptions = {},
): NdArray<Float64Array> {
  checkOptions(options, ['baseline', 'nSteps'], 'integratedGradients');
  const { nSteps = 50 } = options;
  if (!(Number.isInteger(nSteps) && nSteps > 0)) {
    throw new ArgumentError(`nSteps should be a number of points from 1 on, but is ${nSteps}`);
  }
  const x = Float64Array.from(trace.start.batch.data);
  const from = baselineOf(trace, options);
  const sum = new Float64Array(x.length);
  for (const { at, weight } of legendrePoints(nSteps)) {
    const between = x.map((value, k) => from[k]! + at * (value - from[k]!));
    const { x: slopes } = gradients(again(trace, between), target);
    for (let k = 0; k < sum.length; k++) sum[k]! += weight * slopes.data[k]!;
  }
  const parts = sum.map((slope, k) => slope * (x[k]! - from[k]!));
  return answer('integratedGradients', fromStorage(parts, [...trace.input.shape]), { trace });
}

/** What is covered at a time. */
export interface OcclusionOptions extends BaselineOptions {
  /** How many steps are covered together (captum's sliding window); 1 by default. A step takes the mean over the windows that cover it. */
  readonly window?: number;
}

/**
 * How much the number falls when a step's input is replaced by the baseline (Zeiler and Fergus 2014; captum's Occlusion): y(x) − y(x without it).
 * @returns one number a step: steps, or samples × steps.
 */
export function occlusion(
  trace: Trace<Layer>,
  target: Target = {},
  options: OcclusionOptions = {},
): NdArray<Float64Array> {
  checkOptions(options, ['baseline', 'window'], 'occlusion');
  const runs = tracedRuns(trace);
  const { samples, steps, features } = runs;
  const { window = 1 } = options;
  if (!(Number.isInteger(window) && window > 0 && window <= steps)) {
    throw new ArgumentError(`window should be 1 to ${steps} steps, but is ${window}`);
  }
  const from = baselineOf(trace, options);
  const counted = countedIn(trace, target, runs);
  // Of a float32 trace both sides are computed in float64: else each step would seem to count what is rounded.
  const whole = valuesOf(
    trace.dtype === 'float64' ? trace : again(trace, runs.x),
    counted,
    samples,
  );
  const sum = new Float64Array(samples * steps);
  const covers = new Float64Array(steps);
  for (let first = 0; first + window <= steps; first++) {
    const covered = runs.x.slice();
    for (let sample = 0; sample < samples; sample++) {
      const at = (sample * steps + first) * features;
      covered.set(from.subarray(at, at + window * features), at);
    }
    const left = valuesOf(again(trace, covered), counted, samples);
    for (let t = first; t < first + window; t++) {
      covers[t]!++;
      for (let sample = 0; sample < samples; sample++)
        sum[sample * steps + t]! += whole[sample]! - left[sample]!;
    }
  }
  const shape = isSingle(trace) ? [steps] : [samples, steps];
  const falls = sum.map((value, k) => value / covers[k % steps]!);
  return answer('occlusion', fromStorage(falls, shape), { trace });
}

/** The same layer over another input, with everything else as it was. */
function again(trace: Trace<Layer>, data: Float64Array): Trace<Layer> {
  const { batch, initialState, options } = trace.start;
  const { shape, mask } = batch;
  const part = (all: readonly number[]) => (isSingle(trace) ? all.slice(1) : [...all]);
  const states = Object.entries(initialState).map(([name, values]) => {
    const width = values.length / Math.max(shape[0]!, 1);
    return [name, fromStorage(Float64Array.from(values), part([shape[0]!, width]))] as const;
  });
  const { clamp, ablate, method } = options;
  return trace.layer.trace(fromStorage(data, part(shape)), {
    layerInput: true,
    initialState: Object.fromEntries(states),
    ...(mask && { mask: fromStorage(Float64Array.from(mask), part(shape.slice(0, 2))) }),
    ...(clamp && { clamp }),
    ...(ablate && { ablate }),
    ...(method && { method }),
  });
}

/** @throws ArgumentError for another shape, and numbers that are not finite. */
function baselineOf(trace: Trace<Layer>, { baseline = 0 }: BaselineOptions): Float64Array {
  const size = sizeOf(trace.start.batch.shape);
  const values =
    typeof baseline === 'number'
      ? new Float64Array(size).fill(baseline)
      : numbersOf(trace, asNdArray(baseline, 'baseline'));
  const odd = values.find((value) => !Number.isFinite(value));
  if (odd === undefined) return values;
  throw new ArgumentError(`baseline should be finite numbers, but one is ${odd}`);
}

function numbersOf(trace: Trace<Layer>, array: NdArray): Float64Array {
  if (array.shape.join() === trace.input.shape.join()) {
    return Float64Array.from(toStorage(array, 'float64'));
  }
  throw new ArgumentError(
    `baseline should be a number or ${trace.input.shape.join(' × ')} as the layer's input is, but is ${array.shape.join(' × ')}`,
    { reason: 'shape' },
  );
}

/** The points and weights of Gauss and Legendre between 0 and 1, by Newton's iteration on the polynomial's zeros. */
function legendrePoints(n: number): { at: number; weight: number }[] {
  return Array.from({ length: n }, (_, k) => {
    let z = Math.cos((Math.PI * (k + 0.75)) / (n + 0.5));
    let slope = 1;
    for (let round = 0; round < 100; round++) {
      let [p, before] = [1, 0];
      for (let j = 0; j < n; j++) [p, before] = [((2 * j + 1) * z * p - j * before) / (j + 1), p];
      slope = (n * (z * p - before)) / (z * z - 1);
      const step = p / slope;
      z -= step;
      if (Math.abs(step) < 1e-15) break;
    }
    return { at: (1 - z) / 2, weight: 1 / ((1 - z * z) * slope * slope) };
  });
}
