// Builds dist/: TypeScript compiled, other files beside it copied, widgets bundled for the browser.
import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { hashOf, isFresh, root, walk, writeStamp } from './files.mjs';
import { compileLibrary, ownCompiler } from './native.mjs';
import { run } from './run.mjs';

const folders = ['src', 'kernel', 'widgets'];
const inputs = [
  ...folders,
  'tsconfig.json',
  'tsconfig.build.json',
  'package-lock.json',
  'scripts/setup/build.mjs',
  'native',
  'scripts/bundle-widgets.mjs',
  'scripts/bundle-engine.mjs',
  'scripts/bundle-kernel.mjs',
  'scripts/setup/source-maps.mjs',
];
const stamp = join(root, 'dist/.stamp');

/** Compiles, copies and bundles. */
export function build() {
  rmSync(stamp, { force: true });
  rmSync(join(root, '.cache/maps'), { recursive: true, force: true });
  // The native compiler: the same output as that of TypeScript 6, which the kernel carries, in a quarter of the time.
  const tsc = join(root, 'node_modules/typescript-native/bin/tsc');
  run('the build', process.execPath, [tsc, '-p', 'tsconfig.build.json']);
  removeOrphans();
  copyAssets();
  buildLibrary();
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

/** Native loops for a platform that the package has none for, where a compiler is at hand; without them, WebAssembly computes. */
function buildLibrary() {
  const name = `${process.platform}-${process.arch}`;
  const out = join(root, `dist/src/native/prebuilt/${name}.node`);
  if (existsSync(out) || !ownCompiler() || !['x64', 'arm64'].includes(process.arch)) return;
  try {
    compileLibrary(out, { platform: process.platform, arch: process.arch });
  } catch (error) {
    console.log(
      `Native loops could not be compiled, so that WebAssembly computes: ${error.message}`,
    );
  }
}

/** What was compiled from a source that is gone would otherwise still be loaded. */
function removeOrphans() {
  const old = walk(join(root, 'dist')).filter((path) => path.endsWith('.node'));
  for (const library of old) {
    const folder = dirname(relative(join(root, 'dist'), library));
    if (!existsSync(join(root, folder))) rmSync(library, { force: true });
  }
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
