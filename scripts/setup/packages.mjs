// npm packages: installed when missing or out of date.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './files.mjs';
import { npm } from './run.mjs';

/**
 * Installs what the lock file asks for and is not there: from the beginning, since `npm install` takes the half-written folders of a run that
 * was killed for whole ones. npm writes its own note last, so nothing half-done passes.
 */
export function ensurePackages() {
  if (isInstalled()) return;
  console.log('Installing npm packages…');
  npm('installing npm packages', ['ci', '--no-fund', '--no-audit']);
}

function isInstalled() {
  const note = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(note)) return false;
  const { packages: installed } = JSON.parse(readFileSync(note, 'utf8'));
  const { packages: wanted } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  return Object.entries(wanted).every(
    ([path, { version, optional }]) =>
      path === '' || optional || installed[path]?.version === version,
  );
}
