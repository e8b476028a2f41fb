// Builds dist/: TypeScript compiled, other files beside it copied, widgets bundled for the browser.
import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { hashOf, isFresh, root, walk, writeStamp } from './files.mjs';
import { run } from './run.mjs';

const folders = ['src', 'kernel', 'widgets'];
const inputs = [
  ...folders,
  'tsconfig.json',
  'tsconfig.build.json',
  'package-lock.json',
  'scripts/setup/build.mjs',
  'scripts/bundle-widgets.mjs',
  'scripts/bundle-engine.mjs',
  'scripts/bundle-kernel.mjs',
];
const stamp = join(root, 'dist/.stamp');

/** Compiles, copies and bundles. */
export function build() {
  rmSync(stamp, { force: true });
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  run('the build', process.execPath, [tsc, '-p', 'tsconfig.build.json']);
  removeOrphans();
  copyAssets();
  run('preparing the engine', process.execPath, [join(root, 'scripts/bundle-engine.mjs')]);
  run('joining the kernel', process.execPath, [join(root, 'scripts/bundle-kernel.mjs')]);
  const bundle = join(root, 'scripts/bundle-widgets.mjs');
  if (existsSync(bundle)) run('bundling the widgets', process.execPath, [bundle]);
  writeStamp(stamp, hashOf(inputs));
}

/** Builds when a source changed since the last finished build. */
export function buildIfStale() {
  if (isFresh(stamp, hashOf(inputs))) return;
  console.log('Building…');
  build();
}

/** What was compiled from a source that is gone would otherwise still be loaded. */
function removeOrphans() {
  for (const declaration of folders.flatMap((folder) => walk(join(root, 'dist', folder)))) {
    if (!declaration.endsWith('.d.ts')) continue;
    const stem = declaration.slice(0, -'.d.ts'.length);
    if (existsSync(join(root, relative(join(root, 'dist'), stem) + '.ts'))) continue;
    for (const end of ['.d.ts', '.js', '.js.map']) rmSync(stem + end, { force: true });
    rmSync(join(root, 'dist/.tsbuildinfo'), { force: true });
  }
}

/** Python scripts, WebAssembly, logos: whatever stands beside the code and is no TypeScript. */
function copyAssets() {
  for (const path of folders.flatMap((folder) => walk(join(root, folder)))) {
    if (/\.(ts|tsx|md)$/.test(path)) continue;
    const target = join(root, 'dist', relative(root, path));
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(path, target);
  }
}
