import { asNdArray } from '../ndarray/as-nd-array.js';
import type { ArrayInput } from '../ndarray/as-nd-array.js';
import { toStorage } from '../ndarray/make.js';
import type { Batch } from '../trace/batch.js';
import type { TraceStart } from '../trace/trace.js';
import type { ReadingContext } from './diagnosis/readings/reading.js';
import type { Situation } from './diagnosis/situation.js';
import type { Subject } from './subject.js';

/** What the readings may look at for one of the compared samples. */
export function contextOf(subject: Subject, index: number): ReadingContext {
  const { start, series, part: compared, flipped, samples: among } = subject;
  const { batch, initialState } = start;
  const n = among[index]!;
  const samples = batch.shape[0] ?? 1;
  const part = <T extends { subarray(from: number, to: number): T; length: number }>(all: T): T =>
    all.subarray((n * all.length) / samples, ((n + 1) * all.length) / samples);
  const input: Batch = {
    data: new Float64Array(part(batch.data as Float64Array)),
    shape: [1, ...batch.shape.slice(1)],
    ...(batch.mask && { mask: part(batch.mask) }),
  };
  const states = Object.entries(initialState).map(
    ([name, values]) => [name, part(values as Float64Array)] as const,
  );
  const situation = {
    setup: subject.trace.layer.recurrent(start.options).setup(),
    input,
    initialState: Object.fromEntries(states),
    series,
    inputError: inputErrorOf(subject),
    ...(compared && (compared.steps || compared.units) && { part: compared }),
    ...(flipped && { flipped }),
  };
  const neighbours = neighboursOf(subject, index);
  const given = givenTo(subject, n);
  const { clamp, ablate } = start.options;
  return {
    situation,
    ...(neighbours && { neighbours }),
    ...(given && { given }),
    ...((clamp || ablate) && { free: () => freeOf(subject, index) }),
  };
}

/** The same sample with nothing held. */
function freeOf(subject: Subject, index: number): Situation {
  const { given, options } = subject.start;
  const nothing = Object.entries(options).filter(([name]) => name !== 'clamp' && name !== 'ablate');
  const free = Object.fromEntries(nothing);
  const start = subject.start.handedOver
    ? { ...subject.start, options: free }
    : subject.trace.layer.trace(given as ArrayInput, free).start;
  return contextOf({ ...subject, start }, index).situation;
}

/** The model's own input of one sample, where something else of as many numbers arrives at the layer. */
function givenTo({ start, direct }: Subject, sample: number): Float64Array | undefined {
  const { given, batch } = start;
  if (direct || typeof given !== 'object' || given === null || 'inputs' in given) return undefined;
  const values = toStorage(asNdArray(given as ArrayInput), 'float64');
  if (values.length !== batch.data.length) return undefined;
  const size = values.length / batch.shape[0]!;
  return new Float64Array(values.subarray(sample * size, (sample + 1) * size));
}

/** Elements of a file's inputs up to which they are looked through for another sample. */
const largestFile = 5e7;
/** Samples that may be run through the layers in front, to learn what arrives at this one. */
const mostSamplesInFront = 64;

function neighboursOf(subject: Subject, index: number): ReadingContext['neighbours'] {
  const { trace, file, direct, inputs, samples, sample } = subject;
  const { batch, handedOver } = subject.start;
  const [first, own] = [samples[0]!, samples[index]!];
  const asked = inputs === undefined ? file?.all : asNdArray(inputs);
  const all = handedOver ? undefined : asked;
  if (all === undefined || (all.shape[0] ?? 1) < 2) {
    if ((batch.shape[0] ?? 1) < 2) return undefined;
    return { inputs: float64(batch), sample: own, offset: sample - first };
  }
  if (all.size > largestFile || (!direct && all.shape[0]! > mostSamplesInFront)) return undefined;
  const start = inputs === undefined ? file!.sample + first : sample;
  // Read only when a diagnosis asks for it.
  let read: Batch | undefined;
  return {
    sample: start + own - first,
    offset: sample - start,
    get inputs() {
      return (read ??= direct
        ? { data: toStorage(all, 'float64'), shape: all.shape }
        : float64(trace.layer.trace(all).start.batch));
    },
  };
}

const inputErrors = new WeakMap<TraceStart, Float64Array | undefined>();

/**
 * How far rounding in the layers in front may have moved each feature: the root mean square of what one float32 run of them is off.
 * Undefined where the model's input arrives as it was given.
 */
function inputErrorOf(subject: Subject): Float64Array | undefined {
  const { start } = subject;
  if (!inputErrors.has(start)) inputErrors.set(start, measureInputError(subject));
  return inputErrors.get(start);
}

function measureInputError({ trace, start, direct }: Subject): Float64Array | undefined {
  const { given, batch, options, handedOver } = start;
  if (direct) return undefined;
  if (handedOver) return estimatedError(batch);
  const arrived = (dtype: 'float32' | 'float64') =>
    trace.dtype === dtype
      ? batch.data
      : trace.layer.trace(given as ArrayInput, { ...options, dtype }).start.batch.data;
  const [single, double] = [arrived('float32'), arrived('float64')];
  const features = batch.shape.at(-1)!;
  const squares = new Float64Array(features);
  for (let k = 0; k < double.length; k++) {
    const square = (single[k]! - double[k]!) ** 2;
    // What is not finite is no matter of rounding.
    if (Number.isFinite(square)) squares[k % features]! += square;
  }
  return squares.map((sum) => Math.sqrt((sum * features) / double.length));
}

/** How far sums of some thousand terms are off in float32, in units of the last place. */
const unitsOff = 32;

/** The same where another engine ran the layers in front, of which only the float32 numbers are known. */
function estimatedError({ data, shape }: TraceStart['batch']): Float64Array {
  const largest = new Float64Array(shape.at(-1)!);
  for (let k = 0; k < data.length; k++) {
    const at = k % largest.length;
    largest[at] = Math.max(largest[at]!, Math.abs(data[k]!));
  }
  return largest.map((x) => unitsOff * 2 ** -24 * x);
}

const float64 = ({ data, shape, mask }: Batch): Batch => ({
  data: new Float64Array(data),
  shape,
  ...(mask && { mask }),
});
