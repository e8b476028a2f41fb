import { ArgumentError } from '../errors.js';
import type { ArrayInput } from '../ndarray/as-nd-array.js';
import { asNdArray } from '../ndarray/as-nd-array.js';
import { toStorage } from '../ndarray/make.js';
import type { Batch } from '../trace/batch.js';
import type { BatchPart, MaskInput, RunOptions } from '../trace/run-options.js';

/** Masks or lengths as a user gave them. */
export interface GivenMask {
  /** The mask of what arrives at a layer, where nothing in front has made use of one; undefined where none was given for it. */
  forLayer(shape: readonly number[]): Uint8Array | undefined;
}

/** Inputs with their masks, and the masks themselves. */
export interface MaskedInputs {
  /** The inputs, each with its mask. */
  readonly batches: Batch[];
  /** The masks, samples × time, 0 where a step is skipped. */
  readonly masks: readonly Uint8Array[];
  /** Undefined where the user gave none. */
  readonly given: GivenMask | undefined;
}

/**
 * Gives each input the mask, or the lengths, that belong to it. A mask that fits the steps of no input is left for the layer that is
 * traced.
 * @throws ArgumentError where both are given, or the mask does not say which of several inputs it belongs to.
 */
export function masked(
  batches: Batch[],
  { mask, lengths, part }: Pick<RunOptions, 'mask' | 'lengths' | 'part'>,
): MaskedInputs {
  if (mask === undefined && lengths === undefined) return { batches, masks: [], given: undefined };
  if (mask !== undefined && lengths !== undefined) {
    throw new ArgumentError('Give a mask or lengths, not both');
  }
  const readers =
    mask !== undefined && isByInput(mask)
      ? readersByInput(mask.inputs, batches.length, part)
      : readerOfSequence(batches, readerOf(mask, lengths, part));
  const some = batches.map((batch, k) => {
    const reader = readers[k];
    const [, steps] = batch.shape;
    if (!reader || steps === undefined) return batch;
    // Of several masks each names its input, so that one which does not fit is refused there and then.
    if (readers.length === 1 && !reader.fits(steps)) return batch;
    return { ...batch, mask: reader.forShape(batch.shape) };
  });
  const only = readers.filter((reader) => reader !== undefined);
  return {
    batches: some,
    masks: some.flatMap((batch, k) => (batch === batches[k] ? [] : batch.mask!)),
    given: { forLayer: (shape) => (only.length === 1 ? only[0]!.forShape(shape) : undefined) },
  };
}

function isByInput(
  mask: NonNullable<RunOptions['mask']>,
): mask is { readonly inputs: readonly (MaskInput | null)[] } {
  return typeof mask === 'object' && !Array.isArray(mask) && 'inputs' in mask;
}

function readersByInput(
  masks: readonly (MaskInput | null)[],
  count: number,
  part: BatchPart | undefined,
): (Reader | undefined)[] {
  if (masks.length !== count) {
    throw new ArgumentError(
      `There are ${count} inputs, but masks for ${masks.length}: give one for each, null for none`,
    );
  }
  return masks.map((mask) => (mask === null ? undefined : readerOf(mask, undefined, part)));
}

/** The reader in the place of the only input that is a sequence. */
function readerOfSequence(batches: readonly Batch[], reader: Reader): (Reader | undefined)[] {
  const long = batches.filter(({ shape }) => batches.length === 1 || shape.length > 2);
  if (long.length !== 1) {
    throw new ArgumentError(
      `There are ${batches.length} inputs, so a mask has to say whose it is: { mask: { inputs: [mask, null] } }, in their order`,
    );
  }
  return batches.map((batch) => (batch === long[0] ? reader : undefined));
}

interface Reader {
  fits(steps: number): boolean;
  forShape(shape: readonly number[]): Uint8Array;
}

function readerOf(
  mask: MaskInput | undefined,
  lengths: RunOptions['lengths'],
  part: BatchPart | undefined,
): Reader {
  const partOf = (samples: number) => ({ from: part?.from ?? 0, of: part?.of ?? samples, samples });
  if (mask === undefined) {
    const values = lengthsIn(lengths!);
    return {
      fits: (steps) => values.every((length) => length <= steps),
      forShape: ([samples = 0, steps = 0]) => maskOfLengths(values, partOf(samples), steps),
    };
  }
  const values = asNdArray(numbersIn(mask) as ArrayInput);
  const flags = toStorage(values, 'float64');
  const odd = flags.find((x) => x !== 0 && x !== 1);
  if (odd !== undefined) {
    throw new ArgumentError(
      `A mask holds 1 for steps that count and 0 for others, but this one has ${odd}; numbers of steps are given as lengths`,
    );
  }
  return {
    fits: (steps) => values.shape.at(-1) === steps,
    forShape: ([samples = 0, steps = 0]) => {
      const { from, of } = partOf(samples);
      const { shape } = values;
      const forAll = shape.length === 1 && shape[0] === steps;
      if (!forAll && !(shape.length === 2 && shape[0] === of && shape[1] === steps)) {
        throw new ArgumentError(
          `The mask should cover ${steps} steps (or ${of} × ${steps}, samples × time), but is ${shape.join(' × ')}`,
        );
      }
      const first = forAll ? 0 : from * steps;
      return Uint8Array.from(
        { length: samples * steps },
        (_, k) => flags[first + (forAll ? k % steps : k)]!,
      );
    },
  };
}

/** Booleans as numbers, in lists of any depth. */
function numbersIn(mask: unknown): unknown {
  if (Array.isArray(mask)) return mask.map(numbersIn);
  return typeof mask === 'boolean' ? Number(mask) : mask;
}

function lengthsIn(lengths: NonNullable<RunOptions['lengths']>): number[] {
  const array = asNdArray(typeof lengths === 'number' ? [lengths] : lengths);
  const { dimension, shape } = array;
  const values = Array.from(toStorage(array, 'float64'));
  const odd = values.find((length) => !Number.isInteger(length) || length < 0);
  if (dimension !== 1 || odd !== undefined) {
    throw new ArgumentError(
      `lengths are whole numbers, one for each sample, but ${odd === undefined ? `got ${shape.join(' × ')}` : `one is ${odd}`}`,
    );
  }
  return values;
}

function maskOfLengths(
  lengths: readonly number[],
  { from, of, samples }: BatchPart & { readonly samples: number },
  steps: number,
): Uint8Array {
  if (lengths.length !== of) {
    throw new ArgumentError(`There are ${of} samples, but ${lengths.length} lengths`);
  }
  const long = lengths.find((length) => length > steps);
  if (long !== undefined) {
    throw new ArgumentError(`The input has ${steps} steps, but one of the lengths is ${long}`);
  }
  return Uint8Array.from({ length: samples * steps }, (_, k) =>
    k % steps < lengths[from + Math.floor(k / steps)]! ? 1 : 0,
  );
}
