// Opens published model files beside their own runtime and writes docs/published-models.md.
//
//   npm run build && node scripts/published-models.mjs
//
// The packages are fetched from PyPI and npm by scripts/fixtures/published.py; nothing of them is kept.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { openModel, readArray } from '../dist/src/index.js';

const python = '.venv-frameworks/bin/python';
const folder = mkdtempSync(join(tmpdir(), 'gatelab-published-'));
try {
  execFileSync(python, ['scripts/fixtures/published.py', folder], { stdio: ['ignore', 2, 2] });
  const models = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8'));
  const rows = [];
  for (const model of models) rows.push(await rowOf(model));
  writeFileSync('docs/published-models.md', page(rows, models[0].by));
  console.log(`docs/published-models.md: ${rows.length} files`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** A line of the table: how far every output is from the runtime's, and what is traced. */
async function rowOf({ package: from, path, arrays, inputs, outputs }) {
  const bytes = readFileSync(path);
  const content = createHash('sha256').update(bytes).digest('hex').slice(0, 8);
  const read = (dataset) => readArray(arrays, { dataset });
  const given = {};
  for (const name of inputs) given[name] = await read(`in:${name}`);
  const model = await openModel(path);
  const ours = model.predictAll({ inputs: given });
  let worst = 0;
  for (let k = 0; k < outputs; k++) worst = Math.max(worst, apart(ours[k], await read(`out:${k}`)));
  const traced = model.layers
    .filter((layer) => layer.isRecurrent)
    .flatMap((layer) => tracesOf(layer, given));
  model.close();
  const shown =
    traced.length > 0 ? traced.join('; ') : 'no recurrent node: its steps are spelt out';
  return `| ${from} | ${basename(path)} | ${content} | ${worst.toExponential(0)} | ${shown} |`;
}

function apart(ours, theirs) {
  const [a, b] = [ours.copy().data, theirs.copy().data];
  if (a.length !== b.length) return Infinity;
  return a.reduce((worst, x, k) => Math.max(worst, Math.abs(x - b[k])), 0);
}

/** The trace of a layer, where this input reaches it. */
function tracesOf(layer, inputs) {
  try {
    const trace = layer.trace({ inputs });
    return [
      `${layer.name.split('/').slice(-2).join('/')}: ${trace.series.join(' ')}, ${trace.h.shape.join(' × ')}`,
    ];
  } catch (error) {
    if (/takes its other branch/.test(error.message)) return [];
    throw error;
  }
}

function page(rows, by) {
  return `# Published models

Written by \`scripts/published-models.mjs\`, which fetches the packages, runs each file in ${by} on numbers drawn with a fixed seed, and in
gatelab with no runtime at all. *off* is the largest difference of any output, the carried states among them. Files of the same
content (the first letters of its SHA-256) are in several packages.

| package | file | content | off | traced |
| --- | --- | --- | --- | --- |
${rows.join('\n')}
`;
}
