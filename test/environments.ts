// The Python environments of the tests, which scripts/test.mjs makes.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const windows = process.platform === 'win32';

/** The path of a program in the environment that holds JupyterLab. */
export function jupyterProgram(name: string): string {
  return programIn('.venv', name);
}

/** The Python that has Keras, PyTorch and onnxruntime; `GATELAB_PYTHON` names another. */
export const frameworksPython =
  process.env['GATELAB_PYTHON'] ?? programIn('.venv-frameworks', 'python');

function programIn(venv: string, name: string): string {
  return join(root, venv, windows ? 'Scripts' : 'bin', windows ? `${name}.exe` : name);
}
