// What every command of the command line is made of.
import { parseArgs, type ParseArgsConfig } from 'node:util';

/** Options as node's `parseArgs` describes them. */
export type Options = NonNullable<ParseArgsConfig['options']>;

/** The words of a call: options by name, and the rest in order. */
export interface Call {
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
  readonly positionals: readonly string[];
}

/** One command: how it is called, and what it does. */
export interface Command {
  /** As in the help text, such as `summary MODEL [--json]`. */
  readonly usage: string;
  /** One line for the help text. */
  readonly summary: string;
  readonly options: Options;
  /** How many words beside options it takes, least and most. */
  readonly words: readonly [number, number];
  /** Does it; the number is the exit code, 0 when there is none. */
  run(call: Call): Promise<number | undefined> | number | undefined;
}

/** A call that names no known command, option or number of words: reported with the usage. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/**
 * Reads the words of a call.
 * @throws UsageError when an option is unknown, lacks its value, or words are missing or too many.
 */
export function readCall(command: Command, args: readonly string[]): Call {
  const { values, positionals } = parse(command, args);
  const [least, most] = command.words;
  if (positionals.length < least) throw new UsageError('Something is missing');
  if (positionals.length > most) {
    throw new UsageError(`Unexpected word "${positionals[most]}"`);
  }
  return { values: values as Call['values'], positionals };
}

function parse(command: Command, args: readonly string[]) {
  const options = { ...command.options, help: { type: 'boolean', short: 'h' } } as Options;
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    const sentence = (error as Error).message.split(/\. /)[0] ?? '';
    throw new UsageError(sentence.replace(/\.$/, ''));
  }
}

/** The value of a text option. */
export function textOption(call: Call, name: string): string | undefined {
  const value = call.values[name];
  return typeof value === 'string' ? value : undefined;
}

/**
 * The value of a text option that has to be given.
 * @throws UsageError when it is not.
 */
export function neededOption(call: Call, name: string): string {
  const value = textOption(call, name);
  if (value === undefined) throw new UsageError(`--${name} is missing`);
  return value;
}
