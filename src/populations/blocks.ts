import { ArgumentError } from '../errors.js';
import { asNdArray } from '../ndarray/as-nd-array.js';
import { floatTypeOf, isContiguous, toStorage } from '../ndarray/make.js';
import type { FloatStorage, NdArray } from '../ndarray/nd-array.js';
import type { MaskInput } from '../trace/run-options.js';
import type { GivenMask } from './counting-rows.js';
import { countingRows, maskOf } from './counting-rows.js';
import { requireSteps } from './require-steps.js';
import type { Sequences } from './sequences.js';
import { isStream } from './sequences.js';

/** Sequences that are in memory at the moment, as rows of units that count. */
export interface Block {
  /** Rows × units, row after row, sample after sample; every number is finite. */
  readonly values: FloatStorage;
  /** How many numbers a row has. */
  readonly units: number;
  /** How many rows count. */
  readonly rows: number;
  /** The number of the first sequence among all. */
  readonly first: number;
  /** How many sequences there are. */
  readonly samples: number;
  /** Steps of each sequence, those that do not count included. */
  readonly steps: number;
  /** Where each row stands: sample · steps + step, from `first` on; undefined where every step counts. */
  readonly places: Int32Array | undefined;
  /** The array that the rows came out of. */
  readonly array: NdArray;
}

/** What most questions about a population take. */
export interface PopulationOptions {
  /** Which steps count, samples × steps (of one sequence: steps), 0 or false where not; beside the mask that a trace knows. */
  readonly mask?: MaskInput;
  /** Called between two blocks with how many sequences this pass has been through. */
  readonly progress?: (samples: number) => void;
  /** Stops between two blocks when aborted. */
  readonly signal?: AbortSignal;
}

/** The names of these options. */
export const populationOptions = ['mask', 'progress', 'signal'] as const;

/** Sequences of an array that are looked at in one go. */
const blockSamples = 64;

/** Milliseconds of work after which messages, timers and a Stop button get their turn. */
const turn = 8;

/**
 * Goes through sequences once, some at a time, with turns for others in between; blocks of which no step counts are left out.
 * @param variables what has to be given for as many sequences as there are.
 * @throws ArgumentError for arrays that are no sequences, of different widths, without a step that counts, or with a number that is not finite. The
 * signal's reason when it is aborted.
 */
export async function* blocksOf(
  source: Sequences,
  { mask, signal, progress }: PopulationOptions = {},
  variables: readonly { requireSamples(samples: number): void }[] = [],
): AsyncGenerator<Block> {
  const given = mask === undefined ? undefined : maskOf(mask);
  let first = 0;
  let units: number | undefined;
  let until = performance.now() + turn;
  for await (const array of partsOf(source)) {
    if (performance.now() > until) {
      await new Promise((resolve) => setTimeout(resolve));
      until = performance.now() + turn;
    }
    signal?.throwIfAborted();
    const block = blockOf(array, { first, given });
    units ??= block.units;
    if (units !== block.units) {
      throw new ArgumentError(
        `Sequences of one population are equally wide, but those from ${first} on have ${block.units} units and those before ${units}`,
        { reason: 'shape' },
      );
    }
    requireFinite(block);
    first += block.samples;
    if (block.rows > 0) yield block;
    progress?.(first);
  }
  if (units === undefined) throw new ArgumentError('There are no sequences: nothing can be said');
  if (given && given.samples !== first) {
    throw new ArgumentError(
      `The mask is that of ${given.samples} sequences, but there are ${first}`,
    );
  }
  for (const variable of variables) variable.requireSamples(first);
}

/** Arrays of few sequences, as views. */
async function* partsOf(source: Sequences): AsyncGenerator<NdArray> {
  for await (const item of isStream(source) ? source : [source]) {
    const array = asNdArray(item, 'The sequences');
    const samples = array.dimension === 3 ? array.shape[0]! : 1;
    if (samples <= blockSamples) yield array;
    else {
      for (let from = 0; from < samples; from += blockSamples)
        yield array.lo(from).hi(Math.min(blockSamples, samples - from));
    }
  }
}

function blockOf(
  array: NdArray,
  { first, given }: { first: number; given: GivenMask | undefined },
): Block {
  const { dimension, shape } = array;
  if (dimension !== 2 && dimension !== 3) {
    throw new ArgumentError(
      `Sequences are samples × steps × units (or one, steps × units), not ${shape.join(' × ') || 'a single number'}`,
      { reason: 'shape' },
    );
  }
  requireSteps(array);
  const [units = 0, steps = 0, samples = 1] = shape.toReversed();
  const counts = countingRows(array, given, { first, samples, steps });
  const all = contiguous(array);
  const values = counts ? keptRows(all, units, counts) : all;
  const rows = counts?.length ?? samples * steps;
  return { values, units, rows, first, samples, steps, places: counts, array };
}

/** The numbers as they lie, or in C order; float32 stays. */
function contiguous(array: NdArray): FloatStorage {
  const { data, offset, size } = array;
  if (isContiguous(array) && (data instanceof Float32Array || data instanceof Float64Array))
    return data.subarray(offset, offset + size);
  return toStorage(array, floatTypeOf(data));
}

function keptRows(all: FloatStorage, units: number, places: Int32Array): FloatStorage {
  const kept = all.slice(0, places.length * units);
  for (const [to, row] of places.entries())
    kept.set(all.subarray(row * units, (row + 1) * units), to * units);
  return kept;
}

/** @throws ArgumentError for a number that is not finite, since nothing that is counted with it could be. */
function requireFinite({ values, units, rows, first, steps, places }: Block): void {
  let sum = 0;
  for (let at = 0; at < values.length; at++) sum += values[at]! * 0;
  if (sum === 0) return;
  const at = values.findIndex((x) => !Number.isFinite(x));
  const row = Math.floor(at / units);
  const place = places && rows > 0 ? places[row]! : row;
  throw new ArgumentError(
    `Unit ${at % units} is ${values[at]} at step ${place % steps} of sequence ${first + Math.floor(place / steps)}: leave it out by a mask, { mask }`,
  );
}

/** The sequence and step of a row, by their numbers among all. */
export function placeOf(block: Block, row: number): { sample: number; step: number } {
  const place = block.places ? block.places[row]! : row;
  return { sample: block.first + Math.floor(place / block.steps), step: place % block.steps };
}
