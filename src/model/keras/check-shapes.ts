import { BadFileError } from '../../errors.js';
import { quote } from '../../files/quote.js';
import type { LayerSpec } from '../model-file.js';
import { weightNames } from './weight-names.js';

/** How many gates the blocks of a class's kernels have. */
const gates = new Map([
  ['LSTM', 4],
  ['GRU', 3],
  ['SimpleRNN', 1],
]);

/**
 * Refuses layers whose weights do not have the shapes that their config tells: then one of them belongs to another model.
 * A file's config is as little to be trusted as one that the user gives.
 * @returns the layers.
 */
export function checkShapes<T extends readonly LayerSpec[]>(file: string, layers: T): T {
  for (const layer of layers) {
    const found = layer.weights.map(({ shape }) => shape);
    const wanted = found.length > 0 ? shapesOf(layer) : [];
    const wrong = wanted.findIndex((shape, n) => found[n] !== undefined && !fits(found[n], shape));
    if (wrong >= 0) {
      throw new BadFileError(
        `${file}: by its config a weight of layer ${quote(layer.name)} is ${show(wanted[wrong]!)}, but it is ${show(found[wrong]!)}; is it the config of this file?`,
        { file, reason: 'incomplete' },
      );
    }
    checkShapes(file, layer.children);
  }
  return layers;
}

/**
 * Refuses a config that the user gives beside weights, if one of its layers finds none.
 * @returns the layers.
 */
export function requireWeights<T extends readonly LayerSpec[]>(file: string, layers: T): T {
  const without = layers.find(
    (layer) => layer.weights.length === 0 && weightNames(layer).length > 0,
  );
  if (!without) return layers;
  throw new BadFileError(
    `${file}: it has no weights for the layer ${quote(without.name)} of the config; is it the config of this file?`,
    { file, reason: 'incomplete' },
  );
}

type Wanted = readonly (number | undefined)[];

/** What a class and its config tell of the shapes; undefined for a size they leave open. */
function shapesOf({ className, config, weights }: LayerSpec): Wanted[] {
  const units = sizeIn(config['units']);
  const count = gates.get(className.replace(/^CuDNN|Cell$/g, ''));
  // Keras 1 stored every gate on its own, and called the units otherwise.
  if (count !== undefined && units !== undefined && weights.length <= 3) {
    return [
      [undefined, count * units],
      [units, count * units],
    ];
  }
  if (className === 'Dense' && units !== undefined) return [[undefined, units], [units]];
  if (className === 'Embedding')
    return [[sizeIn(config['input_dim']), sizeIn(config['output_dim'])]];
  return [];
}

function sizeIn(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function fits(found: readonly number[] | undefined, wanted: Wanted): boolean {
  if (found?.length !== wanted.length) return false;
  return wanted.every((size, n) => size === undefined || size === found[n]);
}

function show(shape: Wanted): string {
  return shape.map((size) => size ?? '?').join(' × ');
}
