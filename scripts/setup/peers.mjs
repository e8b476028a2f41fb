// What others made and only the bench runs, kept out of our own packages.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './files.mjs';
import { npm } from './run.mjs';

/** Where they are. */
export const peersFolder = join(root, '.cache/peers');

/** One version each, so that two runs measure the same: a kernel, and two libraries that draw heatmaps in a browser. */
const pinned = {
  deno: '2.9.6',
  'plotly.js-dist-min': '4.1.2',
  '@observablehq/plot': '0.6.17',
};

function installed(name, version) {
  const path = join(peersFolder, 'node_modules', name, 'package.json');
  return existsSync(path) && JSON.parse(readFileSync(path, 'utf8')).version === version;
}

/** Installs those that are not there yet. Without a network the bench goes on and says what is missing. */
export function ensurePeers() {
  for (const [name, version] of Object.entries(pinned)) {
    if (installed(name, version)) continue;
    const what = `${name}@${version}`;
    try {
      npm(`installing ${what}`, [
        'install',
        '--prefix',
        peersFolder,
        '--no-fund',
        '--no-audit',
        what,
      ]);
    } catch (error) {
      console.log(error.message);
    }
  }
}
