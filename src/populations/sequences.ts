import type { Layer } from '../api/layer.js';
import { openRows } from '../arrays/open-rows.js';
import { checkOptions } from '../check-options.js';
import { ArgumentError } from '../errors.js';
import type { ArrayInput } from '../ndarray/as-nd-array.js';
import { asNdArray } from '../ndarray/as-nd-array.js';
import type { NdArray } from '../ndarray/nd-array.js';
import type { TraceOptions } from '../trace/trace-options.js';

/** Sequences that come some at a time, each samples × steps × units (or one sequence, steps × units). */
export type SequenceStream = Iterable<ArrayInput> | AsyncIterable<ArrayInput>;

/**
 * What is asked about a population: an array of samples × steps × units (or one sequence), or sequences that come some at a time, so that no
 * more than those are ever in memory. Where an array is a series of a trace, steps that its mask skipped do not count.
 */
export type Sequences = ArrayInput | SequenceStream;

/** How sequences of a layer are computed. */
export interface TracedSequencesOptions extends Omit<TraceOptions, 'part'> {
  /** Which series: `h`, `c`, `f`, `backward_h`, `output`. */
  readonly series: string;
  /** How many sequences are computed at a time; 64 unless told. */
  readonly batchSize?: number;
}

/** How many sequences are read or computed at a time. */
const usualBatch = 64;

/**
 * One series of a layer for any number of inputs, computed some sequences at a time whenever somebody goes through it, with turns for others in
 * between. It can be gone through as often as one likes.
 * @param input samples × steps × features, or such arrays one after the other (then without `mask`, `lengths`, `initialState` and what `at` says of single samples,
 * which are given for all samples at once).
 * @returns a stream of samples × steps × units.
 * @throws ArgumentError for a batch size that is no whole number above 0, and for masks, lengths, states or interventions by sample beside a stream.
 */
export function tracedSequences(
  layer: Layer,
  input: Sequences,
  { series, batchSize = usualBatch, ...options }: TracedSequencesOptions,
): AsyncIterable<NdArray> {
  requireBatch(batchSize);
  const given = (['mask', 'lengths', 'initialState'] as const).find((name) => name in options);
  if (isStream(input) && given !== undefined) {
    throw new ArgumentError(
      `"${given}" is given for all samples at once, but the inputs come some at a time: give them as one array`,
    );
  }
  const bySample = options.at?.some(
    ({ sample, step, ...one }) =>
      sample !== undefined || (typeof step === 'function' && step.length > 1) || 'patchFrom' in one,
  );
  if (isStream(input) && bySample) {
    throw new ArgumentError(
      'An intervention that is told by sample counts the samples of one array, but the inputs come some at a time: give them as one array',
    );
  }
  return {
    async *[Symbol.asyncIterator]() {
      for await (const block of blocksOfInput(input)) {
        const array = asNdArray(block, 'The input');
        const shape = options.layerInput ? layer.inputShape : layer.takes[0];
        // One sequence without an axis of samples is not cut; what is neither is refused by the trace.
        if (array.dimension !== (shape?.length ?? 3)) {
          yield (await layer.traceAsync(array, options)).get(series);
          continue;
        }
        const of = array.shape[0]!;
        const whole = !isStream(input);
        for (let from = 0; from < of; from += batchSize) {
          const batch = array.lo(from).hi(Math.min(batchSize, of - from));
          const part = whole ? { part: { from, of } } : {};
          yield (await layer.traceAsync(batch, { ...options, ...part })).get(series);
        }
      }
    },
  };
}

/**
 * The sequences of an array in a file, read some at a time: a `.npy` file in C order is never in memory as a whole.
 * @param path an array of samples × steps × units.
 * @throws ArgumentError for another number of axes, when it is gone through. Error as `readArray`.
 */
export function readSequences(
  path: string,
  options: { readonly batchSize?: number } = {},
): AsyncIterable<NdArray> {
  checkOptions(options, ['batchSize'], 'readSequences');
  const { batchSize = usualBatch } = options;
  requireBatch(batchSize);
  return {
    async *[Symbol.asyncIterator]() {
      const rows = await openRows(path);
      try {
        const { shape } = rows;
        if (shape.length !== 3) {
          throw new ArgumentError(
            `${path} holds ${shape.join(' × ') || 'a single number'}, but sequences are samples × steps × units`,
            { file: path },
          );
        }
        for (let from = 0; from < shape[0]!; from += batchSize)
          yield rows.take(from, Math.min(from + batchSize, shape[0]!));
      } finally {
        rows.close();
      }
    },
  };
}

/** Whether sequences come some at a time. */
export function isStream(source: Sequences): source is SequenceStream {
  if (typeof source !== 'object' || source === null) return false;
  if (Array.isArray(source) || ArrayBuffer.isView(source) || 'data' in source) return false;
  return Symbol.asyncIterator in source || Symbol.iterator in source;
}

/**
 * Refuses a stream that ends for good when it was gone through once.
 * @throws ArgumentError for a generator.
 */
export function requireRepeatable(source: Sequences, what: string): void {
  if (!isStream(source)) return;
  const again =
    Symbol.asyncIterator in source
      ? source[Symbol.asyncIterator]() !== (source as unknown)
      : source[Symbol.iterator]() !== (source as unknown);
  if (again) return;
  throw new ArgumentError(
    `${what} goes through the sequences several times, but a generator can be read once: give an array, tracedSequences(…), readSequences(…), or an object whose [Symbol.iterator] starts anew`,
  );
}

function blocksOfInput(input: Sequences): SequenceStream {
  return isStream(input) ? input : [asNdArray(input, 'The input')];
}

function requireBatch(size: number): void {
  if (Number.isInteger(size) && size > 0) return;
  throw new ArgumentError(`batchSize is how many sequences are taken at a time, not ${size}`);
}
