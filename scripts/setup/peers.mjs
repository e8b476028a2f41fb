// Programs of others that only the bench and the tests start, kept out of our own packages.
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './files.mjs';
import { npm } from './run.mjs';

/** One version each, so that two runs measure the same. */
const deno = { name: 'deno', version: '2.9.6', folder: '.cache/peers' };
/** Libraries that draw heatmaps in a browser; each has a folder of its own, since installing one would take the other away. */
const plotly = { name: 'plotly.js-dist-min', version: '4.1.2', folder: '.cache/plotly' };
const plot = { name: '@observablehq/plot', version: '0.6.17', folder: '.cache/plot' };
/** Layers and their WebAssembly backend, which must be of one version. */
const tfjs = {
  name: '@tensorflow/tfjs-backend-wasm',
  version: '4.22.0',
  folder: '.cache/tfjs',
  options: ['--ignore-scripts', '@tensorflow/tfjs@4.22.0'],
};
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

/** Installs Deno and the libraries where they are not there yet. Without a network the bench goes on and says what is missing. */
export function ensurePeers() {
  for (const peer of [deno, plotly, plot, tfjs]) {
    try {
      ensure(peer);
    } catch (error) {
      console.log(error.message);
    }
  }
}

/** The scripts that put the libraries into a page, as far as they are installed. */
export const libraryScripts = () =>
  [
    join(plotly.folder, 'node_modules', plotly.name, 'plotly.min.js'),
    'node_modules/d3/dist/d3.min.js',
    join(plot.folder, 'node_modules', plot.name, 'dist/plot.umd.min.js'),
  ]
    .map((path) => join(root, path))
    .filter((path) => existsSync(path));

/** Installs the popular packages of test/packages. @returns what could not be set up, as `{ need: reason }`. */
export function ensurePopularPackages() {
  const folder = join(root, '.cache/packages');
  const wanted = join(root, 'test/packages/package.json');
  const note = join(folder, 'package.json');
  const isInstalled = existsSync(join(folder, 'node_modules/.package-lock.json'));
  if (isInstalled && readFileSync(note, 'utf8') === readFileSync(wanted, 'utf8')) return {};
  mkdirSync(folder, { recursive: true });
  copyFileSync(wanted, note);
  try {
    const options = ['--ignore-scripts', '--no-fund', '--no-audit'];
    npm('installing popular packages', ['install', '--prefix', folder, ...options]);
    return {};
  } catch (error) {
    return { packages: error.message };
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
