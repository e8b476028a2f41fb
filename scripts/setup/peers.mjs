// Programs of others that only the bench and the tests start, kept out of our own packages.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './files.mjs';
import { npm } from './run.mjs';

/** One version each, so that two runs measure the same. */
const deno = { name: 'deno', version: '2.9.6', folder: '.cache/peers' };
/** Its install script fetches what only graphics cards need; the package itself carries what a processor does. */
const onnxruntime = {
  name: 'onnxruntime-node',
  version: '1.30.0',
  folder: '.cache/onnxruntime',
  options: ['--ignore-scripts'],
};

/** Installs a package into a folder of its own where it is not there yet. @throws Error where that fails, as without a network */
function ensure({ name, version, folder, options = [] }) {
  if (existsSync(join(root, folder, 'node_modules', name, 'package.json'))) return;
  const wish = `${name}@${version}`;
  npm(`installing ${wish}`, [
    'install',
    '--prefix',
    folder,
    '--no-fund',
    '--no-audit',
    '--no-save',
    ...options,
    wish,
  ]);
}

/** Installs Deno where it is not there yet. Without a network the bench goes on and says that it is missing. */
export function ensurePeers() {
  try {
    ensure(deno);
  } catch (error) {
    console.log(error.message);
  }
}

/** Installs onnxruntime-node for the tests of references. @returns what could not be set up, as `{ need: reason }`. */
export function ensureOnnxRuntime() {
  try {
    ensure(onnxruntime);
    return {};
  } catch (error) {
    return { onnxruntime: error.message };
  }
}
