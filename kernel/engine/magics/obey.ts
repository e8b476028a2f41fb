// What the lines that speak to the kernel do, in their places.
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { aliveThings, stopAlive } from '../../outputs/alive.js';
import { displayData, stream } from '../../outputs/outputs.js';
import { cellMagics, earlyForms, lineMagics } from './known-magics.js';
import { runProgram, shellProgram } from './shell.js';
import { largest } from '../../../src/lists/extremes.js';

/** What they stand on. */
export interface Surroundings {
  /** The names that cells declared, and their values. */
  readonly scope: Readonly<Record<string, unknown>>;
  /** Aborted when the person stops the cell. */
  readonly signal: AbortSignal | undefined;
}

const print = (text: string): void => stream('stdout', text);

/** Mimetypes of cells that are shown as they are. */
const shown: Readonly<Record<string, string>> = {
  '%%html': 'text/html',
  '%%markdown': 'text/markdown',
  '%%latex': 'text/latex',
  '%%svg': 'image/svg+xml',
  '%%javascript': 'application/javascript',
  '%%js': 'application/javascript',
};

const scripts = new Set(['%%bash', '%%sh', '%%python', '%%python3', '%%node', '%%perl', '%%ruby']);

/** Does what a magic asks for. @throws Error where that fails */
export async function obey(
  [name, argument = '', body = '']: readonly string[],
  { scope, signal }: Surroundings,
): Promise<void> {
  if (name! in shown) return displayData({ [shown[name!]!]: body });
  if (scripts.has(name!)) return runScript(name!.slice(2), argument, body, signal);
  switch (name) {
    case 'sh': {
      const code = await runProgram(shellProgram(argument), signal);
      if (code) stream('stderr', `exit code ${code}\n`);
      return;
    }
    case 'cd':
      changeFolder(argument);
      return print(`${process.cwd()}\n`);
    case 'pwd':
      return print(`${process.cwd()}\n`);
    case 'env':
      return environment(argument);
    case 'who':
      return print(`${Object.keys(scope).join('\t') || 'no names yet'}\n`);
    case 'whos':
      return print(nameTable(scope));
    case 'alive':
      return print(
        `${
          aliveThings()
            .map(({ what }) => what)
            .join('\n') || 'nothing is at work'
        }\n`,
      );
    case 'stop':
      return print(
        `${
          stopAlive()
            .map((what) => `stopped: ${what}`)
            .join('\n') || 'nothing is at work'
        }\n`,
      );
    case 'lsmagic':
      return print(list());
    case '%%writefile':
      return writeBody(argument, body);
  }
}

async function runScript(
  command: string,
  argument: string,
  input: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  const args = argument.split(/\s+/).filter(Boolean);
  const code = await runProgram({ command, args, input }, signal);
  if (code) throw new Error(`${command} ended with exit code ${code}`);
}

let before = '';

function changeFolder(argument: string): void {
  const wanted = argument.replace(/^(["'])(.*)\1$/, '$2');
  const target =
    wanted === '-' && before ? before : wanted === '' ? homedir() : wanted.replace(/^~/, homedir());
  const left = process.cwd();
  process.chdir(target);
  before = left;
}

function environment(argument: string): void {
  const [, name, value] = /^([^\s=]+)\s*[=\s]\s*(.*)$/.exec(argument) ?? [];
  if (name !== undefined) {
    process.env[name] = value;
    return print(`env: ${name}=${value}\n`);
  }
  if (argument !== '') return print(`${process.env[argument] ?? `${argument} is not set`}\n`);
  const lines = Object.entries(process.env).map(([key, set]) => `${key}=${set}\n`);
  print(lines.sort().join(''));
}

function nameTable(scope: Readonly<Record<string, unknown>>): string {
  const names = Object.keys(scope);
  if (names.length === 0) return 'no names yet\n';
  const rows = names.map((name) => [name, kindOf(scope[name]), brief(scope[name])]);
  const widths = [0, 1].map((i) => largest(rows.map((row) => row[i]!.length)));
  return rows
    .map(
      ([name, kind, text]) => `${name!.padEnd(widths[0]!)}  ${kind!.padEnd(widths[1]!)}  ${text}\n`,
    )
    .join('');
}

function kindOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return value === null ? 'null' : typeof value;
  return Object.prototype.toString.call(value).slice(8, -1);
}

function brief(value: unknown): string {
  if (typeof value === 'function') return value.name;
  if (Array.isArray(value) || ArrayBuffer.isView(value))
    return `${(value as unknown as ArrayLike<unknown>).length ?? ''} items`;
  if (typeof value === 'object' && value !== null) return Object.keys(value).slice(0, 8).join(', ');
  return String(value).slice(0, 60);
}

function list(): string {
  const lines = [
    ...earlyForms,
    ...lineMagics.values(),
    ...cellMagics.values(),
    '!COMMAND: a command of the shell',
  ];
  return `${lines.join('\n')}\n`;
}

/**
 * Writes a cell into a file, whole or not at all: also a longer file is written beside the old one.
 *
 * @throws BadFileError naming the file, when it may not be written
 */
async function writeBody(argument: string, body: string): Promise<void> {
  const [, append, name] = /^(-a\s+)?(.*)$/.exec(argument.trim())!;
  if (!name) throw new SyntaxError('%%writefile needs the name of a file');
  // Loaded here: no kernel is to start later for what few cells use.
  const { writeOutput } = await import('../../../src/files/output-file.js');
  const { outputTarget } = await import('../../../src/files/output-target.js');
  const file = path.resolve(name);
  const old = append && outputTarget(file).old ? readFileSync(file) : Buffer.alloc(0);
  writeOutput(file, Buffer.concat([old, Buffer.from(body)]));
  print(`${append ? 'Appended to' : 'Wrote'} ${name}\n`);
}
