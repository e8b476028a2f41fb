import { ArgumentError } from '../errors.js';
import type { FloatType } from '../ndarray/make.js';
import { sizeOf, toStorage, zeros } from '../ndarray/make.js';
import type { FloatStorage, NdArray } from '../ndarray/nd-array.js';
import type { RecurrentRunner } from '../layers/recurrent/recurrent-runner.js';
import type { StatesByName } from '../trace/run-recurrent.js';
import type { BatchPart } from '../trace/run-options.js';

/** States as they were given, by the name of the state in its layer. */
export type GivenStates = Readonly<Record<string, GivenState>>;

/** One state, and where in the array it stands. */
export interface GivenState {
  /** The array as the user gave it. */
  readonly array: NdArray;
  /** The row of a PyTorch module's `h0` or `c0`; undefined for an array that is the state itself. */
  readonly row?: number;
  /** What messages call it. */
  readonly key: string;
}

/**
 * The states of one layer, checked and laid out for every sample of a batch; one that is given for all samples is repeated.
 * @throws ArgumentError for states that the layer does not carry, or of another shape.
 */
export function startStates(
  given: GivenStates,
  context: {
    readonly layer: string;
    readonly shapes: ReturnType<RecurrentRunner['stateShapes']>;
    readonly samples: number;
    readonly dtype: FloatType;
    readonly part: BatchPart | undefined;
  },
): StatesByName {
  return Object.fromEntries(
    Object.entries(given).map(([state, one]) => {
      const shape = context.shapes[state];
      if (shape === undefined) {
        const known = Object.keys(context.shapes).join(', ');
        throw new ArgumentError(
          `Layer "${context.layer}" has no state "${state}"; it carries ${known}`,
          { layer: context.layer },
        );
      }
      return [state, laidOut(one, shape, context)] as const;
    }),
  );
}

function laidOut(
  { array, row, key }: GivenState,
  shape: readonly number[],
  {
    samples,
    dtype,
    part,
    layer,
  }: { samples: number; dtype: FloatType; part: BatchPart | undefined; layer: string },
): FloatStorage {
  const own = row === undefined ? array : array.pick(row, ...array.shape.slice(1).map(() => null));
  const { from, of } = part ?? { from: 0, of: samples };
  const width = sizeOf(shape);
  const forAll = own.shape.join() === shape.join() && (row === undefined || of === 1);
  if (!forAll && own.shape.join() !== [of, ...shape].join()) {
    const wanted = [of, ...shape].join(' × ');
    const rows = row === undefined ? '' : `${array.shape[0]} × `;
    throw new ArgumentError(
      `The first state "${key}" of layer "${layer}" should be ${rows}${wanted}${rows ? '' : ` (samples first), or ${shape.join(' × ')} for all samples`}, but is ${array.shape.join(' × ')}`,
      { layer },
    );
  }
  const values = toStorage(own, dtype);
  if (!forAll) return values.subarray(from * width, (from + samples) * width);
  const all = zeros(samples * width, dtype);
  for (let sample = 0; sample < samples; sample++) all.set(values, sample * width);
  return all;
}
