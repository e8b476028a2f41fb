import { UnsupportedError } from '../errors.js';
import type { Activation } from '../cell/activation.js';
import type { ActivationParameters } from '../cell/activation-table.js';
import type { ActivationEra } from '../cell/find-activation.js';
import { activationNamed } from '../cell/find-activation.js';
import { isRecord } from './config.js';

/**
 * The activation a config names: a text, null (linear), or an object as Keras 2.13 and later write for functions and
 * activation layers.
 * @throws UnsupportedError for an activation that is unknown, or a function of the user's own.
 */
export function activationOf(written: unknown, era: ActivationEra): Activation {
  if (written === undefined || written === null) return activationNamed('linear', era);
  if (typeof written === 'string') return activationNamed(written, era);
  if (isRecord(written)) {
    const { class_name: className, config } = written;
    if (typeof config === 'string') return activationNamed(config, era);
    if (typeof className === 'string') {
      return activationNamed(className, era, isRecord(config) ? parametersIn(config) : {});
    }
  }
  throw new UnsupportedError(
    `This activation cannot be read: ${JSON.stringify(written).slice(0, 80)}`,
  );
}

/** The numbers in the config of an activation layer; arrays stored as `{ value: [0.3] }` are left to their readers. */
export function parametersIn(config: Readonly<Record<string, unknown>>): ActivationParameters {
  const numbers = Object.entries(config).map(([key, value]) => {
    const plain = isRecord(value) && isRecord(value['config']) ? value['config']['value'] : value;
    return [key, typeof plain === 'boolean' ? Number(plain) : plain] as const;
  });
  return Object.fromEntries(
    numbers.filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
  );
}
