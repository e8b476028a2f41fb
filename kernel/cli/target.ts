// The options of `install` and `uninstall` that say where.
import { resolve } from 'node:path';
import type { Target } from '../install/data-folders.js';
import { textOption, UsageError, type Call, type Options } from './command.js';

/** `--user`, `--sys-prefix` and `--prefix DIR`. */
export const targetOptions: Options = {
  user: { type: 'boolean' },
  'sys-prefix': { type: 'boolean' },
  prefix: { type: 'string' },
};

/**
 * Reads where to install.
 * @throws UsageError when two places are named.
 */
export function targetOf(call: Call): Target {
  const named = ['user', 'sys-prefix', 'prefix'].filter((name) => call.values[name] !== undefined);
  if (named.length > 1) throw new UsageError(`Give only one of --${named.join(' and --')}`);
  const prefix = textOption(call, 'prefix');
  if (prefix !== undefined) return { prefix: resolve(prefix) };
  return { sysPrefix: call.values['sys-prefix'] === true };
}
