// Kernels of others that only the bench starts, kept out of our own packages.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './files.mjs';
import { npm } from './run.mjs';

const folder = '.cache/peers';

/** One version, so that two runs measure the same. */
const deno = 'deno@2.9.6';

/** Installs Deno where it is not there yet. Without a network the bench goes on and says that it is missing. */
export function ensurePeers() {
  if (existsSync(join(root, folder, 'node_modules/deno'))) return;
  try {
    npm(`installing ${deno}`, ['install', '--prefix', folder, '--no-fund', '--no-audit', deno]);
  } catch (error) {
    console.log(error.message);
  }
}
