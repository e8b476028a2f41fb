// Kernel and widgets registered in one of our own Python environments.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashOf, isFresh, root, writeStamp } from './files.mjs';
import { run } from './run.mjs';

/** The command `gatelab` of this clone. */
export const command = join(root, 'bin/gatelab.mjs');

/** Nothing here asks the network: no news, no search for newer versions. Whoever wants them turns them on in JupyterLab. */
const settings = {
  '@jupyterlab/apputils-extension:notification': { fetchNews: 'false', checkForUpdates: false },
};

/** Registers kernel and widgets in an environment when the build changed since. */
export function ensureRegistered(venv) {
  const stamp = join(root, venv, '.gatelab-registered');
  const inputs = ['dist/labextension', 'dist/kernel/install', 'scripts/setup/register.mjs'];
  const hash = hashOf(inputs, process.execPath, root);
  if (isFresh(stamp, hash)) return;
  run('registering the kernel', process.execPath, [command, 'install', '--prefix', venv]);
  const folder = join(root, venv, 'share/jupyter/lab/settings');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'overrides.json'), JSON.stringify(settings, null, 2) + '\n');
  writeStamp(stamp, hash);
}
