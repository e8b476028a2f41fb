// Kernel and widgets registered in one of our own Python environments.
import { join } from 'node:path';
import { hashOf, isFresh, root, writeStamp } from './files.mjs';
import { run } from './run.mjs';

/** The command `gatelab` of this clone. */
export const command = join(root, 'bin/gatelab.mjs');

/** Registers kernel and widgets in an environment when the build changed since. */
export function ensureRegistered(venv) {
  const stamp = join(root, venv, '.gatelab-registered');
  const hash = hashOf(['dist/labextension', 'dist/kernel/install'], process.execPath, root);
  if (isFresh(stamp, hash)) return;
  run('registering the kernel', process.execPath, [command, 'install', '--prefix', venv]);
  writeStamp(stamp, hash);
}
