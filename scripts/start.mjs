// npm start: from a fresh clone to an open notebook. Whatever is there already is left alone,
// so a second start takes seconds and an interrupted one can simply be repeated.
// Arguments go on to JupyterLab: npm start -- --no-browser --port 9000
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { buildIfStale } from './setup/build.mjs';
import { root } from './setup/files.mjs';
import { ensurePackages } from './setup/packages.mjs';
import { ensureVenv, findPython, inVenv } from './setup/python.mjs';
import { command, ensureRegistered } from './setup/register.mjs';
import { run } from './setup/run.mjs';

const notebook = 'notebooks/01-take-an-lstm-apart.ipynb';

/** Without Python there is no JupyterLab: the notebook is run by our own kernel into one HTML file. */
function startWithoutPython() {
  console.log(
    'No Python 3.9 or newer was found (python3, python, py), so JupyterLab cannot start.',
  );
  console.log('Running the notebook without it…');
  const page = notebook.replace(/\.ipynb$/, '.html');
  run('running the notebook', process.execPath, [command, 'run', notebook, '--out', page]);
  console.log(
    `Open ${join(root, page)} in a browser. With Python installed, npm start opens JupyterLab.`,
  );
}

/** Opens JupyterLab and stays with it until it ends. */
function openLab(args) {
  const asRoot = process.getuid?.() === 0 ? ['--allow-root'] : [];
  const lab = spawn(inVenv('.venv', 'python'), ['-m', 'jupyterlab', notebook, ...asRoot, ...args], {
    cwd: root,
    stdio: 'inherit',
  });
  // Ctrl-C reaches JupyterLab too, which asks before it ends; we only wait for it.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => lab.kill('SIGTERM'));
  lab.on('exit', (code) => process.exit(code ?? 0));
}

function start(args) {
  ensurePackages();
  buildIfStale();
  const python = findPython();
  if (!python) return startWithoutPython();
  ensureVenv('.venv', python, ['requirements-jupyter.txt']);
  ensureRegistered('.venv');
  openLab(args);
}

try {
  start(process.argv.slice(2));
} catch (error) {
  console.error(`npm start: ${error.message}`);
  process.exitCode = 1;
}
