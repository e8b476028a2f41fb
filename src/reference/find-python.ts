import { UnsupportedError } from '../errors.js';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { askPython } from './ask-python.js';

/** A Python and the modules it has. */
export interface Python {
  /** How it is started. */
  readonly command: string;
  /** Which of the modules that were asked for it can import. */
  readonly modules: readonly string[];
}

const inEnvironment =
  process.platform === 'win32' ? join('Scripts', 'python.exe') : join('bin', 'python');

/** Milliseconds in which a Python should be able to say which modules it has. */
const patience = 60_000;

/** Where a Python with a framework may be: the one named, GATELAB_PYTHON, environments in this folder, the system's own. */
function candidates(named: string | undefined): string[] {
  if (named !== undefined) return [named];
  const fromVariable = process.env['GATELAB_PYTHON'];
  if (fromVariable) return [fromVariable];
  const local = ['.venv-frameworks', '.venv']
    .map((folder) => join(process.cwd(), folder, inEnvironment))
    .filter((path) => existsSync(path));
  return [...local, 'python3', 'python'];
}

/**
 * Finds a Python that has one of the wanted modules, the first wanted first.
 * @throws Error when none has; the message says where was looked.
 */
export async function findPython(
  wanted: readonly string[],
  { python: named, signal }: { python?: string | undefined; signal?: AbortSignal | undefined } = {},
): Promise<{ python: Python; module: string }> {
  const looked: string[] = [];
  const found: Python[] = [];
  for (const command of candidates(named)) {
    looked.push(command);
    try {
      const { modules } = await askPython<{ modules: string[] }>(
        command,
        { task: 'list' },
        { signal, timeout: patience },
      );
      found.push({ command, modules });
    } catch (error) {
      if (named !== undefined || signal?.aborted) throw error;
    }
  }
  for (const module of wanted) {
    const python = found.find(({ modules }) => modules.includes(module));
    if (python) return { python, module };
  }
  throw new UnsupportedError(
    `No Python with ${wanted.join(' or ')} was found (looked at ${looked.join(', ')}): install one with pip, or name ` +
      'a Python in the option python or the variable GATELAB_PYTHON',
    { reason: 'no-engine' },
  );
}
