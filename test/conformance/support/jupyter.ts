// Programs of Jupyter, with our kernel registered for them alone.
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeKernelspec } from '../../../kernel/install/kernelspec.js';
import { jupyterProgram } from '../../environments.js';
import { packageFiles } from '../../../kernel/install/package-files.js';

export const root = fileURLToPath(new URL('../../../', import.meta.url));

/** The name that the kernel is registered by. */
export const kernelName = 'gatelab-under-test';

/** What a program said, and its exit code. */
export interface Run {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number | null;
}

/** A folder to work in, with a kernelspec that Jupyter finds through the environment. */
export class JupyterFolder {
  readonly folder = mkdtempSync(join(tmpdir(), 'gatelab-jupyter-'));
  readonly #started = new Set<ChildProcessWithoutNullStreams>();

  constructor() {
    const spec = join(this.folder, 'kernels', kernelName);
    mkdirSync(spec, { recursive: true });
    const content = makeKernelspec(process.execPath, packageFiles());
    writeFileSync(join(spec, 'kernel.json'), JSON.stringify(content));
  }

  /** In it, programs of Jupyter find the kernel. */
  get env(): NodeJS.ProcessEnv {
    return {
      ...process.env,
      NODE_OPTIONS: '',
      JUPYTER_PATH: this.folder,
      GATELAB_HISTORY: join(this.folder, 'history.jsonl'),
    };
  }

  /** Starts a program of the environment in this folder; it is ended with the folder at the latest, also when a test has timed out. */
  start(program: string, args: readonly string[]): ChildProcessWithoutNullStreams {
    const child = spawn(jupyterProgram(program), args, { cwd: this.folder, env: this.env });
    this.#started.add(child);
    child.once('close', () => this.#started.delete(child));
    return child;
  }

  /** Runs a program of the environment in this folder to its end. */
  run(program: string, args: readonly string[], input = ''): Promise<Run> {
    const child = this.start(program, args);
    child.stdin.end(input);
    const said = { stdout: '', stderr: '' };
    child.stdout.on('data', (chunk: Buffer) => (said.stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (said.stderr += chunk.toString()));
    return new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code) => resolve({ ...said, code }));
    });
  }

  /** Writes a notebook of code cells. @returns its path */
  writeNotebook(name: string, cells: readonly string[]): string {
    const path = join(this.folder, name);
    const notebook = {
      nbformat: 4,
      nbformat_minor: 5,
      metadata: { kernelspec: { name: kernelName, display_name: 'x', language: 'typescript' } },
      cells: cells.map((source, n) => ({
        ...{ id: `c${n}`, cell_type: 'code', metadata: {}, outputs: [], execution_count: null },
        source,
      })),
    };
    writeFileSync(path, JSON.stringify(notebook));
    return path;
  }

  /** Ends what still runs (a kernel ends when the program that started it is gone), and deletes the folder. */
  remove(): void {
    for (const child of this.#started) child.kill('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
  }
}
