// Plain Jupyter tools, run on a notebook as anybody would.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { dirname } from 'node:path';
import { jupyterProgram } from '../environments.js';

/**
 * Runs `jupyter nbconvert --execute` on a notebook file, or several of one folder; the results stand beside them.
 * @throws Error with what nbconvert printed, when a cell fails and errors are not allowed.
 */
export async function nbconvert(
  paths: string | readonly string[],
  env: NodeJS.ProcessEnv,
  ...words: readonly string[]
): Promise<void> {
  const files = [paths].flat();
  const args = ['nbconvert', '--execute', '--ExecutePreprocessor.timeout=120', ...words, ...files];
  await promisify(execFile)(jupyterProgram('jupyter'), args, { env, cwd: dirname(files[0]!) });
}
