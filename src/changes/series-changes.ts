import type { Layer } from '../api/layer.js';
import { Model } from '../api/model.js';
import { isSeveral, type ModelInput } from '../graph/model-input.js';
import type { ArrayInput } from '../ndarray/as-nd-array.js';
import { asNdArray } from '../ndarray/as-nd-array.js';
import { fromStorage, toStorage } from '../ndarray/make.js';
import type { FloatStorage, NdArray } from '../ndarray/nd-array.js';
import { estimatedBand, estimatedWidth } from '../rounding/estimate.js';
import type { RunOptions } from '../trace/run-options.js';
import type { Trace } from '../trace/trace.js';
import type { Change } from './change.js';
import { MovedSums } from './moved.js';
import type { LayerPair } from './pairs.js';

/** What both models are run on. */
export interface DataSet extends Pick<RunOptions, 'mask' | 'lengths'> {
  /** What both models take: the samples, or several inputs. */
  readonly data: ModelInput;
}

/** Samples that are traced at a time, so that memory does not grow with the data set. */
const block = 32;

/** How far every series of a pair of layers moved on a data set. */
export function seriesChanges({ a, b }: LayerPair, set: DataSet): Change[] {
  const sums = new Map<string, MovedSums>();
  for (const part of blocksOf(a, set)) {
    for (const [name, pair] of differencesIn(a, b, part)) {
      if (!sums.has(name)) sums.set(name, new MovedSums());
      addTo(sums.get(name)!, pair);
    }
  }
  return [...sums].map(([part, { result }]) => ({
    layer: a.name,
    part,
    kind: 'series',
    ...result,
  }));
}

function addTo(sum: MovedSums, { values, others, width, counts }: SeriesPair): void {
  for (let k = 0; k < values.length; k++) {
    if (counts(k)) sum.add(values[k]!, others[k]!, width[k]!);
  }
}

/** The difference b − a of one series, 0 where it is below rounding: of one sample, time × units, or of all of them. */
export function seriesDifference(
  { a, b }: LayerPair,
  set: DataSet,
  { series, sample }: { readonly series: string; readonly sample?: number | undefined },
): NdArray<FloatStorage> | undefined {
  const one = sample !== undefined && isBatch(a, set);
  const found = differencesIn(a, b, one ? partOf(set, sample, sample + 1) : whole(set), series);
  const known = found.get(series);
  if (!known) return undefined;
  const { values, others, width, counts, shape } = known;
  const moved = Float64Array.from(values, (x, k) => {
    const difference = others[k]! - x;
    return !counts(k) || Math.abs(difference) <= width[k]! ? 0 : difference;
  });
  return fromStorage(moved, one ? shape.slice(1) : shape);
}

/** How far the outputs of the whole models moved; a sentence where they cannot be run. */
export function outputChanges(a: Model, b: Model, set: DataSet): Change[] | string {
  const { data, ...run } = set;
  // Models of their own, so that stateful layers keep nothing of this.
  const all = (model: Model, dtype: 'float32' | 'float64') =>
    new Model(model.file).predictAll(data, { ...run, dtype });
  try {
    const [exact, rough, other] = [all(a, 'float64'), all(a, 'float32'), all(b, 'float64')];
    return exact.map((output, k) => {
      const [x, rounded, y] = [output, rough[k]!, other[k]!].map((one) => Float64Array.from(toStorage(one, 'float64'))) as [Float64Array, Float64Array, Float64Array]; // prettier-ignore
      const width = estimatedWidth(x, rounded);
      const sum = new MovedSums();
      for (let at = 0; at < x.length; at++) sum.add(x[at]!, y[at]!, width);
      const part = exact.length > 1 ? `output ${k}` : 'output';
      return { layer: 'the model', part, kind: 'output', ...sum.result };
    });
  } catch (error) {
    return `The outputs of the whole models were not compared: ${(error as Error).message}`;
  }
}

/** One series of both models over some samples, and what rounding may make of each value of the first. */
interface SeriesPair {
  readonly values: Float64Array;
  readonly others: Float64Array;
  readonly width: Float64Array;
  /** Whether a value counts: what is given out at a skipped step is a convention, zeros (PyTorch) or the last output (Keras). */
  readonly counts: (at: number) => boolean;
  readonly shape: readonly number[];
}

interface Part extends DataSet {
  readonly options: Pick<RunOptions, 'part'>;
}

const whole = (set: DataSet): Part => ({ ...set, options: {} });

/** Whether the data set is one array with an axis of samples, so that it can be cut. */
function isBatch(layer: Layer, { data }: DataSet): boolean {
  const [taken] = layer.takes;
  return !isSeveral(data) && taken !== undefined && asNdArray(data).dimension === taken.length;
}

function partOf(set: DataSet, from: number, to: number): Part {
  const all = asNdArray(set.data as ArrayInput);
  const count = Math.min(to, all.shape[0]!) - from;
  return { ...set, data: all.lo(from).hi(count), options: { part: { from, of: all.shape[0]! } } };
}

/** The data set in parts; whole where it is one sample, or several inputs. */
function blocksOf(layer: Layer, set: DataSet): Part[] {
  if (!isBatch(layer, set)) return [whole(set)];
  const { shape } = asNdArray(set.data as ArrayInput);
  const parts: Part[] = [];
  for (let from = 0; from < shape[0]!; from += block) parts.push(partOf(set, from, from + block));
  return parts;
}

function differencesIn(
  a: Layer,
  b: Layer,
  { data, options, ...run }: Part,
  wanted?: string,
): Map<string, SeriesPair> {
  const given = { ...run, ...options };
  const [one, other] = [a.trace(data, given), b.trace(data, given)];
  const rough = a.trace(data, { ...given, dtype: 'float32' });
  const names = ['output', ...one.series].filter((name) => !wanted || name === wanted);
  return new Map(
    names.flatMap((name) => {
      if (name !== 'output' && !other.series.includes(name)) return [];
      const [x, y, z] = [one, other, rough].map((trace) =>
        Float64Array.from(toStorage(trace.get(name), 'float64')),
      ) as [Float64Array, Float64Array, Float64Array];
      if (x.length !== y.length) return [];
      const pair = { values: x, others: y, width: widthOf(one, name, x, z) };
      const counts = countsIn([one, other], name, x.length);
      return [[name, { ...pair, counts, shape: one.get(name).shape }] as const];
    }),
  );
}

/** Which values of a series belong to steps that neither run skipped. */
function countsIn(
  traces: readonly Trace<Layer>[],
  series: string,
  length: number,
): (at: number) => boolean {
  const masks = traces.flatMap(({ start }) => (start.batch.mask ? [start.batch.mask] : []));
  if (masks.length === 0 || isLastOnly(traces[0]!, series)) return () => true;
  const width = length / masks[0]!.length;
  return (at) => masks.every((mask) => mask[Math.floor(at / width)] !== 0);
}

const isLastOnly = ({ layer }: Trace<Layer>, series: string) =>
  series === 'output' && !layer.recurrent().setup().returnSequences;

/** What rounding may make of each value, estimated sample by sample from a run in float32. */
function widthOf(
  trace: Trace<Layer>,
  series: string,
  exact: Float64Array,
  rounded: Float64Array,
): Float64Array {
  const [samples = 1, steps = 1] = trace.start.batch.shape;
  const size = exact.length / samples;
  const units = isLastOnly(trace, series) ? size : size / steps;
  const width = new Float64Array(exact.length);
  for (let from = 0; from < exact.length; from += size) {
    const own = (all: Float64Array) => all.subarray(from, from + size);
    width.set(estimatedBand(own(exact), own(rounded), units), from);
  }
  return width;
}
