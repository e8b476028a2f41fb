// Configs come from files: every value is checked before it is believed.
import { BadFileError } from '../errors.js';
import type { LayerSpec } from '../model/model-file.js';

/** A layer's config. */
export type Config = LayerSpec['config'];

/** The value of the first of these keys that the config has itself; undefined for none. */
export function valueIn(config: Config, ...keys: readonly string[]): unknown {
  const key = keys.find((name) => Object.hasOwn(config, name));
  return key === undefined ? undefined : plain(config[key]);
}

/** SavedModels write tuples and shapes as `{ class_name: '__tuple__', items: […] }`. */
function plain(value: unknown): unknown {
  const tuple = isRecord(value) && /^(__tuple__|TensorShape)$/.test(String(value['class_name']));
  return tuple && Array.isArray(value['items']) ? (value['items'] as unknown[]) : value;
}

/** A number from the config, or the default where there is none. */
export function numberIn(config: Config, key: string, otherwise: number): number {
  const value = valueIn(config, key);
  if (value === undefined || value === null) return otherwise;
  if (typeof value !== 'number') throw wrongValue(config, key, 'a number');
  return value;
}

/** A flag from the config, or the default where there is none. */
export function flagIn(config: Config, key: string, otherwise: boolean): boolean {
  const value = valueIn(config, key);
  return value === undefined || value === null ? otherwise : Boolean(value);
}

/** A text from the config, or the default where there is none. */
export function textIn(config: Config, key: string, otherwise: string): string {
  const value = valueIn(config, key);
  if (value === undefined || value === null) return otherwise;
  if (typeof value !== 'string') throw wrongValue(config, key, 'a text');
  return value;
}

/** A list of whole numbers; a single number stands for `count` equal ones. */
export function sizesIn(
  config: Config,
  key: string,
  { count, otherwise }: { count: number; otherwise: number },
): number[] {
  const value = valueIn(config, key) ?? otherwise;
  const list: unknown[] = Array.isArray(value) ? value : new Array<unknown>(count).fill(value);
  if (list.length !== count || !list.every((n) => Number.isInteger(n))) {
    throw wrongValue(config, key, `${count} whole numbers`);
  }
  return list as number[];
}

/** A part of the config that is itself a config, such as a wrapped layer's. */
export function configIn(config: Config, key: string): Config | undefined {
  const value = valueIn(config, key);
  return isRecord(value) ? value : undefined;
}

/** Whether a value read from a file is a record of named values. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function wrongValue(config: Config, key: string, wanted: string): BadFileError {
  const found = JSON.stringify(valueIn(config, key))?.slice(0, 60);
  const name = typeof config['name'] === 'string' ? `of layer "${config['name']}" ` : '';
  return new BadFileError(`The config ${name}should have ${wanted} as "${key}", but has ${found}`);
}
