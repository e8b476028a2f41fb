// Programs of Jupyter, with our kernel registered for them alone.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeKernelspec } from '../../../kernel/install/kernelspec.js';
import { script } from './kernel-process.js';

export const root = fileURLToPath(new URL('../../../', import.meta.url));
const programs = join(root, '.venv', process.platform === 'win32' ? 'Scripts' : 'bin');

/** The path of a program in the project's Python environment. */
export const programPath = (name: string): string => join(programs, name);

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

  constructor() {
    const spec = join(this.folder, 'kernels', kernelName);
    mkdirSync(spec, { recursive: true });
    const content = makeKernelspec(process.execPath, script, '0');
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

  /** Runs a program of the environment in this folder. */
  run(program: string, args: readonly string[], input = ''): Promise<Run> {
    const child = spawn(programPath(program), args, { cwd: this.folder, env: this.env });
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

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
