// Other versions of Node for the tests, from npm, kept out of our own packages.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './files.mjs';
import { npm } from './run.mjs';

/**
 * Installs a version of Node where it is not there yet.
 * @returns the path of its binary
 * @throws Error when there is none for this platform, or no network
 */
export function ensureNode(version) {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const name = `node-${platform}-${process.arch}`;
  const folder = join('.cache', 'nodes', version);
  const program = process.platform === 'win32' ? 'node.exe' : 'node';
  const path = join(root, folder, 'node_modules', name, 'bin', program);
  if (!existsSync(path)) {
    const quiet = ['--no-fund', '--no-audit', '--loglevel', 'error'];
    npm(`installing Node ${version}`, [
      'install',
      '--prefix',
      folder,
      ...quiet,
      `${name}@${version}`,
    ]);
  }
  return path;
}
