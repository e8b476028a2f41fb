// Opening the tutorial's model and reading all its weights, ours beside h5py and Keras, as ratios:
//
//     npm run build && node bench/open-model.mjs [--python PATH]
//
// The peers run in a Python that has h5py and tf-keras (.venv-frameworks); without one, ours is measured alone.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { openModelFile } from '../dist/src/model/open-model-file.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const path = `${root}notebooks/data/sunspots-keras2.h5`;

async function openOnce() {
  const start = performance.now();
  const model = await openModelFile(path);
  for (const layer of model.layers) for (const weight of layer.weights) weight.read();
  model.close();
  return performance.now() - start;
}

async function measure() {
  const first = await openOnce();
  const times = [];
  while (times.length < 100) times.push(await openOnce());
  return { first, warm: times.sort((a, b) => a - b)[50] };
}

function measurePeers() {
  const at = process.argv.indexOf('--python');
  const python = at < 0 ? `${root}.venv-frameworks/bin/python` : process.argv[at + 1];
  if (!existsSync(python)) return {};
  const script = `${root}bench/open-model-peers.py`;
  const output = execFileSync(python, [script, path], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return JSON.parse(output.trim().split('\n').at(-1));
}

const ours = await measure();
const milliseconds = (value) => `${value.toFixed(1)} ms`.padStart(11);
console.log(
  `gatelab      ${milliseconds(ours.warm)}   (the first file of a process ${milliseconds(ours.first).trim()})`,
);
for (const [name, time] of Object.entries(measurePeers())) {
  console.log(
    `${name.padEnd(12)} ${milliseconds(time)}   ours takes ${(ours.warm / time).toPrecision(2)} of it`,
  );
}
