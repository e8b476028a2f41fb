import { ArgumentError } from '../errors.js';
import { originOf } from '../explore/origin.js';
import type { ArrayInput } from '../ndarray/as-nd-array.js';
import { asNdArray } from '../ndarray/as-nd-array.js';
import { toStorage } from '../ndarray/make.js';
import type { NdArray } from '../ndarray/nd-array.js';
import { provenanceOf } from '../trace/provenance.js';
import type { MaskInput } from '../trace/run-options.js';

/** Which steps count, as somebody says. */
export interface GivenMask {
  /** Of how many sequences. */
  readonly samples: number;
  /** Steps of each. */
  readonly steps: number;
  /** Whether a step of a sequence counts. */
  readonly at: (sample: number, step: number) => boolean;
}

/** Where a block of sequences stands among all. */
export interface BlockPlace {
  /** The number of the first sequence. */
  readonly first: number;
  /** How many sequences there are. */
  readonly samples: number;
  /** Steps of each. */
  readonly steps: number;
}

/**
 * A mask as it is asked for.
 * @throws ArgumentError for another number of axes.
 */
export function maskOf(mask: MaskInput): GivenMask {
  const array = asNdArray(numbersOf(mask) as ArrayInput, 'The mask');
  const [steps = 0, samples = 1] = array.shape.toReversed();
  if (array.dimension < 1 || array.dimension > 2) {
    throw new ArgumentError(`A mask is samples × steps, not ${array.shape.join(' × ')}`);
  }
  const values = toStorage(array, 'float64');
  return { samples, steps, at: (sample, step) => values[sample * steps + step] !== 0 };
}

const numbersOf = (mask: unknown): unknown =>
  Array.isArray(mask) ? mask.map(numbersOf) : typeof mask === 'boolean' ? Number(mask) : mask;

/**
 * The rows that count, by the mask of the trace that a series came out of and by the one that is given; undefined where all do.
 * @throws ArgumentError for an output of which some steps were masked, and a mask of other sequences.
 */
export function countingRows(
  array: NdArray,
  given: GivenMask | undefined,
  place: BlockPlace,
): Int32Array | undefined {
  const known = tracedRows(array, place);
  if (!given) return known;
  const { first, samples, steps } = place;
  if (given.steps !== steps || first + samples > given.samples) {
    throw new ArgumentError(
      `The mask is ${given.samples} × ${given.steps}, but sequences ${first} to ${first + samples - 1} have ${steps} steps`,
    );
  }
  const rows = known ?? Int32Array.from({ length: samples * steps }, (_, row) => row);
  return rows.filter((row) => given.at(first + Math.floor(row / steps), row % steps));
}

/** The rows of a series that its trace's mask let count; undefined where all do. */
function tracedRows(array: NdArray, { samples, steps }: BlockPlace): Int32Array | undefined {
  const trace = provenanceOf(array)?.trace;
  const { mask, shape: arrived } = trace?.start.batch ?? {};
  if (!trace || !mask || !arrived) return undefined;
  if (originOf(array) === undefined) {
    throw new ArgumentError(
      `Some steps of layer "${trace.layer.name}" were masked, and its output does not tell which: give one of its series, such as "${trace.series.at(-1)}"`,
      { layer: trace.layer.name },
    );
  }
  const { shape, stride, offset, data } = array;
  const width = data.length / (arrived[0]! * arrived[1]!);
  const [, stepStride = 0, sampleStride = 0] = stride.toReversed();
  const places: number[] = [];
  for (let row = 0; row < samples * steps; row++) {
    const [sample, step] = [Math.floor(row / steps), row % steps];
    const at = offset + (shape.length === 3 ? sample * sampleStride : 0) + step * stepStride;
    if (mask[Math.floor(at / width)] !== 0) places.push(row);
  }
  return Int32Array.from(places);
}
