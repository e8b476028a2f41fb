// The command line: finds the command, and turns what goes wrong into one line and exit code 1.
import { commands } from './commands/index.js';
import { readCall, type Command } from './command.js';
import { packageFiles } from '../install/package-files.js';
import { plainLines } from '../../src/files/quote.js';
import { largest } from '../../src/lists/extremes.js';

/**
 * Runs one call of `gatelab`.
 * @param args the words after the command's name.
 * @returns the exit code: the command's own (0, or what its help says), or 1 after one line on stderr.
 */
export async function main(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(await helpText());
    return name === undefined ? 1 : 0;
  }
  if (name === '--version' || name === 'version') {
    process.stdout.write(`${packageFiles().version}\n`);
    return 0;
  }
  return runCommand(name, rest);
}

async function runCommand(name: string, args: readonly string[]): Promise<number> {
  const load = commands.get(name);
  if (!load) return fail(`There is no command "${name}"; gatelab --help lists them`);
  const command = await load();
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(`usage: gatelab ${command.usage}\n\n${command.summary}\n`);
    return 0;
  }
  try {
    return (await command.run(readCall(command, args))) ?? 0;
  } catch (error) {
    return fail(describe(command, error));
  }
}

function fail(sentence: string): number {
  process.stderr.write(`gatelab: ${plainLines(sentence.split('\n'))}\n`);
  return 1;
}

/** One line, whatever was thrown; `GATELAB_DEBUG` adds where it came from. */
function describe(command: Command, error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'UsageError') return `${error.message}; usage: gatelab ${command.usage}`;
  if (process.env['GATELAB_DEBUG']) return error.stack ?? error.message;
  return error.message.replace(/\s*\n\s*/g, ' ');
}

async function helpText(): Promise<string> {
  const loaded = await Promise.all([...commands.values()].map((load) => load()));
  const width = largest(loaded.map(({ usage }) => usage.split(' ')[0]!.length));
  const lines = loaded.map(
    ({ usage, summary }) => `  ${usage.split(' ')[0]!.padEnd(width)}  ${summary}`,
  );
  return `usage: gatelab COMMAND …\n\n${lines.join('\n')}\n\ngatelab COMMAND --help says more of one.\n`;
}
