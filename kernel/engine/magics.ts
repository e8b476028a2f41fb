// Lines at the head of a cell that speak to the kernel: `%npm install lodash`, `%types warn`.
import { stream } from '../session/outputs.js';
import { runNpm } from './run-npm.js';

/** Whether a type error keeps a cell from running (`stop`) or is only printed. */
export type TypeErrors = 'stop' | 'warn';

/** One such line. */
export interface Magic {
  readonly name: string;
  readonly argument: string;
}

/** What there is, for messages and completion. */
export const knownMagics = ['%npm install', '%types stop', '%types warn'] as const;

/** A cell without its magics: blanks stand in their lines, so that all places keep their numbers. */
export function takeMagics(code: string): { readonly code: string; readonly magics: Magic[] } {
  const magics: Magic[] = [];
  const lines = code.split('\n');
  for (const [i, line] of lines.entries()) {
    const [, name, argument] = /^%(\w+)(?:[ \t]+(.*))?$/.exec(line) ?? [];
    if (name) {
      magics.push({ name, argument: argument?.trim() ?? '' });
      lines[i] = ' '.repeat(line.length);
    } else if (line.trim() !== '' && !line.startsWith('//')) break;
  }
  return { code: lines.join('\n'), magics };
}

/**
 * Does what a magic asks for.
 * @returns how type errors are to be taken from now on, when it says so
 * @throws SyntaxError when it is not known
 */
export async function obeyMagic(
  { name, argument }: Magic,
  folder: string,
): Promise<TypeErrors | undefined> {
  if (name === 'types' && isTypeErrors(argument)) return argument;
  if (name !== 'npm' || argument === '')
    throw new SyntaxError(
      `%${name} ${argument} is not understood: there are %npm install NAME, %types stop and %types warn`,
    );
  await runNpm(argument.split(/\s+/), folder, (text) => stream('stdout', text));
  return undefined;
}

/** Whether a text says how to take type errors. */
export function isTypeErrors(text: unknown): text is TypeErrors {
  return text === 'stop' || text === 'warn';
}
