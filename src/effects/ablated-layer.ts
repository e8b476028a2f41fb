import type { Model } from '../api/model.js';
import { ArgumentError, UnsupportedError } from '../errors.js';
import type { ModelInput } from '../graph/model-input.js';
import type { Change } from '../trace/clamp.js';
import type { DataRun } from './unit-means.js';
import { meansOfUnits } from './unit-means.js';

/** The part of a layer whose units are taken away. */
export interface AblatedLayer {
  /** The layer. */
  readonly name: string;
  /** Of a layer of two directions: which. */
  readonly direction: 'forward' | 'backward' | undefined;
  /** What stands in front of the names of its series. */
  readonly prefix: string;
  /** How many numbers its h has. */
  readonly width: number;
}

/** @throws ArgumentError where it is not clear which direction is meant, UnsupportedError for stacked and convolutional cells. */
export function ablatedLayer(
  model: Model,
  name: string,
  direction: AblatedLayer['direction'],
): AblatedLayer {
  const { directions, prefixes } = model.layer(name).recurrent().setup();
  const at = direction === 'backward' ? 1 : 0;
  if (directions.length > 1 !== (direction !== undefined)) {
    throw new ArgumentError(
      directions.length > 1
        ? `Layer "${name}" has two directions: say which, { direction: 'forward' } or { direction: 'backward' }`
        : `Layer "${name}" has one direction only, so { direction } says nothing`,
      { layer: name },
    );
  }
  const { specs } = directions[at]!;
  const [spec] = specs;
  if (!spec || specs.length > 1) {
    throw new UnsupportedError(
      `Units are taken out of layers of one plain cell; layer "${name}" has ${spec ? 'stacked' : 'convolutional'} cells: use model.run(X, { at })`,
      { layer: name },
    );
  }
  const width = spec.weights.projection?.shape[1] ?? spec.units;
  return { name, direction, prefix: prefixes[at]!, width };
}

/** The units to take away; all unless said otherwise. @throws ArgumentError for one that is not there. */
export function unitsIn(width: number, asked: readonly number[] | undefined): readonly number[] {
  const units = asked ?? Array.from({ length: width }, (_, k) => k);
  const wrong = units.find((unit) => !Number.isInteger(unit) || unit < 0 || unit >= width);
  if (wrong === undefined && units.length > 0) return units;
  throw new ArgumentError(
    wrong === undefined
      ? 'units names no unit to take away'
      : `There is no unit ${wrong}; they are numbered 0 to ${width - 1}`,
  );
}

/** What makes a unit silent, or as it is in the mean. */
export async function changesFor(
  model: Model,
  input: ModelInput,
  {
    name,
    direction,
    prefix,
    by,
    run,
  }: AblatedLayer & { readonly by: 'zero' | 'mean'; readonly run: DataRun },
): Promise<(unit: number) => Change> {
  if (by !== 'mean') {
    return (unit) => ({ ablate: direction ? { [direction]: [unit] } : [unit] });
  }
  const means = await meansOfUnits(model.layer(name), `${prefix}h`, {
    ...{ input, run, inParts: model.runsInParts },
  });
  return (unit) => ({ clamp: { [`${prefix}h`]: { [unit]: means[unit]! } } });
}
