// What every command of the command line is made of.
import { parseArgs, type ParseArgsConfig } from 'node:util';

/** Options as node's `parseArgs` describes them. */
export type Options = NonNullable<ParseArgsConfig['options']>;

/** The words of a call: options by name, and the rest in order. */
export interface Call {
  /** The options, by their long names. */
  readonly values: Readonly<Record<string, string | boolean | readonly string[] | undefined>>;
  /** The words beside options. */
  readonly positionals: readonly string[];
}

/** One command: how it is called, and what it does. */
export interface Command {
  /** As in the help text, such as `summary MODEL [--json]`. */
  readonly usage: string;
  /** One line for the help text. */
  readonly summary: string;
  /** The options that it takes, as `parseArgs` of Node has them. */
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
  if (positionals.length < least) {
    throw new UsageError(`${wordsOf(command)[positionals.length] ?? 'Something'} is missing`);
  }
  if (positionals.length > most) {
    throw new UsageError(`Unexpected word "${positionals[most]}"`);
  }
  return { values: values as Call['values'], positionals };
}

/** What the words of a call are called in its usage: `MODEL`, `INPUT`. */
function wordsOf({ usage }: Command): string[] {
  const words = usage.split(' ').slice(1);
  const end = words.findIndex((word) => word.startsWith('-') || word.startsWith('[-'));
  return words.slice(0, end < 0 ? undefined : end).map((word) => word.replace(/^\[NAME=\]/, ''));
}

function parse(command: Command, args: readonly string[]) {
  const options = { ...command.options, help: { type: 'boolean', short: 'h' } } as Options;
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    const sentence = (error as Error).message.split(/\.(?:\s|$)/)[0] ?? '';
    const [, option] = /^Option '(\S+)' argument is ambiguous$/.exec(sentence) ?? [];
    if (option === undefined) throw new UsageError(sentence);
    throw new UsageError(
      `What follows ${option} begins with a dash; write ${option}=… if it is meant`,
    );
  }
}

/** The value of a text option. */
export function textOption(call: Call, name: string): string | undefined {
  const value = call.values[name];
  return typeof value === 'string' ? value : undefined;
}

/** The values of a text option that may be given several times. */
export function textOptions(call: Call, name: string): readonly string[] {
  const values = call.values[name];
  return Array.isArray(values) ? (values as readonly string[]) : [];
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
