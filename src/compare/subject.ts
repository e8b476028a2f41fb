import { asNdArray } from '../ndarray/as-nd-array.js';
import type { ArrayInput } from '../ndarray/as-nd-array.js';
import { isContiguous, sizeOf, toStorage } from '../ndarray/make.js';
import type { NdArray } from '../ndarray/nd-array.js';
import type { Batch } from '../layers/batch.js';
import type { Layer } from '../network/layer.js';
import { provenanceOf } from '../trace/provenance.js';
import type { Trace } from '../trace/trace.js';
import type { ReadingContext } from './diagnosis/hypotheses/reading.js';
import type { Grid } from './grid.js';

/** Where the compared values come from, as far as a user says it. */
export interface SubjectOptions {
  /** The layer that the values belong to; found by itself for a series of a trace. */
  readonly layer?: Layer;
  /** The model's input that they were computed from; found by itself for a series of a trace. */
  readonly input?: ArrayInput;
  /** Which series they are; found by itself for a series of a trace, otherwise told from the shape (`output` or `h`). */
  readonly series?: string;
  /** The inputs of all samples of the file, so that another sample's row and a leaked state can be told. */
  readonly inputs?: ArrayInput;
  /** The number of the (first) sample in the file. */
  readonly sample?: number;
}

/** A layer's run that the compared values belong to. */
export interface Subject {
  readonly trace: Trace<Layer>;
  readonly series: string;
  /** Number of the first compared sample in the trace's batch. */
  readonly first: number;
  /** Number of the first compared sample in the file. */
  readonly sample: number;
  readonly inputs: ArrayInput | undefined;
}

/** Finds the run behind an array: from its provenance, or from the options; undefined when nothing is known. */
export function subjectOf(ours: unknown, grid: Grid, options: SubjectOptions): Subject | undefined {
  const { layer, inputs } = options;
  const known = options.layer ? undefined : provenanceIn(ours);
  if (known) {
    const trace = known.trace as Trace<Layer>;
    const first = firstSample(ours as NdArray, trace);
    const sample = options.sample ?? (fileSample(trace)?.sample ?? 0) + first;
    return { trace, series: options.series ?? known.series, first, sample, inputs };
  }
  const input = options.input ?? sampleOfInputs(options, grid);
  if (!layer || input === undefined) return undefined;
  const trace = layer.trace(input);
  const sample = options.sample ?? fileSample(trace)?.sample ?? 0;
  return { trace, series: options.series ?? seriesFor(trace, grid), first: 0, sample, inputs };
}

/** How many axes of an image the units of the compared layer have, besides the filters: 0 but for convolutional ones. */
export function imageAxesOf(ours: unknown, { layer }: Pick<SubjectOptions, 'layer'>): number {
  const known = layer ?? (provenanceIn(ours)?.trace as Trace<Layer> | undefined)?.layer;
  const U = known?.recurrent().setup().directions[0]!.weights[0]!.U;
  // Of a gate it is units × units, or rows × columns × filters × filters.
  return U ? U.get(U.names[0]!).shape.length - 2 : 0;
}

function provenanceIn(ours: unknown) {
  return typeof ours === 'object' && ours !== null && 'data' in ours && 'shape' in ours
    ? provenanceOf(ours as NdArray)
    : undefined;
}

/** The compared samples of the inputs, where only all inputs and a number were given. */
function sampleOfInputs({ inputs, sample = 0 }: SubjectOptions, grid: Grid): NdArray | undefined {
  if (inputs === undefined) return undefined;
  const all = asNdArray(inputs);
  const rest = all.shape.slice(1);
  return all.lo(sample, ...rest.map(() => 0)).hi(grid.samples, ...rest);
}

/** Which sample of a batch a view begins with. */
function firstSample(ours: NdArray, trace: Trace<Layer>): number {
  const samples = trace.start.batch.shape[0] ?? 1;
  return Math.floor((ours.offset * samples) / ours.data.length);
}

/** The series a grid of values can be: what the layer gives out, or h at each step. */
function seriesFor(trace: Trace<Layer>, { samples, steps, units }: Grid): string {
  const size = samples * steps * units;
  return trace.output.size === size || !trace.series.includes('h') ? 'output' : 'h';
}

/** The whole array that a model's input is a part of, when it is a view of one: all samples, and which one it begins with. */
function fileSample({ start, input }: Trace<Layer>): { all: NdArray; sample: number } | undefined {
  const { given, batch } = start;
  if (typeof given !== 'object' || given === null || !('pick' in given)) return undefined;
  const view = given as NdArray;
  const single = input.dimension < batch.shape.length;
  const shape = single ? view.shape : view.shape.slice(1);
  const size = sizeOf(shape);
  if (!isContiguous(view) || view.data.length % size !== 0 || view.offset % size !== 0) {
    return undefined;
  }
  const all = asNdArray({ data: view.data, shape: [view.data.length / size, ...shape] });
  return { all, sample: view.offset / size };
}

/** What the readings may look at for one of the compared samples. */
export function contextOf(subject: Subject, index: number): ReadingContext {
  const { trace, series, first } = subject;
  const { batch, initialState } = trace.start;
  const n = first + index;
  const samples = batch.shape[0] ?? 1;
  const part = <T extends { subarray(from: number, to: number): T; length: number }>(all: T): T =>
    all.subarray((n * all.length) / samples, ((n + 1) * all.length) / samples);
  const input: Batch = {
    data: Float64Array.from(part(batch.data as Float64Array)),
    shape: [1, ...batch.shape.slice(1)],
    ...(batch.mask && { mask: part(batch.mask) }),
  };
  const states = Object.entries(initialState).map(
    ([name, values]) => [name, part(values as Float64Array)] as const,
  );
  const situation = {
    setup: trace.layer.recurrent().setup(),
    input,
    initialState: Object.fromEntries(states),
    series,
    inputError: inputErrorOf(trace),
  };
  const neighbours = neighboursOf(subject, index);
  return { situation, ...(neighbours && { neighbours }) };
}

/** Elements of a file's inputs up to which they are looked through for another sample. */
const largestFile = 5e7;
/** Samples that may be run through the layers in front, to learn what arrives at this one. */
const mostSamplesInFront = 64;

function neighboursOf(subject: Subject, index: number): ReadingContext['neighbours'] {
  const { trace, inputs, first, sample } = subject;
  const { batch } = trace.start;
  const file = fileSample(trace);
  const all = inputs === undefined ? file?.all : asNdArray(inputs);
  if (all === undefined || (all.shape[0] ?? 1) < 2) {
    if ((batch.shape[0] ?? 1) < 2) return undefined;
    return { inputs: float64(batch), sample: first + index, offset: sample - first };
  }
  const direct = arrivesUnchanged(trace);
  if (all.size > largestFile || (!direct && all.shape[0]! > mostSamplesInFront)) return undefined;
  const start = inputs === undefined ? file!.sample + first : sample;
  // Read only when a diagnosis asks for it.
  let read: Batch | undefined;
  return {
    sample: start + index,
    offset: sample - start,
    get inputs() {
      return (read ??= direct
        ? { data: toStorage(all, 'float64'), shape: all.shape }
        : float64(trace.layer.trace(all).start.batch));
    },
  };
}

const inputErrors = new WeakMap<Trace<Layer>, Float64Array | undefined>();

/**
 * How far rounding in the layers in front may have moved each feature: the root mean square of what one float32 run of them is off.
 * Undefined where the model's input arrives as it was given.
 */
function inputErrorOf(trace: Trace<Layer>): Float64Array | undefined {
  if (!inputErrors.has(trace)) inputErrors.set(trace, measureInputError(trace));
  return inputErrors.get(trace);
}

function measureInputError(trace: Trace<Layer>): Float64Array | undefined {
  const { given, batch } = trace.start;
  if (arrivesUnchanged(trace)) return undefined;
  const arrived = (dtype: 'float32' | 'float64') =>
    trace.dtype === dtype
      ? batch.data
      : trace.layer.trace(given as ArrayInput, { dtype }).start.batch.data;
  const [single, double] = [arrived('float32'), arrived('float64')];
  const features = batch.shape.at(-1)!;
  const squares = new Float64Array(features);
  for (let k = 0; k < double.length; k++) squares[k % features]! += (single[k]! - double[k]!) ** 2;
  return squares.map((sum) => Math.sqrt((sum * features) / double.length));
}

const float64 = ({ data, shape, mask }: Batch): Batch => ({
  data: Float64Array.from(data),
  shape,
  ...(mask && { mask }),
});

/** Whether the model's input reaches the layer as it was given. */
function arrivesUnchanged({ start }: Trace<Layer>): boolean {
  const { given, batch } = start;
  if (typeof given !== 'object' || given === null || 'inputs' in given) return false;
  const array = asNdArray(given as ArrayInput);
  if (array.size !== batch.data.length) return false;
  const values = toStorage(array, 'float64');
  return batch.data.every((x, k) => x === values[k] || x === Math.fround(values[k]!));
}
