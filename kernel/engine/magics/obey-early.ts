// Lines at the head of a cell that change how it is read: `%npm install lodash`, `%types warn`.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { addPayload, stream } from '../../outputs/outputs.js';
import type { Magic } from './read-cell.js';
import type { NpmPackages } from '../npm.js';
import { runNpm } from '../run-npm.js';

/** Whether a type error keeps a cell from running (`stop`) or is only printed. */
export type TypeErrors = 'stop' | 'warn';

/** What such a line says about the cells from now on. */
export interface Order {
  /** Whether a type error keeps a cell from running. */
  readonly typeErrors?: TypeErrors;
  /** Whether `undefined` and `null` are types of their own. */
  readonly isStrict?: boolean;
}

/**
 * Does what a magic asks for.
 * @throws SyntaxError when it is not understood
 */
export async function obeyEarly(
  { name, argument }: Magic,
  { folder, npm }: { readonly folder: string; readonly npm: NpmPackages },
): Promise<Order> {
  if (name === 'jsx' && argument === '') return {};
  if (name === 'types' && isTypeErrors(argument)) return { typeErrors: argument };
  if (name === 'types' && argument === 'strict') return { isStrict: true };
  if (name === 'types' && argument === 'loose') return { isStrict: false };
  if (name === 'load' && argument !== '') {
    const text = readFileSync(path.resolve(argument), 'utf8');
    addPayload({ source: 'set_next_input', text: `// %load ${argument}\n${text}`, replace: true });
    return {};
  }
  if (name !== 'npm' || argument === '')
    throw new SyntaxError(
      `%${name} ${argument} is not understood: there are %npm install NAME, %types stop, warn, strict or loose, %jsx and %load FILE`,
    );
  const [command, cached] = /^(rebuild)\s+(npm:\S+)$/.exec(argument)?.slice(1) ?? [];
  const args = command === undefined ? argument.split(/\s+/) : [command];
  const place = cached === undefined ? folder : npm.folderOf(cached);
  await runNpm(args, place, (text) => stream('stdout', text));
  return {};
}

/** Whether a text says how to take type errors. */
export function isTypeErrors(text: unknown): text is TypeErrors {
  return text === 'stop' || text === 'warn';
}
